"""Writes docs/trials_reading.md: how well criteria are read, counted by kind on both halves of the labelled set.

`python -m tests.trials.table.page` prints it; where the trial records are missing it says so and prints nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache

from concord.criteria.terms import Condition, NotRead
from concord.knowledge.load import Knowledge, load
from tests.trials.table import people
from tests.trials.table.judge import Judged, judged
from tests.trials.table.second import second_judged
from tests.trials.table.whole_records import asked
from tests.trials.table.worlds import parts_of
from tests.trials.table.written import written_judged
from tests.trials.test_labels import RECORDS

KINDS = (
    *(
        "disease_extent",
        "receptors",
        "biomarkers",
        "lines",
        "prior_treatment",
        "washout",
        "cumulative_dose",
        "progression",
    ),
    *("disease_free_interval", "sites", "performance", "age", "sex", "menopause", "pregnancy", "organ_function"),
    *("comorbidity", "prior_cancer", "other"),
)
HEAD = """# How well criteria of trials are read

Made by `make docs` from the labelled criteria in `tests/trials/labels`. The halves are parted by trial. The program was
written against the tune half. The test half was labelled by others, who had not seen the program; of it these numbers
were seen, several times while the work went on, and of what was missed or wrong how it is built was counted, without a
text; no criterion was looked at (one excerpt of one record stood in an answer of a search, and was left;
`tests/trials/labels/README.md` says what was counted). So it is no longer quite unseen.

**The aim is reached by half**: at least 0.95 precision and 0.80 recall on the test half. Its precision is there, as
far as about ninety readings can show it (the true one may as well lie at 0.89 or at 0.98); its recall is not. Of the
sentences that can be read the program reads about six of ten in real records that it was not written against, and three
of four in made ones that are only measured; there about every twelfth reading says something else than the label, most
that a sentence fits, or does not stand in the way, where nobody can know, and some that it does not fit. What is missed
stays "not read: ask the trial team". So every "does not fit" is shown with its sentence, and every page says that a
program read it.

**Mending more sentences hardly helps with new ones.** On 2026-11-28 about forty faults found in 114 made sentences were
mended, each as generally as could be; of 474 sentences made meanwhile one was read otherwise than before. After about a
hundred repairs recall on these had risen from 0.74 to 0.76, and on the test half not one more sentence was read.

The numbers are strict: a reading counts as right only if it says neither more nor less than the label, "unknown"
included. Fitness and pregnancy are read best. Sentences about the cancer, its receptors and earlier treatment, in which
everything hangs on one unknown word or on how they are built, are lost most.

A reading is compared with its label by asking both about made-up people of whom all is known, at and around every
limit (`tests/trials/table/worlds.py`); people who cannot be, such as one who had a medicine but none of its class, are
left out (`treated.py`).

- **right**: both answer alike for everyone, "unknown" included.
- **partly**: the reading decides less than the label, and where it decides, as the label does. It leaves a trial at
  "may fit" that could be settled.
- **missed**: the label could be read and nothing was.
- **wrong**: for someone the reading decides otherwise than the label, or where the label does not decide.
- **of these hides**: someone would be told "does not fit" where the label does not say so. The other wrong ones say
  that a sentence fits, or does not stand in the way, where the label leaves that open.
- **rightly not read**: the label says that it cannot be read, and it was not.
- **precision**: right among right and wrong. **never wrong**: right and partly among all that was read. **recall**:
  right among all that can be read; **of whole ones**: the same among labels in which nothing had to stay `not_read`;
  **read at all**: right and partly among all that can be read.

A criterion of two kinds counts in both rows.
"""


SECOND = """
**A second reading by others**, who labelled the same criteria anew by the same guide and saw neither the labels nor the
program. Judged like the program, it shows how far careful readers agree when only exactly the same counts. At first it
agreed on 139 of 148; where the two differed, a third reader decided, who saw no answer of the program either, and seven
labels became those of the second reading. So the numbers below are a little better than two readers' are:

"""
WRITTEN = """
## Criteria written for this

{count} criteria of {trials} trials that do not exist, written in the words of eight sorts of sponsors by people who
had not seen the program, each with its reading by the same guide (`tests/trials/labels/written`). Most of
the trials served to find out what the program cannot read; of two of each sort only numbers were seen, and these were
labelled by two people each, who agreed on 94 of 100.

"""
WHOLE = """
## What a person is told

The tables above look at one criterion at a time. For a person a record is read as a whole: what stands in a list counts
as the words above it say, and of two ways one is enough. A criterion here **hides** if it tells somebody "does not fit"
where its label does not say so. It is **lost** if it is read rightly by itself and its label keeps somebody out, and
the record as a whole keeps nobody out for it, because it stands in a list or under a heading that is not clear.

| half | criteria | with something to ask for | of these hides | rightly read, and keeps somebody out | of these lost |
|---|---|---|---|---|---|
"""
PEOPLE = """
## Thirty people, twenty trials

For each criterion of twenty trials that can be read, and each of thirty made-up people, whether she meets it was
written down by hand (`tests/trials/expected`); this is what the program says of the same. The trials are of the tune
half.

"""


def whole(condition: Condition) -> bool:
    """Whether nothing in it had to stay unread."""
    return not any(isinstance(part, NotRead) for part in parts_of(condition))


@cache
def all_judged(half: str) -> tuple[Judged, ...]:
    """All criteria of one half, of the records or of those written for this."""
    return tuple((judged if half in ("test", "tune") else written_judged)(half, load()))


def share(part: int, of: int) -> str:
    return f"{part / of:.2f}" if of else "–"


def row(name: str, several: list[Judged]) -> str:
    """One line of the table."""
    counts = Counter(one.verdict for one in several)
    right, partly, wrong, missed = (counts[kind] for kind in ("right", "partly", "wrong", "missed"))
    readable = [one for one in several if one.label is not None]
    wholes = [one for one in readable if one.label is not None and whole(one.label)]
    cells = (
        *(name, len(readable), right, partly, missed, wrong, sum(one.hides for one in several)),
        counts["rightly not read"],
        share(right, right + wrong),
        share(right + partly, right + partly + wrong),
        share(right, len(readable)),
        share(sum(one.verdict == "right" for one in wholes), len(wholes)),
        share(right + partly, len(readable)),
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


TITLES = (
    *("kind", "can be read", "right", "partly", "missed", "wrong", "of these hides", "rightly not read"),
    *("precision", "never wrong", "recall", "of whole ones", "read at all"),
)


def head() -> str:
    """The titles of the table."""
    return f"| {' | '.join(TITLES)} |\n|{'---|' * len(TITLES)}\n"


def table(half: str) -> str:
    several = list(all_judged(half))
    rows = [row(kind.replace("_", " "), [one for one in several if kind in one.kinds]) for kind in KINDS]
    return head() + "\n".join([row("**all**", several), *rows])


def written_part() -> str:
    """What is said of the written criteria, and how they are read."""
    halves = ("written, unseen", "written")
    every = [one for half in halves for one in all_judged(half)]
    lead = WRITTEN.format(count=f"{len(every):,}", trials=len({one.trial for one in every}))
    return lead + head() + "\n".join(row(f"**{half}**", list(all_judged(half))) for half in halves) + "\n"


def whole_part(knowledge: Knowledge) -> str:
    """How often a record that is read as a whole says "does not fit" wrongly."""
    rows = []
    for half in ("test", "tune", "written, unseen", "written"):
        several = list(asked(all_judged(half), knowledge))
        asking = sum(one.requirement.condition is not None for one in several)
        counts = (sum(getattr(one, name) for one in several) for name in ("hides", "keeps_out", "lost"))
        rows.append(f"| {half} | {len(several)} | {asking} | {' | '.join(str(count) for count in counts)} |")
    return WHOLE + "\n".join(rows) + "\n"


def reading_page(knowledge: Knowledge) -> str:
    """docs/trials_reading.md."""
    trials = {half: len({one.trial for one in all_judged(half)}) for half in ("test", "tune")}
    parts = [
        f"\n## The {half} half\n\n{len(all_judged(half))} criteria of {trials[half]} trials.\n\n{table(half)}\n"
        for half in ("test", "tune")
    ]
    parts[0] += SECOND + head() + row("**all**", second_judged(knowledge)) + "\n"
    parts.append(written_part())
    parts.append(whole_part(knowledge))
    return HEAD + "".join(parts) + PEOPLE + people.table(knowledge) + "\n"


if __name__ == "__main__":
    if not RECORDS.exists():
        sys.exit(f"the trial records {RECORDS.name} are not here (CONCORD_SAMPLES): the page stays as it is")
    sys.stdout.write(reading_page(load()))
