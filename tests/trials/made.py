"""Made-up trial records in the three forms, for the tests of the store, the files and the client."""

from __future__ import annotations

import datetime as dt
from typing import Any

from concord.trials.records import Site, Trial

TODAY = dt.date(2026, 11, 26)


def number(n: int) -> str:
    return f"NCT{n:08d}"


def study(
    n: int = 1, *, status: str = "RECRUITING", updated: str = "2026-10-01", title: str = "A trial"
) -> dict[str, Any]:
    """A record as version 2 of the registry's interface gives it."""
    return {
        "protocolSection": {
            "identificationModule": {"nctId": number(n), "briefTitle": title, "officialTitle": f"{title}, in full"},
            "statusModule": {
                "overallStatus": status,
                "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
            },
            "descriptionModule": {"briefSummary": "<p>It compares &amp; asks.</p>", "detailedDescription": "At length"},
            "conditionsModule": {"conditions": ["Breast Cancer", "Bone Metastases"], "keywords": ["x"]},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "phases": ["PHASE1", "PHASE2"],
                "designInfo": {"allocation": "RANDOMIZED", "maskingInfo": {"masking": "DOUBLE"}},
            },
            "armsInterventionsModule": {
                "armGroups": [{"label": "Placebo", "description": "a tablet"}],
                "interventions": [{"type": "DRUG", "name": "Examplib"}],
            },
            "eligibilityModule": {
                "eligibilityCriteria": "Inclusion Criteria:\n\n* Age \\>= 18",
                "sex": "FEMALE",
                "minimumAge": "18 Years",
                "maximumAge": "999 Years",
            },
            "contactsLocationsModule": {
                "centralContacts": [{"name": "The team", "phone": "555", "email": "team@example.org"}],
                "locations": [
                    {"facility": "Clinic", "city": "Málaga", "country": "Spain", "status": "RECRUITING"},
                    {"facility": "Hospital", "city": "Boston", "state": "MA", "country": "United States"},
                ],
            },
        },
        "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-20"}},
        "hasResults": False,
    }


FLATTENED: dict[str, Any] = {
    "nct_id": number(7),
    "title": "A flattened trial",
    "status": "Recruiting",
    "phase": "Phase 1/Phase 2",
    "conditions": ["Breast Cancer"],
    "interventions": ["Examplib"],
    "eligibility_text": "Inclusion Criteria:\n* Age 18",
    "summary": "Short.",
    "from": "an export 2026-01-05",
}
NCI: dict[str, Any] = {
    "nct_id": number(7),
    "nci_id": "NCI-2020-00001",
    "brief_title": "A trial of the search",
    "brief_summary": "Short.",
    "current_trial_status": "Temporarily Closed to Accrual",
    "eligibility": {"structured": {"sex": "ALL", "min_age": "18 Years", "max_age": "999 Years"}},
    "diseases": [
        {"display_name": "Breast Cancer", "inclusion_indicator": "TRIAL"},
        {"display_name": "Cancer", "inclusion_indicator": "TREE"},
    ],
    "sites": [
        {
            "org_name": "Centre",
            "org_city": "Boston",
            "org_state_or_province": "MA",
            "org_country": "United States",
            "recruitment_status": "CLOSED_TO_ACCRUAL",
        }
    ],
}


def trial(n: int = 1, **fields: Any) -> Trial:
    given: dict[str, Any] = {
        "nct_id": number(n),
        "title": f"Trial {n}",
        "status": "recruiting",
        "phases": ("2",),
        "conditions": ("Breast Cancer",),
        "sites": (Site(name="Clinic", city="Boston", country="United States"),),
        "eligibility": "Inclusion Criteria:\n* Age 18",
        "updated": dt.date(2026, 10, 1),
        "fetched_on": TODAY,
        **fields,
    }
    return Trial(**given)
