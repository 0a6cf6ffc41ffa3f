"""What the runs found: kept pairs compared, hashes, agreement with the truth, and the table that is printed."""
import hashlib
import json
import math
import statistics

import duckdb

import task

TIE_BITS = 0.001  # weights this near a threshold may fall on either side: sosie rounds to 1/65,536 bit
MOST_TIES = 1e-5  # of the kept pairs


def pairs_query(name, output):
    if name.startswith("Splink"):
        return (f"select unique_id_l as left_id, unique_id_r as right_id, match_weight as weight "
                f"from read_csv('{output}/pairs.csv')")
    return (f"select left_id, right_id, match_weight as weight from read_csv('{output}/current/links.csv', "
            "types = {'match_weight': 'DOUBLE'})")


def clusters_query(name, output):
    if name.startswith("Splink"):
        return f"select unique_id, cluster_id as cluster from read_csv('{output}/clusters.csv')"
    return f"select id as unique_id, entity_id as cluster from read_csv('{output}/current/members.csv')"


def bits(probability):
    return math.log2(probability / (1 - probability))


def sha256_of_pairs(name, output):
    digest = hashlib.sha256()
    rows = duckdb.execute(f"select left_id, right_id from ({pairs_query(name, output)}) order by all")
    while batch := rows.fetchmany(100_000):
        digest.update("".join(f"{left},{right}\n" for left, right in batch).encode())
    return digest.hexdigest()


def agreement(name, output):
    """Pairwise precision, recall and F1 of the clusters."""
    def pairs_in(groups):
        counts = f"select count(*) as n from both_sides group by {groups}"
        return f"(select coalesce(sum(n * (n - 1) / 2), 0) from ({counts}))"

    found, true, both = duckdb.execute(
        f"with both_sides as (select * from ({clusters_query(name, output)}) join "
        f"read_csv('{output.parent}/truth.csv') using (unique_id)) "
        f"select {pairs_in('cluster')}, {pairs_in('person')}, {pairs_in('cluster, person')}").fetchone()
    precision, recall = both / max(1, found), both / max(1, true)
    return {"precision": round(precision, 4), "recall": round(recall, 4),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4)}


def read(name, output):
    """Counts, hash and agreement of one run."""
    kept, linked = duckdb.execute(f"select count(*), count(*) filter (weight >= {bits(task.LINK)}) "
                              f"from ({pairs_query(name, output)})").fetchone()
    found = {"kept_pairs": kept, "pairs_at_link": linked, "sha256_of_pairs": sha256_of_pairs(name, output)}
    if name.startswith("sosie"):
        manifest = json.loads((output / "current/manifest.json").read_text(encoding="utf-8"))
        counts = manifest["counts"]
        found["candidate_pairs"] = counts["match.candidate_pairs"]
        found["stages"] = {stage["stage"]: stage["seconds"] for stage in manifest["stages"]}
        lost = {key: n for key, n in counts.items() if n and (key.startswith("normalize.null") or "cut_records" in key)}
        if lost:
            found["not_compared"] = lost
    return found | agreement(name, output)


def compare_modes(bounded, every_level):
    """Whether both modes of scoring wrote the same tables, to the byte; names those that differ."""
    tables = {output: {path.name: path.read_bytes() for path in (output / "current").glob("*.csv")}
              for output in (bounded, every_level)}
    names = tables[bounded].keys() | tables[every_level].keys()
    differing = sorted(name for name in names if tables[bounded].get(name) != tables[every_level].get(name))
    print(f"modes of scoring: {len(names)} tables, {len(differing)} of them differ" + "".join(
        f"\n  {name}" for name in differing))
    return bool(names) and not differing


def compare_kept(sosie, splink):
    """Whether both engines keep the same pairs at review and at link; says so, and lists those that differ."""
    duckdb.execute("create or replace table both_kept as "
                   "select left_id, right_id, s.weight as sosie, p.weight as splink "
                   f"from ({pairs_query('sosie', sosie)}) s full join ({pairs_query('Splink', splink)}) p "
                   "using (left_id, right_id)")
    total, apart = duckdb.execute("select count(*), coalesce(max(abs(sosie - splink)), 0) from both_kept").fetchone()
    differing = duckdb.execute(
        f"select * from both_kept where sosie is null or splink is null or abs(sosie - splink) > {TIE_BITS} "
        f"or (sosie >= {bits(task.LINK)}) <> (splink >= {bits(task.LINK)}) order by all")
    rows = differing.fetchall()
    print(f"kept pairs: {total:,} by either engine, {len(rows):,} of them differ; "
          f"weights of the same pair at most {apart:.6f} bits apart")
    for row in rows[:20]:
        print("  left {} right {}: sosie {}, Splink {} bits".format(*row))
    return total > 0 and len(rows) <= MOST_TIES * total


def median_lines(lines):
    """The median run by wall clock of each name, with the range of all."""
    for name in dict.fromkeys(line["run"] for line in lines):
        same = [line for line in lines if line["run"] == name]
        times = sorted(line["seconds"] for line in same)
        median = next(line for line in same if line["seconds"] == statistics.median_low(times))
        yield same[0] | median | {"fastest": times[0], "slowest": times[-1]}


def rival_of(name):
    return "Splink, trained" if "trained" in name else "Splink, fixed model, Jaro-Winkler only"


def show(lines, frame):
    medians = {line["run"]: line for line in median_lines(lines)}
    print(f"\n{frame['machine']['cpu']}, {frame['threads'] or frame['machine']['cores']} threads, {frame['versions']}")
    candidates = next((line["candidate_pairs"] for line in lines if "candidate_pairs" in line), None)
    print(f"{frame['records']:,} records" + (f", {candidates:,} candidate pairs" if candidates else "") + "\n")
    print(f"{'run':<41}{'wall s':>9}{'range':>16}{'CPU s':>9}{'MiB':>8}{'ratio':>8}{'kept pairs':>12}"
          f"{'precision':>11}{'recall':>8}")
    for name, line in medians.items():
        if "scaled_seconds" in line:
            print(f"\n{name}: {line['seconds']} s for {line['pairs']:,} pairs, "
                  f"which scales to {line['scaled_seconds']} s for all {line['candidate_pairs']:,}")
            continue
        rival = medians.get(rival_of(name))
        ratio = f"{rival['seconds'] / line['seconds']:.1f}" if rival else ""
        spread = f"{line['fastest']:.2f}-{line['slowest']:.2f}"
        print(f"{name:<41}{line['seconds']:>9.2f}{spread:>16}{line['cpu_seconds']:>9.2f}"
              f"{line['peak_bytes'] / 2**20:>8.0f}{ratio:>8}{line['kept_pairs']:>12,}"
              f"{line['precision']:>11.4f}{line['recall']:>8.4f}")
    if len(medians) == 1:
        return
    print("\nratio: Splink's wall clock (trained, or fixed model with Jaro-Winkler only) over that of the run")
