"""What can be written in a field: comma or point, another unit, a date in part; and what is said of a misfit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from concord.web.site.pages import knowledge, words_in
from concord.web.whole import forms
from concord.web.whole.answers import WrongAnswerError, label, said, spoken, value_of
from concord.web.whole.shape import PARTS, field_of
from concord.web.whole.table import LISTS, QUESTIONS, SECTIONS, TABLE
from concord.web.whole.tests.fill import posted


def read(part: str, key: str, **data: Any) -> Any:
    return value_of(field_of(part, key), posted({name.replace("__", "-"): one for name, one in data.items()}))


@pytest.mark.parametrize(
    ("key", "written", "unit", "found"),
    [
        ("bilirubin_mg_dl", "0,6", "mg/dL", 0.6),
        ("bilirubin_mg_dl", "0.6", "mg/dL", 0.6),
        ("bilirubin_mg_dl", "10", "umol/L", "10 umol/L"),
        ("bilirubin_mg_dl", "10,5 µmol/l", "mg/dL", "10.5 umol/L"),
        ("lvef_percent", "60 %", "%", 60),
        ("hba1c_percent", "37", "mmol/mol", "37 mmol/mol"),
        ("platelets_per_ul", "250 000", "per uL", 250_000),
        ("fasting_glucose_mg_dl", "1.100", "mg/dL", 1100),
        ("neutrophils_per_ul", "3,2", "10*9/L", "3.2 10*9/L"),
        ("lvef_percent", "", "%", None),
    ],
)
def test_a_number_is_read_as_it_is_written(key: str, written: str, unit: str, found: Any) -> None:
    assert read("health", key, **{key: written, f"{key}__unit": unit}) == found


@pytest.mark.parametrize(
    ("part", "data", "text", "values"),
    [
        ("health", {"lvef_percent": "95"}, "whole_wrong_number", {"low": "5", "high": "90", "unit": "%"}),
        ("health", {"lvef_percent": "about 60"}, "whole_wrong_number", {"low": "5", "high": "90", "unit": "%"}),
        ("health", {"neutrophils_per_ul": "3.200"}, "whole_wrong_thousands", {"one": "3200", "other": "3.200"}),
        (
            "health",
            {"bilirubin_mg_dl": "10 mmol/L"},
            "whole_wrong_number",
            {"low": "0.05", "high": "60", "unit": "mg/dL"},
        ),
        ("person", {"birth_year": "64"}, "whole_wrong_whole_number", {"low": "1900", "high": "2100"}),
        ("cancer", {"first_diagnosed-month": "3"}, "whole_wrong_year", {}),
        ("cancer", {"first_diagnosed-year": "2019", "first_diagnosed-day": "3"}, "whole_wrong_month", {}),
        (
            "cancer",
            {"first_diagnosed-year": "2019", "first_diagnosed-month": "2", "first_diagnosed-day": "30"},
            "whole_wrong_day",
            {},
        ),
        ("", {"symptoms": ["fever", "none_of_these"]}, "whole_wrong_both", {}),
        ("", {"notes": "x" * 20_001}, "whole_wrong_long", {"count": 20_000}),
        ("health", {"medicines": "阿司匹林"}, "whole_wrong_name", {"name": "阿司匹林"}),
    ],
)
def test_what_does_not_fit_is_said_exactly(part: str, data: dict[str, Any], text: str, values: dict[str, Any]) -> None:
    key = next(iter(data)).partition("-")[0]
    with pytest.raises(WrongAnswerError) as raised:
        value_of(field_of(part, key), posted(data))
    assert (raised.value.text, raised.value.values) == (text, values)
    for language in ("en", "es"):
        assert words_in(language).site(text, **values)


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [("2019", "", "", "2019"), ("2019", "3", "", "2019-03"), ("2019", "03", "5", "2019-03-05"), ("", "", "", None)],
)
def test_a_date_may_be_known_in_part(year: str, month: str, day: str, found: str | None) -> None:
    data = {"first_diagnosed-year": year, "first_diagnosed-month": month, "first_diagnosed-day": day}
    assert value_of(field_of("cancer", "first_diagnosed"), posted(data)) == found


def test_names_of_medicines_are_kept_as_known_by_brand_or_in_either_language() -> None:
    written = "Glucophage\nácido fólico\n\nmetformina"
    data, fields = posted({"medicines": written}), [field_of("health", "medicines")]
    values, _ = forms.read(fields, {}, data, words_in("en"), dt.date(2026, 11, 26))
    assert values == {"medicines": ["metformin", "acido_folico"]}
    values, _ = forms.read(fields, {"medicines": ["Glucophage"]}, data, words_in("en"), dt.date(2026, 11, 26))
    assert values == {"medicines": ["Glucophage", "acido_folico"]}


def test_every_key_of_the_file_is_asked_for_once() -> None:
    asked = [(one.part, key) for one in TABLE for key in one.keys]
    assert len(asked) == len(set(asked))
    elsewhere = {"person": {"language"}, "cancer": set(), "health": set()}
    for part, kept in elsewhere.items():
        assert {key for where, key in asked if where == part} == set(PARTS[part].model_fields) - kept
    top = {key for where, key in asked if not where}
    lists = {"pathology", "biomarkers", "treatments", "treatments_complete", "treatments_since_spread_complete"}
    kept = {"schema_", "as_of", "person", "cancer", "health", "priorities", "records", "not_understood"}
    assert top == set(PARTS[""].model_fields) - lists - kept
    assert {one.section for one in TABLE} | set(LISTS) == set(SECTIONS)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_and_every_option_has_its_words(language: Any) -> None:
    words = words_in(language)
    for one in TABLE:
        for family in ("ask", "why", "where"):
            assert words.site(f"{family}_{one.name}")
        for field in one.fields:
            assert label(field, words)
            for option in field.options:
                if "_" in (text := spoken(field, option, words)):
                    raise AssertionError(f"{one.name}: {text}")
    for part in ("pathology", "biomarkers"):
        for key in PARTS[part].model_fields:
            if key != "marker":
                assert label(field_of(part, key), words)


def test_no_text_of_a_question_or_a_key_is_left_over() -> None:
    keys = {key for part in PARTS.values() for key in part.model_fields} | {"language"}
    for name in knowledge().site["whole"].texts:
        family, _, rest = name.partition("_")
        if family in ("ask", "why", "where"):
            assert rest in QUESTIONS, name
        if family in ("field", "hint"):
            assert rest in keys | {"survival_figures"}, name
        if family == "option":
            key = max((key for key in keys if rest.startswith(f"{key}_")), key=len)
            part = next(part for part, model in PARTS.items() if key in model.model_fields)
            assert rest.removeprefix(f"{key}_") in {one.lower() for one in field_of(part, key).options}, name


def test_a_value_is_said_in_words() -> None:
    words = words_in("es")
    assert said(field_of("health", "bilirubin_mg_dl"), "10 umol/L", words) == "10 µmol/L"
    assert said(field_of("cancer", "first_diagnosed"), "2019-03", words) == "marzo de 2019"
    assert said(field_of("person", "pregnancy"), False, words) == "No"
    assert said(field_of("cancer", "sites"), ["bone", "liver"], words) == "los huesos; el hígado"
