"""The rows of text on a PDF page, from pieces with exact places, with marks wrapped in RAISED. Pure.

A mark is a number or a symbol above the baseline of its neighbours; the neighbours' size decides, not the
page's: body marks can be as large as the notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.lines import SUPERIORS, UNIT_BEFORE, raised
from ingest.pdf_letters import Letters, Piece

_LABEL = re.compile(r"\s*[\d()*†‡§¶ivxl,\s]{1,12}$")
_SUPERIOR = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_EMPTY_BRACKETS = re.compile(r"(?<!\S)(\d{1,3})\(\)")
_BLANK = 0.17  # of the size: white space that parts two words
_TOUCH_PT = 0.3  # less white space is no blank between pieces that were not drawn one after the other
_NUMBER = 4  # of the size: the room that a raised "(123)" takes before a note
DESCENT = 0.22  # of the size: how far letters reach below the baseline
_COLUMN = 2.5  # of the size: white space that parts two columns


class Word(NamedTuple):
    """Letters without a blank between them, footnote marks left out, in points from the page's top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


@dataclass(slots=True)
class Row:
    """The pieces on one baseline, then its text and its words."""

    y: float
    size: float
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Piece] = field(default_factory=list)
    text: str = ""
    words: list[Word] = field(default_factory=list)
    x: float = 0.0
    right: float = 0.0
    depth: float = 0.0  # of the baseline below the page's top
    bold: bool = False
    in_table: bool = False


def rows_of(letters: Letters) -> list[Row]:
    """The text of one page as rows from the top down, marks wrapped in RAISED."""
    rows: list[Row] = []
    for piece in sorted(letters.pieces, key=lambda p: -p.y):
        for row in rows[-1:-4:-1]:
            if abs(row.y - piece.y) <= 0.15 * max(row.size, piece.size):
                break
        else:
            rows.append(row := Row(piece.y, piece.size))
        row.pieces.append(piece)
        row.size = max(row.size, piece.size)
    rows = _attached(rows)
    for row in rows:
        row.depth = letters.top - row.y
        _write(row)
    return [row for row in rows if row.text.strip()]


def _attached(rows: list[Row]) -> list[Row]:
    """Rows of small pieces put into the row whose baseline they stand above (marks) or below (H₂O)."""
    kept: list[Row] = []
    for at, row in enumerate(rows):
        small = all(len(p.text.strip()) <= 7 for p in row.pieces)
        labels = small and all(_LABEL.match(p.text) for p in row.pieces)
        for host in rows[at + 1 : at + 3] if small else ():
            lower = row.size <= 0.8 * host.size or (labels and row.size <= host.size)
            if lower and 0 < row.y - host.y < 0.75 * host.size and _beside(row, host):
                host.marks += row.pieces
                break
        else:
            above = kept[-1] if kept else None
            if small and above and row.size <= 0.8 * above.size and 0 < above.y - row.y < 0.35 * above.size:
                above.pieces += row.pieces
            else:
                kept.append(row)
    return kept


def _beside(row: Row, host: Row) -> bool:
    """True when every piece of `row` stands within the host's width, before it as the number of a note does,
    or right behind what does."""
    left, right = min(p.x for p in host.pieces), max(p.right for p in host.pieces)
    for piece in sorted(row.pieces, key=lambda p: p.x):
        if not left - _NUMBER * host.size <= piece.x <= right + host.size:
            return False
        right = max(right, piece.right)
    return True


def _write(row: Row) -> None:
    """The row's text and words from left to right; columns that stand far apart are kept apart by three blanks."""
    lifted = {id(p) for p in row.marks if _LABEL.match(p.text.translate(SUPERIORS))}
    drawn = {id(p): at for at, p in enumerate(row.pieces)}  # letters of a stand-in font may come last
    pieces = sorted(row.pieces + row.marks, key=lambda p: p.x)
    text, label, right, before = "", "", pieces[0].x, -1
    for piece in pieces:
        step = piece.x - right
        if _is_mark(piece, lifted, label, text):
            figures = piece.text.translate(SUPERIORS)
            label += figures if step <= _BLANK * row.size or not label else f",{figures}"
        else:
            if label:
                text, label = text + (raised(label) or label), ""
            blank = piece.spaced and (step > _TOUCH_PT or drawn[id(piece)] == before + 1)
            apart = blank or step > _BLANK * row.size
            if text and step > max(_COLUMN * row.size, 0.2 * (right - pieces[0].x)):
                text += "   "
            elif text and apart:
                text += " "
            text += piece.text
            _add_word(row, piece, apart)
        right, before = max(right, piece.right), drawn.get(id(piece), before)
    text += raised(label) or label
    row.text = _EMPTY_BRACKETS.sub(lambda found: raised(found[1]), unicodedata.normalize("NFC", text).strip())
    row.x, row.right = min(p.x for p in pieces), right
    row.bold = all(p.bold for p in row.pieces)
    letters: Counter[float] = Counter()
    for piece in row.pieces:
        letters[piece.size] += len(piece.text)
    row.size = max(letters, key=letters.__getitem__)
    row.pieces, row.marks = [], []


def _is_mark(piece: Piece, lifted: set[int], label: str, before: str) -> bool:
    """Whether a piece is a mark, or one more figure of one; a "2" behind "m" is not, where no mark stands."""
    if not (piece.raised or lifted or _SUPERIOR.search(piece.text)):
        return False
    figures = piece.text.translate(SUPERIORS)
    if not label and figures in ("2", "3") and UNIT_BEFORE.search(before):
        return False
    superior = figures != piece.text and figures.isdigit()
    return id(piece) in lifted or superior or (piece.raised and _LABEL.match(figures) is not None)


def _add_word(row: Row, piece: Piece, apart: bool) -> None:
    bottom = row.depth + DESCENT * piece.size
    text, x0, top = piece.text, piece.x, bottom - piece.size
    if row.words and not apart:
        last = row.words.pop()
        text, x0, top = unicodedata.normalize("NFC", last.text + text), last.x0, min(last.top, top)
    row.words.append(Word(text, x0, top, piece.right, bottom, piece.size))
