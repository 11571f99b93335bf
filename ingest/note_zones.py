"""Where the notes stand on the pages of a PDF: the smaller rows at the foot, proved by the numbers due. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.lines import RAISED, PrintedNote
from ingest.mark_places import SYMBOLS
from ingest.notes import NoteLine, NoteStart, note_start, split_notes
from ingest.pdf_rows import Row

SMALLER_PT = 0.9  # below the body's size: from here a row can belong to the notes
_SAME_PT = 0.3
_LETTER = 0.55  # of the size: the width of a letter, a little more than faces give
_MOST_MISSED = 20  # numbers that a raised start may skip: notes lost to a picture, no stray figure
_ENDED = re.compile(r"[.;:!?…)”\"]\s*$")
_PLAIN = re.compile(r"([1-9]\d?) (?=[^\W\d_])(?!.*\d%?$)")  # none of a table's rows
_TITLE = re.compile(r"\s*(?:các )?(?:chú thích|ghi chú|cước chú)\s*:?\s*$", re.I)
_AFTER_ENDNOTES = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|Nơi nhận|TM\.|T/M|KT\.|TL\.)")
_BRACKETED = re.compile(r"(?:(?<=\S)\s?|^(?=\(\d{1,3}\)[.,;:]))\((\d{1,3})\)(?=\W|$)")

_Start = Callable[[str], NoteStart | None]


def note_zones(
    pages: Sequence[list[Row]], body_size: float
) -> tuple[list[list[Row]], list[list[PrintedNote]]]:
    """The body rows of each page, and the notes of each page that has any, in order."""
    start = _starts(pages, body_size)
    size = _note_size(pages, body_size, start)
    bodies: list[list[Row]] = []
    zones: list[list[PrintedNote]] = []
    last, open_page, marks_before, titled = 0, 0, set[str](), False
    waiting: Counter[str] = Counter()  # raised in the body so far, without a note yet
    for number, rows in enumerate(pages, 1):
        top = len(rows)
        while top and _is_small(rows[top - 1], body_size):
            top -= 1
        marks = {label for row in rows[:top] for label in _marks(row.text)}
        first = _first(rows, top, start, last, marks | marks_before)
        if zones and open_page == number - 1:
            first = _continued(rows, top, first, zones[-1], size)
        if titled:
            first = 0
        elif first == len(rows):
            first = _first_of_body_size(rows, last, waiting)
            titled = 0 < first < len(rows) and _TITLE.match(rows[first - 1].text) is not None
        after = range(first, len(rows)) if titled else ()
        end = next((at for at in after if _AFTER_ENDNOTES.match(rows[at].text)), len(rows))
        titled = titled and end == len(rows)
        bodies.append(rows[:first] + rows[end:])
        waiting.update(label for row in bodies[-1] for label in _marks(row.text))
        if first < end:
            lines = _lines(rows[first:end], number)
            zones.append(split_notes(lines, last, start=start, marks=marks | marks_before))
            last = next((note.n for note in reversed(zones[-1]) if note.n), last)
            open_page = number
            waiting.subtract(note.mark for note in zones[-1] if note.n)
        marks_before = marks
    return bodies, zones


def _is_small(row: Row, body_size: float) -> bool:
    """Whether a row can belong to the notes by its size; a table set small cannot."""
    return row.size <= body_size - SMALLER_PT and not row.in_table


def _first_of_body_size(rows: Sequence[Row], last: int, waiting: Counter[str]) -> int:
    """The first row that begins with the number due, raised, when a mark above waits for that very note:
    notes as large as the body. len(rows) when there is none.
    """
    seen = waiting.copy()
    for at, row in enumerate(rows):
        found = note_start(row.text)
        if found and found.raised and found.rest[:1].isalnum() and seen[found.label] > 0:
            if not found.label.isdigit() or int(found.label) in (1, last + 1):
                return at
        seen.update(_marks(row.text))
    return _first_plain(rows, last, waiting)


def _first_plain(rows: Sequence[Row], last: int, waiting: Counter[str]) -> int:
    """The first row of notes as large as the body whose numbers are not raised either: those that begin the rows at
    the foot are, in order, exactly those that marks above wait for. len(rows) when there is none.
    """
    begun = [int(found[1]) if not row.in_table and (found := _PLAIN.match(row.text)) else 0 for row in rows]
    for at, number in enumerate(begun):
        if number not in (1, last + 1) or not number:
            continue
        seen = waiting.copy()
        for row in rows[:at]:
            seen.update(_marks(row.text))
        due = sorted(int(label) for label, count in seen.items() if count > 0 and label.isdigit())
        numbers = [n for n in begun[at:] if n]
        if due and numbers == due == list(range(number, number + len(due))):
            return at
    return len(rows)


def _marks(text: str) -> list[str]:
    return RAISED.findall(text) + _BRACKETED.findall(text)


def _lines(rows: Sequence[Row], page: int) -> list[NoteLine]:
    """The rows of a zone; a row is fresh when its first word had room enough on the row above."""
    edge = max(row.right for row in rows)
    lines = [NoteLine(rows[0].text, page)]
    for above, row in pairwise(rows):
        word = len(row.text.split(maxsplit=1)[0]) * _LETTER * row.size
        lines.append(NoteLine(row.text, page, above.right + word + _LETTER * row.size < edge))
    return lines


def _starts(pages: Sequence[list[Row]], body_size: float) -> _Start:
    """How this file's notes begin: raised; plainly where only the body raises marks; else in brackets, if
    the body has such marks too."""
    rows = [row for rows in pages for row in rows if not row.in_table]
    small = [row for row in rows if _is_small(row, body_size)]
    if any(RAISED.match(row.text) for row in small):
        return lambda text: found if (found := note_start(text)) and found.raised else None
    marks = {label for row in rows for label in RAISED.findall(row.text)}
    if marks:
        symbols = any(not label.isalnum() for label in marks)
        return lambda text: note_start(text, symbols)
    if any(_BRACKETED.search(row.text) for row in rows if row.size > body_size - SMALLER_PT):
        return lambda text: found if (found := note_start(text)) and found.bracketed else None
    symbols_at = {found[0].strip() for row in rows for found in SYMBOLS.finditer(row.text)}
    return lambda text: found if (found := note_start(text, True)) and found.label in symbols_at else None


def _note_size(pages: Sequence[list[Row]], body_size: float, start: _Start) -> float:
    """The usual size of the small rows that begin a note; 0 where there are none."""
    sizes = Counter(
        row.size for rows in pages for row in rows if _is_small(row, body_size) and start(row.text)
    )
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _first(rows: Sequence[Row], top: int, start: _Start, last: int, marks: set[str]) -> int:
    """The first of the small rows from `top` that begins a note; len(rows) when none does.

    marks: of this page's body and of the page before, which say what numbers may be due beside the next.
    """
    for at in range(top, len(rows)):
        found = start(rows[at].text)
        if found is None:
            continue
        if not found.label.isdigit():
            return at
        number = int(found.label)
        due = number in (1, last + 1) or (number > last and found.label in marks)
        if due or (found.raised and last < number <= last + _MOST_MISSED):
            return at
    return len(rows)


def _continued(rows: Sequence[Row], top: int, first: int, before: Sequence[PrintedNote], size: float) -> int:
    """Where the rows above `first` begin that go on with the last note of the page before, `first` when none
    do: they are as large as notes are, and that note is unfinished or they are set apart from what is above.
    """
    at = first
    while at > top and abs(rows[at - 1].size - size) <= _SAME_PT:
        at -= 1
    if at in (0, first) or not _ENDED.search(before[-1].text):
        return at
    steps = [rows[k].y - rows[k + 1].y for k in range(at, min(first, len(rows) - 1))]
    apart = rows[at - 1].y - rows[at].y > 1.3 * max(steps, default=1.15 * size)
    return at if apart else first
