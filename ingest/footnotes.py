"""Mark in the body ↔ footnote, proved by order: the notes' numbers must come in the marks' order.

Every place that could be the mark of a note has a cost (0 where the page raises it, more the less it
looks like a mark). The cheapest way through the whole report, every mark after the one before, decides;
a note whose second-best place is nearly as cheap, or whose only places are dear, stays unlinked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ingest.lines import OPEN, Line, PrintedNote, mark_of, unwrapped
from ingest.mark_places import Place, marked_in_brackets, marks_beyond, places_of

_UNLINKED = 4.0  # the cost of leaving a note without a mark
_MARGIN = 0.8  # how much dearer the second-best reading must be
_ROUNDING = 0.01  # costs are sums of tenths in 32 bits
_AWAY = 1.0  # mark and note on neighbouring pages
_POWER = re.compile(r"(?<!\d)10$")  # 10³
_MOST_LOST = 5  # numbers beyond the last note's that may still be marks
_MOST_BETWEEN = 3  # notes in a row that their neighbours can prove


def place_marks(
    lines: Sequence[Line], notes: Sequence[PrintedNote], raised: bool
) -> tuple[list[Line], set[int], list[str]]:
    """The lines with one private character at each proved mark; the indexes of the linked notes; warnings.

    raised: the format shows which digits are raised; plain digits then count as marks only with a doubt.
    """
    bracketed = any(note.bracketed for note in notes) or (not raised and marked_in_brackets(lines, notes))
    places = places_of(lines, {note.mark for note in notes}, raised, bracketed)
    notes = _told_endnotes(notes, places)
    chosen = _cheapest_order(places, notes)
    chosen |= _left_between(places, notes, chosen, lines)
    known = {note.mark for note in notes}
    last = max((note.n for note in notes), default=0)
    alone = [
        p
        for p in _alone(places, chosen, lines)
        if p.label.isalpha() or (p.label.isdigit() and (not notes or int(p.label) <= last + _MOST_LOST))
    ]
    edits: dict[int, list[tuple[int, int, str]]] = {}
    for index, place in chosen.items():
        edits.setdefault(place.line, []).append((place.start, place.end, mark_of(index)))
    for (
        place
    ) in alone:  # "đạt 4.812⟨7⟩" must not be read as 48.127, nor "12 tỷ đồng⟨i⟩" as 12 tỷ of something else
        if not _POWER.search(lines[place.line].text[: place.start]):
            edits.setdefault(place.line, []).append((place.start, place.end, ""))
    marked = list(lines)
    for number, line in enumerate(lines):
        text = line.text
        for start, end, mark in sorted(edits.get(number, ()), reverse=True):
            text = text[:start] + mark + text[end:]
        if text != line.text or OPEN in text:
            marked[number] = replace(line, text=unwrapped(text))
    warnings = [
        f"Chưa xác định được câu mang chú thích {note.mark} (trang {note.page}); nội dung chú thích vẫn giữ."
        for index, note in enumerate(notes)
        if index not in chosen
    ]
    warnings += dict.fromkeys(
        f"Trang {p.page} có dấu chú thích {p.label} nhưng "
        + ("chưa rõ của chú thích nào." if p.label in known else "không tìm thấy nội dung chú thích này.")
        for p in alone
    )
    if not raised and (lost := marks_beyond(lines, last)):
        warnings.append(
            f"Trong bài còn dấu chú thích {', '.join(p.label for p in lost)} (từ trang {lost[0].page}) nhưng không tìm "
            "thấy nội dung; hãy đối chiếu tệp gốc, nạp bản Word hoặc PDF nếu có."
        )
    return marked, set(chosen), warnings


def _alone(places: Sequence[Place], chosen: dict[int, Place], lines: Sequence[Line]) -> list[Place]:
    """The raised marks that no note took."""
    taken = {(place.line, place.start) for place in chosen.values()}
    return [
        p
        for p in places
        if p.cost == 0 and (p.line, p.start) not in taken and lines[p.line].text[p.start] == OPEN
    ]


def _left_between(
    places: Sequence[Place], notes: Sequence[PrintedNote], chosen: dict[int, Place], lines: Sequence[Line]
) -> dict[int, Place]:
    """Notes whose mark prints another number, proved by their neighbours: between the marks of the notes
    before and after stand as many raised marks without a note as notes without a mark (LibreOffice leaves
    "7" on a mark that its new page counts as 1).
    """
    alone = _alone(places, chosen, lines)
    found: dict[int, Place] = {}
    at = 0
    while at < len(notes):
        if at in chosen:
            at += 1
            continue
        end = next((k for k in range(at, len(notes)) if k in chosen), len(notes))
        low = (chosen[at - 1].line, chosen[at - 1].end) if at else (-1, 0)
        high = (chosen[end].line, chosen[end].start) if end < len(notes) else (len(lines), 0)
        between = [p for p in alone if low <= (p.line, p.start) < high]
        own = notes[at:end]
        near = all(abs(p.page - n.page) <= 1 for p, n in zip(between, own, strict=False))
        proved = at > 0 or end < len(notes)
        if len(between) == len(own) <= _MOST_BETWEEN and near and proved and not own[0].endnote:
            found |= dict(zip(range(at, end), between, strict=True))
        at = end
    return found


def _told_endnotes(notes: Sequence[PrintedNote], places: Sequence[Place]) -> list[PrintedNote]:
    """The notes, those counted together and far from any of their marks as endnotes: their page says nothing."""
    pages: dict[str, set[int]] = {}
    for place in places:
        pages.setdefault(place.label, set()).add(place.page)
    told: list[PrintedNote] = []
    run: list[PrintedNote] = []
    for at, note in enumerate(notes):
        run.append(note)
        if at + 1 < len(notes) and notes[at + 1].n > note.n:
            continue
        near = sum(any(abs(page - n.page) <= 1 for page in pages.get(n.mark, ())) for n in run)
        told += run if 2 * near >= len(run) else [replace(n, endnote=True) for n in run]
        run = []
    return told


@dataclass(frozen=True, slots=True)
class _Costs:
    """A cost for each place from `low` on; beyond either end it stays what it is there."""

    low: int
    values: npt.NDArray[np.float32]

    def at(self, k: int) -> float:
        return float(self.values[min(max(k - self.low, 0), len(self.values) - 1)])

    def over(self, low: int, high: int) -> npt.NDArray[np.float32]:
        """The costs of the places from `low` to `high`, both included."""
        return self.values[np.clip(np.arange(low, high + 1) - self.low, 0, len(self.values) - 1)]


def _cheapest_order(places: Sequence[Place], notes: Sequence[PrintedNote]) -> dict[int, Place]:
    """Note index → its place, for the notes whose place is proved; dynamic programming both ways.

    A note at the foot of a page can only have its mark nearby, so that each row of costs spans the places
    of a few pages: the work grows with the pages, not with their square.
    """
    options = _options(places, notes)
    lows, highs = _spans(places, options)
    nothing = np.zeros(1, np.float32)
    ahead = [_Costs(lows[0], nothing)]  # ahead[i].at(k): the notes before i placed among places before k
    for i, option in enumerate(options):
        row, low, high = ahead[-1], lows[i + 1], highs[i + 1]
        placed = np.full(high - low + 1, np.inf, np.float32)
        for k, cost in option:
            at = min(max(k + 1 - low, 0), high - low)
            placed[at] = min(placed[at], row.at(_first_at(places, k)) + cost)
        values = np.minimum(row.over(low, high) + _UNLINKED, np.minimum.accumulate(placed))
        ahead.append(_Costs(low, values))
    behind = [_Costs(lows[-1], nothing)]  # behind[-1 - i].at(k): the last i notes among places from k on
    for i in range(len(options) - 1, -1, -1):
        row, low, high = behind[-1], lows[i], highs[i]
        placed = np.full(high - low + 1, np.inf, np.float32)
        for k, cost in options[i]:
            at = min(k - low, high - low)
            placed[at] = min(placed[at], row.at(_first_after(places, k)) + cost)
        values = np.minimum(row.over(low, high) + _UNLINKED, np.minimum.accumulate(placed[::-1])[::-1])
        behind.append(_Costs(low, values))
    behind.reverse()
    total = ahead[-1].at(len(places))
    chosen: dict[int, Place] = {}
    for i, option in enumerate(options):
        before, after = ahead[i], behind[i + 1]
        through = sorted(
            (before.at(_first_at(places, k)) + cost + after.at(_first_after(places, k)), k)
            for k, cost in option
        )
        span = (lows[i], highs[i])
        without = float((before.over(*span) + after.over(*span)).min()) + _UNLINKED
        if not through or through[0][0] > total + _ROUNDING or without < total + _MARGIN - _ROUNDING:
            continue
        if len(through) == 1 or through[1][0] >= total + _MARGIN - _ROUNDING:
            chosen[i] = places[through[0][1]]
    return chosen


def _options(places: Sequence[Place], notes: Sequence[PrintedNote]) -> list[list[tuple[int, float]]]:
    """For each note the places that could be its mark, in order, with their costs."""
    by_label: dict[str, list[int]] = {}
    for k, place in enumerate(places):
        by_label.setdefault(place.label, []).append(k)
    options: list[list[tuple[int, float]]] = []
    for note in notes:
        own: list[tuple[int, float]] = []
        for k in by_label.get(note.mark, ()):
            away = 0 if note.endnote else abs(places[k].page - note.page)
            if away <= 1:
                own.append((k, places[k].cost + away * _AWAY))
        options.append(own)
    return options


def _spans(
    places: Sequence[Place], options: Sequence[Sequence[tuple[int, float]]]
) -> tuple[list[int], list[int]]:
    """For each i, from where on the notes from i can be placed, and up to where those before i can."""
    lows, highs = [len(places)], [0]
    for option in reversed(options):
        lows.append(min(lows[-1], option[0][0]) if option else lows[-1])
    for option in options:
        highs.append(max(highs[-1], _first_after(places, option[-1][0])) if option else highs[-1])
    lows.reverse()
    return lows, [max(low, high) for low, high in zip(lows, highs, strict=True)]


def _first_at(places: Sequence[Place], k: int) -> int:
    """How many places end before place k begins: two readings of the same digits never both count."""
    start = (places[k].line, places[k].start)
    return bisect_left(places, True, hi=k, key=lambda p: (p.line, p.end) > start)


def _first_after(places: Sequence[Place], k: int) -> int:
    """The first place that begins where place k ends or later."""
    end, following = (places[k].line, places[k].end), k + 1
    while following < len(places) and (places[following].line, places[following].start) < end:
        following += 1
    return following
