"""Words of a PDF page → lines, and the stretches of lines that are dense with figures. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index_store.language.text import printed
from ingest.pdf_rows import Word
from ingest.table_grid import is_named

Line = list[Word]
Cell = tuple[float, float, float, float]  # x0, top, x1, bottom in points

COLUMN_GAP_PT = 6.0  # white space narrower than this parts words, not columns
_MOST_BETWEEN = 4  # lines without figures between two rows of figures
FIGURE = re.compile(r"[-+≥≤<>]?\d[\d.,]*\s?%?|[-–]")
_YEAR = re.compile(r"(?:19|20)\d\d")  # heads a column more often than it stands in one


def word_lines(words: Sequence[Word]) -> list[Line]:
    """Words on one baseline, from the top down, each line from the left."""
    lines: list[Line] = []
    for word in sorted(words, key=lambda w: (w.bottom, w.x0)):
        if lines and abs(lines[-1][0].bottom - word.bottom) < 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def segments(line: Line) -> list[Line]:
    """The line's words, cut where the white space is too wide for a blank."""
    found = [[line[0]]]
    for left, right in pairwise(line):
        if right.x0 - left.x1 >= COLUMN_GAP_PT:
            found.append([])
        found[-1].append(right)
    return found


def text_of(words: Sequence[Word]) -> str:
    return printed(" ".join(word.text for word in words))


def is_figured(line: Line) -> bool:
    """Words, then figures, each in its own place."""
    parts = segments(line)
    texts = [text_of(part) for part in parts[1:]]
    figures = sum(bool(FIGURE.fullmatch(text)) and not _YEAR.fullmatch(text) for text in texts)
    return figures >= 2 or (figures == 1 and len(parts) >= 3)


def bodies(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """First and last line of figures of each stretch that is dense with them; one line alone may be all that a page
    holds of a table.
    """
    stretches: list[list[int]] = []
    for at in (at for at, line in enumerate(lines) if is_figured(line)):
        between = lines[stretches[-1][-1] + 1 : at] if stretches else []
        if (
            stretches
            and len(between) <= _MOST_BETWEEN
            and not any(is_named(text_of(line)) for line in between)
        ):
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return [(found[0], found[-1]) for found in stretches]
