"""indicators.txt read: sections, topics with their sentences, indicators, facts, lists of choices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

MONEY = "tiền"
GAP = re.compile(r"\{([a-z0-9_./]+)\}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, and how people ask for it."""

    key: str
    name: str  # "số hộ nghèo", as it stands in a sentence
    unit: str  # "hộ", "%", MONEY
    places: int  # decimals printed
    kind: str  # flow, stock, rate, part
    low: float  # of one year in one district; of a part: per cent of its whole
    high: float
    whole: str  # key of what a part is a part of
    plain: tuple[str, ...]
    everyday: tuple[str, ...]
    clipped: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that is asked for its words: template, questions and what each of them expects."""

    template: str
    asks: tuple[str, ...]
    expects: tuple[str, ...]


@dataclass(slots=True)
class Topic:
    """Indicators that reports give together."""

    key: str
    section: str
    levels: str
    indicators: list[Indicator] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file."""

    sections: dict[str, str]  # number → heading, in order
    topics: tuple[Topic, ...]
    indicators: dict[str, Indicator]
    choices: dict[str, list[str]]


@cache
def read_table() -> Table:
    """The table beside this module. Raises ValueError, naming the line that cannot be read."""
    sections: dict[str, str] = {}
    topics: list[Topic] = []
    choices: dict[str, list[str]] = {}
    text = Path(__file__).with_name("indicators.txt").read_text("utf-8")
    for n, line in enumerate(text.splitlines(), 1):
        mark, _, rest = line.partition(" ")
        try:
            match mark:
                case "" | "#":
                    continue
                case "@":
                    number, _, heading = rest.partition(" ")
                    sections[number] = heading
                case "==":
                    key, section, levels = rest.split()
                    topics.append(Topic(key, section, levels))
                case ">":
                    topics[-1].anchors.append(rest)
                case "-":
                    topics[-1].variants.append(rest)
                case "!":
                    topics[-1].targets.append(rest)
                case "*":
                    topics[-1].facts.append(_fact(rest))
                case "%":
                    name, _, values = rest.partition(" = ")
                    choices[name] = _split(values, ";")
                case _:
                    topics[-1].indicators.append(_indicator(line))
        except (ValueError, IndexError) as error:
            raise ValueError(f"indicators.txt, line {n}: {error}: {line}") from error
    indicators = {i.key: i for topic in topics for i in topic.indicators}
    return Table(sections, tuple(topics), indicators, choices)


def _indicator(line: str) -> Indicator:
    key, name, unit, drawn, wordings = _split(line, "|")
    kind, span = drawn.split()
    low, high = (float(x) for x in span.split("-"))
    unit, _, places = unit.partition(".")
    asks = _split(wordings, "/(?= )")
    plain = tuple(x for x in asks if x[0] not in "~!")
    everyday = tuple(x[2:] for x in asks if x[0] == "~")
    [clipped] = [x[2:] for x in asks if x[0] == "!"]
    name_of_kind, _, whole = kind.partition(":")
    decimals = 1 if unit == MONEY else int(places or 0)
    return Indicator(key, name, unit, decimals, name_of_kind, low, high, whole, plain, everyday, clipped)


def _fact(line: str) -> Fact:
    template, asks, expects = _split(line, "|")
    return Fact(template, tuple(_split(asks, "/(?= )")), tuple(_split(expects, ";")))


def _split(text: str, mark: str) -> list[str]:
    pattern = mark if len(mark) > 1 else re.escape(mark)
    return [part.strip() for part in re.split(pattern, text) if part.strip()]


def figures_of(template: str) -> Sequence[str]:
    """The gaps of a sentence in order: ["gieo_trong", "gieo_trong.kh"]."""
    return GAP.findall(template)
