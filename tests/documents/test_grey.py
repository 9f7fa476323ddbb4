"""The plan and what goes to a second opinion, printed in grey: no letter fades, and no colour alone says anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import concord.documents

FOLDER = Path(concord.documents.__file__).parent / "templates"
TEMPLATES = ("look.typ", "plan.typ", "packet.typ", "packet_both.typ")
PAPER = 1.0
ENOUGH = 4.5
RULES = {"line-color"}
"""Thin lines between things, which say nothing."""
WITH_WORDS = {"ask-color", "urgent-color"}
"""Colours of an edge: the frame that has one says in words what it is."""


def text_of(name: str) -> str:
    """A template without its remarks."""
    return re.sub(r"//[^\n]*", "", (FOLDER / name).read_text())


def luminance(hexes: str) -> float:
    parts = [int(hexes[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(hexes: str) -> float:
    """With white paper: no template has another ground."""
    return (PAPER + 0.05) / (luminance(hexes) + 0.05)


COLOURS = dict(re.findall(r'#let ([\w-]+) = rgb\("#(\w{6})"\)', text_of("look.typ")))


@pytest.mark.parametrize("name", sorted(COLOURS.keys() - RULES))
def test_every_colour_stands_out_from_paper_by_its_lightness(name: str) -> None:
    assert contrast(COLOURS[name]) >= ENOUGH


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_template_has_a_colour_or_a_ground_of_its_own(template: str) -> None:
    text = text_of(template)
    own = re.findall(r"\b(?:rgb|luma|cmyk|oklab|oklch|gradient|tiling|red|blue|gray|silver|yellow|orange)\b", text)
    assert own == (["rgb"] * len(COLOURS) if template == "look.typ" else [])
    filled = set(re.findall(r"\bfill:\s*([\w-]+)", text))
    assert filled <= {*COLOURS.keys() - RULES, "none", "fill"}, "letters and bars are in colours that stand out"
    grounds = re.findall(r"#set page\([^)]*fill:|framed\([^{]*fill: (?!none)", text.replace("fill: fill", ""))
    assert grounds == [], "and on white"


def test_thin_lines_alone_are_light() -> None:
    for template in TEMPLATES:
        for line in text_of(template).splitlines():
            if "line-color" in line and "#let line-color" not in line:
                assert re.search(r"stroke: .*line-color|0\.[36]pt \+ line-color|edge: line-color", line), line


def test_a_frame_says_in_words_what_its_edge_says() -> None:
    edges = {one for name in TEMPLATES for one in re.findall(r"edge: ([\w-]+)", text_of(name))}
    assert edges - RULES == WITH_WORDS
    assert "framed(strong(sheet.old)" in text_of("plan.typ")
    assert "heading(level: 2, text(fill: urgent-color, packet.urgent_heading))" in text_of("packet.typ")


def test_the_bars_of_the_line_of_time_differ_in_shape() -> None:
    bar = text_of("packet.typ").split("#let bar")[1].split("#let picture")[0]
    drawn = re.findall(r"(circle\(radius|dash: \"dotted\"|rect\([^)]*fill: ink|rect\([^)]*stroke: 0\.8pt)", bar)
    assert len(drawn) == 4, "a dot, a dotted line, a full bar and a hollow one"
    assert set(re.findall(r"(?:fill|paint): ([\w-]+)|pt \+ (ink)", bar)) == {("ink", ""), ("", "ink")}, (
        "one ink for all"
    )


def test_a_colour_that_fades_would_be_found() -> None:
    assert contrast("999999") < ENOUGH < contrast("0b6158")
