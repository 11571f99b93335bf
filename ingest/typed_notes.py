"""Notes that a writer typed at the end of a Word file, where Word keeps none of its own. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import RAISED, Line, PrintedNote
from ingest.notes import NOTES_TITLE, NoteLine, gather, note_start, split_notes

_MARK = re.compile(rf"\w\s?(?:{RAISED.pattern}|[\[(]\d{{1,2}}[\])])")
_NO_NOTE = re.compile(  # an appendix, a section, a signature
    r"\s*(?:(?:Phụ lục|PHỤ LỤC|Biểu|BIỂU)(?!\w)|[IVX]{1,5}[.)]\s|TM\.|T/M|KT\.|TL\.|Nơi nhận:)"
)


def typed_notes(lines: Sequence[Line]) -> tuple[list[Line], list[PrintedNote]]:
    """The lines without the notes gathered below the body, and those notes; an appendix below them stays.

    They begin at the title "Chú thích:", or at the last line that begins with a raised 1.
    """
    marked = any(_MARK.search(line.text) for line in lines)
    titled = [
        i
        for i, line in enumerate(lines[:-1])
        if marked and NOTES_TITLE.match(line.text) and _first(lines[i + 1].text)
    ]
    begun = [i for i, line in enumerate(lines) if not line.grid and _first(line.text, only_raised=True)]
    start = titled[-1] if titled else begun[-1] if begun else len(lines)
    below = range(start, len(lines))
    ends = (i for i in below if lines[i].grid or lines[i].heading or _NO_NOTE.match(lines[i].text))
    end = next(ends, len(lines))
    inside = lines[start + bool(titled) : end]
    if not inside:
        return list(lines), []
    notes = gather([split_notes([NoteLine(line.text, line.page) for line in inside], 0, endnotes=True)])
    return [*lines[:start], *lines[end:]], notes


def _first(text: str, *, only_raised: bool = False) -> bool:
    found = note_start(text)
    return found is not None and found.label == "1" and (found.raised or not only_raised)
