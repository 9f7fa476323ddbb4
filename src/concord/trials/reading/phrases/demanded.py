"""Which measures are good when they are high, so that a limit tells whether a sentence asks for it or fears it."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import And, Compare, Condition, IsIn, Or, terms_of

# What a transfusion or a growth factor raises.
RAISED = {"neutrophils_per_ul", "platelets_per_ul", "hemoglobin_g_dl", "albumin_g_dl"}
# Of these the least is asked for.
LEAST = RAISED | {"lvef_percent", "creatinine_clearance_ml_min", "oxygen_saturation_percent"}
# Of these no trial asks for much.
NEVER_MORE = {"bilirubin", "alt_x_uln", "ast_x_uln", "alp_x_uln", "creatinine", "qtcf_ms"}
# Of these more is better; of all others less is.
MORE_IS_BETTER = LEAST | {
    "pd_l1_cps",
    "pd_l1_immune_cells_percent",
    "tumor_mutational_burden",
    "age_years",
}


def asked_for(condition: Condition) -> bool:
    """ "No A, platelets of at least 100,000", "no A, measurable disease": a demand, which "no" does not reach."""
    match condition:
        case Compare(fact, operator, _):
            return (operator[0] == ">") is (fact.name in MORE_IS_BETTER)
        case IsIn(fact, _):
            return fact.name == "measurable_disease"
        case And(several) | Or(several):
            return any(asked_for(one) for one in several)
        case _:
            return False


STATED = frozenset(("er", "pr", "her2", "hormone_receptors", "extent", "menopause", "sex"))


def states(condition: Condition) -> bool:
    """Whether it says what she or her cancer is, or what is asked of a test."""
    return asked_for(condition) or bool(STATED & {term.name for term in terms_of(condition)})


def mixed(condition: Condition) -> bool:
    """ "No heart failure, some unknown thing, LVEF of at least 50 %": whether a "no" reads as if it meant the last."""
    parts = condition.parts if isinstance(condition, Or) else (condition,)
    wanted = [states(part) for part in parts]
    return any(wanted) and not wanted[0]


# What she or her cancer is, rather than what she has or had: "no prior A, HER2-negative disease".
STATES = frozenset(
    ("receptors", "biomarkers", "disease_extent", "menopause", "sex", "age", "performance", "progression")
)


def stands_alone(
    condition: Condition, kinds: Sequence[str], denied: Condition, denied_kinds: Sequence[str], excludes: bool
) -> bool:
    """Whether a "no" before `denied`, with no more than a comma between, cannot mean this too.

    Under a demand it is what is asked for; under an exclusion each thing that is feared excludes by itself.
    """
    another = not set(kinds) <= set(denied_kinds)
    if excludes:
        return another or (asked_for(denied) and not asked_for(condition))
    return asked_for(condition) or (another and bool(STATES & set(kinds)))
