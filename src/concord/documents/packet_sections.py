"""The sections of the packet: each as lines, a table, or both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypedDict

from concord.choices.words import Words, plain
from concord.criteria.terms import terms_of
from concord.knowledge.load import Knowledge
from concord.situation.declare import Facts
from concord.situation.model import Biomarker, LymphNodeRemoval, Medicine, Pathology, Radiation, Surgery

SQUARE = "mg/m²"
PERCENT = "%"
# The measures of health with their units; a name stands as `packet_label_...`.
MEASURES = {
    "ecog": "",
    "karnofsky": "",
    "neuropathy_grade": "",
    "pain_0_to_10": "",
    "lvef_percent": PERCENT,
    "qtcf_ms": "ms",
    "creatinine_clearance_ml_min": "mL/min",
    "creatinine_mg_dl": "mg/dL",
    "bilirubin_mg_dl": "mg/dL",
    "bilirubin_x_uln": "× ULN",
    "alt_x_uln": "× ULN",
    "ast_x_uln": "× ULN",
    "alp_x_uln": "× ULN",
    "child_pugh": "",
    "albumin_g_dl": "g/dL",
    "neutrophils_per_ul": "/µL",
    "platelets_per_ul": "/µL",
    "hemoglobin_g_dl": "g/dL",
    "potassium_mmol_l": "mmol/L",
    "magnesium_mmol_l": "mmol/L",
    "calcium_mmol_l": "mmol/L",
    "hba1c_percent": PERCENT,
    "fasting_glucose_mg_dl": "mg/dL",
    "oxygen_saturation_percent": PERCENT,
    "dpyd": "",
    "ugt1a1": "",
}


class Table(TypedDict):
    columns: list[str]
    rows: list[list[str]]


class Part(NamedTuple):
    """`note` is what stands in place of lines where there are none."""

    lines: list[str] = []  # noqa: RUF012  (never changed)
    table: Table | None = None
    note: str = ""


def about(facts: Facts, words: Words) -> Part:
    said, person = words.site, facts.situation.person
    lines = []
    if person.birth_year:
        lines.append(said("packet_born", year=person.birth_year))
    lines += [words.word(one) for one in (person.sex, person.menopause) if one]
    if person.menopause and person.menopause_known_by:
        lines[-1] += f" ({words.word(person.menopause_known_by)})"
    for name in ("pregnancy", "breastfeeding"):
        if (value := getattr(person, name)) is not None:
            lines.append(f"{said(f'packet_label_{name}')}: {yes_no(value, words)}")
    if person.country:
        lines.append(f"{said('packet_label_country')}: {person.country}")
    if extent := facts.situation.cancer.extent:
        lines.append(f"{said('packet_label_extent')}: {_extent(extent, words)}")
    if presentation := facts.situation.cancer.presentation:
        lines.append(f"{said('packet_label_extent')}: {words.word(presentation)}")
    if facts.situation.call_first:
        lines.append(f"{said('packet_label_call_first')}: {facts.situation.call_first}")
    return Part([f"{line[:1].upper()}{line[1:]}" for line in lines])


def pathology(facts: Facts, words: Words) -> Part:
    say = words.site
    columns = [say("packet_col_sample"), "ER", "PR", "HER2", "Ki-67"]
    rows = [[sample(index, one, words), *_receptors(one, words)] for index, one in enumerate(facts.situation.pathology)]
    return Part(table={"columns": columns, "rows": rows} if rows else None)


def _receptors(one: Pathology, words: Words) -> Iterator[str]:
    for name in ("er", "pr"):
        percent, word = getattr(one, f"{name}_percent"), getattr(one, name)
        parts = [words.word(word) if word else "", f"{plain(percent)} %" if percent is not None else ""]
        yield _known(parts, words)
    yield _known(
        [
            f"IHC {words.word(one.her2_ihc)}" if one.her2_ihc else "",
            f"ISH {words.word(one.her2_ish)}" if one.her2_ish else "",
            words.word(one.her2_status) if one.her2_status else "",
        ],
        words,
    )
    yield f"{plain(one.ki67_percent)} %" if one.ki67_percent is not None else words.word("not_known")


def sample(index: int, one: Pathology, words: Words) -> str:
    """A specimen by its day and place; by its number where neither is known."""
    parts = [words.day(one.date) if one.date else "", words.word(one.specimen) if one.specimen else ""]
    parts.append(words.word(one.site) if one.site else "")
    return ", ".join(filter(None, parts)) or words.site("packet_sample", number=index + 1)


def genes(facts: Facts, words: Words) -> Part:
    say = words.site
    columns = [say(f"packet_col_{one}") for one in ("marker", "result", "tested_in", "date")]
    rows = [_marker(one, words) for one in facts.situation.biomarkers]
    return Part(table={"columns": columns, "rows": rows} if rows else None)


def _marker(one: Biomarker, words: Words) -> list[str]:
    found = [words.word(one.result) if one.result else "", one.variant or "", one.assay or ""]
    found.append(f"CPS {plain(one.cps)}" if one.cps is not None else "")
    found.append(f"IC {plain(one.immune_cells_percent)} %" if one.immune_cells_percent is not None else "")
    found.append(f"{plain(one.value)} {one.unit or ''}".strip() if one.value is not None else "")
    tested = [words.word(one.origin) if one.origin else "", words.word(one.specimen) if one.specimen else ""]
    return [
        one.marker,
        _known(found, words),
        _known(tested, words),
        words.day(one.date) if one.date else words.word("not_known"),
    ]


def imaging(facts: Facts, words: Words) -> Part:
    """What the situation knows of it. The scans themselves are asked for among the papers."""
    cancer, say = facts.situation.cancer, words.site
    places = [words.word(one) for one in cancer.sites]
    free = [words.word(one) for one in cancer.sites_ruled_out]
    said: dict[str, str] = {
        "sites": words.listed(places),
        "sites_ruled_out": words.listed(free),
        "sites_complete": yes_no(cancer.sites_complete, words),
        "brain": say(f"packet_brain_{cancer.brain}") if cancer.brain else "",
        "brain_lesions": "" if cancer.brain_lesions is None else str(cancer.brain_lesions),
        "lesions": "" if cancer.lesions is None else str(cancer.lesions),
        "measurable": yes_no(cancer.measurable, words),
        "visceral_crisis": yes_no(cancer.visceral_crisis, words),
    }
    return Part([f"{say(f'packet_label_{name}')}: {value}" for name, value in said.items() if value])


# ------------------------------------------------------------------------------------------------ treatments
def treatments(facts: Facts, words: Words) -> Part:
    say = words.site
    columns = [say(f"packet_col_{one}") for one in ("treatment", "type", "when", "amount", "response", "stopped")]
    entries = [one for one in facts.situation.treatments if isinstance(one, Medicine)]
    rows = [_medicine(one, words) for one in entries]
    return Part(list(_in_all(facts, words)), {"columns": columns, "rows": rows} if rows else None)


def _medicine(one: Medicine, words: Words) -> list[str]:
    not_known = words.word("not_known")
    drugs = words.drugs(one)
    reason = words.word(one.stopped_because) if one.stopped_because else not_known
    when = [words.span(one.started or one.date, one.ended), *_months(one, words)]
    if one.stopped_because == "ongoing" and when[0]:
        when[0] = words.site("timeline_goes_on", start=when[0])
    response = words.site(f"packet_response_{one.best_response}") if one.best_response else not_known
    return [
        f"{drugs[:1].upper()}{drugs[1:]}",
        _type(one, words),
        _known(when, words),
        "; ".join(amounts(one, words)) or not_known,
        response,
        reason,
    ]


def _type(one: Medicine, words: Words) -> str:
    """The classes of its medicines, and in which part of the illness it was given."""
    found: dict[str, None] = {}
    for drug in one.drugs:
        known = words.knowledge.medicines.get(words.knowledge.vocabulary.resolve(drug) or "")
        if known and known.classes:
            found.setdefault(words.medicine(known.classes[0]))
    where = [
        words.word(one.setting) if one.setting else "",
        words.site("packet_line", number=one.line) if one.line else "",
    ]
    kept = [words.site("packet_maintenance")] if one.maintenance else []
    ordered = [words.site("packet_ordered_only")] if one.ordered_only else []
    return _known(["; ".join(found), *where, *kept, *ordered], words)


def _months(one: Medicine, words: Words) -> list[str]:
    return [words.site("treat_said_months", number=plain(one.months))] if one.months is not None else []


def amounts(one: Medicine, words: Words) -> Iterator[str]:
    """Cycles and amounts, as they were stated."""
    if one.cycles:
        yield words.sentence("cycles", number=one.cycles)
    for drug, each in one.dose_mg_m2_per_cycle.items():
        yield words.site("packet_each_cycle", drug=words.medicine(drug), amount=f"{each:g} {SQUARE}")
    for drug, whole in one.cumulative_mg_m2.items():
        yield words.site("packet_all_cycles", drug=words.medicine(drug), amount=f"{whole:g} {SQUARE}")
    if one.dose_reduced is not None:
        yield words.site("packet_reduced" if one.dose_reduced else "packet_not_reduced")


def _in_all(facts: Facts, words: Words) -> Iterator[str]:
    """Lifetime amounts of the medicines that add up, or whose amount was told."""
    for drug in had_with_amounts(facts, words.knowledge):
        span = facts.range("cumulative_mg_m2", drug)
        yield words.site("packet_in_all", drug=words.medicine(drug), amount=words.range(span, SQUARE))


def had_with_amounts(facts: Facts, knowledge: Knowledge) -> list[str]:
    """The medicines of the list whose amounts count over a lifetime, or stand in it."""
    found: dict[str, None] = {}
    counted = adding_up(knowledge)
    for one in facts.situation.treatments:
        if isinstance(one, Medicine) and not one.ordered_only:
            for drug in one.drugs:
                name = knowledge.vocabulary.resolve(drug)
                told = drug in one.cumulative_mg_m2 or drug in one.dose_mg_m2_per_cycle
                if name in knowledge.medicines and (name in counted or told):
                    found.setdefault(str(name))
    return list(found)


def adding_up(knowledge: Knowledge) -> frozenset[str]:
    """The medicines whose amount over a lifetime some rule of the knowledge asks for."""
    texts = (text for _, _, text in knowledge.conditions() if "cumulative_mg_m2" in text)
    terms = (term for text in texts for term in terms_of(knowledge.condition(text)))
    return frozenset(str(term.arguments[0]) for term in terms if term.name == "cumulative_mg_m2")


def radiation(facts: Facts, words: Words) -> Part:
    columns = [words.site(f"packet_col_{one}") for one in ("target", "technique", "dose", "sessions", "when")]
    rows = [_course(one, words) for one in facts.situation.treatments if isinstance(one, Radiation)]
    return Part(table={"columns": columns, "rows": rows} if rows else None)


def _course(one: Radiation, words: Words) -> list[str]:
    key = f"treat_word_{one.technique}"
    technique = words.site(key) if key in words.knowledge.site_texts else words.word(one.technique or "")
    cells = [
        words.argument("area", one.target) if one.target else "",
        ", ".join(filter(None, [technique, words.word(one.setting) if one.setting else ""])),
        f"{plain(one.dose_gy)} Gy" if one.dose_gy is not None else "",
        str(one.fractions or ""),
        words.span(one.started or one.date, one.ended),
    ]
    return [cell or words.word("not_known") for cell in cells]


def surgery(facts: Facts, words: Words) -> Part:
    columns = [words.site(f"packet_col_{one}") for one in ("operation", "when", "nodes")]
    entries = [one for one in facts.situation.treatments if isinstance(one, Surgery | LymphNodeRemoval)]
    return Part(table={"columns": columns, "rows": [_operation(one, words) for one in entries]} if entries else None)


def _operation(one: Surgery | LymphNodeRemoval, words: Words) -> list[str]:
    not_known, when = words.word("not_known"), words.span(one.date or one.started, one.ended)
    nodes = "–"
    if isinstance(one, LymphNodeRemoval):
        nodes = not_known if one.nodes_removed is None else str(one.nodes_removed)
    return [words.word(one.procedure or one.kind), when or not_known, nodes]


# ------------------------------------------------------------------------------------------------ the person
def health(facts: Facts, words: Words) -> Part:
    found, say = facts.situation.health, words.site
    lines = []
    for name, unit in MEASURES.items():
        if (value := getattr(found, name)) is not None:
            shown = words.word(value) if isinstance(value, str) else f"{value:g}"
            lines.append(f"{say(f'packet_label_{name}')}: {shown} {unit}".strip())
    told = {
        "conditions": [words.argument("condition", one) for one in found.conditions],
        "conditions_ruled_out": [words.argument("condition", one) for one in found.conditions_ruled_out],
        "medicines": [words.medicine(words.knowledge.vocabulary.resolve(one) or one) for one in found.medicines],
    }
    lines += [f"{say(f'packet_label_{name}')}: {words.listed(some)}" for name, some in told.items() if some]
    if found.other_cancer is not None or found.other_cancer_last:
        last = words.span(found.other_cancer_last, None) or yes_no(bool(found.other_cancer), words)
        lines.append(f"{say('packet_label_other_cancer')}: {last}")
    return Part(lines)


def matters(facts: Facts, words: Words) -> Part:
    told, say = facts.situation.priorities, words.site
    lines = [f"“{told.in_my_words}”"] if told.in_my_words else []
    for concern, weight in told.matters.items():
        known = concern in words.knowledge.concerns
        name = words.argument("concern", concern) if known else concern.replace("_", " ")
        lines.append(f"{name}: {words.word(f'heading_matters_{weight}')}")
    for key in ("approach", "role", "talk", "help_at_home"):
        if value := getattr(told, key):
            lines.append(say(f"know_is_{key}", how=words.word(value)))
    for key in ("pain_first", "trials", "insurance", "cost_is_a_concern"):
        if (value := getattr(told, key)) is not None:
            shown = yes_no(value, words) if isinstance(value, bool) else words.word(value)
            lines.append(f"{say(f'packet_label_{key}')}: {shown}")
    if told.survival_figures:
        lines.append(say(f"packet_lived_{told.survival_figures}"))
    return Part(lines)


def notes(facts: Facts, words: Words) -> Part:
    said = facts.situation.notes
    return Part([line for line in said.splitlines() if line.strip()] if said else [])


def yes_no(value: bool | None, words: Words) -> str:
    return "" if value is None else words.word("yes" if value else "no")


def _extent(extent: str, words: Words) -> str:
    return words.word(extent if extent == "locally_advanced_inoperable" else f"{extent}_extent")


def _known(parts: list[str], words: Words) -> str:
    return ", ".join(filter(None, parts)) or words.word("not_known")


MAKERS: dict[str, Callable[[Facts, Words], Part]] = {
    "about": about,
    "pathology": pathology,
    "genes": genes,
    "imaging": imaging,
    "treatments": treatments,
    "radiation": radiation,
    "surgery": surgery,
    "health": health,
    "matters": matters,
    "notes": notes,
}
