"""General health: fitness, organs, blood, inherited handling of medicines, other illnesses.

Most of these the file says as they are; the table declares them. The few that are derived follow as functions.
"""

from __future__ import annotations

from concord.possible import INFINITY, NO, YES, YES_OR_NO, Names, Range, exactly
from concord.situation.dates import months_between
from concord.situation.declare import CONDITION, Answer, Because, Declaration, Derivation, Facts, add, fact, numbers

# name, unit, lowest, highest, meaning
MEASURES = """
lvef_percent | % | 5 | 90 | Heart pumping strength (left ventricular ejection fraction).
creatinine_clearance_ml_min | mL/min | 1 | 250 | Kidney function (creatinine clearance).
creatinine_mg_dl | mg/dL | 0.1 | 20 | Creatinine in the blood, a kidney test.
bilirubin_mg_dl | mg/dL | 0 | 60 | Bilirubin in the blood, a liver test.
alt_x_uln | x limit | 0 | 200 | Liver test ALT, in multiples of the laboratory's upper limit.
ast_x_uln | x limit | 0 | 200 | Liver test AST, in multiples of the laboratory's upper limit.
alp_x_uln | x limit | 0 | 200 | Liver and bone test ALP, in multiples of the laboratory's upper limit.
albumin_g_dl | g/dL | 0 | 8 | Albumin in the blood.
neutrophils_per_ul | per uL | 0 | 200000 | White blood cells that fight infection (neutrophils).
platelets_per_ul | per uL | 0 | 3000000 | Blood platelets.
hemoglobin_g_dl | g/dL | 0 | 25 | Hemoglobin in the blood.
potassium_mmol_l | mmol/L | 1 | 10 | Potassium in the blood.
magnesium_mmol_l | mmol/L | 0 | 5 | Magnesium in the blood.
calcium_mmol_l | mmol/L | 0 | 6 | Calcium in the blood.
qtcf_ms | ms | 250 | 750 | Heart rhythm interval on an ECG (QTc by Fridericia).
hba1c_percent | % | 3 | 20 | Blood sugar over three months (HbA1c).
fasting_glucose_mg_dl | mg/dL | 20 | 1500 | Blood sugar before breakfast.
oxygen_saturation_percent | % | 40 | 100 | Oxygen in the blood.
neuropathy_grade | CTCAE grade | 0 | 4 | Numb or painful hands and feet, by CTCAE grade.
pain_0_to_10 | points | 0 | 10 | Pain today, from none to the worst imaginable, as the person says it.
"""


def _measure(name: str, domain: Range) -> Derivation:
    def derive(facts: Facts) -> Answer:
        given = getattr(facts.situation.health, name)
        return (exactly(given), (Because(f"health.{name}"),)) if given is not None else (domain, ())

    return derive


for _row in MEASURES.strip().splitlines():
    _name, _unit, _low, _high, _meaning = (part.strip() for part in _row.split("|"))
    _domain = Range(float(_low), float(_high))
    add(Declaration(_name, _domain, _unit, (), _meaning, "As stated.", "situation", _measure(_name, _domain)))


def _stated(facts: Facts, key: str, domain: Names) -> Answer:
    given = getattr(facts.situation.health, key)
    return (frozenset({given}), (Because(f"health.{key}"),)) if given in domain else (domain, ())


@fact(frozenset({"normal", "partial", "deficient"}), source="fda-2026-dpyd")
def dpyd(facts: Facts) -> Answer:
    """How the body breaks down one family of chemotherapy medicines (DPYD gene). Not tested means not known."""
    return _stated(facts, "dpyd", frozenset({"normal", "partial", "deficient"}))


@fact(frozenset({"normal", "star28_heterozygous", "star28_homozygous"}), source="situation")
def ugt1a1(facts: Facts) -> Answer:
    """How the body breaks down some medicines (UGT1A1 gene). Not tested means not known."""
    return _stated(facts, "ugt1a1", frozenset({"normal", "star28_heterozygous", "star28_homozygous"}))


@fact(frozenset({"A", "B", "C"}), source="situation")
def child_pugh(facts: Facts) -> Answer:
    """Liver function class (Child-Pugh), as stated."""
    return _stated(facts, "child_pugh", frozenset({"A", "B", "C"}))


# Karnofsky to ECOG, as ECOG-ACRIN publishes it: the lowest Karnofsky of each grade.
KARNOFSKY = ((90, 0), (70, 1), (50, 2), (30, 3), (0, 4))


@fact(numbers(0, 4), unit="ECOG", source="ecog-1982")
def ecog(facts: Facts) -> Answer:
    """Fitness for daily life by ECOG: 0 fully active, 4 in bed all day. Karnofsky is read by the published table."""
    health = facts.situation.health
    if health.ecog is not None:
        return exactly(health.ecog), (Because("health.ecog"),)
    if health.karnofsky is not None:
        return exactly(next(grade for lowest, grade in KARNOFSKY if health.karnofsky >= lowest)), (
            Because("health.karnofsky"),
        )
    return Range(0, 4), ()


# Laboratories' upper limits for bilirubin differ; a limit is not asked for, so the multiple is a range.
BILIRUBIN_UPPER_LIMIT = Range(1.0, 1.3)


@fact(numbers(0, 100), unit="x limit", source="situation")
def bilirubin_x_uln(facts: Facts) -> Answer:
    """Bilirubin in multiples of the laboratory's upper limit.

    As stated; from mg/dL for upper limits between 1.0 and 1.3 mg/dL, because laboratories differ.
    """
    health = facts.situation.health
    if health.bilirubin_x_uln is not None:
        return exactly(health.bilirubin_x_uln), (Because("health.bilirubin_x_uln"),)
    if health.bilirubin_mg_dl is not None:
        value = health.bilirubin_mg_dl
        return Range(value / BILIRUBIN_UPPER_LIMIT.high, value / BILIRUBIN_UPPER_LIMIT.low), (
            Because("health.bilirubin_mg_dl"),
        )
    return Range(0, 100), ()


@fact(YES_OR_NO, CONDITION, source="situation")
def has(facts: Facts, condition: str) -> Answer:
    """Whether the person has, or has had, this other illness. No if ruled out or the list is complete without it."""
    health = facts.situation.health
    if condition in health.conditions:
        return YES, (Because("health.conditions"),)
    if condition in health.conditions_ruled_out:
        return NO, (Because("health.conditions_ruled_out"),)
    if health.conditions_complete and not _unread(facts):
        return NO, (Because("health.conditions_complete"),)
    return YES_OR_NO, ()


# "Yes, some time": at most this many months ago. Conditions write "ever" as `<= 1200`.
A_LIFETIME = 1200
OF_THE_BLOOD = "leukemia_or_mds"


@fact(numbers(), unit="months", source="situation")
def months_since_other_cancer(facts: Facts) -> Answer:
    """Months since a cancer other than this breast cancer was last there or treated. Infinite if there was none.

    Skin cancer that is no melanoma, and cells that had not grown in (carcinoma in situ), do not count.
    """
    health = facts.situation.health
    if (last := health.other_cancer_last) is not None:
        span = months_between(last, facts.today)
        return span, (Because("health.other_cancer_last", last, last, facts.today, span),)
    told = health.other_cancer
    because = (Because("health.other_cancer"),) if told is not None else ()
    if OF_THE_BLOOD in health.conditions:  # said among the illnesses: a "no" does not fit with it
        because = (*because, Because("health.conditions"))
        return Range(0, A_LIFETIME if told is not False else INFINITY), because
    return {True: Range(0, A_LIFETIME), False: exactly(INFINITY), None: Range(0, INFINITY)}[told], because


def _unread(facts: Facts) -> bool:
    """Whether an illness is listed by a word that is not known here: it could mean the one that is asked about."""
    return any(word not in facts.vocabulary.conditions for word in facts.situation.health.conditions)
