"""Names and then their values: "tỷ lệ hộ dùng điện và nước sạch lần lượt là 98,3% và 80,6%". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index_store.language.numbers import Quantity, unit_class
from ingest.indicators import clean

_LEADS = "là|đạt|với|ở mức|chiếm|bằng|có|tỷ lệ|tỉ lệ|số tiền|kinh phí|mức|các|của|khoảng|hơn|gần"
_CUE = re.compile(
    r"(?P<names>.*?)(?:đạt |là |có |chiếm |với )?(?:lần lượt|tương ứng)"
    rf"(?P<lead>(?: (?:{_LEADS}))*)\s*:?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_JOINED = re.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:(?:hơn|gần|khoảng|trên)\s)?", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s*(?:và\s+)?|\s+và\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a value is of: its own name, or the quantity before it (by where that starts) with the words between."""

    words: str
    of: int | None = None


def respectively(bare: str, clause: tuple[int, int], inside: Sequence[Quantity]) -> dict[int, Told]:
    """By where each value starts what it is of; {} for a clause that tells nothing in this way.

    bare: the text with its numbers as blanks; inside: the clause's quantities, in order.
    """
    for first in range(len(inside) - 1):
        before = inside[first - 1].end if first else clause[0]
        cue = _CUE.fullmatch(bare, before, inside[first].start)
        if cue is None:
            continue
        run = 1
        while first + run < len(inside) and _JOINED.fullmatch(
            bare, inside[first + run - 1].end, inside[first + run].start
        ):
            run += 1
        if run < 2:
            continue
        values, lead = inside[first : first + run], clean(cue["lead"])
        names = _shared([clean(name) for name in _names(bare, cue.start("names"), cue.end("names"))])
        if len(names) >= run and all(names[-run:]) and not (first and len(names) == 1):
            return {q.start: Told(name) for q, name in zip(values, names[-run:], strict=True)}
        counted = inside[first - run : first]
        if len(counted) == run and _measure_alike(values, counted):
            return {q.start: Told(lead, of.start) for q, of in zip(values, counted, strict=True)}
    return {}


def _measure_alike(values: Sequence[Quantity], counted: Sequence[Quantity]) -> bool:
    """Whether the values are shares or sums of what was counted, all of one unit: "930 hộ nghèo và 979 hộ cận nghèo,
    tương ứng tỷ lệ 3,5% và 7,74%"."""
    units = {q.unit for q in values}
    return (
        len(units) == 1 and unit_class(units.pop()) in ("percent", "money") and all(q.unit for q in counted)
    )


def _shared(names: list[str]) -> list[str]:
    """Names with what only the first or the last of them says: "Tổng đàn trâu, bò, lợn", "khởi tố, truy tố, xét xử
    án hình sự"."""
    words = [name.split() for name in names]
    sizes = {len(own) for own in words[1:-1]}
    if len(sizes) != 1 or not all(words):
        return names
    size, first, last = sizes.pop(), words[0], words[-1]
    if len(first) > size == len(last):
        return [names[0], *(" ".join([*first[:-size], *own]) for own in words[1:])]
    if len(last) > size == len(first):
        return [*(" ".join([*own, *last[size:]]) for own in words[:-1]), names[-1]]
    return names


def _names(bare: str, start: int, end: int) -> list[str]:
    """The names of a list; a comma within brackets parts none."""
    text = _IN_BRACKETS.sub(lambda m: m.group().replace(",", " "), bare[start:end])
    return [name for name in _BETWEEN_NAMES.split(text) if name.strip()]
