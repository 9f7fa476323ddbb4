"""The words of a PDF, through the maps from glyphs to letters that it carries."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf


def words_on_paper(content: bytes) -> str:
    """All that is set on its pages, without white space."""
    found: list[str] = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for sheet in document.pages:
            fonts = {str(name): _letters(font) for name, font in sheet.resources.get("/Font", {}).items()}
            letters: dict[int, str] = {}
            for instruction in pikepdf.parse_content_stream(sheet):
                operands, operator = list(instruction.operands), str(instruction.operator)
                if operator == "Tf":
                    letters = fonts[str(operands[0])]
                elif operator in ("Tj", "TJ"):
                    parts: Any = operands[0] if operator == "TJ" else [operands[0]]
                    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                    glyphs = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
                    found += [letters.get(glyph, "") for glyph in glyphs]
    return re.sub(r"\s+", "", "".join(found))


def _letters(font: Any) -> dict[int, str]:
    """Letters by glyph."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, letter in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, letter in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = bytes.fromhex(letter).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                letters[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return letters
