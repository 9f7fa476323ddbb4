"""What criteria about the time since treatment are read as, and about medicines that are taken beside it."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import alike, expect, reading

# Exclusion: what excludes.
EXCLUDED = [
    # examples between commas do not end the list, and the window counts for all of it
    (
        "Treated with systemic anticancer therapy, including hormonal therapies for breast cancer, or any experimental"
        " therapy within 3 weeks or 5 half-lives (whichever is longer) prior to Cycle 1 Day 1",
        "months_since(cancer_medicine) < 0.69 or not_read",
    ),
    # the same medicine with another one is not each of them
    (
        "Concomitant administration of PARP inhibitors, such as olaparib, with endocrine therapy",
        "taking(parp_inhibitor) and taking(endocrine_therapy)"
        " or (taking(parp_inhibitor) or taking(endocrine_therapy)) and not_read",
    ),
    # a shorter span for one kind is not for the others, and the longer one not for that kind
    (
        "Any anticancer therapy within 4 weeks (2 weeks for endocrine therapy) before the first dose",
        "months_since(endocrine_therapy) < 0.46 or months_since(chemotherapy) < 0.92"
        " or months_since(targeted_therapy) < 0.92 or months_since(her2_directed) < 0.92"
        " or months_since(antibody_drug_conjugate) < 0.92 or months_since(immunotherapy) < 0.92",
    ),
    (
        "Chemotherapy within 3 weeks (1 week for capecitabine) before the first dose",
        "months_since(chemotherapy) < 0.23 or months_since(capecitabine) < 0.23"
        " or months_since(chemotherapy) < 0.69 and not_read",
    ),
    (
        "Chemotherapy < 21 days prior to planned Cycle 1 Day 1, or < 42 days for nitrosoureas or mitomycin",
        "months_since(chemotherapy) < 0.69 or months_since(mitomycin) < 1.38 or not_read",
    ),
    (
        "Targeted therapy or immunotherapy within 4 weeks (6 weeks for mitomycin, 8 weeks for bevacizumab)",
        "months_since(targeted_therapy) < 0.92 or months_since(immunotherapy) < 0.92"
        " or months_since(mitomycin) < 1.38 or months_since(bevacizumab) < 1.84",
    ),
    # what stands in brackets after a treatment without a fact ends no list
    (
        "Radiation (except to bone), chemotherapy or immunotherapy within 2 weeks",
        "months_since(chemotherapy) < 0.46 or months_since(immunotherapy) < 0.46 or not_read",
    ),
    (
        "Paclitaxel, capecitabine or surgical treatment within 2 weeks before enrollment",
        "months_since(paclitaxel) < 0.46 or months_since(capecitabine) < 0.46 or not_read",
    ),
    ("Endocrine therapy now, or within the past 2 weeks", "months_since(endocrine_therapy) < 0.46"),
    (
        "Antineoplastic therapy (e.g., chemotherapy), or investigational drug or therapy <= 21 days before enrollment",
        "months_since(cancer_medicine) <= 0.69 or not_read",
    ),
    (
        "Anticancer therapy (hormonal, cytotoxic or biological) or radiation within 2 weeks",
        "months_since(cancer_medicine) < 0.46 or not_read",
    ),
    (
        "Chemotherapy (docetaxel or capecitabine) or trastuzumab within 2 weeks",
        "(months_since(chemotherapy) < 0.46 or months_since(trastuzumab) < 0.46) and not_read",
    ),
    ("Denosumab for osteoporosis within 3 months", "months_since(denosumab) < 3 and not_read"),
    ("Methotrexate for psoriasis within 2 weeks", "months_since(methotrexate) < 0.46 and not_read"),
    ("Has received chemotherapy at any point in the last 8 months", "months_since(chemotherapy) < 8"),
    # what is meant is told after a colon
    (
        "Concurrent use of: strong CYP3A4 inhibitors; drugs known to prolong the QT interval",
        "taking(strong_cyp3a_inhibitor) or taking(qt_prolonging_medicine)",
    ),
    (
        "Currently taking any drugs that cannot be stopped 5 days before enrollment: strong CYP3A4 inducers; warfarin",
        "(taking(strong_cyp3a_inducer) or taking(warfarin)) and not_read",
    ),
    (
        "Use of drugs that may interact with statins: gemfibrozil, cyclosporine (e.g. as drops)",
        "taking(gemfibrozil) or taking(cyclosporine)",
    ),
    # the dose counts too
    ("Radiotherapy of the lung > 30 Gy within 6 months", "months_since_radiation(lung) < 6 and not_read"),
    ("Use of systemic steroids, in excess of 8 mg of dexamethasone per day", "taking(steroid) and not_read"),
    (
        "Less than 21 days or 5 half-lives (whichever is shorter) from prior targeted therapy",
        "months_since(targeted_therapy) < 0.69 and not_read",
    ),
    # who takes it now is within any number of half-lives
    (
        "Use of prohibited medications (strong CYP3A4 inhibitors) within 5 elimination half-lives before enrollment",
        "taking(strong_cyp3a_inhibitor) or not_read",
    ),
    (
        "Currently receiving or has received systemic corticosteroids (> 10 mg of prednisone daily) within 14 days",
        "(taking(steroid) or had(steroid)) and not_read",
    ),
    (
        "Receiving or received drugs known to prolong QT within 14 days or 5 half-lives, whichever is shorter",
        "taking(qt_prolonging_medicine) or had(qt_prolonging_medicine) and not_read",
    ),
    (
        "Bisphosphonates or denosumab initiated, or dose changed, < 2 months prior to the first dose of study drug",
        "(months_since(bisphosphonate) < 2 or months_since(denosumab) < 2) and not_read",
    ),
    ("Fulvestrant (last injection) < 28 days before the first dose", "months_since(fulvestrant) < 0.92"),
    (
        "Patients treated within the last 14 days with medications that are known to be strong CYP3A4 inducers",
        "taking(strong_cyp3a_inducer) or not_read",
    ),
    ("Concomitant use of warfarin, phenytoin and digoxin", "taking(warfarin) or taking(phenytoin) or taking(digoxin)"),
    ("Strong CYP3A4 inducers within 5 days of starting palbociclib", "taking(strong_cyp3a_inducer) or not_read"),
    # medicines that lengthen a time on the tracing and cannot be stopped: only some who take them
    (
        "Concomitant medication(s) with a known risk to prolong the QT interval and/or"
        " known to cause torsades de pointes"
        " that cannot be discontinued or replaced by safe alternative medication (e.g.,"
        " within 5 half-lives or 10 days)",
        "taking(qt_prolonging_medicine) and not_read",
    ),
    (
        "Medications with a known risk of QT prolongation that cannot be stopped",
        "taking(qt_prolonging_medicine) and not_read",
    ),
    # examples between the words for what is taken and what it does
    (
        "Concomitant medications, herbal supplements, and/or fruits (e.g., grapefruit,"
        " star fruit) and their juices that"
        " are strong inhibitors or inducers of cytochrome P450 (CYP) 3A4",
        "taking(strong_cyp3a_inhibitor) or taking(strong_cyp3a_inducer)",
    ),
    # uses that are excepted: nobody is surely excluded, but who never had it is not
    (
        "Currently receiving or has received systemic corticosteroids ≤ 14 days prior to starting study drug, or who"
        " have not recovered from side effects of such treatment. Note: these uses of corticosteroids are permitted:"
        " single doses, inhaled sprays (e.g., for asthma), eye drops.",
        "(taking(steroid) or had(steroid)) and not_read",
    ),
    # an alternative is not swallowed with the dose
    ("Chronic use of prednisone > 10 mg daily, except in a short course", "taking(prednisone) and not_read"),
    (
        "Current daily treatment (for > 2 months) with corticosteroids, excluding inhaled ones",
        "taking(steroid) and not_read",
    ),
    ("Any systemic steroid therapy, except for inhaled steroids", "taking(steroid) and not_read"),
    ("Requirement for ongoing treatment with strong inhibitors of CYP3A4", "taking(strong_cyp3a_inhibitor)"),
    ("Patients who must take medicines that prolong the QT interval", "taking(qt_prolonging_medicine)"),
    # a noun that several share
    (
        "Hormonal, biological or targeted therapy within 14 days",
        "months_since(endocrine_therapy) < 0.46 or months_since(targeted_therapy) < 0.46 or not_read",
    ),
    (
        "Major surgery (except for a biopsy) or chemotherapy within 4 weeks",
        "months_since(chemotherapy) < 0.92 or not_read",
    ),
    # each with a span of its own, of which the last says from when it counts
    (
        "Chemotherapy < 21 days, endocrine therapy < 7 days or immunotherapy < 28 days before randomization",
        "months_since(chemotherapy) < 0.69 or months_since(endocrine_therapy) < 0.23 or"
        " months_since(immunotherapy) < 0.92",
    ),
    (
        "Within 3 weeks of the first dose: chemotherapy or immunotherapy",
        "months_since(chemotherapy) < 0.69 or months_since(immunotherapy) < 0.69",
    ),
    # what else is said of vaccines changes nothing
    (
        "Use of any live vaccines against infectious diseases within 3 weeks (21 days)"
        " of the first dose (inactivated and"
        " mRNA vaccines are allowed)",
        "months_since(live_vaccine) < 0.69",
    ),
    (
        "Received a live, attenuated vaccine (viral vector vaccines are not considered live vaccines) within 28 days",
        "months_since(live_vaccine) < 0.92",
    ),
    (
        "Live vaccines within 4 weeks. Seasonal flu vaccines that do not contain live"
        " virus are permitted; however, nasal"
        " vaccines are live vaccines and are not allowed.",
        "months_since(live_vaccine) < 0.92",
    ),
    (
        "Vaccination, including but not limited to vaccination against COVID-19, during"
        " the 14 days prior to enrollment",
        "months_since(live_vaccine) < 0.46 or not_read",
    ),
    (
        "Any of the following within 3 weeks prior to enrollment: eribulin, immunotherapy",
        "months_since(eribulin) < 0.69 or months_since(immunotherapy) < 0.69",
    ),
    (
        "Use of any prescription or over-the-counter medication known to prolong QTc",
        "taking(qt_prolonging_medicine)",
    ),
    ("Currently using medicines that may alter gastric pH, such as omeprazole", "taking(acid_reducing_medicine)"),
    # what is said last is said of all of it
    ("Warfarin or apixaban at present", "taking(warfarin) or taking(apixaban)"),
    ("Patients under glucocorticoids", "taking(steroid)"),
    ("Being on statins", "taking(statin)"),
    ("Is using strong CYP3A4 inhibitors at the moment", "taking(strong_cyp3a_inhibitor)"),
    ("Need for long-term oral anticoagulants", "taking(blood_thinner) and not_read"),
    ("Full-dose anticoagulation with apixaban", "taking(apixaban) and not_read"),
    ("Birth control pills or hormone replacement therapy within 4 weeks", "taking(sex_hormone) or not_read"),
    ("Has had capecitabine within the 2 weeks preceding registration", "months_since(capecitabine) < 0.46"),
    ("Prior therapy by a taxane", "had(taxane)"),
    ("Statins within a month before enrollment", "taking(statin) or not_read"),
]
REQUIRED = [
    ("Has been off tamoxifen for at least 4 weeks", "months_since(tamoxifen) >= 0.92"),
    ("Not currently on hormone replacement therapy or hormonal contraceptives", "not taking(sex_hormone)"),
    ("No prior taxane in the 2 weeks before start", "not months_since(taxane) < 0.46"),
    ("No need for corticosteroids", "not taking(steroid)"),
    ("Time elapsed since last chemotherapy ≥ 4 weeks", "months_since(chemotherapy) >= 0.92"),
    (
        "The interval between the last dose of eribulin and the first dose is at least 3 weeks",
        "months_since(eribulin) >= 0.69",
    ),
    ("A washout of at least 4 weeks from prior eribulin", "months_since(eribulin) >= 0.92"),
    (
        "Proton pump inhibitors must have been stopped 7 days before the first dose",
        "not taking(proton_pump_inhibitor) and not_read",
    ),
    (
        "Must not have received live vaccines within 30 days. Examples of live vaccines"
        " include, but are not limited to,"
        " mumps and rubella. Nasal vaccines are live vaccines and are not allowed.",
        "months_since(live_vaccine) >= 0.99",
    ),
    (
        "At least 3 weeks since the last chemotherapy, 6 weeks for mitomycin, and 4 weeks for immunotherapy",
        "months_since(chemotherapy) >= 0.69 and months_since(mitomycin) >= 1.38"
        " and months_since(immunotherapy) >= 0.92",
    ),
    # who never had it has no last dose
    (
        "Last chemotherapy ≥ 60 days prior to randomization (if treated with chemotherapy)",
        "months_since(chemotherapy) >= 1.97",
    ),
]
NOT_READ: list[tuple[Section, str]] = [
    ("exclusion", "Use of corticosteroids above 10 mg daily within 14 days"),
    # how long she was on it is not how long ago it was
    ("exclusion", "Corticosteroids above 10 mg of prednisone daily within 14 days"),
    ("exclusion", "Kinase inhibitors within 5 half-lives"),
    ("exclusion", "Currently taking prednisone > 10 mg daily, or immunosuppressants"),
    ("exclusion", "A washout of at least 4 weeks from prior eribulin is required"),
    (
        "exclusion",
        "Receiving or received corticosteroids or azathioprine within 14 days. Inhaled steroids are permitted.",
    ),
    ("exclusion", "Steroid therapy is allowed"),
    # what stands after the exception may be excepted too
    (
        "exclusion",
        "Any immunosuppressive therapy within 14 days, with the exception of inhaled steroids; or systemic steroids at"
        " doses not exceeding 10 mg/day of prednisone",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes_for_a_time(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_how_long_ago_it_has_to_be(text: str, wanted: str) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_cannot_be_said(section: Section, text: str) -> None:
    expect(section, text, None)


LISTS = [
    (
        "Received any of these therapies within the specified timeframe:",
        "Eribulin < 21 days",
        "months_since(eribulin) < 0.69",
    ),
    (
        "The washout period of previous treatment before the first dose is insufficient, as defined below:",
        "Capecitabine less than 2 weeks;",
        "months_since(capecitabine) < 0.46",
    ),
    (
        "Currently receiving any of the following substances and cannot be discontinued 7 days before the first dose:",
        "Strong cytochrome P450 3A4 (CYP3A4) inducers",
        "taking(strong_cyp3a_inducer) and not_read",
    ),
    (
        "Currently receiving any of the following substances within 7 days before randomization:",
        "Medications, herbs and/or fruits (e.g. grapefruit) and their juices that are strong inhibitors of CYP3A4/5",
        "taking(strong_cyp3a_inhibitor) or not_read",
    ),
]


@pytest.mark.parametrize(("heading", "text", "wanted"), LISTS)
def test_medicines_under_words_of_what_is_taken(heading: str, text: str, wanted: str) -> None:
    found = reading("exclusion", text, heading)
    assert alike(found, wanted), found.condition


DEMANDED = [
    ("Taxanes: ≥ 4 weeks", "months_since(taxane) >= 0.92"),
    (
        "Trastuzumab or pertuzumab: at least 3 weeks",
        "months_since(trastuzumab) >= 0.69 and months_since(pertuzumab) >= 0.69",
    ),
    (
        "PARP inhibitors: ≥ 2 weeks or 5 half-lives, whichever is longer",
        "months_since(parp_inhibitor) >= 0.46 and not_read",
    ),
    (
        "PARP inhibitors: ≥ 2 weeks or 5 half-lives, whichever is shorter",
        "months_since(parp_inhibitor) >= 0.46 or not_read",
    ),
    ("Taxanes: no more than 4 weeks", "not_read"),
]


@pytest.mark.parametrize(("text", "wanted"), DEMANDED)
def test_medicines_under_an_adequate_washout(text: str, wanted: str) -> None:
    found = reading("inclusion", text, "Adequate washout period before the first dose, defined as:")
    assert (found.condition is None) if wanted == "not_read" else alike(found, wanted), found.condition


def test_a_washout_that_is_demanded_is_no_window_of_what_excludes() -> None:
    found = reading("inclusion", "Eribulin: 21 days", "A washout period of the following is required:")
    assert alike(found, "months_since(eribulin) >= 0.69"), found.condition
