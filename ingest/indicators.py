"""What a quantity counts: the words around it that name the thing, without its neighbours' words. Pure.

In "thẩm định 03 hồ sơ trồng rừng với diện tích 25ha" the hồ sơ have "thẩm định hồ sơ trồng rừng", the hectares
"diện tích" and, since that alone says nothing, the words of what stands before: "diện tích hồ sơ trồng rừng".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index_store.language.numbers import Quantity
from index_store.language.units import COUNTED_CLASSES, unit_class
from ingest.indicator_words import (
    AND,
    BARE_LIST,
    BREAK,
    EVENT,
    GENERIC_UNITS,
    HEADS,
    JOINED,
    JOINS,
    LEADS,
    NOISE,
    NOISE_PHRASES,
    OTHER_MATTER,
    VAGUE,
    WORDY,
)

_SUBJECT_WORDS = 14


@lru_cache(maxsize=20_000)
def clean(words: str) -> str:
    """Words without what every sentence has: "đạt", "so với cùng kỳ năm 2022", brackets and commas."""
    words = _BASE.sub("trong ", NOISE_PHRASES.sub(" ", words))
    kept = (w.strip("/") for w in words.translate(_NO_MARKS).split())
    return " ".join(w for w in kept if w.lower() not in NOISE and not _is_mark(w)).strip()


_BASE = re.compile(r"(?<!\w)trên (?=(?:tổng|số)(?!\w))", re.IGNORECASE)  # no "hơn": what a share is taken of
_NO_MARKS = str.maketrans({c: " " for c in "(),;:"})


def _is_mark(word: str) -> bool:
    return not any(map(str.isalnum, word))


def telling(words: str, unit: str = "") -> str:
    """The words that say what is counted, from the first that is no verb of happening and no measure; "" for
    none. A unit such as "vụ" or "người" does not tell, "hợp tác xã" does."""
    left = words
    generic = (
        re.compile(rf"{re.escape(unit)}(?!\w)", re.IGNORECASE) if unit.lower() in GENERIC_UNITS else None
    )
    if not WORDY.search(VAGUE.sub(" ", generic.sub(" ", left) if generic else left)):
        return ""
    while match := EVENT.match(left) or (generic.match(left) if generic else None):
        left = left[match.end() :].lstrip()
    return left


def without_numbers(text: str, quantities: Sequence[Quantity]) -> str:
    """The text with every quantity's number, and a measure's name, as blanks: as long as `text`."""
    parts, at = [], 0
    for q in quantities:
        counted = unit_class(q.unit) in COUNTED_CLASSES and q.unit and q.printed.endswith(q.unit)
        end = q.end - len(q.unit) if counted else q.end
        parts += [text[at : q.start], " " * (end - q.start)]
        at = end
    return "".join((*parts, text[at:]))


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch whose quantities are neighbours: a clause without its brackets, or the inside of one."""

    start: int
    end: int
    text: str  # of the whole passage, numbers and what is not of this region blanked
    inside: tuple[Quantity, ...]


def regions(bare: str, start: int, end: int, inside: Sequence[Quantity]) -> list[Region]:
    """The clause bare[start:end] as regions, the outer one first; brackets within brackets stay in theirs."""
    spans: list[tuple[int, int]] = []
    depth, opened = 0, start
    for match in re.finditer(r"[()]", bare[start:end]):
        at = start + match.start()
        if match.group() == "(":
            if depth == 0:
                opened = at
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((opened, at + 1))
    if depth:
        spans.append((opened, end))
    if not spans:
        return [Region(start, end, bare, tuple(inside))]
    outer = bare
    for a, b in spans:
        outer = outer[:a] + " " * (b - a) + outer[b:]
    found = [Region(start, end, outer, tuple(q for q in inside if not _within(q, spans)))]
    for a, b in spans:
        own = tuple(q for q in inside if a <= q.start < b)
        if own:
            closed = b - (bare[b - 1 : b] == ")")
            found.append(Region(a + 1, closed, bare, own))
    return found


def _within(quantity: Quantity, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= quantity.start < b for a, b in spans)


def words_of(region: Region, n: int) -> tuple[str, str]:
    """The words before the number that are its own, and those after it with its unit."""
    q = region.inside[n]
    before = _lead(region, n)
    unit = q.unit if unit_class(q.unit) in COUNTED_CLASSES else ""
    return clean(before), clean(f"{unit} {_tail(region, n)}")


def _lead(region: Region, n: int) -> str:
    """From the previous quantity's words on; a bare list takes the lead of the quantity before it."""
    text, q = region.text, region.inside[n]
    left, floor = (region.inside[n - 1].end, 0) if n else (region.start, -1)
    if n:
        cut, led = _split(text[left : q.start])
        left, floor = left + cut, -1 if led else 0
    breaks = [m.end() for m in BREAK.finditer(text, left, q.start)]
    at = len(breaks) - 1
    if n and at > 0 and text[breaks[at] - 1] == "," and not clean(text[breaks[at] : q.start]):
        ended = text[breaks[at - 1] : breaks[at]].lstrip()
        if not ended[:1].isupper():  # "500 cây, thị trấn X, 300 cây" tells of whom
            return ""  # "19 nhà bị sập, trôi, 142 nhà …": what the comma ends belongs to the quantity before
    # the piece after the last comma, and more where it is empty or no more than the end of a list
    while at > floor and at > len(breaks) - 5:
        if not _goes_back(text, breaks[at], breaks[at + 1] - 1 if at + 1 < len(breaks) else q.start):
            break
        at -= 1
    words = text[breaks[at] if at >= 0 else left : q.start]
    if n and BARE_LIST.fullmatch(words) and region.inside[n - 1].unit:
        return _lead(region, n - 1)
    return words


def _goes_back(text: str, at: int, end: int) -> bool:
    """Whether what stands before the mark at `at` belongs to the piece after it."""
    piece, mark = text[at:end], text[at - 1]
    if mark in ",:" and not clean(piece):
        return True
    if mark != "," or HEADS.match(piece):
        return False
    above = text[:at].rstrip(" ,").rpartition(" ")[2]
    return len(piece.split()) <= 3 or above in piece.split()  # "thanh toán phí, lệ phí trực tuyến đạt"


def _split(gap: str) -> tuple[int, bool]:
    """Where, between two quantities, the words of the first end and those of the second begin; whether a
    word says so that leads to a measure ("với diện tích")."""
    stop = BREAK.search(gap)
    if AND.match(gap):
        return 0, True
    led = None
    for lead in LEADS.finditer(gap):
        if lead.group().lower().startswith("với ") or not BREAK.search(gap, lead.start()):
            led = lead
            break
    if led and (not stop or led.start() < stop.start() or led.group().lower().startswith("với ")):
        return led.start(), True
    if stop:
        return stop.start(), False
    joins = list(JOINS.finditer(gap))
    return (joins[-1].start() if joins else 0), False


def _tail(region: Region, n: int) -> str:
    """The words after the number up to the next comma, over a comma where a list goes on."""
    text, q = region.text, region.inside[n]
    following = region.inside[n + 1] if n + 1 < len(region.inside) else None
    if following is None:
        return text[q.end : _list_end(text, q.end, region.end)]
    gap = text[q.end : following.start]
    stop = BREAK.search(gap)
    cut, led = _split(gap)
    if led or not stop:
        tail = gap[:cut] if led or JOINS.search(gap) else gap
    else:
        pieces = [m.end() for m in BREAK.finditer(gap)]
        apart = HEADS.match(gap, pieces[-1]) or OTHER_MATTER.match(gap, pieces[-1])
        limit = q.end + (pieces[-1] if apart else cut)
        tail = text[q.end : min(_list_end(text, q.end, limit), limit)]
    if not clean(tail) and not stop:
        # "28 vụ 39 đối tượng tội phạm về kinh tế": both count the words that follow the last of them
        return _tail(region, n + 1)
    return tail


def _list_end(text: str, at: int, end: int) -> int:
    stop = BREAK.search(text, at, end)
    while stop and stop.group() == ",":
        following = BREAK.search(text, stop.end(), end)
        piece = text[stop.end() : following.start() if following else end]
        if (
            len(piece.split()) > 4
            or OTHER_MATTER.match(piece)
            or not clean(piece)
            or re.search(r"\d|   ", piece)
        ):
            break
        if following is None:
            return end
        stop = following
    return stop.start() if stop else end


def hangs_on(region: Region, n: int, after: str) -> bool:
    """Whether only "cho", "với", "của"… joins the quantity to the one before: it is of the same matter.

    after: its words after the number. What says enough by itself ("với 4.816 đảng viên") hangs on nothing.
    """
    if not n:
        return False
    q = region.inside[n]
    gap = region.text[region.inside[n - 1].end : q.start]
    joined = JOINED.fullmatch(gap[_split(gap)[0] :])
    if not joined or telling(after.removeprefix(q.unit)):
        return False
    return joined["weak"] is None or q.unit.lower() in GENERIC_UNITS


def shortened(words: str) -> str:
    """A subject of at most 14 words."""
    return " ".join(words.split()[:_SUBJECT_WORDS])
