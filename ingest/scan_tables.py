"""Rim: the ruled tables of a scanned page; cells that were read with doubt, or not at all, are read again alone.

The surest reading stands, with its doubt. A table with too many cells that
nobody could vouch for is none: its words stay text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageOps

from index_store.records import DOUBTFUL
from ingest import ocr
from ingest.ocr import Letter, ScannedLine, Word
from ingest.pdf_letters import Rule
from ingest.pdf_tables import Cell, ruled_areas
from ingest.scan_image import Cleaned, ink
from ingest.scan_rules import Segment, find_rules

_FEWEST_RULES = 4
# Of 764 cells of figures on invented scans the Vietnamese data alone gave 730 right and two wrong without a doubt,
# with the others 744 and none; at a scale of 2 an "8" is a "6" every time. What two readings agree on is no surer.
_READINGS = ((ocr.LANGUAGE, 0.85), (ocr.LANGUAGE, 1.25), (ocr.FIGURES, 0.85), (ocr.FIGURES, 1.25))
_RIM = 6  # pixels inside a cell's rules that may be theirs
_EMPTY = 24  # pixels of ink; a dash has more
_ACROSS = 0.4  # of a line's height: how far a word may reach over the side of its cell
_MIDDLE = 0.28  # of a line's height: how far its letters' middle is above the baseline, as `Word` has it
_UNSURE = 0.6  # confidence below which a cell counts as not read
_MOST_UNSURE = 0.25  # of a table's cells
_PAPER = 20  # pixels of white around a cell
_DASH_HIGH, _DASH_WIDE, _DASH_LINE = 10, 60, 40  # pixels
_ODD = 0.5  # the confidence of a figure that is written as nobody writes one
_FIGURE = re.compile(r"\(?[-+±≥≤<>~]?\d{1,3}(?:(?:\.\d{3})+|\d*)(?:,\d+)?\)?%?|\(?%\)?|[&+]|\d{1,2}/(?:\d{1,2}/)?\d{4}|\d{4}-\d{4}")
_ROMAN = re.compile(r"[IVX]{1,5}")
_NO_ROMAN = re.compile(r"[IVX1l]*[Hl][IVX1lH]*")
_BRACKETS = re.compile(r"\([^\w()]?[\d%]?[^\w()]?\)$")
_DIRT = "._'`´:;,~|¬\"“”‘’"


@dataclass(frozen=True, slots=True)
class ScannedTables:
    """A page's lines with its cells read, the rules of its tables in points as on a level page, and how many of its
    tables could not be read safely and lost their rules."""

    lines: list[ScannedLine]
    rules: list[Rule]
    unsafe: int


def read_with_tables(page: Cleaned, pt: float) -> ScannedTables:
    """The lines of a page, read without its rules where these make tables. pt: points to a pixel.

    Raises UnreadPageError.
    """
    segments, bare = find_rules(page.picture)
    rules = [_level_rule(segment, page, pt) for segment in segments]
    areas = [a for a in ruled_areas(rules) if len(a.rows) > 1 or len(a.rows[0]) > 1] if rules else []
    if len(rules) < _FEWEST_RULES or not areas:
        return ScannedTables(ocr.read_lines(page.picture), [], 0)
    lines = ocr.read_lines(bare)
    unsafe = 0
    for area in areas:
        cells = [cell for row in area.rows for cell in row if cell]
        lines, sure = _reread(lines, _Cells(cells, page, bare, pt))
        if not sure:
            unsafe += 1
            rules = [rule for rule in rules if not area.top - 1 <= (rule.top + rule.bottom) / 2 <= area.bottom + 1]
    return ScannedTables(lines, rules, unsafe)


def _level_rule(segment: Segment, page: Cleaned, pt: float) -> Rule:
    (x0, y0), (x1, y1) = page.level(*segment[:2]), page.level(*segment[2:])
    if abs(x1 - x0) > abs(y1 - y0):
        return Rule(x0 * pt, (y0 + y1) / 2 * pt, x1 * pt, (y0 + y1) / 2 * pt)
    return Rule((x0 + x1) / 2 * pt, y0 * pt, (x0 + x1) / 2 * pt, y1 * pt)


class _Cells:
    """The cells of one table: their places and their ink. Boxes are in pixels as on a level page."""

    def __init__(self, cells: Sequence[Cell], page: Cleaned, bare: Image.Image, pt: float) -> None:
        self.boxes = np.array(cells) / pt
        self._page, self._bare = page, bare
        self._paper = int(np.percentile(np.asarray(bare), 70))
        print_ = ink(bare)
        self._print = [print_[slices] for slices in map(self._slices, range(len(cells)))]
        self.inked = {n for n, inside in enumerate(self._print) if inside.sum() >= _EMPTY}

    def at(self, x: float, y: float) -> int:
        """The cell that holds a point of the picture, -1 for none."""
        x, y = self._page.level(x, y)
        left, top, right, bottom = self.boxes.T
        found = np.flatnonzero((left <= x) & (x < right) & (top <= y) & (y < bottom))
        return int(found[0]) if len(found) else -1

    def picture(self, n: int, scale: float) -> Image.Image:
        """The inside of a cell, level, with white around it."""
        left, top, right, bottom = self._inside(n)
        size = max(round((right - left) * scale), 1), max(round((bottom - top) * scale), 1)
        (x, y), (x_right, y_right), (x_down, y_down) = (
            self._page.leaning(*corner) for corner in ((left, top), (left + 1, top), (left, top + 1))
        )
        turn = (x_right - x) / scale, (x_down - x) / scale, x, (y_right - y) / scale, (y_down - y) / scale, y
        cut = self._bare.transform(size, Image.Transform.AFFINE, turn, Image.Resampling.BICUBIC, fillcolor=self._paper)
        return ImageOps.expand(cut, _PAPER, self._paper)

    def placed(self, n: int, lines: Sequence[ScannedLine], scale: float) -> list[ScannedLine]:
        """Lines read in a cell's picture, at their places on the page."""
        left, top, _, _ = self._inside(n)

        def point(x: float, y: float) -> tuple[int, int]:
            x, y = self._page.leaning((x - _PAPER) / scale + left, (y - _PAPER) / scale + top)
            return round(x), round(y)

        found = []
        for line in lines:
            words = tuple(
                replace(word, letters=tuple(Letter(g.text, (*point(*g.box[:2]), *point(*g.box[2:]))) for g in word.letters))
                for word in line.words
            )
            at, right = line.words[0].box[0], line.words[-1].box[2]
            (x0, y0), (x1, y1) = point(at, line.baseline(at)), point(right, line.baseline(right))
            slope = (y1 - y0) / max(x1 - x0, 1)
            found.append(ScannedLine(words, line.size / scale, slope, y0 - slope * x0))
        return found

    def is_first(self, n: int) -> bool:
        """Whether a cell stands in the first column."""
        return bool(self.boxes[n, 0] <= self.boxes[:, 0].min())

    def is_dash(self, n: int) -> bool:
        """Whether all that stands in a cell is one low, wide stroke."""
        rows, columns = self._print[n].any(axis=1).nonzero()[0], self._print[n].any(axis=0).nonzero()[0]
        high, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
        return bool(high <= _DASH_HIGH and 1.5 * high <= wide <= _DASH_WIDE)

    def dash(self, n: int) -> ScannedLine:
        """The dash that stands alone in a cell."""
        left, top, _, _ = map(int, self._corners(n))
        rows, columns = self._print[n].any(axis=1).nonzero()[0], self._print[n].any(axis=0).nonzero()[0]
        box = (left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
        return ScannedLine((Word((Letter("-", box),), 1.0),), _DASH_LINE, 0.0, float(box[3] + _DASH_HIGH))

    def _inside(self, n: int) -> tuple[float, float, float, float]:
        left, top, right, bottom = self.boxes[n]
        return left + _RIM, top + _RIM, max(right - _RIM, left + _RIM + 1), max(bottom - _RIM, top + _RIM + 1)

    def _corners(self, n: int) -> tuple[float, float, float, float]:
        """What holds the inside of a cell in the picture."""
        left, top, right, bottom = self._inside(n)
        corners = [self._page.leaning(x, y) for x in (left, right) for y in (top, bottom)]
        (x0, x1), (y0, y1) = ((min(values), max(values)) for values in zip(*corners, strict=True))
        return max(x0, 0.0), max(y0, 0.0), max(x1, 1.0), max(y1, 1.0)

    def _slices(self, n: int) -> tuple[slice, slice]:
        x0, y0, x1, y1 = map(int, self._corners(n))
        return slice(y0, y1), slice(x0, x1)


def _reread(lines: list[ScannedLine], cells: _Cells) -> tuple[list[ScannedLine], bool]:
    """The lines with the table's doubtful cells as they were read best; False when too many stay unread."""
    own: dict[int, list[ScannedLine]] = {}
    rest: list[ScannedLine] = []
    doubtful = set(cells.inked)
    for line in lines:
        parts: dict[int, list[Word]] = {}
        for word in line.words:
            x0, _, x1, _ = word.box
            middle, room = (x0 + x1) / 2, _ACROSS * line.size
            y = line.baseline(middle) - _MIDDLE * line.size
            n = cells.at(middle, y)
            parts.setdefault(n, []).append(word)
            doubtful |= {cells.at(x0 + room, y), cells.at(x1 - room, y)} - {n} if x1 - x0 > 2 * room else set()
        for n, words in parts.items():
            part = replace(line, words=tuple(words))
            if n < 0:
                rest.append(part)
            elif n in cells.inked:
                own.setdefault(n, []).append(part)
    own = {n: _weighed(parts, cells.is_first(n)) for n, parts in own.items()}
    for n in [n for n in cells.inked if cells.is_dash(n)]:
        own[n] = [cells.dash(n)]
    order = [n for n in sorted(doubtful & cells.inked) if _sureness(own.get(n, [])) < DOUBTFUL or _ends_oddly(own[n])]
    again = [
        [
            cells.placed(n, lines, scale)
            for n, lines in zip(
                order, ocr.read_blocks([cells.picture(n, scale) for n in order], language), strict=True
            )
        ]
        for language, scale in _READINGS
    ]
    for n, *readings in zip(order, *again, strict=True):
        own[n] = _best(own.get(n, []), [_weighed(lines, cells.is_first(n)) for lines in readings])
    unsure = sum(_sureness(own.get(n, [])) < _UNSURE for n in cells.inked)
    kept = [line for n in sorted(own) for line in own[n]]
    return rest + kept, unsure <= _MOST_UNSURE * len(cells.inked)


def _weighed(lines: Sequence[ScannedLine], numbering: bool) -> list[ScannedLine]:
    """What was read of a cell without the dirt in it. A figure is no surer than what was read beside it, and one that
    nobody prints so is as good as unread.

    numbering: the cell is of the first column, whose "1.2" is no figure, and whose "H" is "II".
    """
    kept = (replace(line, words=tuple(w for w in line.words if w.text.strip(_DIRT))) for line in lines)
    found = [line for line in kept if line.words]
    words = [word for line in found for word in line.words]
    letters = "".join(word.text for word in words if word.text.isalnum() or _has_digit(word.text))
    if numbering:
        odd = any(_NO_ROMAN.fullmatch(word.text) for word in words)
        sure = _ODD if odd else 1.0
    elif not letters or 3 * sum(map(str.isdigit, letters)) < len(letters):
        return found
    else:
        whole = all(_is_printed_so(word.text) for word in words)
        sure = min(word.confidence for word in words) if whole else _ODD
    return [
        replace(line, words=tuple(replace(w, confidence=min(w.confidence, sure)) for w in line.words))
        for line in found
    ]


def _ends_oddly(lines: Sequence[ScannedLine]) -> bool:
    """Whether a cell of words ends in brackets around a figure, which is what "(%)" is often taken for."""
    words = [word.text for line in lines for word in line.words]
    return len(words) > 1 and bool(_BRACKETS.search(words[-1]))


def _best(first: list[ScannedLine], again: Sequence[list[ScannedLine]]) -> list[ScannedLine]:
    """The surest reading of a cell; of words, with the figures in it as those read them that know figures best.

    again: a reading for each of _READINGS.
    """
    by_words = [first, *(r for r, (language, _) in zip(again, _READINGS, strict=True) if language == ocr.LANGUAGE)]
    by_figures = [r for r, (language, _) in zip(again, _READINGS, strict=True) if language == ocr.FIGURES]
    figures = [r for r in by_figures if r and all(_is_figure(word) for line in r for word in line.words)]
    best = max([*by_words, *figures], key=_sureness)
    for other in by_figures:
        best = _with_figures(best, other)
    return best


def _with_figures(lines: list[ScannedLine], other: list[ScannedLine]) -> list[ScannedLine]:
    """The lines with the figures of another reading of the same words, where those are surer, or per cent."""
    words = iter(word for line in other for word in line.words)
    if sum(len(line.words) for line in lines) != sum(len(line.words) for line in other):
        return lines

    def better(word: Word) -> Word:
        figure = next(words)
        return figure if _is_figure(figure) and ("%" in figure.text or figure.confidence > word.confidence) else word

    return [replace(line, words=tuple(map(better, line.words))) for line in lines]


def _is_figure(word: Word) -> bool:
    return bool(_FIGURE.fullmatch(word.text) or _ROMAN.fullmatch(word.text))


def _is_printed_so(word: str) -> bool:
    """True for words, and for figures with groups of three: not "9.55", "332/1" or a dash before a figure."""
    return bool(_FIGURE.fullmatch(word)) if _has_digit(word) or len(word) == 1 and not word.isalnum() else True


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _sureness(lines: Sequence[ScannedLine]) -> float:
    """The confidence of the least sure word; 0.0 where none was read."""
    return min((word.confidence for line in lines for word in line.words), default=0.0)
