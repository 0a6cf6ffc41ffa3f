"""The folded form of a name, as matchers/normalize/text.h defines it, for Latin letters."""
import re
import unicodedata

WITHOUT_DECOMPOSITION = str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text):
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(WITHOUT_DECOMPOSITION)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
