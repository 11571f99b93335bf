"""The rows of text on a PDF page, by size and baseline of what pypdf finds, with marks wrapped in RAISED.

A mark is a small number above the baseline of its neighbours; the neighbours' size decides, not the page's:
body marks can be as large as the notes. Coordinates are points, turned upright where the page is rotated.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject

from ingest.legacy_fonts import guess_encoding, in_unicode
from ingest.lines import CLOSE, SUPERIORS, UNIT_BEFORE, clean, raised

_DIGITS = re.compile(r"\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*$")


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class Row:
    """The pieces on one baseline, then its text."""

    y: float
    size: float
    pieces: list[_Piece] = field(default_factory=list)
    marks: list[_Piece] = field(default_factory=list)
    text: str = ""
    x: float = 0.0
    depth: float = 0.0  # of the baseline below the page's top
    bold: bool = False


def read_rows(page: PageObject) -> list[Row]:
    """The text of one page as rows from the top down, marks wrapped in RAISED."""
    pieces: list[_Piece] = []
    fonts: list[str] = []
    turn, box = page.rotation % 360, page.mediabox
    top = {90: -box.left, 180: -box.bottom, 270: box.right}.get(turn, box.top)

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        text = text.replace("\n", "")
        if not text:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        # Typst writes each baseline into cm and leaves tm at 0; Word scales a size of 1 by tm.
        up = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
        x, y = {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(turn, (x, y))
        name = str((font or {}).get("/BaseFont", ""))
        pieces.append(_Piece(text, x, y, round(size * (up or 1.0), 1), "bold" in name.lower()))
        fonts.append(name)

    page.extract_text(visitor_text=visit)
    guess = guess_encoding(" ".join(p.text for p in pieces))
    shown = in_unicode([(p.text, font) for p, font in zip(pieces, fonts, strict=True)], guess)
    for piece, text in zip(pieces, shown, strict=True):
        piece.text = clean(text)
    pieces = [piece for piece in pieces if piece.text]
    rows: list[Row] = []
    for piece in sorted((p for p in pieces if p.text.strip()), key=lambda p: -p.y):
        row = next(
            (r for r in reversed(rows[-3:]) if abs(r.y - piece.y) <= 0.2 * max(r.size, piece.size)), None
        )
        if row is None:
            rows.append(row := Row(piece.y, piece.size))
        row.pieces.append(piece)
        row.size = max(row.size, piece.size)
    rows = _attached(rows)
    _give_blanks(rows, [p for p in pieces if not p.text.strip()])
    for row in rows:
        _write(row)
        row.depth = float(top) - row.y
    return [row for row in rows if row.text.strip()]


def _attached(rows: list[Row]) -> list[Row]:
    """Rows of small pieces put into the row whose baseline they stand above (marks) or below (H₂O)."""
    kept: list[Row] = []
    for at, row in enumerate(rows):
        small = all(len(p.text.strip()) <= 7 for p in row.pieces)
        for host in rows[at + 1 : at + 3] if small else ():
            if row.size <= 0.8 * host.size and 0 < row.y - host.y < 0.75 * host.size:
                host.marks += row.pieces
                break
        else:
            above = kept[-1] if kept else None
            if small and above and row.size <= 0.8 * above.size and 0 < above.y - row.y < 0.35 * above.size:
                above.pieces += row.pieces
            else:
                kept.append(row)
    return kept


def _give_blanks(rows: list[Row], blanks: list[_Piece]) -> None:
    """Pieces that are blanks alone join the row at their height (Word writes some blanks apart)."""
    for blank in blanks:
        row = next((r for r in rows if abs(r.y - blank.y) <= 0.2 * r.size), None)
        if row:
            row.pieces.append(blank)


def _write(row: Row) -> None:
    """The row's text from left to right; columns that stand far apart are kept apart by three blanks."""
    marks = {id(p) for p in row.marks}
    pieces = sorted(row.pieces + row.marks, key=lambda p: p.x)
    text, right = "", 0.0
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].x if at + 1 < len(pieces) else None
        digits = piece.text.translate(SUPERIORS)
        if digits != piece.text:
            lifted = digits.isdigit() and not UNIT_BEFORE.search(text)
        else:
            lifted = bool(_DIGITS.match(digits)) and (
                id(piece) in marks or _is_lifted(piece, row.size, text, following)
            )
        content = raised(digits) if lifted else piece.text
        if lifted and digits.isdigit() and text.endswith(CLOSE) and piece.x <= right + 0.1 * piece.size:
            text, content = text[: -len(CLOSE)], digits + CLOSE  # one number drawn figure by figure
        if len(piece.text) == 1 and following == piece.x and text.endswith(piece.text):
            continue  # a face without "ơ" draws it in two steps, and both say "ơ"; the second takes no room
        if text and piece.x - right > max(2.5 * row.size, 0.2 * (right - pieces[0].x)) and piece.text.strip():
            content = "   " + content.lstrip()
        text += content
        right = max(right, piece.x + sum(_width(c) for c in piece.text) * piece.size)
    full = [p for p in row.pieces if p.text.strip()]
    row.text, row.x = text.strip(), min(p.x for p in full + row.marks)
    row.bold = all(p.bold for p in full)
    row.size = max({p.size for p in full}, key=lambda size: sum(len(p.text) for p in full if p.size == size))


def _is_lifted(piece: _Piece, size: float, before: str, after: float | None) -> bool:
    """Digits on the baseline that are raised all the same: a text rise, or a face's own superior figures.

    before: the row's text up to here; after: where the next piece begins. A text rise shows as a smaller
    size, superior figures (Typst uses them) as an advance well under the half em of a common figure.
    """
    glued = bool(before) and not before[-1].isspace()
    if piece.size <= 0.8 * size:
        return glued
    if not piece.text.isdigit():
        return False
    if after is None:
        return glued and not before[-1].isdigit()
    return after - piece.x < 0.42 * piece.size * len(piece.text)


def _width(letter: str) -> float:
    """About how wide a letter of a serif face is, in em; pypdf does not say."""
    return 0.25 if letter in " .,;:'|/-il" else 0.68 if letter.isupper() else 0.47
