"""What criteria about treatment are read as: what was given, when, how often, and how it ended."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.conftest import whole_knowledge
from tests.trials.table.worlds import pairs
from tests.trials.test_reading import UNCLEAR, alike, expect, reading

# Inclusion: what must hold.
REQUIRED = [
    (
        "PD on or after at least two prior lines of therapy for metastatic disease",
        "lines >= 2 and (progressed_on(cancer_medicine, setting=metastatic) or not_read)",
    ),
    (
        "Prior taxane, eribulin and capecitabine in any combination or sequence",
        "had(taxane) and had(eribulin) and had(capecitabine)",
    ),
    (
        "Adjuvant letrozole, tamoxifen or exemestane is allowed provided it was completed more than 8 months ago",
        "months_since(letrozole, setting=adjuvant) > 8 and months_since(tamoxifen, setting=adjuvant) > 8"
        " and months_since(exemestane, setting=adjuvant) > 8",
    ),
    ("Has received no prior trastuzumab", "not had(trastuzumab)"),
    ("Have had no chemotherapy for metastatic disease", "not had(chemotherapy, setting=metastatic)"),
    ("Prior taxane, unless not indicated by the investigator", "had(taxane) or not_read"),
    ("Prior chemotherapy containing an anthracycline", "had(anthracycline)"),
    (
        "At least 5 cycles of neoadjuvant chemotherapy containing taxanes, platinum, or a combination of both",
        "cycles(chemotherapy, setting=neoadjuvant) >= 5"
        " and (had(taxane, setting=neoadjuvant) or had(platinum, setting=neoadjuvant))",
    ),
    ("Prior letrozole and capecitabine (i.e., Xeloda)", "had(letrozole) and had(capecitabine)"),
    ("Prior letrozole and a taxane (i.e., paclitaxel)", "had(letrozole) and had(taxane) and not_read"),
    (
        "No prior olaparib. Prior docetaxel for early disease is allowed if completed more than 9 months ago.",
        "not had(olaparib) and months_since(docetaxel, setting=early) > 9",
    ),
    ("Completed at least 3 cycles of neoadjuvant chemotherapy", "cycles(chemotherapy, setting=neoadjuvant) >= 3"),
    (
        "For HR-positive disease, patients must have received tamoxifen",
        "hormone_receptors = negative or had(tamoxifen)",
    ),
    (
        "Interval of at least 12 months between the end of adjuvant tamoxifen and relapse",
        "months_to_relapse(tamoxifen, setting=adjuvant) >= 12",
    ),
    (
        "No treatment for MBC. Adjuvant taxanes are allowed if relapse was > 6 months after the last dose.",
        "lines = 0 and months_to_relapse(taxane, setting=adjuvant) > 6",
    ),
    ("In the metastatic setting, prior treatment with eribulin", "had(eribulin, setting=metastatic)"),
    ("At least 1 but no more than 3 lines of treatment for advanced disease", "lines >= 1 and lines <= 3"),
    (
        "One to two prior regimens for metastatic disease, including a taxane",
        "lines >= 1 and lines <= 2 and had(taxane, setting=metastatic)",
    ),
    ("Prior lines: at most 2 in the advanced setting", "lines <= 2"),
    (
        "Two prior lines of chemotherapy for metastatic disease",
        "lines(chemotherapy) >= 2 and (lines(chemotherapy) <= 2 or not_read)",
    ),
    ("Treatment-naïve in the metastatic setting", "lines = 0"),
    ("Endocrine therapy with fulvestrant for MBC", "had(fulvestrant, setting=metastatic)"),
    ("Has been on trastuzumab for at least 12 months", "on_now(trastuzumab) and months_on(trastuzumab) >= 12"),
    (
        "Progression after the most recent regimen",
        "latest_treatment = progression or not_read",
    ),
    (
        "Recurred on or within 6 months of the end of adjuvant tamoxifen (± goserelin)",
        "months_to_relapse(tamoxifen, setting=adjuvant) <= 6",
    ),
    (
        "More than 12 months have passed since completion of neoadjuvant chemotherapy",
        "months_since(chemotherapy, setting=neoadjuvant) > 12",
    ),
    (
        "Non-hormonal therapy must have been completed at least 2 weeks before enrollment",
        "months_since(chemotherapy) >= 0.46 and months_since(her2_directed) >= 0.46"
        " and months_since(immunotherapy) >= 0.46"
        " and months_since(targeted_therapy) >= 0.46 and months_since(antibody_drug_conjugate) >= 0.46",
    ),
    (
        "Whole brain radiotherapy must have ended ≥ 4 weeks before registration",
        "months_since_radiation(whole_brain) >= 0.92",
    ),
    (
        "Prior adjuvant palbociclib is allowed if completed > 12 months before randomization",
        "months_since(palbociclib, setting=adjuvant) > 12",
    ),
    ("Prior eribulin for metastatic disease. Prior tamoxifen is allowed.", "had(eribulin, setting=metastatic)"),
    ("Prior therapy must have included a taxane and trastuzumab", "had(taxane) and had(trastuzumab)"),
    (
        "Prior adjuvant ribociclib is permitted if the disease-free interval is > 12 months from the last dose",
        "months_to_relapse(ribociclib, setting=adjuvant) > 12",
    ),
    ("Letrozole should be stopped 14 days before the first dose", "months_since(letrozole) >= 0.46"),
    ("Prior capecitabine must have been discontinued for at least 21 days", "months_since(capecitabine) >= 0.69"),
    ("Finished adjuvant pertuzumab more than 12 months ago", "months_since(pertuzumab, setting=adjuvant) > 12"),
    (
        "At least 4 weeks since last chemotherapy (6 weeks for mitomycin)",
        "months_since(chemotherapy) >= 0.92 and months_since(mitomycin) >= 1.38",
    ),
    # an interval between two things of which one is not the relapse is only a span of time
    ("Interval of at least 28 days since prior capecitabine", "months_since(capecitabine) >= 0.92"),
    (
        "Prior doxorubicin must not exceed 450 mg/m2 or epirubicin 800 mg/m2",
        "cumulative_mg_m2(doxorubicin) <= 450 and cumulative_mg_m2(epirubicin) <= 800",
    ),
    ("Cumulative epirubicin dose of 720 mg/m2 or less", "cumulative_mg_m2(epirubicin) <= 720"),
    (
        "Earlier anthracyclines are allowed if the cumulative doxorubicin dose is < 300 mg/m2",
        "cumulative_mg_m2(doxorubicin) < 300",
    ),
    (
        "Cumulative dose of doxorubicin up to 360 mg/m2 or equivalent",
        "cumulative_mg_m2(doxorubicin) <= 360 and not_read",
    ),
    (
        "Total prior anthracycline dose not more than 300 mg/m2 doxorubicin-equivalent",
        "cumulative_mg_m2(doxorubicin) <= 300 and not_read",
    ),
    # what it was given together with need not be
    ("Prior trastuzumab, alone or in combination with a taxane, for MBC", "had(trastuzumab, setting=metastatic)"),
    (
        "Postmenopausal, or receiving ovarian suppression with a GnRH agonist",
        "menopause = postmenopausal or ovaries = suppressed",
    ),
]
# Exclusion: what excludes.
EXCLUDED = [
    (
        "Received chemotherapy, endocrine, or HER2-targeted anti-tumor therapy",
        "had(chemotherapy) or had(endocrine_therapy) or had(her2_directed)",
    ),
    (
        "Prior anti-PD-1, PD-L2 or CTLA-4 antibody, or an agent directed to another inhibitory T-cell receptor",
        "had(checkpoint_inhibitor) or not_read",
    ),
    ("Already received adjuvant ribociclib as part of a study", "had(ribociclib, setting=adjuvant) and not_read"),
    ("Prior olaparib or hypersensitivity to an unheard-of thing", "had(olaparib) or not_read"),
    ("Prior mTOR or AKT pathway inhibitors", "had(mtor_inhibitor) or had(akt_inhibitor)"),
    ("Cyclin-dependent kinases (CDK) 4 and 6 inhibitors in the past", "had(cdk46_inhibitor)"),
    ("Programmed cell death protein 1 (PD-1) antibody treatment in the past", "had(checkpoint_inhibitor)"),
    ("Use of strong CYP3A4 inhibitors (see Appendix 2)", "taking(strong_cyp3a_inhibitor)"),
    ("Received denosumab within 4 weeks of enrollment", "months_since(denosumab) < 0.92"),
    (
        "Received a live vaccine within 30 days of the first dose or while on study",
        "months_since(live_vaccine) < 0.99 or not_read",
    ),
    ("Received or plans to receive a live vaccine within 4 weeks", "months_since(live_vaccine) < 0.92 or not_read"),
    ("Any antibody-drug conjugate containing a topoisomerase I inhibitor in the past", "had(topoisomerase_1_adc)"),
    (
        "Concurrent endocrine therapy. Concurrent use of hormones for non-cancer-related conditions is acceptable.",
        "on_now(endocrine_therapy)",
    ),
    (
        "Kinase inhibitors within 5 half-lives or chemotherapy within 3 weeks of registration",
        "months_since(chemotherapy) < 0.69 or not_read",
    ),
    ("Fulvestrant or any other SERD in the past", "had(estrogen_receptor_degrader)"),
    ("Prior poly(ADP-ribose) polymerase (PARP) inhibitor", "had(parp_inhibitor)"),
    (
        "Prior treatment with any of the following: letrozole, anastrozole and exemestane",
        "had(letrozole) or had(anastrozole) or had(exemestane)",
    ),
    ("Prior sunitinib or an unheard-of new agent", "had(sunitinib) or not_read"),
    ("Prior oral chemotherapy", "had(chemotherapy) and not_read"),
    (
        "Tamoxifen and letrozole within 14 days of randomization",
        "months_since(tamoxifen) < 0.46 or months_since(letrozole) < 0.46",
    ),
    (
        "Chemotherapy within 3 weeks (6 weeks for mitomycin) before randomization",
        "months_since(chemotherapy) < 0.69 or months_since(mitomycin) < 1.38",
    ),
    ("Currently taking tamoxifen", "taking(tamoxifen)"),
    ("Currently receiving or planning to receive immunotherapy", "on_now(immunotherapy) or not_read"),
    ("Subjects must not be receiving chemotherapy", "on_now(chemotherapy)"),
    ("Patients may not have received trastuzumab. Men shouldn't take tamoxifen.", "had(trastuzumab) or not_read"),
    ("Received tamoxifen for breast cancer prevention within 2 years", "months_since(tamoxifen) < 24 and not_read"),
    ("Prior anthracycline for any malignancy", "had(anthracycline)"),
    ("Prior everolimus dose reduction due to toxicity", "dose_was_reduced(everolimus) and not_read"),
    (
        "Total lifetime anthracycline dose above 300 mg/m2 doxorubicin",
        "cumulative_mg_m2(doxorubicin) > 300 or not_read",
    ),
    (
        "Cumulative doxorubicin > 450 mg/m2 or epirubicin > 900 mg/m2",
        "cumulative_mg_m2(doxorubicin) > 450 or cumulative_mg_m2(epirubicin) > 900",
    ),
    ("Radiation to the chest > 30 Gy", "radiation_gy(chest) > 30"),
    ("Use of potent CYP3A4 inhibitors or inducers", "taking(strong_cyp3a_inhibitor) or taking(strong_cyp3a_inducer)"),
    (
        "Taking drugs or foods that are strong or moderate inhibitors of cytochrome P450 3A4",
        "taking(strong_cyp3a_inhibitor) or taking(moderate_cyp3a_inhibitor)",
    ),
    (
        "Use of strong inhibitors of CYP3A (e.g., itraconazole) or strong inducers (e.g., rifampin)",
        "taking(strong_cyp3a_inhibitor) or taking(strong_cyp3a_inducer)",
    ),
    (
        "Concomitant use of CYP3A4 inhibitors",
        "taking(strong_cyp3a_inhibitor) or taking(moderate_cyp3a_inhibitor) or not_read",
    ),
    # whether only strong inducers are meant is not said
    (
        "Use of strong CYP3A inhibitors or CYP3A inducers",
        "taking(strong_cyp3a_inhibitor) or taking(strong_cyp3a_inducer) or not_read",
    ),
    ("Current use of P-glycoprotein (P-gp) inhibitors", "taking(p_gp_inhibitor)"),
    ("Use of a strong CYP2D6 inhibitor or a sensitive CYP3A substrate", "taking(strong_cyp2d6_inhibitor) or not_read"),
    ("Taking medicines that carry a known risk of torsades de pointes", "taking(qt_prolonging_medicine)"),
    ("Ongoing treatment with QTc-prolonging agents", "taking(qt_prolonging_medicine)"),
    ("Germline BRCA1 mutation without prior olaparib", "germline(BRCA1) = pathogenic and not had(olaparib)"),
    (
        "Prior ribociclib in the metastatic setting. Adjuvant ribociclib is allowed if over 12 months before relapse.",
        "had(ribociclib, setting=metastatic) or months_to_relapse(ribociclib, setting=adjuvant) <= 12",
    ),
    (
        "Prior eribulin for metastatic disease (eribulin in the adjuvant setting is permitted)",
        "had(eribulin, setting=metastatic)",
    ),
    ("Prior chemotherapy. Prior zoledronic acid is allowed.", "had(chemotherapy)"),
    ("Prior chemotherapy is not allowed unless it was given for lymphoma", "had(chemotherapy) and not_read"),
    ("Stopped ribociclib because of toxicity", "stopped_for_side_effects(ribociclib)"),
    (
        "Discontinued prior PD-1 inhibitor due to a grade 3 or higher immune-related adverse event",
        "stopped_for_side_effects(checkpoint_inhibitor) and not_read",
    ),
    (
        "Earlier trastuzumab that was discontinued because of cardiotoxicity",
        "stopped_for_side_effects(trastuzumab) and not_read",
    ),
    # who has taken it for long did not start it lately
    ("Denosumab started less than 28 days before randomization", "months_since(denosumab) < 0.92 and not_read"),
    (
        "Chemotherapy within 4 weeks. Participants must have recovered from its toxicity.",
        "months_since(chemotherapy) < 0.92 or not_read",
    ),
    ("Unable to discontinue drugs that prolong the QT interval", "taking(qt_prolonging_medicine) and not_read"),
    ("Taking a strong CYP3A inhibitor that cannot be replaced", "taking(strong_cyp3a_inhibitor) and not_read"),
    ("Requires treatment with warfarin", "taking(warfarin)"),
    ("Taking medicines that strongly inhibit CYP3A4 (ketoconazole, itraconazole)", "taking(strong_cyp3a_inhibitor)"),
    ("Stopped alpelisib because of hyperglycemia", "stopped_for_side_effects(alpelisib) and not_read"),
    ("Continuing adjuvant letrozole", "on_now(letrozole)"),
    ("Prior antibody-drug conjugates with a topoisomerase I inhibitor payload", "had(topoisomerase_1_adc)"),
    (
        "Biologics within 28 days, letrozole within 14 days, and chemotherapy within 21 days before enrollment",
        "months_since(letrozole) < 0.46 or months_since(chemotherapy) < 0.69 or not_read",
    ),
    ("Requirement for proton pump inhibitors", "taking(proton_pump_inhibitor)"),
    (
        "Vaccinated with a live vaccine in the 4 weeks before enrollment, or planned vaccination",
        "months_since(live_vaccine) < 0.92 or not_read",
    ),
    ("Current or anticipated use of tamoxifen", "on_now(tamoxifen) or not_read"),
    ("History of receiving a live vaccine within 30 days before the first dose", "months_since(live_vaccine) < 0.99"),
    ("Chronic use of corticosteroids", "taking(steroid) and not_read"),
    (
        "Taxane within 3 weeks, an unheard-of agent within 2 weeks, or letrozole within a week (7 days)",
        "months_since(taxane) < 0.69 or not_read",
    ),
    ("Prior treatment including eribulin", "had(eribulin)"),
    ("Currently receiving more than 10 mg of prednisone daily", "taking(prednisone) and not_read"),
    ("Taking systemic corticosteroids (> 10 mg/day of prednisone or equivalent)", "taking(steroid) and not_read"),
    (
        "Lifetime dose exceeding doxorubicin 450 mg/m2 or epirubicin 900 mg/m2",
        "cumulative_mg_m2(doxorubicin) > 450 or cumulative_mg_m2(epirubicin) > 900",
    ),
    (
        "Immunosuppressive drugs, e.g. methotrexate or cyclosporine, within 14 days",
        "months_since(methotrexate) < 0.46 or taking(cyclosporine) or not_read",
    ),
    ("Taking proton pump inhibitors", "taking(proton_pump_inhibitor)"),
    ("Concurrent direct oral anticoagulants", "taking(direct_blood_thinner)"),
    ("Prior HER2-directed ADC", "had(her2_adc)"),
    ("Any antitumor drug within 3 weeks", "months_since(cancer_medicine) < 0.69"),
    ("Prior topoisomerase I inhibitor", "had(irinotecan) or had(topotecan)"),
    # who had capecitabine and another one is excluded
    ("Prior chemotherapy other than capecitabine", "had(chemotherapy) and not_read"),
    ("Eribulin within 4 weeks before the study", "months_since(eribulin) < 0.92"),
    (
        "Prior treatment with a CDK4/6 inhibitor (e.g. palbociclib), a taxane (such as docetaxel), or eribulin",
        "had(cdk46_inhibitor) or had(taxane) or had(eribulin)",
    ),
    (
        "Prior treatment with biologics (such as bevacizumab), eribulin or a taxane",
        "had(bevacizumab) or had(eribulin) or had(taxane) or not_read",
    ),
]
NOT_READ: list[tuple[Section, str]] = [
    (
        "exclusion",
        "Prior tamoxifen or letrozole for reduction in risk of breast cancer, or prior treatment of brittle bones",
    ),
    ("inclusion", "Up to two prior lines of an unheard-of agent"),
    ("inclusion", "Both neoadjuvant and adjuvant chemotherapy"),
    ("exclusion", "Use of CYP2C9 inhibitors"),
    ("inclusion", "Has taken tamoxifen for at least 12 months after the last dose of an unheard-of agent"),
    ("exclusion", "Chemotherapy within 3 weeks before the first sign of spread"),
    ("exclusion", "Use of corticosteroids above 10 mg daily within 14 days"),
    ("exclusion", "Doxorubicin above 60 mg/m2"),
    ("exclusion", "Use of strong P-gp inhibitors"),
    ("exclusion", "Use of drugs that lower the risk of seizures"),
    ("exclusion", "Anticancer therapy within 2 weeks (4 weeks for antibodies) or 5 half-lives, whichever is shorter"),
]


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_an_inclusion_criterion_requires(text: str, wanted: str) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_an_exclusion_criterion_excludes(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_cannot_be_said_with_the_facts_is_not_read(section: Section, text: str) -> None:
    expect(section, text, None)


# Rows of one clause whose last words nothing could narrow twice.
STANDING = [text for text, _ in EXCLUDED if not any(word in text for word in (" within ", ".", " or ", "("))]


@pytest.mark.parametrize("tail", UNCLEAR)
@pytest.mark.parametrize("text", STANDING)
def test_unread_words_never_make_an_exclusion_exclude(text: str, tail: str) -> None:
    found = reading("exclusion", f"{text} {tail}").condition
    if found is not None:
        assert True not in {first for first, _ in pairs(found, found, whole_knowledge().signature)}, found


@pytest.mark.parametrize("text", [text for text, _ in REQUIRED])
def test_a_loosened_requirement_never_excludes(text: str) -> None:
    found = reading("inclusion", f"{text}, unless the sponsor agrees").condition
    if found is not None:
        assert False not in {first for first, _ in pairs(found, found, whole_knowledge().signature)}, found


def test_words_of_a_heading_count_for_what_stands_under_it() -> None:
    lead = "Prior treatment in the metastatic setting with:"
    assert alike(reading("exclusion", "Eribulin", lead), "had(eribulin, setting=metastatic)")
    assert alike(
        reading("exclusion", "Eribulin within 3 weeks", "Treatment within these time windows:"),
        "months_since(eribulin) < 0.69",
    )
    assert alike(reading("exclusion", "Letrozole", "Patients must not have received:"), "had(letrozole)")
    assert alike(reading("inclusion", "No prior eribulin", "Inclusion criteria for all cohorts"), "not had(eribulin)")
    found = reading("inclusion", "One prior taxane", "If the tumor is HER2-positive:")
    assert alike(
        reading("inclusion", "Prior taxane", "If the tumor is HER2-positive:"), "her2 != positive or had(taxane)"
    ), found
