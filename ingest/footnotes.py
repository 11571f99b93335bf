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

from ingest.lines import OPEN, RAISED, UNIT_BEFORE, Line, PrintedNote, mark_of, unwrapped

_UNLINKED = 4.0  # the cost of leaving a note without a mark
_MARGIN = 0.8  # how much dearer the second-best reading must be
_ROUNDING = 0.01  # costs are sums of tenths in 32 bits
_AWAY = 1.0  # mark and note on neighbouring pages
_POWER = re.compile(r"(?<!\d)10$")  # 10³
_MOST_BETWEEN = 3  # notes in a row that their neighbours can prove
_RUN = re.compile(r"\d+")
SYMBOLS = re.compile(
    r"(?<=[^\W_]|[)\]”\"’'»…%.,;:!?])(?:[*†‡§¶]{1,9}|\s?\([*†‡§¶]{1,9}\))(?=\s|$|[.,;:)\]”\"’'…!?»])"
)
_BRACKETED = re.compile(
    r"(?:(?<=[^\W_]|[)\]”\"’'»…%.,;:!? ])|^(?=\(\d{1,3}\)[.,;:]))"  # first of a line only before its full stop
    r"\((\d{1,3})\)(?=\s|$|[.,;:\]”\"’'…!?»])"
)
_AFTER = re.compile(r"(?:\s|$|[.,;:](?!\d)|[)\]”\"’'…!?»])")
_NUMBERED_WORDS = re.compile(
    r"(?:tháng|năm|quý|số|loại|cấp|khóa|khoá|thứ|ngày|lần|điều|khoản|mục|lục|mức|lộ|bậc|nhóm|đợt|đoạn) $",
    re.I,
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$|\d{1,4}(?:,\d{1,3})?$")
_YEAR = re.compile(r"(?:^|[/.-])(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class _Place:
    """One place that could be a mark: `start`–`end` of line `line` would be taken out."""

    line: int
    start: int
    end: int
    label: str
    cost: float
    page: int


def place_marks(
    lines: Sequence[Line], notes: Sequence[PrintedNote], raised: bool
) -> tuple[list[Line], set[int], list[str]]:
    """The lines with one private character at each proved mark; the indexes of the linked notes; warnings.

    raised: the format shows which digits are raised; plain digits then count as marks only with a doubt.
    """
    bracketed = any(note.bracketed for note in notes) or (not raised and _marked_in_brackets(lines, notes))
    places = _places(lines, {note.mark for note in notes}, raised, bracketed)
    notes = _told_endnotes(notes, places)
    chosen = _cheapest_order(places, notes)
    chosen |= _left_between(places, notes, chosen, lines)
    known = {note.mark for note in notes}
    most = max((note.n for note in notes), default=0) + 5
    alone = [
        p
        for p in _alone(places, chosen, lines)
        if p.label.isalpha() or (p.label.isdigit() and int(p.label) <= most)
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
    return marked, set(chosen), warnings


def _marked_in_brackets(lines: Sequence[Line], notes: Sequence[PrintedNote]) -> bool:
    """Whether "(3)" marks most notes on their own page or a neighbour, though they begin "3 Text"."""
    pages = {(found[1], line.page) for line in lines for found in _BRACKETED.finditer(line.text)}
    marked = sum(any((n.mark, n.page + away) in pages for away in (-1, 0, 1)) for n in notes)
    return marked > len(notes) / 2


def _alone(places: Sequence[_Place], chosen: dict[int, _Place], lines: Sequence[Line]) -> list[_Place]:
    """The raised marks that no note took."""
    taken = {(place.line, place.start) for place in chosen.values()}
    return [
        p
        for p in places
        if p.cost == 0 and (p.line, p.start) not in taken and lines[p.line].text[p.start] == OPEN
    ]


def _left_between(
    places: Sequence[_Place], notes: Sequence[PrintedNote], chosen: dict[int, _Place], lines: Sequence[Line]
) -> dict[int, _Place]:
    """Notes whose mark prints another number, proved by their neighbours: between the marks of the notes
    before and after stand as many raised marks without a note as notes without a mark (LibreOffice leaves
    "7" on a mark that its new page counts as 1).
    """
    alone = _alone(places, chosen, lines)
    found: dict[int, _Place] = {}
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


def _told_endnotes(notes: Sequence[PrintedNote], places: Sequence[_Place]) -> list[PrintedNote]:
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


def _places(lines: Sequence[Line], labels: set[str], raised: bool, bracketed: bool) -> list[_Place]:
    """Every place that could be a mark, in order: raised ones of any number, plain ones of `labels`."""
    places: list[_Place] = []
    for index, line in enumerate(lines):
        text = line.text
        for found in RAISED.finditer(text):
            label = found[1]
            unit = label[0] in "23" and UNIT_BEFORE.search(text[: found.start()])
            if unit and label[1:]:  # m² and note 5, or m and note 25
                rest = _Place(index, found.start() + 2, found.end(), label[1:].lstrip("0"), 0.0, line.page)
                places.append(rest)
            if not unit or label[1:]:
                cost = 0.3 if unit else 0.0
                places.append(_Place(index, found.start(), found.end(), label, cost, line.page))
        if labels:
            doubt = 2.0 if raised or bracketed else 0.0
            places += _plain_places(lines, index, labels, doubt)
            places += _bracketed_places(line, index, labels) if bracketed else []
    return sorted(places, key=lambda p: (p.line, p.end, p.start))


def _plain_places(lines: Sequence[Line], index: int, labels: set[str], doubt: float) -> list[_Place]:
    """Figures and symbols of one line that could be marks though nothing raises them."""
    line = lines[index]
    text = line.text
    places = [
        _Place(index, found.start(), found.end(), found[0].strip(), 0.3, line.page)
        for found in SYMBOLS.finditer(text)
        if found[0].strip() in labels
    ]
    for run in _RUN.finditer(text):
        if text[run.start() - 1 : run.start()] == OPEN or not _AFTER.match(text, run.end()):
            continue
        for length in range(1, min(3, len(run.group())) + 1):
            start = run.end() - length
            if text[start] == "0" or text[start : run.end()] not in labels:
                continue
            # "quyết liệt 1." may be cut before the mark: then the line before says what it follows.
            head = text[:start] if start or not index else lines[index - 1].text + " "
            cost = _plain_cost(head, text[run.start() : start], text[start : run.end()], text[run.end() :])
            if cost is not None:
                label = text[start : run.end()]
                places.append(_Place(index, start, run.end(), label, cost + doubt, line.page))
    return places


def _bracketed_places(line: Line, index: int, labels: set[str]) -> list[_Place]:
    """ "(3)" on the line itself, in a file whose notes begin so: "đạt kế hoạch(3)." """
    return [
        _Place(index, found.start(), found.end(), found[1], 0.5, line.page)
        for found in _BRACKETED.finditer(line.text)
        if found[1] in labels
    ]


def _plain_cost(head: str, glued: str, digits: str, tail: str) -> float | None:
    """How little plain `digits` look like a mark; None where they cannot be one.

    head: the text before them; glued: the digits right before, those of a number ("2023" in "20237");
    tail: the text after them.
    """
    if glued:
        if glued in ("2", "3") and UNIT_BEFORE.search(head[: -len(glued)]):
            return 0.3  # "28.369m2" and note 7 print as "28.369m27"
        if len(glued) == 2 and head[: -len(glued)].endswith("QH"):
            return 0.3  # "số 1656/NQ-UBTVQH15" and note 7
        token = re.search(r"[\d.,/-]*$", head)
        number = token.group() if token else ""
        if _YEAR.search(number):
            return 0.3
        last = re.split(r"[/-]", number)[-1]
        if last == "0" or not _GROUPED.match(last) or _YEAR.search(last + digits):
            return None
        return 3.0 if _GROUPED.match(last + digits) else 0.5
    before = head[-1:]
    if before.isalpha():
        word = re.search(r"[^\W\d_]+$", head)
        letters = word.group() if word else before
        if digits in ("2", "3") and UNIT_BEFORE.search(head):
            return None
        if letters.endswith("QH") and len(digits) == 2 and digits[0] == "1":
            return None  # "NQ-UBTVQH15" names the term; a mark comes after it
        return 1.5 if len(letters) == 1 and letters.isupper() else 0.5 if letters.isupper() else 0.0
    if before in tuple(")”\"’'»]…%"):
        return 0.3
    if before in tuple(".,;:!?") and head[-2:-1] and not head[-2].isdigit() and not head[-2].isspace():
        return 0.5
    if before.isspace() and tail[:1] in tuple(".,;:)") and head.rstrip()[-1:].isalpha():
        return 2.5 if _NUMBERED_WORDS.search(head) else 1.5
    return None


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


def _cheapest_order(places: Sequence[_Place], notes: Sequence[PrintedNote]) -> dict[int, _Place]:
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
    chosen: dict[int, _Place] = {}
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


def _options(places: Sequence[_Place], notes: Sequence[PrintedNote]) -> list[list[tuple[int, float]]]:
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
    places: Sequence[_Place], options: Sequence[Sequence[tuple[int, float]]]
) -> tuple[list[int], list[int]]:
    """For each i, from where on the notes from i can be placed, and up to where those before i can."""
    lows, highs = [len(places)], [0]
    for option in reversed(options):
        lows.append(min(lows[-1], option[0][0]) if option else lows[-1])
    for option in options:
        highs.append(max(highs[-1], _first_after(places, option[-1][0])) if option else highs[-1])
    lows.reverse()
    return lows, [max(low, high) for low, high in zip(lows, highs, strict=True)]


def _first_at(places: Sequence[_Place], k: int) -> int:
    """How many places end before place k begins: two readings of the same digits never both count."""
    start = (places[k].line, places[k].start)
    return bisect_left(places, True, hi=k, key=lambda p: (p.line, p.end) > start)


def _first_after(places: Sequence[_Place], k: int) -> int:
    """The first place that begins where place k ends or later."""
    end, following = (places[k].line, places[k].end), k + 1
    while following < len(places) and (places[following].line, places[following].start) < end:
        following += 1
    return following
