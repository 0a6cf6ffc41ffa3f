"""One plain file of customers, made from the channels of `sosie generate`, that any engine reads as the same strings.

Channels that hold a whole name in one cell are left out, for taking names apart is no part of the comparison. Values
are folded to a-z, 0-9 and single blanks, dates written as eight digits; words that stand for nothing are empty cells.
"""
import contextlib
import csv
import gzip
import json
import random
import re
import tomllib
import unicodedata

FIELDS = ["first_name", "surname", "birth_date", "postcode", "city", "email"]
MEANINGS = {"first_name": "given_name", "surname": "family_name"}  # of sosie, where its word is another
# Values that say nothing, folded: those of matchers/normalize/placeholders.cc.
NOTHING = set(
    "n a,na,nc,n c,nr,n r,nd,n d,null,none,nan,neant,vide,aucun,aucune,inconnu,inconnue,unknown,unbekannt,desconocido,"
    "sconosciuto,undefined,empty,missing,not available,not applicable,not provided,non renseigne,non renseignee,"
    "non communique,non communiquee,non precise,non defini,non fourni,a renseigner,a completer,a definir,tbd,tba,"
    "sans objet,pas de,pas d adresse,pas de mail,pas d email,pas de telephone,sans adresse,sans mail,sans email,"
    "sans telephone,ras,xxx,test,teste,essai,dummy,fake,azerty,qwerty,asdf,"
    "aucun aucun fr,noemail noemail fr,test test fr".split(","))  # mail addresses for want of one
NO_LETTER_OF_ITS_OWN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ı": "i"})


def folded(text):
    text = unicodedata.normalize("NFKD", text.lower().translate(NO_LETTER_OF_ITS_OWN))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub("[^a-z0-9]+", " ", text).strip()
    one_character = len(set(text) - {" "}) == 1 and len(text) >= 4
    return "" if text in NOTHING or one_character else text


def eight_digits(text):
    """A date of any channel as YYYYMMDD; empty when the century is not written."""
    parts = re.split("[^0-9]", text.strip())
    if len(parts) != 3 or sorted(map(len, parts)) != [2, 2, 4]:
        return ""
    return "".join(parts if len(parts[0]) == 4 else reversed(parts))


def by_path(row, path):
    for name in path.split("."):
        row = row.get(name) if isinstance(row, dict) else None
    return row or ""


def rows_of(path, source):
    """Rows as dicts. A row that is broken, or a CSV row that spans lines, is left out."""
    opened = gzip.open if path.suffix == ".gz" else open
    layout = source.get("csv", {})
    encoding = layout.get("encoding", "utf-8").replace("utf-8", "utf-8-sig")
    with opened(path, "rt", encoding=encoding, newline="", errors="replace") as lines:
        if "ndjson" in path.name:
            for line in lines:
                with contextlib.suppress(ValueError):
                    yield json.loads(line)
            return
        header = None
        for line in lines:
            cells = next(csv.reader([line], delimiter=layout["delimiter"]))
            if header is None:
                header = cells
            elif len(cells) == len(header):
                yield dict(zip(header, cells))


def records_of(folder):
    """(source, id) -> folded cells in the order of FIELDS, and the e-mail address as written but for case.

    Of an id that is delivered twice, the first row counts.
    """
    job = tomllib.loads((folder / "job.toml").read_text(encoding="utf-8"))
    records = {}
    for source in job["source"]:
        columns = [source["fields"].get(MEANINGS.get(field, field)) for field in FIELDS]
        columns = [column["column"] if isinstance(column, dict) else column for column in columns]
        if columns[0] is None:
            continue
        for row in rows_of(folder / source["path"], source):
            cells = [str(by_path(row, column)) for column in columns]
            born = FIELDS.index("birth_date")
            values = [eight_digits(cell) if i == born else folded(cell) for i, cell in enumerate(cells)]
            address = cells[FIELDS.index("email")].strip().lower() if values[FIELDS.index("email")] else ""
            records.setdefault((source["name"], str(by_path(row, source["id"]))), [*values, address])
    return records


def write_customers(folder, num_records, seed, path):
    """Whole persons up to num_records records, shuffled; unique_id keeps the order of its bytes. Also truth.csv."""
    records = records_of(folder)
    with open(folder / "truth.csv", encoding="utf-8", newline="") as file:
        persons = {(row["source"], row["id"]): row["entity_id"] for row in csv.DictReader(file)}
    chosen = sorted((persons[key], key) for key in records if key in persons)
    if len(chosen) < num_records:
        raise SystemExit(f"{len(chosen)} usable records of {num_records} asked for: more --people are needed")
    chosen = chosen[:num_records]
    random.Random(seed).shuffle(chosen)
    with open(path, "w", encoding="ascii", newline="") as file, \
            open(path.with_name("truth.csv"), "w", encoding="ascii", newline="") as truth:
        writer, truth_writer = csv.writer(file, lineterminator="\n"), csv.writer(truth, lineterminator="\n")
        writer.writerow(["unique_id", *FIELDS, "email_address"])
        truth_writer.writerow(["unique_id", "person"])
        for number, (person, key) in enumerate(chosen):
            writer.writerow([f"r{number:08}", *records[key]])
            truth_writer.writerow([f"r{number:08}", person])
