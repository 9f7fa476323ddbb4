"""Pages of documentation made from the knowledge: the self-assessment of a brief, and how well figures are checked."""

from __future__ import annotations

from concord.choices.brief import brief
from concord.choices.ipdas import assess
from concord.knowledge.check import shares
from concord.knowledge.load import Knowledge
from concord.situation.model import Situation

IPDAS = """# A brief assessed against IPDASi version 4.0

Every brief can be assessed, item by item, by `concord assess SITUATION`; the tests do it for every situation of the
tables, and demand all qualifying and all certification items. Below is the worked example. This is a
**self-assessment by the program**, in our own words for the items; no trained rater has looked, and "IPDAS certified"
would be wrong to say. What only people can do is "not yet done". This page is made by `make docs`.

| item | part | what it asks | met | what is lacking |
|---|---|---|---|---|
"""

FIGURES = """# How many figures were seen in a source

By choice: how many of the figures of its studies are `verified`, of how many, and the figures its display gate waits
for (then neither benefits nor side effects are shown as figures). `concord knowledge check` says where one has looked
for each that is not. [evidence_method.md](evidence_method.md) says what the words mean. This page is made by
`make docs`.

| choice | seen | of | share | hidden, waits for |
|---|---|---|---|---|
"""


def ipdas_page(situation: Situation, knowledge: Knowledge) -> str:
    """docs/ipdas.md."""
    assert situation.as_of is not None
    made = brief(situation, knowledge, situation.as_of)
    rows = [
        f"| {one.id} | {one.part} | {one.say} | {one.met.replace('_', ' ')} | {one.lacking} |"
        for one in assess(made, knowledge)
    ]
    return IPDAS + "\n".join(rows) + "\n"


def figures_page(knowledge: Knowledge) -> str:
    """docs/figures.md."""
    found = shares(knowledge)
    rows = []
    for one in found:
        share, waiting = f"{one.verified / one.figures:.0%}", ", ".join(one.waiting)
        rows.append(f"| {one.choice} | {one.verified} | {one.figures} | {share} | {waiting} |")
    seen, total = sum(one.verified for one in found), sum(one.figures for one in found)
    hidden = sum(bool(one.waiting) for one in found)
    last = f"\n{seen} of {total} ({seen / total:.0%}); of {len(found)} choices with studies, {hidden} hide figures.\n"
    return FIGURES + "\n".join(rows) + "\n" + last
