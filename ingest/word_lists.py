"""The numbers, bullets and headings that Word shows but keeps out of the text."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9


class Numbering:
    """Counts list paragraphs as Word does, from numbering.xml and styles.xml (None: the file has none)."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = (
            {str(s.get(_W + "styleId")): s for s in styles.iter(_W + "style")} if styles is not None else {}
        )
        self._formats: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counters: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        if numbering is None:
            return
        for abstract in numbering.iter(_W + "abstractNum"):
            self._formats[str(abstract.get(_W + "abstractNumId"))] = {
                int(level.get(_W + "ilvl", "0")): (
                    _value(level.find(_W + "numFmt"), "decimal"),
                    _value(level.find(_W + "lvlText"), ""),
                    int(_value(level.find(_W + "start"), "1")),
                )
                for level in abstract.iter(_W + "lvl")
            }
        for number in numbering.iter(_W + "num"):
            self._abstract[str(number.get(_W + "numId"))] = _value(number.find(_W + "abstractNumId"), "")

    def label(self, properties: etree._Element | None) -> str:
        """What Word prints before the paragraph, counting it: "2.1.", "a)", "-"; "" outside lists."""
        found = next((n for p in self._chain(properties) if (n := p.find(_W + "numPr")) is not None), None)
        if found is None:
            return ""
        abstract = self._abstract.get(_value(found.find(_W + "numId"), ""), "")
        formats = self._formats.get(abstract, {})
        level = int(_value(found.find(_W + "ilvl"), "0"))
        if level not in formats or level >= _LEVELS:
            return ""
        kind, text, start = formats[level]
        counters = self._counters[abstract]
        counters[level] = counters[level] + 1 if counters[level] else start
        counters[level + 1 :] = [0] * (_LEVELS - level - 1)
        if kind == "bullet":
            return "-"
        if kind == "none":
            return text
        return re.sub(r"%(\d)", lambda m: self._shown(formats, counters, int(m.group(1)) - 1), text)

    def is_heading(self, properties: etree._Element | None) -> bool:
        """True for a paragraph with an outline level, its own or its style's."""
        for chained in self._chain(properties):
            if (level := chained.find(_W + "outlineLvl")) is not None:
                return int(_value(level, "9")) < _LEVELS
        return False

    def is_bold(self, properties: etree._Element | None) -> bool:
        """True when the paragraph's style is bold."""
        for style in self._style_chain(properties):
            if (bold := style.find(f"{_W}rPr/{_W}b")) is not None:
                return bold.get(_W + "val") not in ("0", "false")
        return False

    @staticmethod
    def _shown(formats: dict[int, tuple[str, str, int]], counters: list[int], level: int) -> str:
        kind, _, start = formats.get(level, ("decimal", "", 1))
        count = counters[level] or start
        match kind:
            case "upperRoman" | "lowerRoman":
                roman = ""
                for value, letters in _ROMAN:
                    roman, count = roman + letters * (count // value), count % value
                return roman if kind == "upperRoman" else roman.lower()
            case "upperLetter" | "lowerLetter":
                return chr(ord("A" if kind == "upperLetter" else "a") + (count - 1) % 26)
            case "decimalZero":
                return f"{count:02d}"
            case _:
                return str(count)

    def _chain(self, properties: etree._Element | None) -> list[etree._Element]:
        """The paragraph's own properties, then those of its style and of the styles that one rests on."""
        own = [properties] if properties is not None else []
        return own + [
            p for style in self._style_chain(properties) if (p := style.find(_W + "pPr")) is not None
        ]

    def _style_chain(self, properties: etree._Element | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        name = _value(properties.find(_W + "pStyle"), "") if properties is not None else ""
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = _value(chain[-1].find(_W + "basedOn"), "")
        return chain


def _value(element: etree._Element | None, default: str) -> str:
    return str(element.get(_W + "val", default)) if element is not None else default
