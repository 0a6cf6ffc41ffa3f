"""A plain Python loop over rapidfuzz: the fixed model on a sample of candidate pairs, texts by Jaro-Winkler alone.

    loop_side.py customers.csv --pairs 1000000      prints a JSON line: pairs, kept, seconds of the loop alone
"""
import argparse
import json
import math
import time

import duckdb
from rapidfuzz.distance import OSA, JaroWinkler

import task
from customers import FIELDS


def candidates(customers, num_pairs):
    """Cells of candidate pairs, spread over the file by a hash, as pairs of tuples; and how many there are in all."""
    connection = duckdb.connect()
    columns = ", ".join(f'nullif("{field}", \'\') as "{field}"' for field in FIELDS)
    connection.execute(f"create table customers as select unique_id, {columns} from "
                       f"read_csv('{customers}', all_varchar = true)")
    rules = " union ".join(
        "select l.unique_id as left_id, r.unique_id as right_id from customers l join customers r on "
        + task.sql_of_rule(rule) + " and l.unique_id < r.unique_id"
        for rule in task.RULES)
    connection.execute(f"create table pairs as {rules}")
    total = connection.execute("select count(*) from pairs").fetchone()[0]
    both = ", ".join([f'l."{field}"' for field in FIELDS] + [f'r."{field}"' for field in FIELDS])
    rows = connection.execute(
        f"select {both} from (select * from pairs order by hash(left_id || right_id) limit {num_pairs}) "
        "join customers l on l.unique_id = left_id join customers r on r.unique_id = right_id").fetchall()
    return [(row[:len(FIELDS)], row[len(FIELDS):]) for row in rows], total


def kept_pairs(pairs, model):
    comparisons = model["comparisons"]
    weights = [{level["name"]: math.log2(level["m"] / level["u"]) for level in c["levels"]} for c in comparisons]
    is_text = [c["kind"] == "text" for c in comparisons]
    prior, least = model["prior_bits"], math.log2(task.REVIEW / (1 - task.REVIEW))
    kept = 0
    for left, right in pairs:
        total = prior
        for a, b, weight, text in zip(left, right, weights, is_text):
            if a is None or b is None:
                continue
            if a == b:
                total += weight["equal"]
            elif text:
                alike = JaroWinkler.similarity(a, b, score_cutoff=0.85)
                total += weight["close" if alike >= 0.92 else "some" if alike >= 0.85 else "else"]
            else:
                total += weight["one_edit" if OSA.distance(a, b, score_cutoff=1) <= 1 else "else"]
        kept += total >= least
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("customers")
    parser.add_argument("--pairs", type=int, default=1_000_000)
    arguments = parser.parse_args()
    pairs, total = candidates(arguments.customers, arguments.pairs)
    begin = time.perf_counter()
    kept = kept_pairs(pairs, task.model())
    seconds = time.perf_counter() - begin
    print(json.dumps({"pairs": len(pairs), "kept": kept, "candidate_pairs": total, "seconds": round(seconds, 3),
                      "scaled_seconds": round(seconds * total / max(1, len(pairs)), 1)}))


if __name__ == "__main__":
    main()
