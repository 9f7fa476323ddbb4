"""The entries of a situation as FHIR R4 resources. Each bears the place of its entry in its id: `treatments-2-0`.

Nothing is written that the situation does not say: what is not known is absent, and a date is as wide as it was told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from concord.exchange import out_codes as out
from concord.exchange.codes import UCUM
from concord.exchange.out_codes import Json, concept, quantity, question
from concord.knowledge.load import Knowledge
from concord.situation.dates import Days
from concord.situation.model import Biomarker, LymphNodeRemoval, Medicine, Pathology, Radiation, Situation, Surgery

Say = Callable[[str], str]
_HGVS = re.compile(r"(?:\S+:)?[pcg]\.\S+$")
_FHIR_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
UNIT_OF = {
    "lvef_percent": "percent",
    "qtcf_ms": "ms",
    "creatinine_mg_dl": "mg_dl",
    "creatinine_clearance_ml_min": "ml_min",
    "bilirubin_mg_dl": "mg_dl",
    "albumin_g_dl": "g_dl",
    "hba1c_percent": "percent",
    "fasting_glucose_mg_dl": "mg_dl",
    "neutrophils_per_ul": "per_ul",
    "platelets_per_ul": "per_ul",
    "hemoglobin_g_dl": "g_dl",
    "potassium_mmol_l": "mmol_l",
    "magnesium_mmol_l": "mmol_l",
    "calcium_mmol_l": "mmol_l",
}
SCORES = ("ecog", "karnofsky", "pain_0_to_10", "neuropathy_grade")
SIGN = {"positive": "positive", "low_positive": "positive", "negative": "negative"}
ISH = {"amplified": "positive", "not_amplified": "negative", "equivocal": "equivocal"}


class Writer:
    """Writes the resources of one patient; `address` gives a reference to another resource of the same document."""

    def __init__(self, knowledge: Knowledge, say: Say, address: Callable[[str], str]) -> None:
        self.knowledge = knowledge
        self.say = say
        self.address = address

    def resources(self, said: Situation) -> Iterator[Json]:
        yield self.patient(said)
        yield from self.cancer(said)
        for index, one in enumerate(said.pathology):
            yield from self.pathology(f"pathology-{index}", one)
        for index, marker in enumerate(said.biomarkers):
            yield from self.biomarker(f"biomarkers-{index}", marker)
        for index, treatment in enumerate(said.treatments):
            yield from self.treatment(f"treatments-{index}", treatment)
        yield from self.health(said)

    # -------------------------------------------------------------------------------------------- what all share
    def _about(self, kind: str, key: str, **more: Any) -> Json:
        about = {"resourceType": kind, "id": key.replace("_", "-"), "subject": {"reference": self.address("patient")}}
        return about | {name: value for name, value in more.items() if value}

    def _observed(self, key: str, code: Json, date: Days | None = None, **value: Any) -> Json:
        return self._about("Observation", key, status="final", code=code, effectiveDateTime=_date(date)) | value

    # -------------------------------------------------------------------------------------------- person and cancer
    def patient(self, said: Situation) -> Json:
        """The year of birth and the sex; neither a name nor a number of hers is known here."""
        person = said.person
        found: Json = {"resourceType": "Patient", "id": "patient"}
        if person.sex:
            found["gender"] = person.sex
        if person.birth_year:
            found["birthDate"] = str(person.birth_year)
        return found

    def cancer(self, said: Situation) -> Iterator[Json]:
        cancer = said.cancer
        if cancer.extent or cancer.first_diagnosed or cancer.metastatic_since or cancer.sites:
            yield self._condition("cancer", out.BREAST_CANCER, "label_breast_cancer", _date(cancer.first_diagnosed))
        if cancer.extent == "metastatic" or cancer.metastatic_since:
            # One statement bears the day: that each place was found on it would be more than was told.
            yield self._condition("spread", out.SPREAD_SOMEWHERE, "metastatic_extent", _date(cancer.metastatic_since))
        for site in cancer.sites:
            yield self._condition(f"spread-{site}", out.SPREAD_TO.get(site), site)
        if said.person.menopause == "postmenopausal":
            yield self._condition("menopause", out.POSTMENOPAUSAL, "postmenopausal")

    def _condition(
        self, key: str, coding: tuple[str, str, str] | None, word: str, onset: str | None = None, state: str = ""
    ) -> Json:
        refuted = state == "refuted"
        made = self._about("Condition", key, code=concept(coding, self.say(word)), onsetDateTime=onset)
        made["verificationStatus"] = {"coding": [{"system": out.VERIFICATION, "code": state or "confirmed"}]}
        if not refuted:
            made["clinicalStatus"] = {"coding": [{"system": out.CLINICAL, "code": "active"}]}
        return made

    # -------------------------------------------------------------------------------------------- results
    def pathology(self, key: str, one: Pathology) -> Iterator[Json]:
        """One specimen with its results."""
        place = "breast" if one.specimen == "primary" else one.site or ""
        coding = out.BODY_SITES.get(place)
        taken: Json = {"bodySite": concept(coding, self.say(place))} if place else {}
        if date := _date(one.date):
            taken["collectedDateTime"] = date
        yield self._about("Specimen", key, collection=taken)
        specimen = {"reference": self.address(key)}
        for name, value in self._receptors(one):
            kind = "her2" if name == "her2_status" else name
            yield self._observed(
                f"{key}-{name}", question(kind, self.say(f"label_{name}")), one.date, specimen=specimen, **value
            )

    def _receptors(self, one: Pathology) -> Iterator[tuple[str, Json]]:
        for name in ("er", "pr"):
            if word := getattr(one, name):
                yield name, _answer(SIGN[word], self.say(word))
        for name in ("er_percent", "pr_percent", "ki67_percent"):
            if (percent := getattr(one, name)) is not None:
                yield name, {"valueQuantity": quantity(percent, "percent")}
        if one.her2_ihc:
            yield "her2_ihc", {"valueString": one.her2_ihc.partition("_")[0]}
        if one.her2_ish:
            yield "her2_ish", _answer(ISH[one.her2_ish], self.say(one.her2_ish))
        if one.her2_status:
            yield "her2_status", _answer(one.her2_status, self.say(one.her2_status))

    def biomarker(self, key: str, one: Biomarker) -> Iterator[Json]:
        """A gene, MSI, TMB or PD-L1. What was not tested is no result: it stands in the rest alone."""
        value = self._marker(one)
        if value is None:
            return
        if one.specimen:
            specimen = concept(out.SPECIMENS[one.specimen], self.say(one.specimen))
            yield self._about("Specimen", f"{key}-specimen", type=specimen)
            value["specimen"] = {"reference": self.address(f"{key}-specimen")}
        yield self._observed(key, value.pop("code"), one.date, **value)

    def _marker(self, one: Biomarker) -> Json | None:
        if one.marker == "MSI" and one.result in ("high", "stable"):
            return {"code": question("msi", "MSI"), **_answer(one.result, self.say(one.result))}
        if one.marker == "TMB" and one.value is not None:
            amount = {"value": one.value, "unit": "mut/Mb", "system": UCUM, "code": "1/1000000{Base}"}
            return {"code": question("tmb", "TMB"), "valueQuantity": amount}
        if one.cps is not None:  # no code for the score is certain, so its name stands alone
            return {
                "code": {"text": f"{one.marker} {one.assay or ''} CPS".replace("  ", " ")},
                "valueInteger": round(one.cps),
            }
        if one.result in (None, "not_tested", "high", "stable"):
            return None
        found = one.result in ("altered", "pathogenic", "vus")
        parts = [("gene", out.gene(one.marker, self.knowledge), one.marker)]
        if one.origin:
            parts.append(("source_class", out.ANSWERS[one.origin], self.say(one.origin)))
        if one.variant:  # a name by the rules of HGVS is its own code
            named = ("http://varnomen.hgvs.org", one.variant, one.variant) if _HGVS.match(one.variant) else None
            parts.append(("variant", named, one.variant))
        if one.result in ("pathogenic", "vus"):
            parts.append(("significance", out.ANSWERS[one.result], self.say(one.result)))
        return {
            "code": question("tumor_marker_gene", f"{one.marker}: {self.say(one.result)}"),
            **_answer("present" if found else "absent", self.say(one.result)),
            "component": [
                {
                    "code": {"coding": [{"system": out.LOINC, "code": out.COMPONENTS[part]}]},
                    "valueCodeableConcept": concept(coding, text),
                }
                for part, coding, text in parts
            ],
        }

    # -------------------------------------------------------------------------------------------- treatments
    def treatment(self, key: str, one: Surgery | LymphNodeRemoval | Radiation | Medicine) -> Iterator[Json]:
        if isinstance(one, Medicine):
            yield from self._medicine(key, one)
        elif isinstance(one, Radiation):
            yield self._radiation(key, one)
        else:
            when = one.date or one.started or one.ended
            code = concept(out.OPERATIONS.get(one.procedure or ""), self.say(one.procedure or one.kind))
            yield self._about("Procedure", key, status="completed", code=code, performedDateTime=_date(when))
            if isinstance(one, LymphNodeRemoval) and one.nodes_removed is not None:
                counted = question("nodes_removed", self.say("label_nodes_removed"))
                yield self._observed(f"{key}-nodes", counted, when, valueInteger=one.nodes_removed)

    def _radiation(self, key: str, one: Radiation) -> Json:
        code = concept(out.RADIATION.get(one.technique or "", out.SOME_RADIATION), self.say(one.technique or one.kind))
        site = concept(out.RADIATION_SITES.get(one.target), self.say(one.target)) if one.target else None
        dose: list[Json] = []
        if one.dose_gy is not None:
            dose.append({"url": "totalDoseDelivered", "valueQuantity": quantity(one.dose_gy, "gy")})
        if one.fractions:
            dose.append({"url": "fractionsDelivered", "valueUnsignedInt": one.fractions})
        volume = {"url": f"{out.MCODE}mcode-radiotherapy-dose-delivered-to-volume", "extension": dose}
        made = self._about(
            "Procedure", key, status="completed", code=code, bodySite=[site] if site else None,
            extension=[*([volume] if dose else []), *_intent(one.setting)],
        )  # fmt: skip
        return made | _when("performed", one)

    def _medicine(self, key: str, one: Medicine) -> Iterator[Json]:
        """One statement for each medicine; that several were given together stands in the rest."""
        for number, drug in enumerate(one.drugs):
            code = concept(out.medicine(drug, self.knowledge), self.say(drug))
            if one.ordered_only:
                when = _date(one.started or one.date)
                kind = {"status": "unknown", "intent": "order", "authoredOn": when}
                yield self._about("MedicationRequest", f"{key}-{number}", medicationCodeableConcept=code, **kind)
                continue
            made = self._about(
                "MedicationStatement", f"{key}-{number}", status=_state(one), medicationCodeableConcept=code,
                dosage=list(_dosage(one, drug)), extension=_intent(one.setting),
            )  # fmt: skip
            if reason := one.stopped_because if one.stopped_because != "ongoing" else None:
                made["statusReason"] = [concept(out.STOPPED.get(reason), self.say(reason))]
            yield made | _when("effective", one)

    # -------------------------------------------------------------------------------------------- health
    def health(self, said: Situation) -> Iterator[Json]:
        for name in SCORES:
            if (score := getattr(said.health, name)) is not None:
                yield self._observed(f"health-{name}", question(name, self.say(f"label_{name}")), valueInteger=score)
        for name, unit in UNIT_OF.items():
            if (value := getattr(said.health, name)) is not None:
                asked = question(name, self.say(f"label_{name}"))
                yield self._observed(f"health-{name}", asked, valueQuantity=quantity(value, unit))
        for state, words in (("confirmed", said.health.conditions), ("refuted", said.health.conditions_ruled_out)):
            for number, word in enumerate(words):
                yield self._condition(f"illness-{state}-{number}", out.ILLNESSES.get(word), word, state=state)
        for number, drug in enumerate(said.health.medicines):
            code = concept(out.medicine(drug, self.knowledge), self.say(drug))
            yield self._about("MedicationStatement", f"other-{number}", status="active", medicationCodeableConcept=code)


def _date(days: Days | None) -> str | None:
    """A date that FHIR can write: a year, a month or a day."""
    return str(days) if days and _FHIR_DATE.fullmatch(str(days)) else None


def _answer(word: str, text: str) -> Json:
    return {"valueCodeableConcept": concept(out.ANSWERS[word], text)}


def _when(name: str, one: Radiation | Medicine) -> Json:
    started, ended = _date(one.started), _date(one.ended)
    period = {key: value for key, value in (("start", started), ("end", ended)) if value}
    if period:
        return {f"{name}Period": period}
    return {f"{name}DateTime": date} if (date := _date(one.date)) else {}


def _state(one: Medicine) -> str:
    if one.stopped_because == "ongoing":
        return "active"
    if one.stopped_because in (None, "completed"):
        return "completed" if one.stopped_because or one.ended else "unknown"
    return "stopped"


def _intent(setting: str | None) -> list[Json]:
    coding = out.INTENTS.get(setting or "")
    return [{"url": f"{out.MCODE}mcode-procedure-intent", "valueCodeableConcept": concept(coding)}] if coding else []


def _dosage(one: Medicine, drug: str) -> Iterator[Json]:
    if (each := one.dose_mg_m2_per_cycle.get(drug)) is not None:
        cycles = f" x {one.cycles}" if one.cycles else ""
        yield {"text": f"{each:g} mg/m2{cycles}", "doseAndRate": [{"doseQuantity": quantity(each, "mg_m2")}]}
    elif (whole := one.cumulative_mg_m2.get(drug)) is not None:
        yield {"text": f"{whole:g} mg/m2 (total)"}
