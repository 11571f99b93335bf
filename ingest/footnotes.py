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

from index_store.language.text import printed
from ingest.lines import CLOSE, OPEN, RAISED, UNIT_BEFORE, Line, PrintedNote, join, mark_of

_UNLINKED = 4.0  # the cost of leaving a note without a mark
_MARGIN = 0.8  # how much dearer the second-best reading must be
_AWAY = 1.0  # mark and note on neighbouring pages
_RUN = re.compile(r"\d+")
_AFTER = re.compile(r"(?:\s|$|[.,;:](?!\d)|[)\]”\"’'…!?»])")
_NUMBERED_WORDS = re.compile(
    r"(?:tháng|năm|quý|số|loại|cấp|khóa|khoá|thứ|ngày|lần|điều|khoản|mục|lục|mức|lộ|bậc|nhóm|đợt|đoạn) $",
    re.I,
)
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$|\d{1,4}(?:,\d{1,3})?$")
_YEAR = re.compile(r"(?:^|[/.-])(?:19|20)\d\d$")
_NOTE_START = re.compile(
    r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3}))(?![\d.,/%]\d)(?:[.)]\s|\s+|$|(?=[^\W\d_“(\"]))"
)
_ENDED = re.compile(r"[.;:!?…)”\"]\s*$")


@dataclass(frozen=True, slots=True)
class _Place:
    """One place that could be a mark: `start`–`end` of line `line` would be taken out."""

    line: int
    start: int
    end: int
    n: int
    cost: float
    page: int


def split_notes(lines: Sequence[tuple[str, int]], last: int, *, endnotes: bool = False) -> list[PrintedNote]:
    """The notes in the lines (text, page) of one note zone. last: the number of the note before.

    A note begins where the expected number stands (last + 1, or 1 where the numbering restarts); a first
    piece without number belongs to the note before and comes back with n = 0. A line that only happens to
    begin with a number ("46 đối tượng") goes on with the note it stands in.
    """
    notes: list[PrintedNote] = []
    before = ""
    for text, page in lines:
        number, rest, certain = _read_number(text)
        first = not notes
        expected = number == last + 1 or (first and number == 1)
        begins = expected and (certain or first or _ENDED.search(before) or rest[:1].isupper())
        if begins or (certain and number > last):
            notes.append(PrintedNote(number, rest, page, endnotes))
            last = number
        elif first:
            notes.append(PrintedNote(0, text, page, endnotes))
        else:
            notes[-1] = replace(notes[-1], text=join(notes[-1].text, text))
        before = text
    return [replace(note, text=printed(_unwrapped(note.text))) for note in notes]


def gather(zones: Sequence[list[PrintedNote]]) -> list[PrintedNote]:
    """The notes of all zones in order; a piece with n = 0 goes on with the note before it."""
    notes: list[PrintedNote] = []
    for note in (note for zone in zones for note in zone):
        if note.n == 0 and notes:
            notes[-1] = replace(notes[-1], text=printed(join(notes[-1].text, note.text)))
        elif note.n:
            notes.append(note)
    return notes


def place_marks(
    lines: Sequence[Line], notes: Sequence[PrintedNote], raised: bool
) -> tuple[list[Line], set[int], list[str]]:
    """The lines with one private character at each proved mark; the indexes of the linked notes; warnings.

    raised: the format shows which digits are raised; plain digits then count as marks only with a doubt.
    """
    places = _places(lines, {note.n for note in notes}, raised)
    chosen = _cheapest_order(places, notes)
    edits: dict[int, list[tuple[int, int, str]]] = {}
    for index, place in chosen.items():
        edits.setdefault(place.line, []).append((place.start, place.end, mark_of(index)))
    marked = list(lines)
    for number, line in enumerate(lines):
        text = line.text
        for start, end, mark in sorted(edits.get(number, ()), reverse=True):
            text = text[:start] + mark + text[end:]
        if text != line.text or OPEN in text:
            marked[number] = replace(line, text=_unwrapped(text))
    warnings = [
        f"Chưa xác định được câu mang chú thích {note.n} (trang {note.page}); nội dung chú thích vẫn giữ."
        for index, note in enumerate(notes)
        if index not in chosen
    ]
    taken = {(place.line, place.start) for place in chosen.values()}
    alone = [
        p
        for p in places
        if p.cost == 0 and (p.line, p.start) not in taken and lines[p.line].text[p.start] == OPEN
    ]
    known = {note.n for note in notes}
    warnings += [
        f"Trang {p.page} có dấu chú thích {p.n} nhưng không tìm thấy nội dung chú thích này."
        for p in alone
        if p.n not in known and p.n <= max(known, default=0) + 5
    ]
    return marked, set(chosen), warnings


def _unwrapped(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")


def _read_number(text: str) -> tuple[int, str, bool]:
    """The number a note line begins with (0: none), the rest, and whether the page raises the number."""
    if found := RAISED.match(text.lstrip()):
        return int(found.group(1)), text.lstrip()[found.end() :].lstrip(), True
    if found := _NOTE_START.match(text):
        digits = next(group for group in found.groups() if group)
        return int(digits), text[found.end() :].lstrip(), False
    return 0, text, False


def _places(lines: Sequence[Line], numbers: set[int], raised: bool) -> list[_Place]:
    """Every place that could be a mark, in order: raised ones of any number, plain ones of `numbers`."""
    places: list[_Place] = []
    for index, line in enumerate(lines):
        text = line.text
        for found in RAISED.finditer(text):
            if found.group(1) in "23" and UNIT_BEFORE.search(text[: found.start()]):
                continue  # m² and m³
            number = int(found.group(1))
            places.append(_Place(index, found.start(), found.end(), number, 0.0, line.page))
        if not numbers:
            continue
        for run in _RUN.finditer(text):
            if text[run.start() - 1 : run.start()] == OPEN or not _AFTER.match(text, run.end()):
                continue
            for length in range(1, min(3, len(run.group())) + 1):
                start = run.end() - length
                # "quyết liệt 1." may be cut before the mark: then the line before says what it follows.
                head = text[:start] if start or not index else lines[index - 1].text + " "
                cost = _plain_cost(
                    head, text[run.start() : start], text[start : run.end()], text[run.end() :]
                )
                if text[start] == "0" or int(text[start : run.end()]) not in numbers or cost is None:
                    continue
                number = int(text[start : run.end()])
                places.append(
                    _Place(index, start, run.end(), number, cost + (2.0 if raised else 0.0), line.page)
                )
    return sorted(places, key=lambda p: (p.line, p.end, p.start))


def _plain_cost(head: str, glued: str, digits: str, tail: str) -> float | None:
    """How little plain `digits` look like a mark; None where they cannot be one.

    head: the text before them; glued: the digits right before, those of a number ("2023" in "20237");
    tail: the text after them.
    """
    if glued:
        if glued in ("2", "3") and UNIT_BEFORE.search(head[: -len(glued)]):
            return 0.3  # "28.369m2" and note 7 print as "28.369m27"
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
        return 1.5 if len(letters) == 1 and letters.isupper() else 0.5 if letters.isupper() else 0.0
    if before in tuple(")”\"’'»]…%"):
        return 0.3
    if before in tuple(".,;:!?") and head[-2:-1] and not head[-2].isdigit() and not head[-2].isspace():
        return 0.5
    if before.isspace() and tail[:1] in tuple(".,;:)") and head.rstrip()[-1:].isalpha():
        return 2.5 if _NUMBERED_WORDS.search(head) else 1.5
    return None


def _cheapest_order(places: Sequence[_Place], notes: Sequence[PrintedNote]) -> dict[int, _Place]:
    """Note index → its place, for the notes whose place is proved; dynamic programming both ways."""
    width = len(places) + 1
    options = [_options(places, note) for note in notes]
    ahead = [[0.0] * width]  # ahead[i][k]: notes before i placed among places before k, at the least cost
    for option in options:
        row, costs, best = ahead[-1], dict(option), float("inf")
        following = []
        for k in range(width):
            if k and k - 1 in costs:
                best = min(best, row[_first_at(places, k - 1)] + costs[k - 1])
            following.append(min(row[k] + _UNLINKED, best))
        ahead.append(following)
    behind = [[0.0] * width]  # behind[-1 - i][k]: the last i notes placed among places from k on
    for option in reversed(options):
        row, costs, best = behind[-1], dict(option), float("inf")
        following = [0.0] * width
        for k in range(width - 1, -1, -1):
            if k in costs:
                best = min(best, row[_first_after(places, k)] + costs[k])
            following[k] = min(row[k] + _UNLINKED, best)
        behind.append(following)
    total = ahead[-1][-1]
    chosen: dict[int, _Place] = {}
    for i, option in enumerate(options):
        before, after = ahead[i], behind[len(notes) - 1 - i]
        through = sorted(
            (before[_first_at(places, k)] + cost + after[_first_after(places, k)], k) for k, cost in option
        )
        without = min(before[k] + _UNLINKED + after[k] for k in range(width))
        if not through or through[0][0] > total + 1e-9 or without < total + _MARGIN:
            continue
        if len(through) == 1 or through[1][0] >= total + _MARGIN:
            chosen[i] = places[through[0][1]]
    return chosen


def _options(places: Sequence[_Place], note: PrintedNote) -> list[tuple[int, float]]:
    options = []
    for k, place in enumerate(places):
        away = 0 if note.endnote else abs(place.page - note.page)
        if place.n == note.n and away <= 1:
            options.append((k, place.cost + away * _AWAY))
    return options


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
