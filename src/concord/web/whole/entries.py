"""The forms for one entry of a list: a report of a tissue sample, a result of a gene or marker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from concord.web.site.pages import knowledge
from concord.web.whole.shape import PARTS, Field, field_of, inherited_genes

Entry = dict[str, Any]
INHERITED = "-inherited"


@dataclass(frozen=True, slots=True)
class EntryForm:
    """Groups of keys, which of the options of a key are offered, and what is written without being asked."""

    part: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    offered: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    """Written when the entry is new; never changed later."""

    def fields(self, entry: Entry) -> list[tuple[str, list[Field]]]:
        """The groups of fields. What an entry holds beyond them comes last, so that it can be seen and changed."""
        known = {key for _, keys in self.groups for key in keys} | {key for key, _ in self.fixed} | {"marker"}
        more = tuple(key for key in PARTS[self.part].model_fields if key in entry and key not in known)
        groups = (*self.groups, *((("entry_more", more),) if more else ()))
        return [(title, [self._field(key, entry) for key in keys]) for title, keys in groups]

    def _field(self, key: str, entry: Entry) -> Field:
        field = field_of(self.part, key)
        offered = dict(self.offered).get(key)
        if offered is None:
            return field
        present = (str(entry[key]),) if key in entry and str(entry[key]) not in offered else ()
        return replace(field, options=(*offered, *present))


REPORT = EntryForm(
    "pathology",
    (
        ("report_sample", ("date", "specimen", "site")),
        ("report_hormone", ("er_percent", "er", "pr_percent", "pr")),
        ("report_her2", ("her2_ihc", "her2_ish", "her2_status")),
        ("report_growth", ("ki67_percent",)),
    ),
)
_SAMPLE = ("marker_sample", ("specimen", "date"))
_IN_THE_CANCER = EntryForm(
    "biomarkers",
    (("marker_result", ("result", "variant")), _SAMPLE),
    (("result", ("altered", "not_found", "not_tested")), ("specimen", ("tissue", "blood"))),
    (("origin", "tumour"),),
)
_INHERITED = EntryForm(
    "biomarkers",
    (("marker_result", ("result", "variant")), _SAMPLE),
    (("result", ("pathogenic", "vus", "negative", "not_tested")), ("specimen", ("blood", "saliva"))),
    (("origin", "germline"),),
)
_OWN_FORMS = {
    "MSI": EntryForm(
        "biomarkers",
        (("marker_result", ("result",)), _SAMPLE),
        (("result", ("high", "stable", "not_tested")), ("specimen", ("tissue", "blood"))),
    ),
    "TMB": EntryForm(
        "biomarkers",
        (("marker_result", ("value",)), _SAMPLE),
        (("specimen", ("tissue", "blood")),),
        (("unit", "mut/Mb"),),
    ),
    "PD-L1": EntryForm(
        "biomarkers", (("marker_result", ("assay", "cps", "immune_cells_percent")), ("marker_sample", ("date",)))
    ),
}
OF_INHERITED = frozenset({"pathogenic", "vus", "negative"})


def names_to_add() -> tuple[list[str], list[str]]:
    """What can be added: markers of the cancer, and inherited genes, as they stand in an address."""
    markers = list(knowledge().markers)
    return markers, [f"{name}{INHERITED}" for name in inherited_genes()]


def form_to_add(name: str) -> tuple[EntryForm, Entry] | None:
    """The form for a new result and what it begins with; nothing for a name that is not known."""
    cancer, inherited = names_to_add()
    if name not in (*cancer, *inherited):
        return None
    marker = name.removesuffix(INHERITED)
    form = _INHERITED if name in inherited else _OWN_FORMS.get(marker, _IN_THE_CANCER)
    return form, {"marker": marker, **dict(form.fixed)}


def form_of(entry: Entry) -> EntryForm:
    """The form that an entry of a file is changed with."""
    own = _OWN_FORMS.get(str(entry["marker"]).upper())
    if own:
        return own
    inherited = entry.get("origin") == "germline" or entry.get("result") in OF_INHERITED
    return _INHERITED if inherited else _IN_THE_CANCER
