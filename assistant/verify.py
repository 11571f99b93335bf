"""Whether what a language model wrote stands in the passages that it cites: each number, date and paper. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from index_store.language.numbers import Quantity, find_quantities, parse_number
from index_store.language.text import fold
from index_store.language.units import COUNTED_CLASSES, unit_class

_MARK = re.compile(r"\[\s*(\d+)\s*\]")
_OPEN_MARK = re.compile(r"\s*\[[\s\d]*$")  # the beginning of a mark, where the rest is not written yet
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WELL_FORMED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
_DAY = re.compile(
    r"(?:ngày\s)?(\d{1,2})(?:\s?[/.-]\s?|\stháng\s)(\d{1,2})(?:\s?[/.-]\s?|\snăm\s)((?:19|20)\d\d)(?!\d)",
    re.I,
)
_PAPER = re.compile(r"(?<!\w)\d+(?:/(?:19|20)\d\d)?\s?[/-]\s?[A-ZĐ]{2,}[\w/Đđ-]*")
_SPELLED = {
    "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip  # "một" is an article as well, "năm" a year
_WORDS = re.compile(rf"(?<!\w)(?:{'|'.join(_SPELLED)})(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """What a model was given as one passage. about: the report it is of, with its period, number and date."""

    text: str
    about: str


def cited(text: str) -> list[int]:
    """The passage numbers that an answer cites, in order of first use."""
    return list(dict.fromkeys(int(n) for n in _MARK.findall(text)))


def renumbered(text: str, numbers: dict[int, int]) -> str:
    """Its marks by other numbers; those that none stands for are left out, as is one that is not written to its end."""
    shown = _MARK.sub(lambda m: f"[{numbers[int(m[1])]}]" if int(m[1]) in numbers else "", text)
    return _OPEN_MARK.sub("", shown)


def verified(text: str, sources: Sequence[Source]) -> bool:
    """True when it cites something, only sources that were given, and all that it states stands in those.

    A quantity needs one of its value and kind of unit, or one that it is the rounding of in a larger unit.
    """
    marks = cited(text)
    if not marks or any(not 1 <= n <= len(sources) for n in marks):
        return False
    used = [sources[n - 1] for n in marks]
    said, held = _stated(_MARK.sub(" ", text)), [_stated(source.text) for source in used]
    told = [_stated(source.about) for source in used]
    quantities = [quantity for one in held for quantity in one.quantities]
    return (
        said.names <= set().union(*(one.names for one in held + told))
        and said.numbers <= set().union(*(one.every_number for one in held + told))
        and all(any(_same(quantity, other) for other in quantities) for quantity in said.quantities)
    )


def states_figure(text: str) -> bool:
    """Whether a quantity is told at all, in digits or in words; a year, a day and a paper's number are none."""
    told = _MARK.sub(" ", text)
    return bool(_stated(told).quantities or _WORDS.search(told))


@dataclass(frozen=True, slots=True)
class _Stated:
    """names: days and papers, in one form each; numbers: those that are part of no name and no quantity."""

    names: frozenset[str]
    quantities: tuple[Quantity, ...]
    numbers: frozenset[Decimal | str]
    every_number: frozenset[Decimal | str]


def _stated(text: str) -> _Stated:
    days = [f"{int(day)}/{int(month)}/{year}" for day, month, year in _DAY.findall(text)]
    papers = ["".join(paper.split()) for paper in _PAPER.findall(text)]
    plain = _PAPER.sub(" ", _DAY.sub(" ", text))
    quantities = find_quantities(plain)
    rest = plain
    for quantity in reversed(quantities):
        rest = f"{rest[: quantity.start]} {rest[quantity.end :]}"
    return _Stated(frozenset(days + papers), tuple(quantities), _numbers(rest), _numbers(text))


def _numbers(text: str) -> frozenset[Decimal | str]:
    """By value, also of those in words; what is no number ("2.1.1") as printed."""
    spelled = (Decimal(_SPELLED[word.lower()]) for word in _WORDS.findall(text))
    printed = (parse_number(n) if _WELL_FORMED.fullmatch(n) else n for n in _NUMBER.findall(text))
    return frozenset([*printed, *spelled])


def _same(said: Quantity, held: Quantity) -> bool:
    """Whether a source's quantity is the one that was said."""
    if said.denominator is not None and said.denominator != held.denominator:
        return False
    if not held.unit or not said.unit:  # the unit of a table stands above its columns
        return said.value == held.value
    if unit_class(said.unit) in COUNTED_CLASSES and unit_class(held.unit) in COUNTED_CLASSES:
        return said.value_base == held.value_base
    if fold(said.unit_base) != fold(held.unit_base):
        return False
    if said.value_base == held.value_base:
        return True
    step = _one(said)
    last_digit = step * Decimal(10) ** min(0, int(said.value.as_tuple().exponent))
    return step > _one(held) and abs(said.value_base - held.value_base) * 2 <= last_digit


def _one(quantity: Quantity) -> Decimal:
    """How many base units one of its unit is."""
    return quantity.value_base / quantity.value if quantity.value else Decimal(1)
