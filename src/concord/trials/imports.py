"""Trial records from files: raw ClinicalTrials.gov v2 JSON, flattened records, and those of the NCI's trial search.

Read are one record, a page (`{"studies": [...]}`, `{"trials": [...]}`), a list, and one record a line. A record that
cannot be read is named with file, line, key and what was expected; the others are read all the same.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from concord.reading import InputError
from concord.trials.criteria_text import plain
from concord.trials.records import PHASES, STATUSES, Contact, Phase, Site, Status, Trial

MAX_BYTES = 500 * 1024 * 1024
LISTS = ("studies", "trials", "data")


@dataclass(slots=True)
class Found:
    """The records of a file, and what could not be read of it."""

    trials: list[Trial] = field(default_factory=list)
    faults: list[InputError] = field(default_factory=list)


# ------------------------------------------------------------------------------------------------ files
def read_file(path: Path, as_of: dt.date | None = None) -> Found:
    """The records of a file. `as_of`: the day for which they are known to be so; otherwise as they say themselves."""
    try:
        if path.is_dir():
            raise InputError("this is a folder; a file was expected", file=str(path))
        if (size := path.stat().st_size) > MAX_BYTES:
            raise InputError(f"the file has {size / 1e6:.0f} MB; at most 500 MB can be read", file=str(path))
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=str(path)) from None
    return read_bytes(content, str(path), as_of)


def read_bytes(content: bytes, file: str = "", as_of: dt.date | None = None) -> Found:
    """The records in the content of a file."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise InputError("the file is empty; trial records as JSON were expected", file=file)
    first, _, rest = content.lstrip().partition(b"\n")
    if first.rstrip().endswith(b"}") and rest.lstrip()[:1] == b"{" and first.startswith(b"{"):
        return _records(_of_lines(content, file), file, as_of)
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        ending = "the file seems to be cut off" if error.pos >= len(content.decode(errors="replace").rstrip()) else ""
        message = f"this is not whole JSON: {ending or error.msg}"
        raise InputError(message, file=file, line=error.lineno) from None
    return _records(_of_whole(data, content, file), file, as_of)


Record = tuple[Any, str, Callable[[], int | None]]  # what it is, its key in the file, its line


def _of_lines(content: bytes, file: str) -> Iterator[Record | InputError]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip():
            try:
                yield orjson.loads(line), "", partial(int, number)
            except orjson.JSONDecodeError as error:
                yield InputError(f"one record as JSON was expected on this line: {error.msg}", file=file, line=number)


def _of_whole(data: Any, content: bytes, file: str) -> Iterator[Record | InputError]:
    if isinstance(data, list):
        name, several = "", data
    elif isinstance(data, dict) and (name := next((one for one in LISTS if isinstance(data.get(one), list)), "")):
        several = data[name]
    else:
        yield data, "", lambda: 1
        return
    if not several:
        yield InputError("the list is empty; trial records were expected", file=file, key=name)
    for place, one in enumerate(several):
        yield one, f"{name}[{place}]", partial(_line_in_list, content, name, place)


def _line_in_list(content: bytes, name: str, place: int) -> int | None:
    """The line on which an item of a list begins; looked for only when there is a fault to tell."""
    text, decoder = content.decode(errors="replace"), json.JSONDecoder()
    start = re.search(rf'"{name}"\s*:\s*\[' if name else r"\[", text)
    if not start:
        return None
    at = begun = start.end()
    for _ in range(place + 1):
        begun = at = at + _blank(text, at)
        _, at = decoder.raw_decode(text, at)
    return text.count("\n", 0, begun) + 1


def _blank(text: str, at: int) -> int:
    found = re.compile(r"[\s,]*").match(text, at)
    return len(found[0]) if found else 0


def _records(records: Iterator[Record | InputError], file: str, as_of: dt.date | None) -> Found:
    found = Found()
    for one in records:
        if isinstance(one, InputError):
            found.faults.append(one)
            continue
        data, key, line = one
        try:
            trial = record(data, as_of)
        except InputError as error:
            joined = ".".join(part for part in (key, error.key) if part)
            found.faults.append(InputError(error.message, file=file, line=line(), key=joined))
        else:
            found.trials.append(trial)
    return found


# ------------------------------------------------------------------------------------------------ one record
def record(data: Any, as_of: dt.date | None = None) -> Trial:
    """One record of whichever kind it is."""
    if not isinstance(data, Mapping):
        raise InputError(f"a trial record was expected, not {_told(data)}")
    if "protocolSection" in data:
        return from_registry(data, as_of)
    if "eligibility_text" in data:
        return from_flattened(data, as_of)
    if "nct_id" in data:
        return from_nci(data, as_of)
    raise InputError(
        "this is not a trial record: 'protocolSection' (ClinicalTrials.gov), 'eligibility_text' (flattened) "
        "or 'nct_id' (NCI) was expected"
    )


def from_registry(data: Mapping[str, Any], as_of: dt.date | None) -> Trial:
    """A study as version 2 of the ClinicalTrials.gov interface tells it."""
    at = _At(data)
    whole = "protocolSection"
    title = at.text(f"{whole}.identificationModule.briefTitle")
    eligible, design = f"{whole}.eligibilityModule", f"{whole}.designModule"
    contacts = f"{whole}.contactsLocationsModule"
    arms = f"{whole}.armsInterventionsModule"
    return Trial(
        nct_id=at.nct_id(f"{whole}.identificationModule.nctId"),
        title=title or at.text(f"{whole}.identificationModule.officialTitle"),
        official_title=at.text(f"{whole}.identificationModule.officialTitle"),
        summary=plain(at.text(f"{whole}.descriptionModule.briefSummary")),
        description=plain(at.text(f"{whole}.descriptionModule.detailedDescription")),
        status=at.status(f"{whole}.statusModule.overallStatus"),
        phases=at.phases(f"{design}.phases"),
        conditions=at.texts(f"{whole}.conditionsModule.conditions"),
        interventions=tuple(one.text("name") for one in at.several(f"{arms}.interventions") if one.text("name")),
        arms=tuple(
            ": ".join(part for part in (one.text("label"), plain(one.text("description"))) if part)
            for one in at.several(f"{arms}.armGroups")
        ),
        allocation=at.text(f"{design}.designInfo.allocation").lower(),
        masking=at.text(f"{design}.designInfo.maskingInfo.masking").lower(),
        eligibility=at.text(f"{eligible}.eligibilityCriteria"),
        sex=at.sex(f"{eligible}.sex"),
        min_age=at.age(f"{eligible}.minimumAge"),
        max_age=at.age(f"{eligible}.maximumAge"),
        sites=tuple(
            Site(
                name=one.text("facility"),
                city=one.text("city"),
                state=one.text("state"),
                country=one.text("country"),
                status=one.status("status"),
            )
            for one in at.several(f"{contacts}.locations")
        ),
        contacts=tuple(
            Contact(name=one.text("name"), phone=one.text("phone"), email=one.text("email"))
            for one in at.several(f"{contacts}.centralContacts")
        ),
        updated=at.day(f"{whole}.statusModule.lastUpdatePostDateStruct.date"),
        fetched_on=as_of or at.day("derivedSection.miscInfoModule.versionHolder"),
        source="clinicaltrials.gov",
    )


def from_flattened(data: Mapping[str, Any], as_of: dt.date | None) -> Trial:
    """A flattened record: `nct_id`, `title`, `eligibility_text`, and more if there is. `from` may end in its day."""
    at = _At(data)
    return Trial(
        nct_id=at.nct_id("nct_id"),
        title=at.text("title"),
        summary=plain(at.text("summary")),
        status=at.status("status"),
        phases=at.phases("phase"),
        conditions=at.texts("conditions"),
        interventions=at.texts("interventions"),
        eligibility=at.text("eligibility_text"),
        sex=at.sex("sex"),
        min_age=at.age("min_age"),
        max_age=at.age("max_age"),
        updated=at.day("updated"),
        fetched_on=as_of or at.day_at_the_end("from"),
        source="flattened",
    )


def from_nci(data: Mapping[str, Any], as_of: dt.date | None) -> Trial:
    """A record of the trial search of the National Cancer Institute."""
    at = _At(data)
    structured = "eligibility.structured"
    return Trial(
        nct_id=at.nct_id("nct_id"),
        title=at.text("brief_title"),
        official_title=at.text("official_title"),
        summary=plain(at.text("brief_summary")),
        description=plain(at.text("detail_description")),
        status=at.status("current_trial_status"),
        phases=at.phases("phase"),
        conditions=tuple(
            one.text("display_name") or one.text("preferred_name")
            for one in at.several("diseases")
            if one.text("inclusion_indicator") == "TRIAL" and (one.text("display_name") or one.text("preferred_name"))
        ),
        interventions=tuple(
            dict.fromkeys(
                one.text("intervention_name")
                for arm in at.several("arms")
                for one in arm.several("interventions")
                if one.text("intervention_name")
            )
        ),
        eligibility=_unstructured(at),
        sex=at.sex(f"{structured}.sex") or at.sex(f"{structured}.gender"),
        min_age=at.age(f"{structured}.min_age"),
        max_age=at.age(f"{structured}.max_age"),
        sites=tuple(
            Site(
                name=one.text("org_name"),
                city=one.text("org_city"),
                state=one.text("org_state_or_province"),
                country=one.text("org_country"),
                status=one.status("recruitment_status"),
            )
            for one in at.several("sites")
        ),
        updated=at.day("record_verification_date") or at.day("amendment_date"),
        fetched_on=as_of,
        source="nci",
    )


def _unstructured(at: _At) -> str:
    """The criteria that stand one by one in an NCI record, as the text that others have."""
    lines: dict[bool, list[str]] = {True: [], False: []}
    for one in at.several("eligibility.unstructured"):
        words = " ".join(one.text("description").split())
        if words:
            lines[one.data.get("inclusion_indicator") is not False].append(f"* {words}")
    parts = (("Inclusion Criteria:", lines[True]), ("Exclusion Criteria:", lines[False]))
    return "\n\n".join("\n".join([heading, "", *several]) for heading, several in parts if several)


# ------------------------------------------------------------------------------------------------ fields
NCI_STATUSES: dict[str, Status] = {
    "active": "recruiting",
    "approved": "not_yet_recruiting",
    "in_review": "not_yet_recruiting",
    "temporarily_closed_to_accrual": "suspended",
    "temporarily_closed_to_accrual_and_intervention": "suspended",
    "closed_to_accrual": "active_not_recruiting",
    "closed_to_accrual_and_intervention": "active_not_recruiting",
    "administratively_complete": "terminated",
    "complete": "completed",
}
# Statuses of programmes that are no trials, or of no meaning for a person who looks for one.
OTHER_STATUSES = ("available", "no_longer_available", "temporarily_not_available", "approved_for_marketing", "withheld")
MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52.1775, "day": 12 / 365.25, "hour": 0.0, "minute": 0.0}
OLDEST = 120
PHASE_NAMES: dict[str, Phase] = {
    **{one.replace("_", ""): one for one in PHASES},
    **{"0": "early_1", "early1": "early_1", "i": "1", "ii": "2", "iii": "3", "iv": "4"},
}
NO_PHASE = ("na", "n", "a", "notapplicable", "")


class _At:
    """Looks up fields by their path, and says what was expected where one is of the wrong kind."""

    def __init__(self, data: Mapping[str, Any], above: str = "") -> None:
        self.data, self.above = data, above

    def _fault(self, path: str, expected: str, found: Any) -> InputError:
        return InputError(f"{expected} was expected, not {_told(found)}", key=self.above + path)

    def value(self, path: str) -> Any:
        here: Any = self.data
        walked: list[str] = []
        for part in path.split("."):
            if not isinstance(here, Mapping):
                raise self._fault(".".join(walked), "an object with keys", here)
            walked.append(part)
            here = here.get(part)
            if here is None:
                return None
        return here

    def text(self, path: str) -> str:
        found = self.value(path)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise self._fault(path, "text", found)
        return found.strip()

    def texts(self, path: str) -> tuple[str, ...]:
        found = self.value(path)
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return tuple(one.strip() for one in found if one.strip())
        if found is None:
            return ()
        raise self._fault(path, "a list of texts", found)

    def several(self, path: str) -> list[_At]:
        found = self.value(path)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self._fault(path, "a list", found)
        for place, one in enumerate(found):
            if not isinstance(one, Mapping):
                raise self._fault(f"{path}[{place}]", "an object with keys", one)
        return [_At(one, f"{self.above}{path}[{place}].") for place, one in enumerate(found)]

    def nct_id(self, path: str) -> str:
        found = self.value(path)
        if isinstance(found, str) and re.fullmatch(r"NCT\d{8}", found.strip().upper()):
            return found.strip().upper()
        raise self._fault(path, "an NCT number such as NCT01234567", found)

    def status(self, path: str) -> Status:
        given = self.text(path)
        name = re.sub(r"[\s,_-]+", "_", given.lower()).strip("_")
        if name in STATUSES:
            return name
        if name in NCI_STATUSES:
            return NCI_STATUSES[name]
        if not name or name in OTHER_STATUSES:
            return "unknown"
        raise self._fault(path, "a status such as RECRUITING or COMPLETED", given)

    def phases(self, path: str) -> tuple[Phase, ...]:
        found = self.value(path)
        given = found if isinstance(found, list) else [found] if found is not None else []
        names = [
            part for one in given for part in (re.split(r"/|(?<=I)_(?=I)", one) if isinstance(one, str) else [one])
        ]
        phases: list[Phase] = []
        for one in names:
            name = re.sub(r"phase|[\s_-]", "", one.lower()) if isinstance(one, str) else None
            if name in PHASE_NAMES:
                phases.append(PHASE_NAMES[name])
            elif name not in NO_PHASE:
                raise self._fault(path, "a phase such as PHASE2 or 'Phase 1/Phase 2'", found)
        return tuple(dict.fromkeys(phases))

    def sex(self, path: str) -> Any:
        given = self.text(path).lower()
        if given in ("all", "both"):
            return "all"
        if given in ("female", "male", ""):
            return given or None
        raise self._fault(path, "ALL, FEMALE or MALE", given)

    def age(self, path: str) -> float | None:
        found = self.value(path)
        if found is None or (isinstance(found, str) and found.strip().lower() in ("", "n/a", "none")):
            return None
        told = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)\s*(year|month|week|day|hour|minute)s?", str(found).strip().lower())
        if not isinstance(found, str) or not told:
            raise self._fault(path, "an age such as '18 Years'", found)
        years = float(told[1]) * MONTHS[told[2]] / 12
        return None if years > OLDEST else round(years, 2)

    def day(self, path: str) -> dt.date | None:
        """A day; of a month or a year alone, the first: a record then counts as older, never as newer."""
        given = self.text(path)
        if not given:
            return None
        found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T|$)", given)
        try:
            if found:
                return dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            pass
        raise self._fault(path, "a date such as 2026-01-31", given)

    def day_at_the_end(self, path: str) -> dt.date | None:
        found = re.search(r"(\d{4}-\d{2}(?:-\d{2})?)\s*$", self.text(path))
        return _At({path: found[1]}).day(path) if found else None


def _told(found: Any) -> str:
    if found is None:
        return "nothing"
    if isinstance(found, Mapping):
        return "an object"
    if isinstance(found, list):
        return "a list"
    text = str(found)
    return f"'{text[:60]}{'...' if len(text) > 60 else ''}'" if isinstance(found, str) else f"the value {text[:60]}"
