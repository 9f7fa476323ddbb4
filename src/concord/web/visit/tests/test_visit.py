"""The visit: a goal sheet before it, what was heard during it, and a summary and a talk after it."""

from __future__ import annotations

import io
import re
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from concord.web.choices.tests.paper_text import words_on_paper
from concord.web.sheets.models import Sheet
from concord.web.site.language import LANGUAGES
from concord.web.site.tests.strict import faults
from concord.web.treatments.tests.test_treatments import bring
from concord.web.visit import fields, keep, questions
from concord.web.visit.keep import Visit
from concord.web.way.tests.walk import send, token, walk

PAGES = ("goals", "before", "during", "after", "summary", "remove")
PAPERS = {"goals": "visit_goals_paper", "summary": "visit_summary_paper"}


def at(name: str, *more: Any, language: str = "en") -> str:
    return reverse(name, args=[language, *more])


def text(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def section(shown: str, heading: str) -> str:
    """What stands under a heading of a sheet."""
    return shown.split('class="card know"')[1].split(f"<h2>{heading}</h2>")[1].split("<h2>")[0].split("</section>")[0]


def new(browser: Client, language: str = "en", **data: Any) -> str:
    """Prepares a visit and says its name."""
    shown = text(browser, at("visit_new", language=language))
    found = re.search(r'<form method="post" action="/../visits/([0-9a-f-]{36})/before/"', shown)
    assert found
    return post(browser, found[1], shown, language, **data)


def post(browser: Client, name: str, shown: str, language: str = "en", **data: Any) -> str:
    address = at("visit_before", name, language=language)
    response = browser.post(address, {**data, "csrfmiddlewaretoken": token(shown)})
    assert (response.status_code, response.headers["Location"]) == (302, address)
    return name


def draft(browser: Client, address: str, **data: Any) -> HttpResponse:
    data["csrfmiddlewaretoken"] = token(text(browser, address))
    return browser.post(address, data, headers={"X-Save": "draft"})  # type: ignore[return-value]


def listed(browser: Client) -> list[str]:
    return re.findall(r'name="star" value="([^"]+)"', text(browser, at("visit_new")))[:-1]


def mine(browser: Client, name: str, **data: Any) -> dict[str, Any]:
    """What the form during a visit holds, as a browser would send it, with these changes."""
    shown = text(browser, at("visit_during", name))
    found: dict[str, Any] = {"shown": re.findall(r'name="shown" value="([^"]+)"', shown)}
    found["want"] = re.findall(r'name="want" value="([^"]+)"', shown)
    found["asked"] = re.findall(r'name="asked" value="([^"]+)"[^>]* checked', shown)
    found |= dict(re.findall(r'name="(say-own-\d+)" value="([^"]+)"', shown))
    found |= dict(re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>([^<]*)</textarea>', shown))
    return {**found, **data}


# ------------------------------------------------------------------------------------------------ every page
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_every_page_reads_without_a_fault_and_is_kept_by_no_browser(language: str, browser: Client) -> None:
    walk(browser, language)
    name = new(browser, language, wants="one\ntwo", who="Dr. Made Up", on="2026-12-03", star=listed(browser)[:2])
    addresses = [at(f"visit_{page}", name, language=language) for page in PAGES]
    for address in (at("visits", language=language), at("visit_new", language=language), *addresses):
        response = browser.get(address)
        shown = response.content.decode()
        assert (response.status_code, faults(shown)) == (200, []), address
        assert f'<html lang="{language}">' in shown
        assert response.headers["Cache-Control"] == "no-store"
    assert ("3 de diciembre de 2026" if language == "es" else "December 3, 2026") in text(
        browser, at("visits", language=language)
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_both_sheets_are_tagged_papers_with_a_title_and_their_language(language: str, browser: Client) -> None:
    walk(browser, language)
    name = new(browser, language, wants="canary wants", star=listed(browser)[:1])
    send(browser, at("visit_during", name, language=language), heard="canary heard")
    for kind, words in (("goals", "canarywants"), ("summary", "canaryheard")):
        content = browser.get(at(PAPERS[kind], name, language=language)).content
        assert words in words_on_paper(content)
        with pikepdf.open(io.BytesIO(content)) as made:
            assert made.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in made.Root
            assert str(made.Root.Lang) == language
            title = re.search(r"<h1>(.*?)</h1>", text(browser, at(f"visit_{kind}", name, language=language)))
            assert title
            assert str(made.docinfo["/Title"]) == title[1]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_where_worries_are_written_down_it_says_that_nobody_reads_along_and_whom_to_call(
    language: str, browser: Client
) -> None:
    walk(browser, language)
    name = new(browser, language)
    pages = [at(f"visit_{page}", name, language=language) for page in ("before", "during")]
    for address in (at("visits", language=language), at("visit_new", language=language), *pages):
        inside = text(browser, address).split("<main")[1]
        assert ("Nobody reads along" if language == "en" else "nadie lee") in inside
        assert f'href="{at("call", language=language)}"' in inside


@pytest.mark.slow
def test_who_told_nothing_is_led_to_where_one_begins(browser: Client) -> None:
    for address in (at("visits"), at("visit_new"), *(at(f"visit_{page}", uuid4()) for page in PAGES)):
        response = browser.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, "/en/start/")


@pytest.mark.slow
def test_the_ways_to_it_stand_beside_the_choices(browser: Client) -> None:
    walk(browser)
    assert f'href="{at("visits")}"' in text(browser, "/en/choices/questions/mine/")


@pytest.mark.slow
def test_nothing_of_survival_stands_on_any_page(browser: Client) -> None:
    walk(browser)
    name = new(browser, star=listed(browser)[:3])
    for address in (at("visits"), at("visit_new"), *(at(f"visit_{page}", name) for page in PAGES)):
        inside = text(browser, address).split("<main")[1].split("</main>")[0].lower()
        for word in ("survival", "lived longer", "how long do i have", "median"):
            assert word not in inside, address


# ------------------------------------------------------------------------------------------------ before it
@pytest.mark.slow
def test_nothing_is_marked_for_her_and_a_suggestion_is_only_named(browser: Client) -> None:
    walk(browser)
    shown = text(browser, at("visit_new"))
    assert " checked" not in shown
    assert shown.count('<span class="pill"') == 3
    assert "visit" not in " ".join(Sheet.objects.values_list("shelf", flat=True))  # looking keeps nothing


@pytest.mark.slow
def test_a_star_says_that_she_wants_to_ask_this_on_her_one_list(browser: Client) -> None:
    walk(browser)
    first, second = listed(browser)[3], listed(browser)[0]
    new(browser, star=[first, second])
    shown = text(browser, "/en/choices/questions/mine/")
    wanted = re.findall(r'name="want" value="([^"]+)"[^>]* checked', shown)
    assert sorted(wanted) == sorted([first, second])


@pytest.mark.slow
def test_a_question_of_her_own_joins_the_one_list_and_can_have_a_star_at_once(browser: Client) -> None:
    walk(browser)
    name = new(browser, **{"say-new": "canary question?", "star": "new"})
    assert "canary question?" in section(text(browser, at("visit_goals", name)), "The questions I want to ask first")
    assert text(browser, "/en/choices/questions/mine/").count("canary question?</textarea>") == 1


@pytest.mark.slow
def test_the_same_form_sent_twice_makes_one_visit_and_one_question(browser: Client) -> None:
    walk(browser)
    shown, sent = text(browser, at("visit_new")), {"say-new": "canary question?", "wants": "canary"}
    name = str(uuid4())
    for _ in range(2):
        post(browser, name, shown, **sent)
    assert len(Sheet.objects.filter(shelf=keep.SHELF)) == 1
    assert text(browser, at("visit_before", name)).count('value="own-') == 1


@pytest.mark.slow
def test_a_draft_of_a_new_visit_is_kept_once(browser: Client) -> None:
    walk(browser)
    address = at("visit_before", uuid4())
    page = token(text(browser, at("visit_new")))
    for words in ("canary", "canary wants"):
        sent = {"wants": words, "star": listed(browser)[:1], "csrfmiddlewaretoken": page}
        assert browser.post(address, sent, headers={"X-Save": "draft"}).status_code == 204
    shown = text(browser, address)
    assert "canary wants</textarea>" in shown
    assert shown.count(" checked") == 1
    assert Sheet.objects.filter(shelf=keep.SHELF).count() == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"on": "soon"}, "on", "could not read this as a day"),
        ({"on": "1026-12-03"}, "on", "could not read this as a day"),
        ({"who": "x" * 121}, "who", "up to 120 letters"),
        ({"worries": "x" * 2001}, "worries", "up to 2000 letters"),
        ({"say-new": "x" * 501}, "say-new", "up to 500 letters"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(wrong: dict[str, str], field: str, said: str, browser: Client) -> None:
    walk(browser)
    star = listed(browser)[0]
    sent = {"wants": "canary wants", "star": [star], **wrong}
    address = at("visit_before", new(browser))
    shown = send(browser, address, **sent).content.decode()
    assert f'<a href="#{field}">' in shown
    assert said in shown
    assert f'id="{field}"' in shown
    assert f"wrong-{field}" in shown.split(f'id="{field}"')[1].split(">")[0]
    assert "canary wants</textarea>" in shown
    assert next(iter(wrong.values())) in shown
    assert re.search(f'value="{star}"[^>]* checked', shown)
    assert faults(shown) == []
    assert "canary wants" not in text(browser, address)
    assert draft(browser, address, **sent).status_code == 422
    assert "canary wants</textarea>" in text(browser, address)


@pytest.mark.slow
def test_a_mistake_in_a_new_visit_keeps_all_that_was_typed(browser: Client) -> None:
    walk(browser)
    address, page = at("visit_before", uuid4()), token(text(browser, at("visit_new")))
    shown = browser.post(address, {"on": "soon", "wants": "canary", "csrfmiddlewaretoken": page}).content.decode()
    assert "canary</textarea>" in shown
    assert f'action="{address}"' in shown
    assert f'hreflang="es" href="{at("visit_new", language="es")}"' in shown
    assert faults(shown) == []


@pytest.mark.slow
def test_four_stars_are_too_many_and_stay_marked(browser: Client) -> None:
    walk(browser)
    four = listed(browser)[:4]
    shown = send(browser, at("visit_before", new(browser)), star=four).content.decode()
    assert "You marked 4. Three fit on the sheet." in shown
    assert shown.count(" checked") == 4
    assert faults(shown) == []


@pytest.mark.slow
def test_words_told_elsewhere_are_taken_over_and_not_typed_again(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/choices/know-me/", worries="canary night", hopes="canary spring")
    name = new(browser, wants="first")
    address = at("visit_before", name)
    assert "canary words of mine" in text(browser, address)
    send(browser, address, wants="first", take=["own", "hopes", "worries", "no such thing"])
    shown = text(browser, address)
    assert "first\n\ncanary words of mine\n\ncanary spring</textarea>" in shown
    assert "canary night</textarea>" in shown
    assert 'name="take"' not in shown
    again = text(browser, at("visit_new"))
    assert again.count("canary spring") == 2  # where it was told, and on the sheet of the other visit


@pytest.mark.slow
def test_words_that_do_not_fit_any_more_are_still_there(browser: Client) -> None:
    walk(browser)
    address = at("visit_before", new(browser))
    shown = send(browser, address, wants="x" * 1995, take="own").content.decode()
    assert "canary words of mine</textarea>" in shown
    assert "x" * 1995 in shown
    assert '<a href="#wants">' in shown
    assert faults(shown) == []


@pytest.mark.slow
def test_an_empty_goal_sheet_has_room_to_write_by_hand(browser: Client) -> None:
    walk(browser)
    shown = text(browser, at("visit_goals", new(browser)))
    assert shown.count('class="ruled"') == 3


@pytest.mark.slow
def test_the_sheet_in_spanish_says_its_questions_in_english_too(browser: Client) -> None:
    walk(browser)
    name = new(browser, star=listed(browser)[:1])
    english = re.search(r"<li>\s*<p><b>(.*?)</b>", text(browser, at("visit_goals", name)))
    assert english
    assert f'<p lang="en">{english[1]}</p>' in text(browser, at("visit_goals", name, language="es"))


# ------------------------------------------------------------------------------------------------ during it
@pytest.mark.slow
def test_what_was_answered_stands_on_her_one_list_and_on_the_summary(browser: Client) -> None:
    walk(browser)
    one, two = listed(browser)[:2]
    name = new(browser, star=[one, two], wants="canary wants")
    words = {"there": "canary sister", "heard": "canary heard", "decided": "canary decided", "call": "canary phone"}
    sent = mine(browser, name, asked=[one], **{f"answer-{one}": "canary answer"}, **words)
    assert send(browser, at("visit_during", name), **sent).headers["Location"] == at("visit_during", name)
    assert "canary answer</textarea>" in text(browser, "/en/choices/questions/mine/")
    shown = text(browser, at("visit_summary", name))
    assert "canary answer" in section(shown, "Questions and answers")
    assert shown.count("<ol") == 2  # the other one is not asked yet
    for said in ("canary wants", *words.values()):
        assert said in shown


@pytest.mark.slow
def test_the_form_during_a_visit_takes_nothing_off_her_list(browser: Client) -> None:
    walk(browser)
    one, two = listed(browser)[:2]
    sent = {"shown": [one, two], "want": [one], f"answer-{two}": "canary", "say-new": "canary own?"}
    send(browser, "/en/choices/questions/mine/", **sent)
    before = text(browser, "/en/choices/questions/mine/")
    name = new(browser)
    send(browser, at("visit_during", name), **mine(browser, name))
    after = text(browser, "/en/choices/questions/mine/")
    hidden = r'name="csrfmiddlewaretoken" value="[^"]+"'
    assert re.sub(hidden, "", after) == re.sub(hidden, "", before)


@pytest.mark.slow
def test_a_question_that_is_being_typed_elsewhere_stays(browser: Client) -> None:
    walk(browser)
    assert draft(browser, "/en/choices/questions/mine/", **{"say-new": "canary being typed"}).status_code == 204
    name = new(browser, **{"say-new": "canary being typed"})
    draft(browser, "/en/choices/questions/mine/", **{"say-new": "half of anoth"})
    send(browser, at("visit_during", name), **mine(browser, name, heard="x"))
    assert "half of anoth</textarea>" in text(browser, "/en/choices/questions/mine/")


@pytest.mark.slow
def test_an_answer_that_is_too_long_loses_none(browser: Client) -> None:
    walk(browser)
    one = listed(browser)[0]
    address = at("visit_during", new(browser, star=[one]))
    sent = {"shown": [one], "asked": [one], f"answer-{one}": "x" * 2001, "heard": "canary heard"}
    shown = send(browser, address, **sent).content.decode()
    assert f'<a href="#answer-{one}">' in shown
    assert "x" * 2001 in shown
    assert "canary heard</textarea>" in shown
    assert " checked" in shown
    assert faults(shown) == []
    assert draft(browser, address, **sent).status_code == 422
    again = text(browser, address)
    assert "canary heard</textarea>" in again
    assert "xxx" not in again


# ------------------------------------------------------------------------------------------------ several visits
def test_a_visit_that_is_over_stays_as_it_was_and_the_next_one_begins_with_what_is_open(browser: Client) -> None:
    walk(browser)
    one, two = listed(browser)[:2]
    first = new(browser, star=[one, two], on="2026-11-02")
    sent = mine(browser, first, asked=[one], **{f"answer-{one}": "canary first"}, over="over")
    assert send(browser, at("visit_during", first), **sent).headers["Location"] == at("visit_after", first)
    send(browser, "/en/choices/questions/mine/", **{"shown": [one], "asked": [one], f"answer-{one}": "canary changed"})
    old = text(browser, at("visit_summary", first))
    assert "canary first" in old
    assert "canary changed" not in old

    second = new(browser, on="2026-12-03")
    shown = text(browser, at("visit_summary", second))
    assert "canary first" not in shown
    assert f'id="q-{two}"' in text(browser, at("visit_during", second)).split("<details>")[0]
    send(browser, at("visit_during", second), **mine(browser, second, heard="canary second", over="over"))
    assert "canary second" not in text(browser, at("visit_summary", first))
    home = text(browser, at("visits"))
    assert home.index("December 3, 2026") < home.index("November 2, 2026")


@pytest.mark.slow
def test_a_visit_that_she_forgot_to_end_ends_when_the_next_one_is_prepared(browser: Client) -> None:
    walk(browser)
    one = listed(browser)[0]
    first = new(browser, star=[one])
    sent = mine(browser, first, heard="canary", asked=[one], **{f"answer-{one}": "canary first"})
    send(browser, at("visit_during", first), **sent)
    second = new(browser, star=[one])
    assert "canary first" not in section(text(browser, at("visit_summary", second)), "Not asked yet")
    again = mine(browser, second, asked=[one], **{f"answer-{one}": "canary second"})
    send(browser, at("visit_during", second), **again)
    assert "canary second" in text(browser, at("visit_summary", second))
    assert "canary second" not in text(browser, at("visit_summary", first))
    assert "canary first" in text(browser, at("visit_summary", first))


@pytest.mark.slow
def test_a_visit_that_is_over_reads_in_english_too_beside_its_spanish_questions(browser: Client) -> None:
    walk(browser, "es")
    one = listed(browser)[0]
    name = new(browser, "es", star=[one])
    english = section(text(browser, at("visit_goals", name, language="es")), "Las preguntas que quiero hacer primero")
    found = re.search(r'<p lang="en">(.*?)</p>', english)
    assert found
    send(browser, at("visit_during", name, language="es"), shown=[one], asked=[one], over="over")
    for language in LANGUAGES:
        shown = text(browser, at("visit_summary", name, language=language))
        assert f'<p lang="en">{found[1]}</p>' in shown
        assert ('<p lang="es"><b>' in shown) == (language == "en")
        assert faults(shown) == []


@pytest.mark.slow
def test_more_can_be_written_on_a_visit_that_is_over(browser: Client) -> None:
    walk(browser)
    one = listed(browser)[0]
    name = new(browser, star=[one])
    send(browser, at("visit_during", name), **mine(browser, name, over="over"))
    send(browser, at("visit_during", name), **mine(browser, name, heard="later", **{f"answer-{one}": "canary later"}))
    assert "canary later" in text(browser, at("visit_summary", name))
    assert "canary later" not in text(browser, "/en/choices/questions/mine/")
    send(browser, at("visit_before", name), wants="canary wants")
    assert "canary wants" in text(browser, at("visit_summary", name))
    assert "canary later" in text(browser, at("visit_summary", name))


def note(asked: bool = False, answer: str = "", want: bool = True) -> dict[str, Any]:
    return {"want": want, "asked": asked, "answer": answer, "say": "?"}


EARLIER = [Visit(notes={"q": note(True, "old")})]


@pytest.mark.parametrize(
    ("stars", "noted", "earlier", "kept"),
    [
        ([], note(), [], note()),
        ([], note(want=False), [], None),
        ([], note(True, "new"), [], note(True, "new")),
        ([], note(True, "old"), EARLIER, None),
        ([], note(True, "old, and new"), EARLIER, note(True, "old, and new")),
        (["q"], note(False, "old"), EARLIER, note()),
        (["q"], note(True, "old"), EARLIER, note(True, "old")),
        ([], note(), EARLIER, note()),
    ],
)
def test_which_questions_belong_to_a_visit(
    stars: list[str], noted: dict[str, Any], earlier: list[Visit], kept: dict[str, Any] | None
) -> None:
    assert questions.own({"q": noted}, Visit(stars=stars), earlier) == ({"q": kept} if kept else {})


@pytest.mark.slow
def test_there_is_an_end_of_visits_and_what_was_typed_stays(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep, "MOST", 1)
    walk(browser)
    new(browser)
    address, page = at("visit_before", uuid4()), token(text(browser, at("visit_new")))
    shown = browser.post(address, {"wants": "canary", "csrfmiddlewaretoken": page}).content.decode()
    assert "There is room for 1 visits" in shown
    assert "canary</textarea>" in shown
    assert Sheet.objects.filter(shelf=keep.SHELF).count() == 1


# ------------------------------------------------------------------------------------------------ after it
def test_whatever_is_answered_leads_to_the_same_words_without_a_count(browser: Client) -> None:
    walk(browser)
    address = at("visit_after", new(browser))
    seen = set()
    for answer in (*fields.ANSWERS, fields.OPEN, ""):
        assert send(browser, address, **{f"felt-{one}": answer for one in fields.FELT}).status_code == 302
        shown = text(browser, address)
        assert shown.count(" checked") == (3 if answer in fields.ANSWERS else 0)
        seen.add(re.sub(r" checked|value=\"[^\"]*\"", "", shown.split("<main")[1].split("</main>")[0]))
    assert len(seen) == 1
    assert not re.search(r"\b\d+ (of|de)\b", seen.pop())


def test_an_unanswered_question_is_not_answered_and_never_a_no(browser: Client) -> None:
    walk(browser)
    name = new(browser)
    send(browser, at("visit_after", name), **{"felt-heard": "partly", "show": "show"})
    talk = section(text(browser, at("visit_summary", name)), "The talk itself")
    assert "Was I heard? In part" in talk
    assert talk.count("(not answered)") == 2
    assert "No" not in re.findall(r"\w+", talk.replace("(not answered)", ""))
    assert fields.felt(QueryDict("felt-heard=partly&felt-sure=open&felt-understood=0")) == {"heard": "partly"}


@pytest.mark.slow
def test_how_the_talk_was_stands_on_the_summary_only_where_she_says_so(browser: Client) -> None:
    walk(browser)
    name = new(browser)
    send(browser, at("visit_after", name), **{"felt-heard": "no"})
    assert "The talk itself" not in text(browser, at("visit_summary", name))
    assert "Washeard" not in words_on_paper(browser.get(at("visit_summary_paper", name)).content)
    send(browser, at("visit_after", name), **{"felt-heard": "no", "show": "show"})
    assert "Was I heard? No" in text(browser, at("visit_summary", name))


@pytest.mark.slow
def test_a_visit_goes_into_the_plan_only_where_the_plan_is_open(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/plan/write/", goal="canary goal of the plan")
    name = new(browser, wants="canary wants")
    send(browser, at("visit_during", name), decided="canary decided", call="canary phone")
    page = token(text(browser, at("visit_summary", name)))
    response = browser.post(at("visit_into_plan", name), {"csrfmiddlewaretoken": page})
    assert response.headers["Location"] == "/en/plan/write/"
    shown = text(browser, "/en/plan/write/")
    for said in ("canary goal of the plan", "canary decided", "canary phone"):
        assert f"{said}</textarea>" in shown
    assert "canary wants" not in shown


# ------------------------------------------------------------------------------------------------ how it is kept
@pytest.mark.slow
def test_it_is_sealed_for_its_holder_alone_and_goes_when_she_clears(browser: Client) -> None:
    walk(browser)
    name = new(browser, wants="canary", who="canary doctor", on="2026-12-03")
    row = Sheet.objects.get(shelf=keep.SHELF)
    for secret in (b"canary", b"2026"):
        assert secret not in bytes(row.sealed)
    other = Client(enforce_csrf_checks=True)
    walk(other)
    for page in PAGES:
        assert other.get(at(f"visit_{page}", name)).status_code == 404
    send(browser, at("clear"))
    assert not Sheet.objects.filter(shelf=keep.SHELF).exists()


@pytest.mark.slow
def test_a_visit_that_is_removed_is_gone_and_her_list_stays(browser: Client) -> None:
    walk(browser)
    name = new(browser, wants="canary", **{"say-new": "canary question?"})
    assert text(browser, at("visit_remove", name))
    assert Sheet.objects.filter(shelf=keep.SHELF).exists()
    assert send(browser, at("visit_remove", name)).headers["Location"] == at("visits")
    assert not Sheet.objects.filter(shelf=keep.SHELF).exists()
    assert browser.get(at("visit_summary", name)).status_code == 404
    assert "canary question?" in text(browser, "/en/choices/questions/mine/")


@pytest.mark.slow
def test_nothing_that_was_written_stands_in_an_address_or_a_cookie(browser: Client) -> None:
    walk(browser)
    response = send(browser, at("visit_before", new(browser)), wants="canary", sheet="sheet")
    assert "canary" not in response.headers["Location"]
    assert not [one for one in browser.cookies.values() if "canary" in one.value]


@pytest.mark.slow
def test_early_cancer_with_no_list_leaves_room_for_questions_of_her_own(browser: Client) -> None:
    bring(browser, {"schema": "concord.situation/0", "cancer": {"extent": "early"}})
    name = new(browser, **{"say-new": "canary question?", "star": "new"})
    assert "canary question?" in text(browser, at("visit_goals", name))
