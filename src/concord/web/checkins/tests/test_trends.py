"""Over time: the picture, the table and the paper hold the same; what was not answered is a gap; no word judges."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.test import Client

from concord.web.checkins.tests.steps import at, text, told, write
from concord.web.checkins.trends import NEWEST
from concord.web.choices.tests.paper_text import words_on_paper
from concord.web.site.pages import knowledge, words_in
from concord.web.site.tests.strict import faults

DAYS = ("2026-11-01", "2026-11-05", "2026-11-09", "2026-11-20")
PAIN = ("3", "", "0", "6")


def over_days(browser: Client, language: str = "en") -> None:
    told(browser, language)
    for day, pain in reversed([*zip(DAYS, PAIN, strict=True)]):  # written down in another order than the days
        write(browser, language, **{"day": day, "number-pain": pain, "words-family": f"canary of {day}"})


def of_item(shown: str, item: str) -> str:
    return shown.partition(f'id="item-{item}"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "from 3 on November 1, 2026 to 6 on November 20, 2026"),
        ("es", "del 3 el 1 de noviembre de 2026 al 6 el 20 de noviembre de 2026"),
    ],
)
def test_it_is_said_from_where_to_where_in_the_order_of_days(language: str, said: str, browser: Client) -> None:
    over_days(browser, language)
    shown = text(browser, at("checkins_trends", language=language))
    assert faults(shown) == []
    pain = of_item(shown, "pain")
    assert f"<p>{said}</p>" in pain
    assert re.search(rf'<desc id="desc-pain">[^<]*{said}[^<]*</desc>', pain)
    assert 'role="img" aria-labelledby="title-pain" aria-describedby="desc-pain"' in pain


def test_a_gap_stands_where_nothing_was_answered_and_zero_is_a_dot(browser: Client) -> None:
    over_days(browser)
    pain = of_item(text(browser, at("checkins_trends")), "pain")
    assert re.findall(r'cy="(\d+)"', pain) == ["84", "114", "54"]  # 3, 0, 6
    (points,) = re.findall(r'<polyline points="([^"]+)"', pain)
    assert [one.split(",")[1] for one in points.split()] == ["114", "54"]
    assert "stroke=" not in pain
    assert "fill=" not in pain
    whole = text(browser, at("checkins_trends"))
    assert "Not answered on these days: Tiredness; Trouble sleeping; Worry" in whole
    assert whole.count('class="scale-line"') == 1


def test_the_table_holds_every_number_and_says_what_was_not_answered(browser: Client) -> None:
    over_days(browser)
    table = text(browser, at("checkins_trends")).partition("<table>")[2].partition("</table>")[0]
    rows = [re.findall(r"<td>(.*?)</td>", one) for one in table.split("<tr>")[2:]]
    values = [[re.sub(r'<span class="which".*?</span>|<[^>]+>', "", cell) for cell in row] for row in rows]
    assert [row[0] for row in values] == ["3", "not answered", "0", "6"]
    assert all(row[1:] == ["not answered"] * (len(knowledge().checkin_items) - 1) for row in values)
    assert [one in table for one in ("November 1,", "November 5,", "November 9,", "November 20,")] == [True] * 4


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_on_paper_it_is_tagged_named_and_holds_the_same(language: str, browser: Client) -> None:
    over_days(browser, language)
    response = browser.get(at("checkins_pdf", language=language))
    assert response.headers["Cache-Control"] == "no-store"
    words = words_in(language)  # type: ignore[arg-type]
    paper = words_on_paper(response.content)
    said = [words.site(f"checkins_{one}") for one in ("nobody", "bring", "no_meaning", "table", "own_words")]
    said += [words.text(one.name) for one in knowledge().checkin_items.values()]
    for one in (*said, *(f"canary of {day}" for day in DAYS), words.site("call_now")):
        assert re.sub(r"\s", "", one) in paper, one
    with pikepdf.open(io.BytesIO(response.content)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith(language)
        assert words.site("checkins_trends") in str(document.docinfo["/Title"])
        raw = b"".join(one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream))
        assert b"pdfuaid" in raw
        alternatives = [
            str(one.Alt) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert any(words.day(DAYS[-1]) in one for one in alternatives)


def test_on_paper_what_cannot_wait_comes_first_and_nothing_at_all_is_a_page_too(browser: Client) -> None:
    told(browser)
    assert "Nothingiswrittendownyet" in words_on_paper(browser.get(at("checkins_pdf")).content)
    write(browser, **{"words-how_i_feel": "I have a fever since last night"})
    paper = words_on_paper(browser.get(at("checkins_pdf")).content)
    action = re.sub(r"\s", "", knowledge().urgent["fever"].action.en)  # type: ignore[arg-type]
    assert paper.index(action) < paper.index("Nobodyreadsthislive")


@pytest.mark.slow
def test_the_newest_are_shown_and_all_where_they_are_asked_for(browser: Client) -> None:
    told(browser)
    for day in range(NEWEST + 1):
        write(browser, **{"number-pain": "1", "day": f"2026-{10 + day // 28}-{1 + day % 28:02}"})
    shown = text(browser, at("checkins_trends"))
    assert of_item(shown, "pain").count("<circle") == NEWEST
    assert f"The newest {NEWEST} of {NEWEST + 1} are shown" in shown
    whole = text(browser, f"{at('checkins_trends')}?all")
    assert of_item(whole, "pain").count("<circle") == NEWEST + 1
    assert f"{at('checkins_pdf')}?all" in whole
    assert "are shown" not in whole
