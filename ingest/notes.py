"""The lines of a note zone → notes, by the numbers and symbols they begin with. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from index_store.language.text import printed
from ingest.lines import RAISED, PrintedNote, join, unwrapped

NOTES_TITLE = re.compile(
    r"\s*(?:Chú thích|Ghi chú|CHÚ THÍCH|GHI CHÚ)\s*:?\s*$"
)  # above the notes of a whole text
_SYMBOL_START = re.compile(r"\s*([*†‡§¶]{1,9}|\([*†‡§¶]{1,9}\))\s*:?\s*(?=[^\s*])")
_NOTE_START = re.compile(
    r"\s*(?:\[([1-9]\d{0,2})\]|\(([1-9]\d{0,2})\)|([1-9]\d{0,2}))(?![\d.,/%]\d)(?:[.)]\s|\s+|$|(?=[^\W\d_“(\"]))"
)
_ENDED = re.compile(r"[.;:!?…)”\"]\s*$")


class NoteLine(NamedTuple):
    """A line of a note zone. fresh: the line above ends early, so that a note may begin here."""

    text: str
    page: int
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class NoteStart:
    """How a note's line begins. label: "3", "*"; raised: by the page; bracketed: printed "(3)", not raised."""

    label: str
    rest: str
    raised: bool
    bracketed: bool = False


def split_notes(
    lines: Sequence[NoteLine],
    last: int,
    *,
    endnotes: bool = False,
    start: Callable[[str], NoteStart | None] | None = None,
    marks: Collection[str] = (),
) -> list[PrintedNote]:
    """The notes in the lines of one note zone. last: the number of the note before; start: how notes begin
    in this file (`note_start` when None); marks: what the page above raises.

    A note begins where the expected number stands (last + 1, or 1 where the numbering restarts), where the
    page raises a number, or with a symbol; a first piece without number belongs to the note before and comes
    back with n = 0. A line that only happens to begin with a number ("46 đối tượng") goes on with the note
    it stands in.
    """
    notes: list[PrintedNote] = []
    starts = [(start or note_start)(line.text) for line in lines]
    clear = [bool(found) and _is_clear(lines, starts, at) for at, found in enumerate(starts)]
    for at, (line, found) in enumerate(zip(lines, starts, strict=True)):
        if notes and notes[-1].n and not notes[-1].text.strip() and not (found and found.raised):
            found = None  # its number stood on a line of its own: "5", then "6 tháng đầu năm, có …"
        number = int(found.label) if found and found.label.isdigit() else 0
        if found and not number:
            last = 1 if found.label in ("*", "(*)", "i") else last + 1
            notes.append(PrintedNote(last, found.rest, line.page, endnotes, found.label))
            continue
        anew = number == 1 and (not any(note.n for note in notes) or "1" in marks)
        expected = number == last + 1 or anew
        # Not clear, yet due by its mark or by the number after it: it counts unless the same number begins a
        # line more clearly below.
        below = {other.label for k, other in enumerate(starts) if k > at and other and clear[k]}
        due = found and found.label not in below and (found.label in marks or str(number + 1) in below)
        if found and ((expected and (clear[at] or due)) or (found.raised and (number > last or number == 1))):
            last = number
            notes.append(PrintedNote(last, found.rest, line.page, endnotes, bracketed=found.bracketed))
        elif not notes:
            notes.append(PrintedNote(0, line.text, line.page, endnotes))
        else:
            notes[-1] = replace(notes[-1], text=join(notes[-1].text, line.text))
    return [replace(note, text=printed(unwrapped(note.text))) for note in notes]


def _is_clear(lines: Sequence[NoteLine], starts: Sequence[NoteStart | None], at: int) -> bool:
    """True when the number that a line begins with is no word of the line above."""
    found = starts[at]
    if found is None or at == 0:
        return found is not None
    ended = _ENDED.search(lines[at - 1].text) is not None
    return found.raised or lines[at].fresh or ended or found.rest[:1].isupper() or found.rest[:1] in '(“"'


def gather(zones: Sequence[list[PrintedNote]]) -> list[PrintedNote]:
    """The notes of all zones in order; a piece with n = 0 goes on with the note before it."""
    notes: list[PrintedNote] = []
    for note in (note for zone in zones for note in zone):
        if note.n == 0 and notes:
            notes[-1] = replace(notes[-1], text=printed(join(notes[-1].text, note.text)))
        elif note.n:
            notes.append(note)
    return notes


def note_start(text: str, symbols: bool = False) -> NoteStart | None:
    """What a note's line begins with, or None where no number and no raised symbol stands there; symbols:
    those that are not raised count too."""
    if found := RAISED.match(text.lstrip()):
        return NoteStart(found[1], text.lstrip()[found.end() :].lstrip(), True)
    if found := _NOTE_START.match(text):
        digits = next(group for group in found.groups() if group)
        return NoteStart(digits, text[found.end() :].lstrip(), False, found[2] is not None)
    if symbols and (found := _SYMBOL_START.match(text)):
        return NoteStart(found[1], text[found.end() :], False)
    return None
