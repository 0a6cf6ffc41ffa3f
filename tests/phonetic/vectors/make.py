"""Makes the vectors of the phonetic tests: names with their codes by two implementations that know nothing of each other.

    python3 tests/phonetic/vectors/make.py NAMES.txt [KIND...]

Needs node with `talisman` (npm) and the Python packages `abydos` and `pyphonetics` (the latter for refined Soundex:
abydos leaves the code of the first letter out); NAMES.txt holds one folded name a line. Only names on
which both agree become vectors; the last line of each file counts the others. For
fonem the names were every 50th of the French given names and surnames in datasets/tables. Its author in abydos has seen
the one in talisman: they are two readings of one paper, and only nearly independent.
"""
import json
import subprocess
import sys
from pathlib import Path

import pyphonetics
from abydos import phonetic

TALISMAN = """
const soundex = require('talisman/phonetics/soundex');
const dm = require('talisman/phonetics/daitch-mokotoff');
const doubleMetaphone = require('talisman/phonetics/double-metaphone');
const cologne = require('talisman/phonetics/german/cologne');
const nysiis = require('talisman/phonetics/nysiis').original;
const fonem = require('talisman/phonetics/french/fonem');
const names = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(names.map(name => [
  soundex(name), soundex.refined(name), nysiis(name), doubleMetaphone(name), cologne(name), dm(name),
  fonem(name)])));
"""


def of_talisman(names):
    run = subprocess.run(["node", "-e", TALISMAN], input=json.dumps(names), capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def of_python(names):
    soundex = phonetic.Soundex()
    refined = pyphonetics.RefinedSoundex()
    nysiis = phonetic.NYSIIS(max_length=-1)
    metaphone = phonetic.DoubleMetaphone()
    cologne = phonetic.Koelner()
    daitch = phonetic.DaitchMokotoff()
    fonem = phonetic.FONEM()
    return [[soundex.encode(n), refined.phonetics(n), nysiis.encode(n), list(metaphone.encode(n)), cologne.encode(n),
             sorted(daitch.encode(n)), fonem.encode(n)] for n in names]


def text_of(code):
    """A pair of keys or a set of codes as one cell."""
    if not isinstance(code, list):
        return code
    return ",".join(code)


def comparable(kind, code):
    if kind == "double_metaphone":
        primary, alternate = code
        return [primary, alternate or primary]
    return sorted(code) if isinstance(code, list) else code


def main():
    names = Path(sys.argv[1]).read_text(encoding="utf-8").split()
    kinds = ["soundex", "refined_soundex", "nysiis", "double_metaphone", "cologne", "daitch_mokotoff", "fonem"]
    wanted = sys.argv[2:] or kinds
    theirs, ours = of_talisman(names), of_python(names)
    for column, kind in enumerate(kinds):
        if kind not in wanted:
            continue
        lines, num_apart = [], 0
        for name, left, right in zip(names, theirs, ours):
            left, right = comparable(kind, left[column]), comparable(kind, right[column])
            if left == right:
                lines.append(f"{name}\t{text_of(left)}")
            else:
                num_apart += 1
        lines.append(f"# {len(names)} names; {num_apart} on which the two differ are left out")
        (Path(__file__).parent / f"{kind}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{kind}: {len(lines) - 1} vectors, {num_apart} apart")


if __name__ == "__main__":
    main()
