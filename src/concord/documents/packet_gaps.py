"""What a packet lacks, said plainly: each thing once, with the entries that lack it. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from concord.choices.words import Words
from concord.documents.packet_sections import adding_up, sample
from concord.situation.declare import Facts
from concord.situation.model import LymphNodeRemoval, Medicine, Radiation, Situation, Surgery

if TYPE_CHECKING:
    from concord.documents.packet import Wishes


class Gap(NamedTuple):
    """One thing that is missing."""

    id: str
    say: str


def gaps(facts: Facts, words: Words, wishes: Wishes, shown: Collection[str]) -> list[Gap]:
    """Everything that is missing in the sections that are shown, in their order."""
    found = []
    for section, name, about in _missing(facts.situation, words, wishes):
        if section in shown:
            what = words.listed(about)
            said = words.site(f"packet_gap_{name}")
            found.append(Gap(name, f"{said}: {what}" if what else said))
    return found


def _missing(said: Situation, words: Words, wishes: Wishes) -> Iterator[tuple[str, str, list[str]]]:
    """The section that lacks it, what it lacks, and which entries lack it."""
    cancer, health, person = said.cancer, said.health, said.person
    alone = (
        ("question", "question", not wishes.question.strip()),
        ("question", "by", not wishes.by.strip()),
        ("about", "birth_year", person.birth_year is None),
        ("about", "menopause", person.menopause is None and person.sex != "male"),
        ("about", "extent", cancer.extent is None),
        ("timeline", "first_diagnosed", cancer.first_diagnosed is None),
        ("timeline", "metastatic_since", cancer.metastatic_since is None and cancer.extent in (None, "metastatic")),
        ("imaging", "sites", not cancer.sites and cancer.extent in (None, "metastatic")),
        ("imaging", "sites_complete", not cancer.sites_complete),
        ("imaging", "brain", cancer.brain is None),
        ("imaging", "lesions", cancer.lesions is None),
        ("imaging", "measurable", cancer.measurable is None),
        ("health", "fitness", health.ecog is None and health.karnofsky is None),
        ("health", "heart", health.lvef_percent is None),
        ("health", "kidneys", health.creatinine_clearance_ml_min is None and health.creatinine_mg_dl is None),
        ("health", "liver", health.bilirubin_mg_dl is None and health.bilirubin_x_uln is None),
        ("health", "blood", health.neutrophils_per_ul is None or health.platelets_per_ul is None),
        ("health", "conditions", not health.conditions_complete),
        ("health", "medicines", not health.medicines_complete),
        ("matters", "matters", not (said.priorities.in_my_words or said.priorities.matters)),
    )
    order = ("question", "about", "timeline", "pathology", "genes", "imaging", "treatments", "radiation", "surgery")
    several = [*_pathology(said, words), *_genes(said, words), *_treatments(said, words)]
    for section in (*order, "health", "matters"):
        yield from ((where, name, []) for where, name, lacks in alone if lacks and where == section)
        yield from (one for one in several if one[0] == section)


def _pathology(said: Situation, words: Words) -> Iterator[tuple[str, str, list[str]]]:
    if not said.pathology:
        yield "pathology", "pathology", []
        return
    if said.cancer.extent in (None, "metastatic") and not any(one.specimen == "metastasis" for one in said.pathology):
        yield "pathology", "metastasis", []
    lacks = {
        "sample_date": [one.date is None for one in said.pathology],
        "specimen": [one.specimen is None for one in said.pathology],
        "er": [one.er_percent is None for one in said.pathology],
        "pr": [one.pr_percent is None for one in said.pathology],
        "her2": [one.her2_ihc is None for one in said.pathology],
        "ish": [
            one.her2_ihc == "2+" and one.her2_ish in (None, "equivocal") and one.her2_status is None
            for one in said.pathology
        ],
    }
    for name, missing in lacks.items():
        if about := [sample(i, one, words) for i, one in enumerate(said.pathology) if missing[i]]:
            yield "pathology", name, about


def _genes(said: Situation, words: Words) -> Iterator[tuple[str, str, list[str]]]:
    """Markers without a result. That one is listed here does not say that a test of it would help."""
    told = {one.marker for one in said.biomarkers if one.result != "not_tested" and _has_result(one)}
    if without := [name for name in words.knowledge.markers if name not in told]:
        yield "genes", "genes", without


def _has_result(one: object) -> bool:
    return any(getattr(one, key) is not None for key in ("result", "value", "cps", "immune_cells_percent"))


def _treatments(said: Situation, words: Words) -> Iterator[tuple[str, str, list[str]]]:
    medicines = [one for one in said.treatments if isinstance(one, Medicine)]
    counted = adding_up(words.knowledge)
    resolve = words.knowledge.vocabulary.resolve
    ended = [one for one in medicines if one.stopped_because != "ongoing"]
    if not said.treatments_complete:
        yield "treatments", "treatments", []
    lacking = (
        ("start", [one for one in medicines if not (one.started or one.date)]),
        ("end", [one for one in ended if not (one.ended or one.date)]),
        ("reason", [one for one in medicines if one.stopped_because is None]),
        ("response", [one for one in medicines if one.best_response is None and one.setting != "adjuvant"]),
        ("amount", [one for one in medicines if any(_open(one, drug, counted, resolve(drug)) for drug in one.drugs)]),
    )
    for name, some in lacking:
        if some:
            yield "treatments", name, [_course(one, words) for one in some]
    courses = [one for one in said.treatments if isinstance(one, Radiation)]
    places = [
        words.argument("area", one.target) if one.target else words.site("packet_place", number=number)
        for number, one in enumerate(courses, 1)
    ]
    for name, missing in (
        ("target", [one.target is None for one in courses]),
        ("dose", [one.dose_gy is None for one in courses]),
        ("sessions", [one.fractions is None for one in courses]),
        ("radiation_date", [not (one.date or one.started or one.ended) for one in courses]),
    ):
        if about := [place for place, lacks in zip(places, missing, strict=True) if lacks]:
            yield "radiation", name, about
    operations = [one for one in said.treatments if isinstance(one, Surgery | LymphNodeRemoval)]
    if undated := [one for one in operations if not (one.date or one.started or one.ended)]:
        yield "surgery", "surgery_date", [words.word(one.procedure or one.kind) for one in undated]
    if any(isinstance(one, LymphNodeRemoval) and one.nodes_removed is None for one in operations):
        yield "surgery", "nodes", []


def _open(one: Medicine, drug: str, counted: frozenset[str], name: str | None) -> bool:
    """Whether the whole amount of a medicine that adds up cannot be told."""
    if name not in counted or one.ordered_only:
        return False
    return drug not in one.cumulative_mg_m2 and not (drug in one.dose_mg_m2_per_cycle and one.cycles)


def _course(one: Medicine, words: Words) -> str:
    when = words.span(one.started or one.date, one.ended)
    return f"{words.drugs(one)} ({when})" if when else words.drugs(one)
