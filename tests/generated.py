"""Generated situations: any mixture of what files say, leave out or leave open."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

DATES = st.one_of(
    st.integers(2015, 2026).map(str),
    st.builds("{}-{:02}".format, st.integers(2015, 2025), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(2015, 2025), st.integers(1, 12), st.integers(1, 28)),
)
YES_NO = st.sampled_from(["yes", "no", "unknown"])
DRUGS = st.sampled_from(
    [
        "letrozole",
        "exemestane",
        "tamoxifen",
        "fulvestrant",
        "palbociclib",
        "ribociclib",
        "abemaciclib",
        "everolimus",
        "capivasertib",
        "elacestrant",
        "olaparib",
        "doxorubicin",
        "epirubicin",
        "paclitaxel",
        "capecitabine",
        "trastuzumab_deruxtecan",
        "sacituzumab_govitecan",
        "goserelin",
        "zoledronic_acid",
        "chemotherapy",
        "endocrine_therapy",
        "not_a_known_name",
    ]
)


def some_of(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of these keys."""
    return st.fixed_dictionaries({}, optional=parts)


@st.composite
def medicine(draw: st.DrawFn) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": "medicine", "drugs": draw(st.lists(DRUGS, min_size=1, max_size=2, unique=True))}
    if draw(st.booleans()):
        entry["setting"] = draw(st.sampled_from(["neoadjuvant", "adjuvant", "metastatic"]))
    first, second = sorted((draw(DATES), draw(DATES)))
    if draw(st.booleans()):
        entry["started"] = first
    reason = draw(
        st.sampled_from(["completed", "progression", "recurrence", "side_effects", "choice", "ongoing", None])
    )
    if reason:
        entry["stopped_because"] = reason
    if reason != "ongoing" and draw(st.booleans()) and second[:4] >= first[:4]:
        entry["ended"] = second
    if draw(st.booleans()):
        entry["cycles"] = draw(st.integers(1, 8))
        if "doxorubicin" in entry["drugs"] and draw(st.booleans()):
            entry["dose_mg_m2_per_cycle"] = {"doxorubicin": draw(st.sampled_from([50.0, 60.0, 75.0]))}
    return entry


PATHOLOGY = some_of(
    date=DATES,
    specimen=st.sampled_from(["primary", "metastasis"]),
    er_percent=st.sampled_from([0, 0.5, 1, 5, 10, 11, 90]),
    pr_percent=st.sampled_from([0, 1, 40]),
    her2_ihc=st.sampled_from(["0", "0_no_staining", "0_faint_staining", "1+", "2+", "3+"]),
    her2_ish=st.sampled_from(["amplified", "not_amplified"]),
    her2_status=st.sampled_from(["positive", "negative"]),
)
BIOMARKER = st.one_of(
    st.fixed_dictionaries(
        {
            "marker": st.sampled_from(["PIK3CA", "AKT1", "PTEN", "ESR1"]),
            "origin": st.just("tumour"),
            "result": st.sampled_from(["altered", "not_found", "not_tested"]),
            "specimen": st.sampled_from(["blood", "tissue"]),
        }
    ),
    st.fixed_dictionaries(
        {
            "marker": st.sampled_from(["BRCA1", "BRCA2", "PALB2"]),
            "origin": st.just("germline"),
            "result": st.sampled_from(["pathogenic", "vus", "negative", "not_tested"]),
        }
    ),
)
RADIATION = st.fixed_dictionaries(
    {"kind": st.just("radiation")},
    optional={
        "target": st.sampled_from(["left_breast", "right_breast", "thoracic_spine", "somewhere"]),
        "dose_gy": st.sampled_from([8, 30, 50]),
    },
)
SITES = st.lists(st.sampled_from(["bone", "liver", "lung", "brain", "other"]), unique=True, max_size=3)


def _in_order(data: dict[str, Any]) -> bool:
    cancer = data.get("cancer", {})
    first, spread = cancer.get("first_diagnosed"), cancer.get("metastatic_since")
    ends = all(
        "ended" not in one or "started" not in one or one["started"][:4] < one["ended"][:4]
        for one in data.get("treatments", [])
    )
    return (
        ends
        and (not first or not spread or first[:4] < spread[:4])
        and not (cancer.get("brain") == "none" and "brain" in cancer.get("sites", []))
    )


SITUATION: st.SearchStrategy[dict[str, Any]] = some_of(
    person=some_of(
        birth_year=st.sampled_from([1940, 1966, 1985]),
        sex=st.sampled_from(["female", "male", "unknown"]),
        menopause=st.sampled_from(["premenopausal", "perimenopausal", "postmenopausal", "unknown"]),
        menopause_known_by=st.sampled_from(["age", "no_periods_for_a_year"]),
        pregnancy=YES_NO,
        country=st.sampled_from(["US", "ES", "MX"]),
    ),
    cancer=some_of(
        extent=st.sampled_from(["metastatic", "locally_advanced_inoperable", "unknown"]),
        presentation=st.sampled_from(["recurrent", "de_novo"]),
        first_diagnosed=DATES,
        metastatic_since=DATES,
        sites=SITES,
        sites_complete=YES_NO,
        brain=st.sampled_from(["none", "treated_stable", "active", "unknown"]),
        visceral_crisis=YES_NO,
    ),
    pathology=st.lists(PATHOLOGY, max_size=3),
    biomarkers=st.lists(BIOMARKER, max_size=4),
    treatments_complete=YES_NO,
    treatments=st.lists(st.one_of(medicine(), medicine(), RADIATION), max_size=5),
    health=some_of(
        ecog=st.integers(0, 4),
        lvef_percent=st.sampled_from([35, 50, 60]),
        qtcf_ms=st.sampled_from([410, 450, 480]),
        creatinine_clearance_ml_min=st.sampled_from([25, 45, 90]),
        hba1c_percent=st.sampled_from([5.4, 8.5]),
        neuropathy_grade=st.integers(0, 3),
        other_cancer_last=DATES,
        dpyd=st.sampled_from(["normal", "partial", "deficient", "not_tested"]),
        conditions=st.lists(
            st.sampled_from(
                [
                    "interstitial_lung_disease",
                    "type_2_diabetes",
                    "insulin_treated_diabetes",
                    "blood_clot",
                    "heart_failure",
                ]
            ),
            unique=True,
            max_size=2,
        ),
        conditions_complete=YES_NO,
        medicines=st.lists(st.sampled_from(["warfarin", "metformin"]), unique=True, max_size=1),
    ),
).filter(_in_order)

PRIORITIES: st.SearchStrategy[dict[str, Any]] = some_of(
    matters=st.dictionaries(
        st.sampled_from(["live_longer", "energy", "few_hospital_days", "keep_hair", "cost", "calm_stomach"]),
        st.sampled_from(["a_lot", "some", "little", "not_sure"]),
    ),
    approach=st.sampled_from(["push_hard", "balanced", "gentle_on_life", "not_sure"]),
    pain_first=YES_NO,
    trials=st.sampled_from(["yes", "no", "maybe"]),
    cost_is_a_concern=YES_NO,
    help_at_home=st.sampled_from(["none", "some", "plenty"]),
    role=st.sampled_from(["i_decide", "decide_together", "my_doctor_decides"]),
)
