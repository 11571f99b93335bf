"""Where a quote stands among the letters of a page: exactly, every digit equal, or nowhere. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from index_store.near_quotes import near_spans

MARK_SIZE = 0.8  # of the letters around it, below which a raised digit is a footnote's mark
MARK_HEIGHT = 0.55  # of the size of its type, below which a digit may be a raised one
MARK_RISE = 0.15  # of it, by which a raised digit stands above the foot of the letter beside it
_SAME = str.maketrans(
    {"\ufffe": "-", "\u2010": "-", "\u2011": "-", "\u00ad": "-", "“": '"', "”": '"', "’": "'", "…": "."}
)
_CELLS = re.compile(r"\s*\|\s*")
_LEAST_PART = 12  # letters of a quote on each of two pages


class Glyph(NamedTuple):
    """A printed letter or word: its box in points from the page's top left corner, the size of its type."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    begins_word: bool = False  # white space, or the start of a line, comes before it


Box = tuple[float, float, float, float]  # x0, top, x1, bottom


def find_quote(
    glyphs: Sequence[Glyph], quote: str, following: Sequence[Glyph] = (), *, slips: bool = False
) -> list[Box]:
    """One box for each line of the quote on the page; [] when it does not stand there word for word.

    White space and the marks of footnotes are passed over, nothing else is. A row of a table ("1 | Lúa | 10") is
    found by its cells, side by side. following: of the next page, onto which the quote may run. A quote that is
    printed several times is found each time. slips: the letters were read by OCR, and a few of them may be others;
    never a figure.
    """
    for letters in _orders(glyphs):
        found = _spans(letters, quote)
        if found:
            return [box for span in found for box in _boxes(letters[slice(*span)])]
    if slips and (near := _near(glyphs, quote)):
        return near
    if "|" in quote and (cells := _row(glyphs, [cell for cell in _CELLS.split(quote) if cell.strip()])):
        return cells
    return _first_part(glyphs, following, quote) if following else []


def _orders(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The page's letters as drawn, without marks, and from left to right; some programs draw odd letters last."""
    drawn = _letters(glyphs)
    yield drawn
    yield _without_marks(drawn)
    yield _without_marks([glyph for line in _lines(drawn) for glyph in sorted(line, key=lambda g: g.x0)])


def _letters(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without white space, in NFC: a combining mark is part of the letter before it."""
    found: list[Glyph] = []
    for glyph in glyphs:
        if found and unicodedata.combining(glyph.text[:1] or " "):
            found[-1] = found[-1]._replace(text=unicodedata.normalize("NFC", found[-1].text + glyph.text))
        elif text := _plain(glyph.text):
            found.append(glyph._replace(text=text))
    return found


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).translate(_SAME).split()).replace("|", "")


def _without_marks(letters: Sequence[Glyph]) -> list[Glyph]:
    """Without the raised digits that follow a letter."""
    kept: list[Glyph] = []
    for letter in letters:
        before = kept[-1] if kept else None
        if before and _is_mark(letter, before) and letter.x0 >= before.x1 - 1:
            continue
        kept.append(letter)
    return kept


def _is_mark(letter: Glyph, beside: Glyph) -> bool:
    """Whether a letter is a footnote's raised digit: of smaller type than the one beside it, or, in a typeface that has
    raised digits of its own, of the same type, but low and standing high.
    """
    if not letter.text.isdigit():
        return False
    low = letter.bottom - letter.top < MARK_HEIGHT * letter.size
    high = letter.bottom < beside.bottom - MARK_RISE * letter.size
    return letter.size < MARK_SIZE * beside.size or (low and high)


def _lines(letters: Sequence[Glyph]) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for letter in sorted(letters, key=lambda g: g.bottom):
        if lines and abs(lines[-1][0].bottom - letter.bottom) < 0.4 * max(letter.bottom - letter.top, 4.0):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _spans(letters: Sequence[Glyph], quote: str) -> list[tuple[int, int]]:
    """From and to which letter the quote stands, each time that it does."""
    wanted = _plain(quote)
    text = "".join(letter.text for letter in letters)
    if not wanted:
        return []
    at_of = [n for n, letter in enumerate(letters) for _ in letter.text]
    found = []
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        first, last = at_of[at], at_of[end - 1]
        if not (_joins(text, at, letters, first) or _joins(text, end, letters, last + 1)):
            found.append((first, last + 1))
        at = text.find(wanted, end)
    return found


def _near(glyphs: Sequence[Glyph], quote: str) -> list[Box]:
    letters = _letters(glyphs)
    text = "".join(letter.text for letter in letters)
    at_of = [n for n, letter in enumerate(letters) for _ in letter.text]
    found: list[Box] = []
    for at, end in near_spans(text, _plain(quote)):
        first, last = at_of[at], at_of[end - 1]
        if not (_joins(text, at, letters, first) or _joins(text, end, letters, last + 1)):
            found += _boxes(letters[first : last + 1])
    return found


def _joins(text: str, at: int, letters: Sequence[Glyph], n: int) -> bool:
    """Whether the letters on both sides of a place make one number or one word: "36" is not in "136" or "36,5"."""
    if not 0 < at < len(text) or not 0 < n < len(letters) or letters[n].begins_word:
        return False
    if _is_mark(letters[n - 1], letters[n]):
        return False  # a note's own number, raised right before its first word
    if text[at - 1].isalnum() and text[at].isalnum():
        return True
    if text[at] in ".,":
        one_word = n + 1 < len(letters) and not letters[n + 1].begins_word
        return one_word and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()
    return text[at - 1] in ".," and text[at].isdigit() and text[max(at - 2, 0)].isdigit()


def _boxes(letters: Sequence[Glyph]) -> list[Box]:
    """One box for each stretch of letters on one line, whichever way the lines run."""
    steps = [(b.x0 + b.x1 - a.x0 - a.x1, b.top + b.bottom - a.top - a.bottom) for a, b in pairwise(letters)]
    across = sum(abs(dx) < abs(dy) for dx, dy in steps) * 2 > len(steps)
    ahead = 1 if sum(step[across] > 0 for step in steps) * 2 >= len(steps) else -1
    lines: list[list[Glyph]] = []
    for letter in letters:
        last = lines[-1][-1] if lines else None
        if last and _follows(last, letter, across, ahead):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [
        (
            min(g.x0 for g in line),
            min(g.top for g in line),
            max(g.x1 for g in line),
            max(g.bottom for g in line),
        )
        for line in lines
    ]


def _follows(last: Glyph, letter: Glyph, across: bool, ahead: int) -> bool:
    """Whether a letter stands on the line of the one before it. across: lines run down or up the page."""
    along = (
        (last.top, last.bottom, letter.top, letter.bottom)
        if across
        else (last.x0, last.x1, letter.x0, letter.x1)
    )
    side = (
        (last.x0, last.x1, letter.x0, letter.x1)
        if across
        else (last.top, last.bottom, letter.top, letter.bottom)
    )
    size = max(letter.size, 4.0)
    gap = along[2] - along[1] if ahead > 0 else along[0] - along[3]
    return -size < gap < 1.2 * size and abs(side[0] + side[1] - side[2] - side[3]) < 1.2 * size


def _row(glyphs: Sequence[Glyph], cells: Sequence[str]) -> list[Box]:
    """The boxes of cells that stand beside each other from left to right; [] unless each one does.

    Words may stand above: a name that was merged over several rows is said in each of them, a figure never is.
    """
    letters = _without_marks(_letters(glyphs))
    places = [[_boxes(letters[slice(*span)]) for span in _spans(letters, cell)] for cell in cells]
    if not places or not all(places):
        return []
    figured = [n for n, cell in enumerate(cells) if any(map(str.isdigit, cell))]
    raised = [n not in figured for n in range(len(cells))]
    widest = max(range(len(cells)), key=lambda n: len(cells[n]))
    for anchor in places[widest]:
        if row := _beside(anchor, places, [False] * len(cells)):
            return row
    for anchor in places[figured[-1]] if figured else ():
        if row := _beside(anchor, places, raised):
            return row
    return []


def _beside(
    anchor: Sequence[Box], places: Sequence[Sequence[list[Box]]], raised: Sequence[bool]
) -> list[Box]:
    """The boxes of all cells in the row of `anchor`; [] where one is not there. raised: those that may stand above."""
    top, bottom = min(b[1] for b in anchor) - 2, max(b[3] for b in anchor) + 2
    row: list[Box] = []
    edge = float("-inf")
    for options, above in zip(places, raised, strict=True):
        middles = [((boxes[0][1] + boxes[-1][3]) / 2, boxes) for boxes in options if boxes[0][0] >= edge]
        fits = [(y, boxes) for y, boxes in middles if y <= bottom and (above or top <= y)]
        if not fits:
            return []
        _, nearest = min(fits, key=lambda fit: (-fit[0] if above else 0.0, fit[1][0][0]))
        row += nearest
        edge = max(box[2] for box in nearest) - 1
    return row


def _first_part(glyphs: Sequence[Glyph], following: Sequence[Glyph], quote: str) -> list[Box]:
    """The boxes of the part of a quote that stands on this page, the rest of it on the next one."""
    here, there = _without_marks(_letters(glyphs)), _without_marks(_letters(following))
    text = "".join(g.text for g in there)
    words = quote.split()
    for count in range(len(words) - 1, 0, -1):
        first, rest = " ".join(words[:count]), _plain(" ".join(words[count:]))
        if len(first) < _LEAST_PART or len(rest) < _LEAST_PART or rest not in text:
            continue
        if spans := _spans(here, first):
            return _boxes(here[slice(*spans[-1])])
    return []
