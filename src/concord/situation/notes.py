"""Finds signs that cannot wait in free notes, by a closed list of phrases in English and Spanish.

It only ever adds a warning: that nothing was found is never said, and means nothing. In doubt a phrase counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

# What ends a statement: after "but", a denial before it no longer holds.
CLAUSE = re.compile(r"[.;!?\n]+|\b(?:but|however|although|though|except|pero|aunque|sino|excepto)\b")
GAP = r"(?:[\s,]+[^\s,]+){0,3}?"
# Words that deny what follows them, with words that may stand between: "no", "does not have any", "nunca ha tenido".
DENIED = re.compile(
    r"\b(?:no|not|never|without|denies|denied|negative for|free of|dont|doesnt|didnt|havent|hasnt|isnt|arent|wasnt|"
    r"sin|nunca|jamas|niega|negaba|tampoco|ni)"
    r"(?:\s+(?:have|has|had|having|any|a|an|the|new|more|longer|been|really|signs? of|symptoms? of|"
    r"tengo|tiene|he|ha|tenido|hay|ningun|ninguna|mas|de|el|la|los|las|un|una|signos? de))*"
    r"(?:\s+[^\s,]+(?:\s*,\s*[^\s,]+)*\s*,?\s+(?:or|nor|ni|o|y|and)(?:\s+(?:any|a|de))?)?\s*$"
)
# A list that is denied as a whole: "no fever, chills or chest pain". Without the "or" only its first item is.
LIST_BEGAN = re.compile(r"\b(?:no|denies|without|sin|niega)\s+[^\s,]+(?:\s+[^\s,]+){0,3}(?:\s*,[^,]+)*\s*,\s*$")
LIST_GOES_ON = re.compile(r"(?:\s*,[^,]+)*\s*,?\s+(?:or|nor|ni|o)\b")
LONG_AGO = re.compile(
    r"\b(?:years? ago|decades? ago|last year|as a (?:child|kid|girl|boy|teenager)|in (?:19|20)\d\d|used to|"
    r"hace (?:\S+ )?anos?|el ano pasado|de (?:nina|nino|pequena|pequeno|joven)|en (?:19|20)\d\d)\b"
)
STILL = re.compile(
    r"\b(?:now|still|since|today|again|worse|worsening|tonight|yesterday|this (?:morning|week)|ongoing|keeps?|"
    r"ahora|todavia|sigue|sigo|desde|hoy|ayer|otra vez|de nuevo|peor|anoche|esta (?:manana|semana|noche))\b"
)


def plain(text: str) -> str:
    """Small letters, without accents or apostrophes."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(one for one in letters if not unicodedata.combining(one) and one not in "'’`´")


def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase of the list as a pattern: `*` is up to three words, `~` any ending, `(a|b)` either."""
    parts = [part.strip() for part in re.split(r"\s*\*\s*", phrase.strip())]
    written = (re.escape(part).replace(r"\ ", r"\s+") for part in parts)
    readable = (re.sub(r"\\([()|?])", r"\1", part).replace(r"\~", r"\w*").replace("~", r"\w*") for part in written)
    return re.compile(r"\b" + (GAP + r"[\s,]+").join(readable) + r"(?!\w)")


def signs_in(notes: str, phrases: Mapping[str, Iterable[re.Pattern[str]]]) -> dict[str, str]:
    """The signs that the notes speak of, each with the words that say so, in the order of the list."""
    clauses = [clause.strip() for clause in CLAUSE.split(plain(notes)) if clause.strip()]
    found: dict[str, str] = {}
    for sign, patterns in phrases.items():
        for clause in clauses:
            match = next((one for each in patterns if (one := _said(each, clause))), None)
            if match:
                found.setdefault(sign, match)
    return found


def _said(each: re.Pattern[str], clause: str) -> str | None:
    if LONG_AGO.search(clause) and not STILL.search(clause):
        return None
    for match in each.finditer(clause):
        before, after = clause[: match.start()], clause[match.end() :]
        if not DENIED.search(before) and not (LIST_BEGAN.search(before) and LIST_GOES_ON.match(after)):
            return match.group(0)
    return None
