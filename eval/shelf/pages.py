"""Lines and notes → the text of each page, as extraction leaves it.

An empty line follows every body line, marks are glued to words, the notes of a page stand after a line of 48
blanks, a following page begins with a blank.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

_BODY_WIDTH, _NOTE_WIDTH, _PAGE_LINES, _NOTE_HEIGHT = 80, 132, 38.0, 0.65
_MARK = re.compile("\N{INVISIBLE SEPARATOR}(\\d+)")


@dataclass(slots=True)
class Page:
    """What stands on one page."""

    body: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def text(self, first: bool) -> str:
        lines = [("" if first or at else " ") + line for at, line in enumerate(self.body)]
        body = "".join(f"{line} \n\n" for line in lines)
        return body[:-1] + (f"\n{' ' * 48}\n" + "".join(self.notes) if self.notes else "")


def mark(n: int) -> str:
    """The mark of note n inside a paragraph, still told from other digits."""
    return f"\N{INVISIBLE SEPARATOR}{n}"


def paginate(paragraphs: Sequence[str], notes: Sequence[str]) -> list[Page]:
    """Paragraphs with marks, and the notes from 1 on. Lines with two blanks side by side stay whole."""
    pages, height = [Page()], 0.0
    for row in (row for paragraph in paragraphs for row in _wrapped(paragraph)):
        own = [_note(int(n), notes[int(n) - 1]) for n in _MARK.findall(row)]
        more = 1 + sum(_NOTE_HEIGHT * note.count("\n") for note in own)
        if pages[-1].body and height + more > _PAGE_LINES:
            pages.append(Page())
            height = 0.0
        pages[-1].body.append(_MARK.sub(r"\1", row))
        pages[-1].notes += own
        height += more
    return pages


def _wrapped(paragraph: str) -> list[str]:
    if "  " in paragraph or not paragraph:
        return [paragraph]
    return textwrap.wrap(paragraph, _BODY_WIDTH, break_long_words=False, break_on_hyphens=False)


def _note(n: int, text: str) -> str:
    rows = textwrap.wrap(text, _NOTE_WIDTH, break_long_words=False, break_on_hyphens=False)
    # now and then the number stands alone on its line, as extractions leave it
    return (f"{n}\n " if n % 6 == 2 else f"{n} ") + "".join(f"{row} \n" for row in rows)
