"""To whom this site is open, and where: what a host has to choose before anybody else can come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

AUDIENCES = {
    "only_me": "only those to whom you give an account",
    "patients_after_release": "patients, who see their choices after a clinician has given them a code",
    "clinicians": "clinicians, who confirm that they are",
}
REGIONS = {"US": "United States", "EU": "European Union", "GB": "United Kingdom", "other": "anywhere else"}
NEEDS_ACKNOWLEDGEMENT = frozenset({"EU", "GB"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


@dataclass(frozen=True)
class Policy:
    """What was chosen; empty where nothing was. `open_to_others` is whether anyone but this computer can come in."""

    audience: str
    region: str
    open_to_others: bool

    def faults(self) -> list[str]:
        """What keeps the site from being opened, each with what to do about it."""
        found = []
        for name, chosen, known in (
            ("CONCORD_AUDIENCE", self.audience, AUDIENCES),
            ("CONCORD_REGION", self.region, REGIONS),
        ):
            if chosen not in known and (chosen or self.open_to_others):
                said = f"{name} is '{chosen}', which is not one of them" if chosen else f"{name} is not set"
                found.append(f"{said}. Choose one: {_listed(known)}.")
        return found

    def needs_acknowledgement(self) -> bool:
        return self.region in NEEDS_ACKNOWLEDGEMENT

    def needs_account(self) -> bool:
        return self.open_to_others and self.audience == "only_me"


def _listed(known: Mapping[str, str]) -> str:
    return "; ".join(f"{name} ({meaning})" for name, meaning in known.items())
