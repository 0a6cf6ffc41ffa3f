"""The task both engines get: blocking rules and comparison levels, as a sosie job and as Splink settings."""
import json
from pathlib import Path

from customers import FIELDS, MEANINGS

MODEL = Path(__file__).resolve().parent / "model.json"
# A key is a field, or a field and a length: its first so many symbols. About 25 candidate pairs a record at a million.
RULES = [["email"], ["surname", "birth_date"], ["first_name", "birth_date"], ["first_name", "surname"],
         [("surname", 3), "postcode"], [("first_name", 3), "postcode"], [("first_name", 3), ("surname", 3)],
         [("surname", 3), ("birth_date", 4)]]
TRAINING_RULES = [["surname", "birth_date"], ["first_name", "postcode"]]
REPEATING = ["first_name", "surname", "postcode", "city"]  # fields whose term frequencies Splink counts
REVIEW, LINK = 0.5, 0.95


def model():
    return json.loads(MODEL.read_text(encoding="utf-8"))


def sosie_key(key, name):
    if isinstance(key, str):
        return name(key)
    field, length = key
    return "year(birth_date)" if name(field) == "birth_date" else f"substr({name(field)}, {length})"


def sql_of_rule(rule):
    """Two records l and r that a rule compares. As in sosie, a shorter text has no key."""
    conditions = []
    for key in rule:
        if isinstance(key, str):
            conditions.append(f'l."{key}" = r."{key}"')
        else:
            field, length = key
            conditions.append(f'substr(l."{field}", 1, {length}) = substr(r."{field}", 1, {length})')
            conditions.append(f'length(l."{field}") >= {length}')
    return " and ".join(conditions)


def job_text(customers, by_meaning=False, with_model=True, scoring="bounded", tables='["members", "links"]'):
    """A sosie job. By meaning, fields are those of customers; else they have names that mean nothing to sosie."""
    def name(field):
        return MEANINGS.get(field, field) if by_meaning else f"{field}_text"

    lines = ['version = 1', '[job]', 'as_of = "2026-01-01"', 'previous = "none"',
             '[[source]]', 'name = "customers"', f'path = "{customers}"', 'id = "unique_id"', 'consent = "none"',
             'csv = { delimiter = ",", encoding = "utf-8", header = true }', '[source.fields]']
    for field in FIELDS:
        is_date = by_meaning and field == "birth_date"
        column = '{ column = "birth_date", format = "%Y%m%d" }' if is_date else f'"{field}"'
        if by_meaning and field == "email":
            column = '"email_address"'
        lines.append(f"{name(field)} = {column}")
    lines += ['[thresholds]', f'link = {LINK}', f'review = {REVIEW}']
    for rule in RULES:
        lines += ['[[blocking]]', f'on = {json.dumps([sosie_key(key, name) for key in rule])}']
    lines += ['[model]', f'scoring = "{scoring}"']
    if with_model:
        lines += [f'file = "{MODEL}"']
    lines += ['[output]', f'tables = {tables}']
    return "\n".join(lines) + "\n"


def bigram_column(field):
    """SQL of the bag of bigrams of a field as a list without repetition: the second `an` of a text is `an2`."""
    pairs = f"list_transform(range(1, length({field})), lambda i: substr({field}, i, 2))"
    return (f"list_transform({pairs}, lambda b, i: b || len(list_filter({pairs}[1:i], lambda c: c = b)))"
            f" as {field}_bigrams")


def text_levels(field, with_bigrams):
    """close and some as engine/compare.cc defines them: Jaro-Winkler of texts up to 20 symbols, or Dice of bigrams."""
    left, right = f'"{field}_l"', f'"{field}_r"'
    alike = f"jaro_winkler_similarity({left}, {right})"
    if not with_bigrams:
        return {"close": f"{alike} >= 0.92", "some": f"{alike} >= 0.85"}
    a, b = f'"{field}_bigrams_l"', f'"{field}_bigrams_r"'
    dice = f"2 * len(list_intersect({a}, {b}))::double / (len({a}) + len({b}))"
    short = f"greatest(length({left}), length({right})) <= 20"
    bags = f"len({a}) > 0 and len({b}) > 0"
    return {level: f"({short} and {alike} >= {jaro_winkler}) or ({bags} and {dice} >= {share})"
            for level, jaro_winkler, share in (("close", 0.92, 0.8), ("some", 0.85, 0.5))}


def splink_comparison(field, levels):
    """levels: (name, SQL condition, more of Splink's keys), best first; missing comes before them."""
    left, right = f'"{field}_l"', f'"{field}_r"'
    missing = {"sql_condition": f"{left} IS NULL OR {right} IS NULL", "label_for_charts": "missing",
               "is_null_level": True}
    return {"output_column_name": field, "comparison_levels": [missing] + [
        {"sql_condition": condition, "label_for_charts": name} | more for name, condition, more in levels]}


def fixed_comparison(comparison, with_bigrams):
    field = comparison["name"].removesuffix("_text")
    left, right = f'"{field}_l"', f'"{field}_r"'
    # damerau_levenshtein alone would mean the same, but is DuckDB's slowest by far: cheap tests leave it few pairs.
    one_edit = (f"abs(length({left}) - length({right})) <= 1 and levenshtein({left}, {right}) <= 2 "
                f"and damerau_levenshtein({left}, {right}) <= 1")
    conditions = {"else": "ELSE", "equal": f"{left} = {right}", "one_edit": one_edit}
    if comparison["kind"] == "text":
        conditions |= text_levels(field, with_bigrams)
    return splink_comparison(field, [
        (level["name"], conditions[level["name"]], {"m_probability": level["m"], "u_probability": level["u"]})
        for level in reversed(comparison["levels"])])


def comparison_to_train(field):
    """What sosie makes of a plain text: levels of a text, equal values weighing by frequency (here of REPEATING)."""
    conditions = {"equal": f'"{field}_l" = "{field}_r"'} | text_levels(field, with_bigrams=False) | {"else": "ELSE"}
    frequency = {"equal": {"tf_adjustment_column": field}} if field in REPEATING else {}
    return splink_comparison(field, [(name, sql, frequency.get(name, {})) for name, sql in conditions.items()])


def splink_settings(trained, with_bigrams):
    odds = 2.0 ** model()["prior_bits"]
    fixed = [] if trained else [fixed_comparison(comparison, with_bigrams) for comparison in model()["comparisons"]]
    return {"link_type": "dedupe_only", "unique_id_column_name": "unique_id",
            "probability_two_random_records_match": odds / (1 + odds),
            "blocking_rules_to_generate_predictions": [sql_of_rule(rule) for rule in RULES],
            "retain_matching_columns": False,
            "comparisons": fixed or [comparison_to_train(field) for field in FIELDS]}
