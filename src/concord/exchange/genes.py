"""Gene changes and other markers of the tumor."""

from __future__ import annotations

import re
from typing import Any

from concord.exchange.codes import Measure
from concord.exchange.draft import Draft
from concord.exchange.elements import Concept, Resource, concept, objects
from concord.exchange.pathology import SIGN
from concord.exchange.values import answer, measured, observed, unit_of
from concord.situation.model import Biomarker

# The name of a variant by the HGVS rules. Only what is written so is kept: other text may be anything.
_HGVS = re.compile(r"(?=.*\d)(?:[A-Z]{2,4}_?\d+(?:\.\d+)?(?:\([A-Z0-9]+\))?:)?[pcg]\.\(?[A-Za-z0-9_*>=+-]{2,40}\)?")


def read_variant(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """A genetic variant assessment: which gene, inherited or in the tumor, found or not, and what it means."""
    parts = _parts(resource, draft)
    if not parts.get("gene"):
        draft.miss(resource, code, "it is not said which gene")
        return True
    said = answer(resource, draft)
    if SIGN.get(said or "") is None:
        return False
    word = _first(parts.get("source_class", []), draft)
    origin = word if word in ("germline", "tumour") else None
    significance = _first(parts.get("significance", []), draft)
    fields = {"origin": origin, "variant": _variant(parts.get("variant", []))}
    for gene in parts["gene"]:
        symbol = _symbol(gene, draft)
        if symbol is None:
            draft.miss(resource, gene, "a gene that is not known here")
        elif result := _result(said, origin, significance, symbol in draft.codes.rearranging):
            _add(symbol, {**fields, "result": result}, resource, gene, draft)
        else:
            draft.miss(resource, gene, "what the finding means is not said, or it settles nothing")
    return True


def _result(said: str | None, origin: str | None, significance: str | None, needs_rearrangement: bool) -> str | None:
    """Found or not, in the words of a situation; None where it does not settle the gene.

    Without an origin it is told as of the tumor, which claims less: an inherited change is in the tumor too.
    """
    found = SIGN.get(said or "")
    if found == "positive":
        if origin == "germline":
            return significance if significance in ("pathogenic", "vus", "negative") else None
        return "altered" if significance in (None, "pathogenic") else None
    if found == "negative" and not needs_rearrangement:
        return "negative" if origin == "germline" else "not_found"
    return None


def read_gene(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """A test of named genes. A test of one place of a gene rules nothing out."""
    if measure.what == "tested":
        return True
    if measure.what not in ("variant", "rearrangement"):
        draft.miss(resource, code, "a number of copies, or a share, does not settle the gene")
        return True
    value = concept(resource.get("valueCodeableConcept"))
    variant = _variant([value])
    found = "positive" if variant else SIGN.get(answer(resource, draft) or "")
    if found is None:
        return False
    if len(measure.genes) > 1 and found == "positive":
        draft.miss(resource, code, "it is not said in which of the genes")
        return True
    for gene in measure.genes:
        marker = draft.codes.gene_markers.get(gene, gene)
        other_kind = measure.what != "rearrangement" and marker in draft.codes.rearranging
        if found == "positive":
            name = f"{gene} fusion" if measure.what == "rearrangement" else variant
            _add(marker, {"result": "altered", "variant": name}, resource, code, draft)
        elif measure.partial or other_kind:
            draft.miss(resource, code, "a test of one place or one kind of change rules out nothing else")
        else:
            _add(marker, {"result": "not_found"}, resource, code, draft)
    return True


def read_msi(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    said = answer(resource, draft)
    result = measure.values.get(said or "", said)
    if result in ("high", "stable"):
        _add("MSI", {"result": result}, resource, code, draft)
    return result in ("high", "stable")


def read_tmb(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    amount = measured(resource)
    if amount is None or amount.comparator or unit_of(amount, draft) != "mut_per_mb":
        return False
    _add("TMB", {"value": amount.value, "unit": "mut/Mb"}, resource, code, draft)
    return True


def read_pd_l1(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """The combined score (CPS). Another score, or a score whose kind is not said, is not read as one."""
    amount = measured(resource)
    if measure.score != "cps" or amount is None or amount.comparator:
        draft.miss(resource, code, "the combined score (CPS) is not given by this code")
        return True
    _add("PD-L1", {"assay": measure.assay, "cps": amount.value}, resource, code, draft)
    return True


def _add(marker: str, fields: dict[str, Any], resource: Resource, code: Concept, draft: Draft) -> None:
    date = observed(resource, draft)
    whole = {"marker": marker, "specimen": _specimen(resource, draft), "date": date, **fields}
    draft.add_biomarker(draft.make(Biomarker, whole, resource, code), draft.pointer(resource, code.codings[0], date))


def _specimen(resource: Resource, draft: Draft) -> str | None:
    """blood, tissue or saliva."""
    specimen = draft.bundle.resolve(resource.get("specimen"), resource) or {}
    word = draft.codes.word(draft.codes.specimens, concept(specimen.get("type")))
    return word if word in ("blood", "tissue", "saliva") else None


def _parts(resource: Resource, draft: Draft) -> dict[str, list[Concept]]:
    """The components by what they are."""
    found: dict[str, list[Concept]] = {}
    for one in objects(resource.get("component")):
        part = draft.codes.word(draft.codes.components, concept(one.get("code")))
        if part and (value := concept(one.get("valueCodeableConcept"))):
            found.setdefault(part, []).append(value)
    return found


def _symbol(gene: Concept, draft: Draft) -> str | None:
    symbol = draft.codes.word(draft.codes.genes, gene)
    return draft.codes.gene_markers.get(symbol, symbol) if symbol else None


def _first(values: list[Concept], draft: Draft) -> str | None:
    return next((word for one in values if (word := draft.codes.word(draft.codes.values, one))), None)


def _variant(values: list[Concept]) -> str | None:
    """The first name of a variant that is written by the rules; a change of the protein before one of the DNA."""
    written = [text for one in values for coding in one.codings for text in (coding.code, coding.display)]
    names = [text for text in written if _HGVS.fullmatch(text)]
    return next((name for name in names if ":p." in name or name.startswith("p.")), names[0] if names else None)
