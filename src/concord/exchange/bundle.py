"""A Bundle as a whole: that it is about one patient, and what its references point at."""

from __future__ import annotations

from typing import Any

from concord.exchange.elements import Resource, child, concept, identity, objects, reference
from concord.reading import Document


class Bundle:
    """The resources of one patient."""

    def __init__(self, document: Document) -> None:
        self._document = document
        entries = self._entries(document.data)
        self.resources: list[Resource] = [one["resource"] for one in entries]
        self._by_name: dict[str, Resource] = {}
        for entry in entries:
            for name in _names(entry["resource"], entry.get("fullUrl")):
                self._by_name.setdefault(name, entry["resource"])
        self.patient = self._only_patient(entries)

    def _entries(self, data: Any) -> list[Resource]:
        if not isinstance(data, dict) or data.get("resourceType") != "Bundle":
            raise self._document.error((), "a FHIR Bundle was expected (resourceType: Bundle)")
        entries = data.get("entry", [])
        if not isinstance(entries, list):
            raise self._document.error(("entry",), "a list of entries was expected")
        for index, entry in enumerate(entries):
            if not isinstance(entry, dict) or not isinstance(entry.get("resource", {}), dict):
                raise self._document.error(("entry", index), "an entry with a resource was expected")
        return [entry for entry in entries if isinstance(child(entry, "resource").get("resourceType"), str)]

    def _only_patient(self, entries: list[Resource]) -> Resource:
        found = [entry for entry in entries if entry["resource"]["resourceType"] == "Patient"]
        # The same patient may stand twice; two without any id are two.
        keys = {str(one.get("fullUrl") or identity(one["resource"]) or index) for index, one in enumerate(found)}
        if not found:
            raise self._document.error(("entry",), "a bundle with a Patient was expected; there is none")
        if len(keys) > 1:
            raise self._document.error(("entry",), f"a bundle about one patient was expected; this one has {len(keys)}")
        names = {name for entry in found for name in _names(entry["resource"], entry.get("fullUrl"))}
        patient: Resource = found[0]["resource"]
        names |= {f"Patient?identifier={_identifier(one)}" for one in objects(patient.get("identifier"))}
        strangers = sum(_is_about_another(resource, names) for resource in self.resources)
        if strangers:
            were = "resource is" if strangers == 1 else "resources are"
            raise self._document.error(
                ("entry",), f"a bundle about one patient was expected; {strangers} {were} about somebody else"
            )
        return patient

    def of_type(self, kind: str) -> list[Resource]:
        return [one for one in self.resources if one["resourceType"] == kind]

    def resolve(self, value: Any, holder: Resource | None = None) -> Resource | None:
        """The resource that a Reference points at, in the bundle or inside the resource that holds the reference."""
        target = reference(value)
        if target.startswith("#") and holder is not None:
            return next((one for one in objects(holder.get("contained")) if one.get("id") == target[1:]), None)
        return self._by_name.get(target) or self._by_name.get(_tail(target))


def _names(resource: Resource, full_url: Any) -> set[str]:
    """The ways to refer to a resource."""
    names = {full_url} if isinstance(full_url, str) else set()
    if own := identity(resource):
        names |= {f"{resource['resourceType']}/{own}", f"urn:uuid:{own}"}
    return names


def _tail(target: str) -> str:
    """Type and id of an absolute address."""
    return "/".join(target.split("/")[-2:]) if target.startswith(("http://", "https://")) else target


def _identifier(value: Resource) -> str:
    return f"{value.get('system', '')}|{value.get('value', '')}"


def _is_about_another(resource: Resource, names: set[str]) -> bool:
    for key in ("subject", "patient", "beneficiary"):
        value = resource.get(key)
        if not isinstance(value, dict):
            continue
        target = reference(value)
        if not target and isinstance(value.get("identifier"), dict):
            target = f"Patient?identifier={_identifier(value['identifier'])}"
        if target and target not in names and not (_has_no_address(names) and _tail(target) in names):
            return True
    return False


def _has_no_address(names: set[str]) -> bool:
    """With an absolute address of its own, only that address means the patient: another server may use the same id."""
    return not any(name.startswith(("http://", "https://")) for name in names)


def in_error(resource: Resource) -> bool:
    """Whether the record itself takes a resource back."""
    codes = {one.code for one in concept(resource.get("verificationStatus")).codings}
    return resource.get("status") == "entered-in-error" or "entered-in-error" in codes
