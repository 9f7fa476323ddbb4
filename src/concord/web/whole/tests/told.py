"""Generated situation files: any mixture of what files say, leave out or leave open, written in more than one way."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from concord.reading import InputError
from concord.situation.read import SCHEMA
from concord.web.whole.file import read

DATES = st.one_of(
    st.integers(2015, 2024),
    st.integers(2015, 2024).map(str),
    st.builds("{}-{:02}".format, st.integers(2015, 2024), st.integers(1, 12)),
    st.builds("{}-{:02}-{:02}".format, st.integers(2015, 2024), st.integers(1, 12), st.integers(1, 28)),
)
YES_NO = st.sampled_from(["yes", "no", True, False])
SITES = st.lists(st.sampled_from(["bone", "liver", "brain", "leptomeninges"]), unique=True, max_size=3)
ILLNESSES = st.lists(
    st.sampled_from(["heart_failure", "blood_clot", "Migraine", "a-word of mine"]), unique=True, max_size=3
)


def some_of(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=parts)


PATHOLOGY = some_of(
    date=DATES,
    specimen=st.sampled_from(["primary", "metastasis"]),
    site=st.sampled_from(["liver", "breast", "Left Hip"]),
    er_percent=st.sampled_from([0, 0.5, 12.25, 90, "90 %"]),
    pr=st.sampled_from(["positive", "negative", "low_positive"]),
    her2_ihc=st.sampled_from([0, "0", "0_no_staining", "1+", "2+"]),
    her2_ish=st.sampled_from(["amplified", "not_amplified", "equivocal"]),
    her2_status=st.sampled_from(["positive", "negative"]),
    ki67_percent=st.sampled_from([5, 33.3]),
)
MARKERS = st.one_of(
    st.fixed_dictionaries(
        {"marker": st.sampled_from(["PIK3CA", "esr1", "TP53"])},
        optional={
            "origin": st.just("tumour"),
            "result": st.sampled_from(["altered", "not_found", "not_tested"]),
            "variant": st.just("H1047R <x> & y"),
            "specimen": st.sampled_from(["blood", "tissue", "saliva"]),
            "date": DATES,
        },
    ),
    st.fixed_dictionaries(
        {"marker": st.just("BRCA2"), "result": st.sampled_from(["pathogenic", "vus", "negative"])},
        optional={"origin": st.just("germline"), "assay": st.just("a panel")},
    ),
    st.fixed_dictionaries({"marker": st.just("MSI")}, optional={"result": st.sampled_from(["high", "stable"])}),
    st.fixed_dictionaries({"marker": st.just("TMB"), "value": st.just(4.5), "unit": st.just("mut/Mb")}),
    st.fixed_dictionaries(
        {"marker": st.just("PD-L1")},
        optional={"assay": st.just("22C3"), "cps": st.sampled_from([0, 12]), "immune_cells_percent": st.just("5 %")},
    ),
)
TREATMENTS = st.one_of(
    st.just({"kind": "surgery", "procedure": "lumpectomy", "date": "2019-04"}),
    st.just({"kind": "medicine", "drugs": ["Letrozole"], "setting": "metastatic", "months": 14}),
)
FILES: st.SearchStrategy[dict[str, Any]] = some_of(
    as_of=st.just("2026-01-20"),
    person=some_of(
        birth_year=st.sampled_from([1940, 1985]),
        sex=st.sampled_from(["female", "male"]),
        menopause=st.sampled_from(["premenopausal", "postmenopausal"]),
        menopause_known_by=st.just("age"),
        pregnancy=YES_NO,
        breastfeeding=YES_NO,
        country=st.sampled_from(["US", "DE"]),
        language=st.sampled_from(["en", "es"]),
    ),
    cancer=some_of(
        extent=st.sampled_from(["metastatic", "locally_advanced_inoperable", "early"]),
        presentation=st.sampled_from(["recurrent", "de_novo"]),
        first_diagnosed=DATES,
        metastatic_since=DATES,
        sites=SITES,
        sites_ruled_out=st.lists(st.just("ovary"), max_size=1),
        sites_complete=YES_NO,
        brain=st.sampled_from(["none", "treated_stable", "active"]),
        brain_lesions=st.integers(1, 3),
        visceral_crisis=YES_NO,
        lesions=st.integers(0, 900),
        measurable=YES_NO,
    ),
    pathology=st.lists(PATHOLOGY, max_size=3),
    biomarkers=st.lists(MARKERS, max_size=3),
    treatments=st.lists(TREATMENTS, max_size=2),
    treatments_complete=YES_NO,
    health=some_of(
        ecog=st.integers(0, 4),
        karnofsky=st.sampled_from([70, 100]),
        lvef_percent=st.sampled_from([35, "60 %"]),
        creatinine_mg_dl=st.sampled_from([0.9, "80 umol/L", "80 µmol/l"]),
        bilirubin_mg_dl=st.sampled_from([0.6, "10 umol/L"]),
        neutrophils_per_ul=st.sampled_from([3200, "3.2 10*9/L", "3.2 x10^9/L"]),
        hba1c_percent=st.sampled_from([5.5, "37 mmol/mol"]),
        neuropathy_grade=st.integers(0, 4),
        pain_0_to_10=st.integers(0, 10),
        dpyd=st.sampled_from(["normal", "not_tested"]),
        child_pugh=st.just("A"),
        conditions=ILLNESSES,
        conditions_ruled_out=st.lists(st.just("stroke"), max_size=1),
        conditions_complete=YES_NO,
        medicines=st.lists(st.sampled_from(["metformin", "Glucophage", "unknown-herb"]), unique=True, max_size=2),
        medicines_complete=YES_NO,
        other_cancer=YES_NO,
        other_cancer_last=DATES,
    ),
    call_first=st.just("+1 555 0100"),
    symptoms=st.lists(st.sampled_from(["fever", "Not a code"]), unique=True, max_size=2),
    notes=st.just("two\nlines <b> & more"),
    priorities=some_of(
        in_my_words=st.just("my words"),
        matters=st.dictionaries(
            st.sampled_from(["energy", "cost", "my garden"]), st.sampled_from(["a_lot", "not_sure"])
        ),
        approach=st.just("balanced"),
        trials=st.sampled_from(["yes", "maybe"]),
        pain_first=YES_NO,
        survival_figures=st.just("ask"),
    ),
    not_understood=st.lists(st.just({"words": "a strange code"}), max_size=1),
).map(lambda file: {"schema": SCHEMA, **file})


def _is_valid(file: dict[str, Any]) -> bool:
    try:
        read(file)
    except InputError:
        return False
    return True


VALID = FILES.filter(_is_valid)
