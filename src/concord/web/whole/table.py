"""The questions of the whole way, as a table: which keys of the file a page writes. Their words stand in whole.yaml.

A page that asks for several keys asks for what stands on one sheet of paper. `unless` names the answers after which a
question makes no sense; it is then passed over, never answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from concord.web.whole.shape import Field, field_of

MALE = (("person", "sex", ("male",)),)
NO_PREGNANCY = (*MALE, ("person", "menopause", ("postmenopausal",)))


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    section: str
    part: str
    keys: tuple[str, ...]
    unless: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    only_if_told: bool = False
    """Asked for by no page, because few people know it; shown where a file has it."""

    @property
    def fields(self) -> list[Field]:
        return [field_of(self.part, key) for key in self.keys]

    def fits(self, told: dict[str, Any]) -> bool:
        """Whether to ask this, after what was told."""
        if self.only_if_told:
            return False
        return not any(told.get(part, {}).get(key) in values for part, key, values in self.unless)


TABLE = (
    Question("symptoms", "now", "", ("symptoms",)),
    Question("pain", "now", "health", ("pain_0_to_10",)),
    Question("call_first", "now", "", ("call_first",)),
    Question("birth_year", "person", "person", ("birth_year",)),
    Question("sex", "person", "person", ("sex",)),
    Question("menopause", "person", "person", ("menopause", "menopause_known_by"), MALE),
    Question("pregnancy", "person", "person", ("pregnancy",), NO_PREGNANCY),
    Question("breastfeeding", "person", "person", ("breastfeeding",), NO_PREGNANCY),
    Question("country", "person", "person", ("country",)),
    Question("extent", "cancer", "cancer", ("extent",)),
    Question("presentation", "cancer", "cancer", ("presentation",)),
    Question("first_diagnosed", "cancer", "cancer", ("first_diagnosed",)),
    Question("metastatic_since", "cancer", "cancer", ("metastatic_since",)),
    Question("sites", "cancer", "cancer", ("sites",)),
    Question("sites_complete", "cancer", "cancer", ("sites_complete",)),
    Question("sites_ruled_out", "cancer", "cancer", ("sites_ruled_out",)),
    Question("brain", "cancer", "cancer", ("brain", "brain_lesions")),
    Question("visceral_crisis", "cancer", "cancer", ("visceral_crisis",)),
    Question("lesions", "cancer", "cancer", ("lesions",)),
    Question("measurable", "cancer", "cancer", ("measurable",)),
    Question("ecog", "health", "health", ("ecog",)),
    Question("karnofsky", "health", "health", ("karnofsky",), only_if_told=True),
    Question("neuropathy", "health", "health", ("neuropathy_grade",)),
    Question("conditions", "health", "health", ("conditions", "conditions_complete")),
    Question("conditions_ruled_out", "health", "health", ("conditions_ruled_out",)),
    Question("other_cancer", "health", "health", ("other_cancer", "other_cancer_last")),
    Question("medicines", "health", "health", ("medicines", "medicines_complete")),
    Question("heart", "tests", "health", ("lvef_percent",)),
    Question("heart_rhythm", "tests", "health", ("qtcf_ms",)),
    Question("oxygen", "tests", "health", ("oxygen_saturation_percent",)),
    Question("kidney", "tests", "health", ("creatinine_clearance_ml_min", "creatinine_mg_dl")),
    Question("bilirubin", "tests", "health", ("bilirubin_mg_dl", "bilirubin_x_uln")),
    Question("liver", "tests", "health", ("alt_x_uln", "ast_x_uln", "alp_x_uln", "albumin_g_dl", "child_pugh")),
    Question("blood_counts", "tests", "health", ("neutrophils_per_ul", "platelets_per_ul", "hemoglobin_g_dl")),
    Question("blood_salts", "tests", "health", ("potassium_mmol_l", "magnesium_mmol_l", "calcium_mmol_l")),
    Question("blood_sugar", "tests", "health", ("hba1c_percent", "fasting_glucose_mg_dl")),
    Question("dpyd", "tests", "health", ("dpyd",)),
    Question("ugt1a1", "tests", "health", ("ugt1a1",)),
    Question("notes", "notes", "", ("notes",)),
)
QUESTIONS = {one.name: one for one in TABLE}
# In reading order; those without questions of their own are lists, each with its own page.
SECTIONS = ("now", "person", "cancer", "reports", "markers", "treatments", "health", "tests", "matters", "notes")
LISTS = {"reports": "reports", "markers": "markers", "treatments": "treatments", "matters": "matters"}
URGENT = frozenset({"symptoms", "notes"})  # what may name a sign that cannot wait
WITHOUT_NONE = frozenset({"sites"})  # "none of these places" would be another answer than the one asked for


def of_section(name: str) -> list[Question]:
    return [one for one in TABLE if one.section == name]
