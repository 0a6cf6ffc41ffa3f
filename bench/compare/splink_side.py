"""Splink on DuckDB, one run in a process of its own: customers.csv to pairs.csv and clusters.csv.

    splink_side.py customers.csv OUT --trained | --bigrams | --jaro-winkler   [--threads N]
"""
import argparse
import logging
import time
from pathlib import Path

import duckdb
from splink import DuckDBAPI, Linker, block_on

import task
from customers import FIELDS


def train(linker):
    linker.training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "birth_date"), block_on("email")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in task.TRAINING_RULES:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("customers")
    parser.add_argument("output", type=Path)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--trained", action="store_true", help="u, EM, predict; text levels by Jaro-Winkler alone")
    how.add_argument("--bigrams", action="store_true", help="the fixed model, with the very levels of sosie")
    how.add_argument("--jaro-winkler", action="store_true", help="the fixed model, text levels by Jaro-Winkler alone")
    parser.add_argument("--threads", type=int)
    arguments = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    begin = time.monotonic()

    def mark(stage):
        print(f"{stage:<10}{time.monotonic() - begin:8.2f} s", flush=True)

    connection = duckdb.connect()
    if arguments.threads:
        connection.execute(f"SET threads = {arguments.threads}")
    texts = [c["name"].removesuffix("_text") for c in task.model()["comparisons"] if c["kind"] == "text"]
    more = "".join(f", {task.bigram_column(field)}" for field in texts) if arguments.bigrams else ""
    columns = ", ".join(f'nullif("{field}", \'\') as "{field}"' for field in FIELDS)
    connection.execute(f"create table customers as with cells as (select unique_id, {columns} from "
                       f"read_csv('{arguments.customers}', all_varchar = true)) select *{more} from cells")
    mark("read")
    api = DuckDBAPI(connection)
    settings = task.splink_settings(arguments.trained, arguments.bigrams)
    linker = Linker(api.register("customers"), settings, log_level=logging.ERROR)
    if arguments.trained:
        train(linker)
        mark("trained")
    pairs = linker.inference.predict(threshold_match_probability=task.REVIEW, warning_mode="never")
    mark("predicted")
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=task.LINK)
    mark("clustered")
    arguments.output.mkdir(parents=True, exist_ok=True)
    connection.execute(f"copy (select * from {pairs.physical_name}) to '{arguments.output}/pairs.csv'")
    connection.execute(f"copy (select unique_id, cluster_id from {clusters.physical_name}) "
                       f"to '{arguments.output}/clusters.csv'")
    mark("written")


if __name__ == "__main__":
    main()
