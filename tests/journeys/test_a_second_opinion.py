"""She takes a packet to another oncologist: it names what is missing, leaves out what she leaves out, and says no more
of time than she wants to hear."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from concord.choices.words import Language
from concord.knowledge.load import load
from concord.web.choices.tests.paper_text import words_on_paper
from tests.documents.reading import squeezed
from tests.documents.test_packet import whole
from tests.journeys.steps import follow, press, words

QUESTION = "Which way would you go?"
# The three things that the file below lacks, as each language says them.
NAMED: dict[Language, tuple[str, str, str]] = {
    "en": (
        "The HER2 score (IHC): October 2025, place of spread, liver",
        "How the cancer answered: letrozole with palbociclib (October 2025 – November 2026)",
        "The dose of the radiation: left breast",
    ),
    "es": (
        "La puntuación de HER2 (IHC): octubre de 2025, lugar de la metástasis, el hígado",
        "Cómo respondió el cáncer: letrozol con palbociclib (octubre de 2025 – noviembre de 2026)",
        "La dosis de la radioterapia: la mama izquierda",
    ),
}
OF_TIME = ("survival", "supervivencia", "median", "mediana", "months to live", "meses de vida")


def three_missing() -> bytes:
    """A file in which nothing is missing but three things. She wants to hear nothing of how long people live."""
    data = whole(load())
    del data["pathology"][1]["her2_ihc"]
    del data["treatments"][4]["best_response"]
    del data["treatments"][3]["dose_gy"]
    assert data["priorities"]["survival_figures"] == "none"
    return json.dumps({"schema": "concord.situation/0", **data}).encode()


def on_paper(page: Page, language: Language) -> str:
    """The packet as it is downloaded, without white space."""
    link = page.get_by_role("link", name=words(language)("opinion_pdf"), exact=True).first
    response = page.request.get(str(link.get_attribute("href")))
    assert response.headers["content-type"] == "application/pdf"
    return words_on_paper(response.body())


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_the_packet_names_three_gaps_and_leaves_out_what_she_leaves_out(language: Language, phone: Page) -> None:
    say = words(language)
    phone.goto(f"/{language}/bring/")
    phone.set_input_files(
        "#file",
        {"name": "mine.json", "mimeType": "application/json", "buffer": three_missing()},
    )
    press(phone, say("bring_read"))
    press(phone, say("bring_use"))

    phone.goto(f"/{language}/opinion/")
    phone.fill("#question", QUESTION)
    phone.fill("#by", "12")
    press(phone, say("opinion_keep"))
    expect(phone.get_by_text(say("opinion_gaps", count=3))).to_be_visible()
    follow(phone, say("opinion_see"))
    shown = phone.locator("main").inner_text()
    paper = on_paper(phone, language)
    for line in (*NAMED[language], QUESTION, say("packet_lived_none"), say("packet_health")):
        assert line in shown, line
        assert squeezed(line) in paper, line
    missing = phone.locator("main section", has=phone.get_by_role("heading", name=say("packet_missing"), exact=True))
    assert missing.locator("li").all_inner_texts() == list(NAMED[language])
    assert not [one for one in OF_TIME if one in shown.lower() or squeezed(one) in paper.lower()]

    # one section stays out: on the page, on paper, and when she comes back
    follow(phone, say("opinion_title"))
    phone.check("#out-health")
    press(phone, say("opinion_keep"))
    expect(phone.locator("#out-health")).to_be_checked()
    expect(phone.locator("#question")).to_have_value(QUESTION)
    follow(phone, say("opinion_see"))
    expect(phone.get_by_role("heading", name=say("packet_health"), exact=True)).to_have_count(0)
    paper = on_paper(phone, language)
    assert squeezed(say("packet_health")) not in paper
    for line in NAMED[language]:
        expect(phone.get_by_text(line, exact=True)).to_be_visible()
        assert squeezed(line) in paper, line
    expect(phone.get_by_text(say("packet_lived_none"))).to_be_visible()
