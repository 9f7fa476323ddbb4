"""Units that are built from parts, and words that say how a value was taken: places in a text of plain signs.

A unit of the closed vocabulary is one phrase. How many times the upper limit of normal, and how many cells in which
volume, is said in so many ways that its parts are told here instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit, and from where to where it stands."""

    start: int
    end: int
    name: str


# "2.5-fold of the institutional upper limit of normal", "3 times upper normal", "1.5 x the laboratory's normal range"
TIMES = r"(?:(?:fold|times?|x|\*)(?: ?(?:of|above|over|than|higher|greater|more|the)\b)*\s*)"
WHOSE = (
    r"(?:the|local|laborator(?:y|ies)|lab|institution|institutional|site|center|centre|hospital|study|normal|reference"
    r"|upper|limits?|values?|ranges?|levels?|bounds?|boundary|i?uln|unl|uul)(?:'s)?"
)
OF = r"(?:of|for|at|in|that|each|this|our|its|their|respective)"
LIMIT = rf"{WHOSE}(?:[ /]+(?:{OF}[ /]+)*{WHOSE})*\b(?: ?\((?:i?uln|unl|n|ⓝ)\))?"
NAMED = re.compile(r"\b(?:i?uln|unl|uul|upper (?:[a-z']+ ){0,2}?(?:limit|normal|value|range|bound))|\bnormal\b")
UPPER = re.compile(rf"(?<=[\d<>≤≥=])[ -]*(?P<unit>(?P<times>{TIMES})?{LIMIT})")
LOWER = re.compile(r"\blower\b|\blln\b")

# "10^9/L", "x 10(3) cells per microliter", "1 lakh/cumm": the number of cells, and the volume they are counted in.
LITER = r"l(?:it(?:er|re)s?)?"
MICRO = r"(?:u ?l|mcl|micro-? ?l(?:it(?:er|re)s?)?|mm ?3|cu\.? ?mm|c\.? ?mm|mmc|cubic (?:mm|milli-?met(?:er|re)s?))"
VOLUMES = {"liter": LITER, "ml": r"(?:ml|milli-?lit(?:er|re)s?)", "ul": MICRO}
OF_WHAT = r"(?:cells?|platelets?|thrombocytes?|neutrophils?|granulocytes?|plt)?"
IN_VOLUME = "|".join(f"(?P<{name}>{spelled})" for name, spelled in VOLUMES.items())
POWER = r"(?:(?:x|\*) ?)?10 ?(?:e|exp|\*\*?|\( ?)? ?\+?(?P<power>[3469])(?: ?\))?"
WORD = r"(?P<word>lakhs?|lacs?|thousands?)"
CELLS = re.compile(
    rf"(?<![\d.])(?:{POWER}|{WORD}) ?{OF_WHAT} ?(?:/|per) ?{OF_WHAT} ?(?:{IN_VOLUME})(?: ?\((?:u|m)?l\))?(?![a-z0-9])"
)
COUNTS = {
    ("9", "liter"): "giga_per_l",
    ("6", "liter"): "per_ul",
    ("6", "ml"): "giga_per_l",
    ("3", "ul"): "giga_per_l",
    ("4", "ul"): "ten_thousand_per_ul",
    ("lakh", "ul"): "lakh_per_ul",
    ("lac", "ul"): "lakh_per_ul",
    ("thousand", "ul"): "giga_per_l",
}


def units(text: str) -> Iterator[Unit]:
    """All of them in a text of small letters."""
    for found in UPPER.finditer(text):
        said = NAMED.search(found["unit"])
        if said is None or LOWER.search(found["unit"]) or (not found["times"] and said[0] == "normal"):
            continue
        yield Unit(found.start("unit"), found.end("unit"), "uln")
    for found in CELLS.finditer(text):
        volume = next(name for name in VOLUMES if found[name])
        name = COUNTS.get((found["power"] or found["word"].rstrip("s"), volume))
        if name is not None:
            yield Unit(found.start(), found.end(), name)


# How the pumping of the heart was measured: "by 2D echocardiography or MUGA scan", "(on ECHO)".
MEASURED = (
    r"(?:(?:as )?(?:measured|assessed|determined|evaluated|documented|obtained|confirmed|shown|demonstrated|calculated"
    r"|estimated|performed|detected|verified|seen) (?:locally )?)"
)
BY = rf"(?:{MEASURED}?(?:by means of|by use of|based on|according to|by|on|in|with|using|via|per|from|through|at) )"
KIND = (
    r"(?:(?:[23]-? ?d(?:imensional)?|two-dimensional|three-dimensional|bi-?dimensional|trans-?thoracic|doppler|cardiac"
    r"|m-mode|radionuclide|nuclear|radioisotope|isotope|multiple|multi|gated|resting|rest|baseline|screening|standard"
    r"|routine|local|either|an|a|the|recent|repeat|initial|heart)[ -]+)*"
)
METHOD = (
    r"(?:echo-?(?:cardio-?)?(?:gra(?:ms?|phy|phic))?|tte|mugas?|multi-?(?:ple)?[ -]?gated(?: radionuclide)?"
    r"(?: cardiac)?(?: blood pool)?(?: acquisition)?|blood pool(?: imaging)?|acquisition|ventriculogra(?:m|phy)"
    r"|angiogra(?:m|phy)|(?<=cardiac )mri|cmr|magnetic resonance(?: imaging)?|scintigraphy|simpson'?s?(?: biplane)?"
    r"|ultrasound|ultrasonography)"
)
SCAN = (
    r"(?:[ -]+(?:scans?|scanning|imaging|methods?|study|studies|technique|exam|examination|assessment|evaluation"
    r"|ventriculogra(?:m|phy)|angiogra(?:m|phy)))*"
)
SHORT = r"(?: ?\((?:2d-?)?(?:echo|muga|tte|echocardiography|mri|cmr)(?: scan)?\))?"
ONE_WAY = rf"{KIND}{METHOD}{SCAN}{SHORT}"
WAYS = rf"{ONE_WAY}(?: ?(?:, ?|/ ?|,? ?and/or |,? or )(?:{BY})?{ONE_WAY})*"
HEART = re.compile(r"ejection fraction|\blvef\b|\bef\b")
OF_HEART = re.compile(rf"\((?:{BY})?{WAYS}\)|(?:, ?)?\b{BY}{WAYS}(?![a-z])")
# Over how many tracings a QT was averaged: "on the mean of three ECGs", "(average of triplicate readings)".
TRACINGS = (
    r"(?:(?:the|a|an|at least|screening|baseline|resting|consecutive|triplicate|duplicate|separate|single|individual"
    r"|standard|two|three|[23]|\([23]\)|12-? ?lead|twelve-? ?lead|more|or|two or more|[23] or more)[ -]+)*"
    r"(?:ecgs?|ekgs?|electrocardiogra(?:ms?|phs?)|readings?|measurements?|recordings?|tracings?|determinations?)"
)
MEAN = (
    rf"(?:(?:{BY}|as )?(?:(?:the|a) )?(?:mean|average)(?: value)? (?:of|from|on|over|across) {TRACINGS}"
    rf"|{BY}(?:{TRACINGS}|triplicate)|\bof (?:[23]|three|triplicate|consecutive) {TRACINGS})"
)
APART = (
    r"(?: \(?(?:taken |performed |recorded |done )?(?:at least |approximately |about |≥ ?)?"
    r"\d+ ?min(?:utes|s)? apart\)?)?"
)
BEAT = re.compile(r"\bqt")
OF_BEAT = re.compile(rf"\({MEAN}{APART}\)|(?:, ?)?\b{MEAN}{APART}(?![a-z])")
# "Regardless of the facility's lower limit of normal", "irrespective of liver involvement"
ANYWAY = re.compile(
    r",? ?\b(?:regardless|irrespective|independent(?:ly)?) of (?:the |any )?(?:[a-z']+ ){0,3}?"
    r"(?:lower limits? of normal|normal range|(?:liver|hepatic|bone) (?:involvement|metastas[ei]s|disease|mets))"
)
# "Radiotherapy of any kind to the brain": of whichever sort
ANY_SORT = re.compile(r",? ?\bof (?:any|whatever|whichever) (?:kinds?|types?|sorts?|form|modality|technique)\b,?")
HOW = ((HEART, OF_HEART), (BEAT, OF_BEAT), (re.compile(r"\d"), ANYWAY), (re.compile(r"\bradi"), ANY_SORT))


def without_how(text: str) -> str:
    """A text of small letters without how its values were taken; as long as it was."""
    for about, how in HOW:
        if about.search(text):
            text = how.sub(lambda found: " " * len(found[0]), text)
    return text
