"""The codes in which a situation is written: for each of our words the one code that says as much, and no more.

Where every known code would say more than we know (which operation, which clot), there is none here: the entry goes out
with its words alone, and what the codes do not carry stands in the rest (out_rest.py). A test reads each code back.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from concord.exchange.codes import UCUM, Codes, load_codes
from concord.knowledge.load import Knowledge

Json = dict[str, Any]
SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
HGNC = "http://www.genenames.org/geneId"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/"
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"

OBSERVATIONS = {
    "er": "85337-4",
    "er_percent": "85329-1",
    "pr": "85339-0",
    "pr_percent": "85325-9",
    "her2_ihc": "85319-2",
    "her2_ish": "85318-4",
    "her2": "48676-1",
    "tumor_marker_gene": "69548-6",
    "msi": "81695-9",
    "tmb": "94076-7",
    "nodes_removed": "92833-3",
    "ecog": "89247-1",
    "karnofsky": "89243-0",
    "pain_0_to_10": "72514-3",
    "lvef_percent": "10230-1",
    "qtcf_ms": "76634-5",
    "creatinine_mg_dl": "2160-0",
    "bilirubin_mg_dl": "1975-2",
    "hba1c_percent": "4548-4",
    "fasting_glucose_mg_dl": "1558-6",
    "neutrophils_per_ul": "26499-4",
    "platelets_per_ul": "26515-7",
    "hemoglobin_g_dl": "718-7",
    "potassium_mmol_l": "2823-3",
}
COMPONENTS = {"gene": "48018-6", "source_class": "48002-0", "variant": "81252-9", "significance": "53037-8"}
# Answers that stand in the table `values`.
ANSWERS = {
    "positive": (SNOMED, "10828004", "Positive"),
    "negative": (SNOMED, "260385009", "Negative"),
    "equivocal": (SNOMED, "280414007", "Equivocal"),
    "present": (LOINC, "LA9633-4", "Present"),
    "absent": (LOINC, "LA9634-2", "Absent"),
    "germline": (LOINC, "LA6683-2", "Germline"),
    "tumour": (LOINC, "LA6684-0", "Somatic"),
    "pathogenic": (LOINC, "LA6668-3", "Pathogenic"),
    "vus": (LOINC, "LA26333-7", "Uncertain significance"),
    "high": (LOINC, "LA26203-2", "MSI-H"),
    "stable": (LOINC, "LA14122-8", "Stable"),
}
BREAST_CANCER = (SNOMED, "254837009", "Malignant neoplasm of breast")
SPREAD_SOMEWHERE = (SNOMED, "128462008", "Secondary malignant neoplastic disease")
POSTMENOPAUSAL = (SNOMED, "76498008", "Postmenopausal state")
SPREAD_TO = {
    "bone": (SNOMED, "94222008", "Secondary malignant neoplasm of bone"),
    "liver": (SNOMED, "94381002", "Secondary malignant neoplasm of liver"),
    "lung": (SNOMED, "94391008", "Secondary malignant neoplasm of lung"),
    "pleura": (SNOMED, "94493005", "Secondary malignant neoplasm of pleura"),
    "brain": (SNOMED, "94225005", "Secondary malignant neoplasm of brain"),
    "leptomeninges": (SNOMED, "230156002", "Malignant meningitis"),
    "ovary": (SNOMED, "94455000", "Secondary malignant neoplasm of ovary"),
    "peritoneum": (ICD_10_CM, "C78.6", "Secondary malignant neoplasm of retroperitoneum and peritoneum"),
}
BODY_SITES = {
    "breast": (SNOMED, "76752008", "Breast"),
    "bone": (SNOMED, "272673000", "Bone"),
    "liver": (SNOMED, "10200004", "Liver"),
    "lung": (SNOMED, "39607008", "Lung"),
    "pleura": (SNOMED, "3120008", "Pleura"),
    "brain": (SNOMED, "12738006", "Brain"),
    "ovary": (SNOMED, "15497006", "Ovary"),
    "peritoneum": (SNOMED, "15425007", "Peritoneum"),
}
RADIATION = {
    "external_beam": (SNOMED, "33195004", "External beam radiation therapy procedure"),
    "brachytherapy": (SNOMED, "152198000", "Brachytherapy"),
    "radionuclide": (SNOMED, "399315003", "Radionuclide therapy"),
    "intraoperative": (SNOMED, "168524008", "Intraoperative radiotherapy"),
}
SOME_RADIATION = (SNOMED, "108290001", "Radiation oncology AND/OR radiotherapy")
RADIATION_SITES = {
    "breast": (SNOMED, "76752008", "Breast"),
    "left_breast": (SNOMED, "80248007", "Left breast"),
    "right_breast": (SNOMED, "73056007", "Right breast"),
    "chest_wall": (SNOMED, "78904004", "Chest wall"),
    "axilla": (SNOMED, "68171009", "Axillary lymph node"),
    "lung": (SNOMED, "39607008", "Lung"),
    "liver": (SNOMED, "10200004", "Liver"),
    "brain": (SNOMED, "12738006", "Brain"),
    "bone": (SNOMED, "272673000", "Bone"),
}
OPERATIONS = {
    "lumpectomy": (SNOMED, "392021009", "Lumpectomy of breast"),
    "breast_reconstruction": (SNOMED, "33496007", "Reconstruction of breast"),
    "oophorectomy": (SNOMED, "83152002", "Oophorectomy"),
    "bilateral_oophorectomy": (SNOMED, "76876009", "Bilateral oophorectomy"),
    "hysterectomy": (SNOMED, "236886002", "Hysterectomy"),
    "sentinel_node_biopsy": (SNOMED, "396487001", "Sentinel lymph node biopsy"),
    "axillary_dissection": (SNOMED, "79544006", "Complete axillary lymphadenectomy"),
}
SPECIMENS = {
    "blood": (SNOMED, "119297000", "Blood specimen"),
    "tissue": (SNOMED, "119376003", "Tissue specimen"),
    "saliva": (SNOMED, "119342007", "Saliva specimen"),
}
INTENTS = {
    "adjuvant": (SNOMED, "373846009", "Adjuvant - intent"),
    "neoadjuvant": (SNOMED, "373847000", "Neo-adjuvant - intent"),
}
STOPPED = {
    "completed": (SNOMED, "182992009", "Treatment completed"),
    "progression": (SNOMED, "266721009", "No response to treatment"),
    "side_effects": (SNOMED, "407563006", "Treatment not tolerated"),
}
ILLNESSES = {
    "interstitial_lung_disease": (SNOMED, "233703007", "Interstitial lung disease"),
    "heart_failure": (SNOMED, "84114007", "Heart failure"),
    "heart_attack": (SNOMED, "22298006", "Myocardial infarction"),
    "high_blood_pressure": (SNOMED, "38341003", "Hypertensive disorder"),
    "stroke": (SNOMED, "230690007", "Cerebrovascular accident"),
    "type_1_diabetes": (SNOMED, "46635009", "Diabetes mellitus type 1"),
    "type_2_diabetes": (SNOMED, "44054006", "Diabetes mellitus type 2"),
    "autoimmune_disease": (SNOMED, "85828009", "Autoimmune disease"),
    "inflammatory_bowel_disease": (SNOMED, "24526004", "Inflammatory bowel disease"),
    "liver_cirrhosis": (SNOMED, "19943007", "Cirrhosis of liver"),
    "osteoporosis": (SNOMED, "64859006", "Osteoporosis"),
    "depression": (SNOMED, "35489007", "Depressive disorder"),
}
UNITS = {
    "percent": "%",
    "ms": "ms",
    "mg_dl": "mg/dL",
    "g_dl": "g/dL",
    "per_ul": "/uL",
    "mmol_l": "mmol/L",
    "ml_min": "mL/min",
    "gy": "Gy",
    "mg_m2": "mg/m2",
}


def concept(coding: tuple[str, str, str] | None, text: str = "") -> Json:
    """A CodeableConcept: with its code where there is one, and the words."""
    found: Json = {}
    if coding:
        found["coding"] = [dict(zip(("system", "code", "display"), coding, strict=True))]
    return found | ({"text": text} if text else {})


def question(kind: str, text: str) -> Json:
    """What an Observation measures."""
    code = OBSERVATIONS.get(kind)
    return ({"coding": [{"system": LOINC, "code": code}]} if code else {}) | {"text": text}


def quantity(value: float, unit: str) -> Json:
    return {"value": value, "unit": UNITS[unit], "system": UCUM, "code": UNITS[unit]}


def gene(symbol: str, knowledge: Knowledge) -> tuple[str, str, str] | None:
    code = _genes(load_codes(knowledge.root)).get(symbol)
    return (HGNC, code, symbol) if code else None


def medicine(name: str, knowledge: Knowledge) -> tuple[str, str, str] | None:
    """The first RxNorm code of a medicine: its ingredient."""
    known = knowledge.medicines.get(knowledge.vocabulary.resolve(name) or "")
    return (RXNORM, known.rxnorm[0], known.id.replace("_", " ")) if known and known.rxnorm else None


@cache
def _by_symbol(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {symbol: code for code, symbol in pairs if code.startswith("HGNC:")}


def _genes(codes: Codes) -> dict[str, str]:
    return _by_symbol(tuple(codes.genes.get(HGNC, {}).items()))
