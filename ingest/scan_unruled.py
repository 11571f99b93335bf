"""Pure: tables without rules on scanned pages: where their cells stand, and whether the places of their words prove it.

Words of a scan are placed less surely than those of a PDF, and some are not seen at all. A table stands only where
figures line up in every column over several rows, each in a cell of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.pdf_header import BLANK_PT, Extent
from ingest.pdf_rows import Word
from ingest.pdf_unruled import Unruled, ends_header, joined_spans
from ingest.pdf_words import FIGURE, Cell, Line, bodies, is_figured, segments, text_of, word_lines

FEWEST_ROWS = 3  # of figures
_FEWEST_COLUMNS = 3
_MARGIN_PT = 6.0  # beside the first and the last column
_ABOVE, _BELOW = 1.1, 0.1  # of a word's size: how far its row reaches
_DOT_PT = 1.5  # what is no wider and no higher is dirt, where it stands alone, or a full stop
_MOST_HEAD_LINES = 12
_MOST_HEAD_STEP = 3.5  # of the size: between two lines that were read of one header
_RIM_PT = 1.5  # around a piece of a header
_LEAST_PIECE_PT = 3.5  # of the height: accents by themselves, that reach out of a row of capitals, are lower
_LINE = 1.2  # of a word's size: from line to line
_ACCENT_PT = 1.2  # between a letter and its accent, at most
_LINED_UP_PT = 4.0  # how far ends of figures in one column are from each other
_LINED_UP = 0.8  # of a column's figures, at least

Boxes = NDArray[np.float64]  # left, top, right, bottom in points, one a row


class Stretch(NamedTuple):
    """Rows that may be a table without rules: the place of their header; their cells, and the pieces of all lines
    without figures, of the header and between the rows."""

    head: Cell
    cells: list[Cell]
    above: dict[int, int]  # for a piece under one cell of a row, that cell


def unruled_stretches(words: Sequence[Word], ink: Boxes) -> list[Stretch]:
    """The stretches of a page that are dense with figures.

    ink: all connected shapes of the page, since not every figure is seen at the first reading.
    """
    lines = word_lines(words)
    found = []
    start = 0
    for first, last in bodies(lines):
        first, figured = _rows_of_figures(lines, first, last)
        bands = _bands(figured)
        columns = joined_spans([span for band in bands for span in _spans(ink, *band)])
        if len(figured) < FEWEST_ROWS or len(columns) < _FEWEST_COLUMNS:
            continue
        middles = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
        edges = [columns[0][0] - _MARGIN_PT, *middles, columns[-1][1] + _MARGIN_PT]
        body = [(x0, top, x1, bottom) for top, bottom in bands for x0, x1 in pairwise(edges)]
        top = _header_top(lines, first, start, columns)
        above = max(word.bottom for word in lines[top - 1]) if top else 0.0
        head = edges[0], above, edges[-1], bands[0][0]
        tops = [
            *(top for top, _ in bands[1:]),
            bands[-1][1] + _LINE * median(word.size for word in lines[last]),
        ]
        between = [(head[0], a[1], head[2], top) for a, top in zip(bands, tops, strict=True)]
        pieces = [piece for area in (head, *between) for piece in _pieces(ink, area)]
        above_pieces = {
            len(body) + at: cell
            for at, piece in enumerate(pieces)
            if (cell := _above(piece, body)) is not None
        }
        found.append(Stretch(head, body + pieces, above_pieces))
        start = last + 1
    return found


def _above(piece: Cell, body: Sequence[Cell]) -> int | None:
    """The cell of the last row over a piece that stands within its sides."""
    over = [
        n
        for n, (x0, _, x1, bottom) in enumerate(body)
        if x0 <= piece[0] and piece[2] <= x1 and bottom <= (piece[1] + piece[3]) / 2
    ]
    return over[-1] if over else None


def _header_top(lines: Sequence[Line], first: int, start: int, columns: Sequence[Extent]) -> int:
    """The first line above the line `first` that is no title, nor far above the next: what was read of a header may be
    anything."""
    top = first
    while top > max(start, first - _MOST_HEAD_LINES):
        line, below = lines[top - 1], lines[top]
        if below[0].bottom - line[0].bottom > _MOST_HEAD_STEP * line[0].size or ends_header(line, columns):
            break
        top -= 1
    return top


def _spans(ink: Boxes, top: float, bottom: float) -> list[Extent]:
    """From where to where the shapes of a row reach."""
    middle = (ink[:, 1] + ink[:, 3]) / 2
    large = np.maximum(ink[:, 2] - ink[:, 0], ink[:, 3] - ink[:, 1]) > _DOT_PT
    return [(float(x0), float(x1)) for x0, _, x1, _ in ink[(top <= middle) & (middle <= bottom) & large]]


def _pieces(ink: Boxes, area: Cell) -> list[Cell]:
    """What is written in an area, in pieces with white space around each."""
    x, y = (ink[:, 0] + ink[:, 2]) / 2, (ink[:, 1] + ink[:, 3]) / 2
    inside = ink[(area[0] < x) & (x < area[2]) & (area[1] < y) & (y < area[3])]
    if not len(inside):
        return []
    from scipy.sparse import csgraph  # slow to import, and most files have no scans

    apart = [
        np.maximum(
            inside[:, None, side] - inside[None, :, side + 2],
            inside[None, :, side] - inside[:, None, side + 2],
        )
        for side in (0, 1)
    ]
    count, piece = csgraph.connected_components((apart[0] < BLANK_PT) & (apart[1] < _ACCENT_PT))
    pieces = [inside[piece == n] for n in range(count)]
    boxes = [(*p[:, :2].min(axis=0), *p[:, 2:].max(axis=0)) for p in pieces]
    return [
        (x0 - _RIM_PT, y0 - _RIM_PT, x1 + _RIM_PT, y1 + _RIM_PT)
        for x0, y0, x1, y1 in boxes
        if y1 - y0 > _LEAST_PIECE_PT
    ]


def _rows_of_figures(lines: Sequence[Line], first: int, last: int) -> tuple[int, list[Line]]:
    """The rows with figures from the first that has about as many as most; above it stand words of a header that were
    taken for figures."""
    counts = {at: _figures(lines[at]) for at in range(first, last + 1) if is_figured(lines[at])}
    usual = median(counts.values())
    first = next(at for at, count in counts.items() if 2 * count >= usual)
    return first, [lines[at] for at in counts if at >= first]


def _figures(line: Line) -> int:
    return sum(bool(FIGURE.fullmatch(text_of(part))) for part in segments(line))


def _bands(figured: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where each row of words reaches."""
    bottoms = [(max(word.bottom for word in line), max(word.size for word in line)) for line in figured]
    above = [0.0, *(bottom for bottom, _ in bottoms)]
    return [
        (max(bottom - _ABOVE * size, before), bottom + _BELOW * size)
        for before, (bottom, size) in zip(above, bottoms, strict=False)
    ]


def of_one_size(words: Sequence[Word]) -> list[Word]:
    """The words of a page as large as most: what is measured of single lines is no proof of anything."""
    size = median([word.size for word in words])
    return [word._replace(size=size) for word in words]


def is_proved(table: Unruled, words: Sequence[Word]) -> bool:
    """Whether the figures of a table line up in their columns, every column of figures is headed, and nothing of the
    header is left above it."""
    lines = word_lines(words)
    figured = [line for line in lines if table.top <= line[0].bottom <= table.bottom and is_figured(line)]
    if len(figured) < FEWEST_ROWS and not table.bare:
        return False
    above = [line for line in lines if line[0].bottom < table.top]
    if above and not table.bare and not ends_header(above[-1], table.columns):
        if table.top - above[-1][0].bottom < _MOST_HEAD_STEP * above[-1][0].size:
            return False
    for at, (x0, x1) in enumerate(table.columns):
        column = [
            part
            for line in figured
            for part in segments(line)
            if x0 - 1 <= (part[0].x0 + part[-1].x1) / 2 <= x1 + 1
        ]
        figures = [part for part in column if FIGURE.fullmatch(text_of(part))]
        if at and figures and not (_lines_up(figures) and (table.bare or table.table.header[at])):
            return False
    return True


def _lines_up(figures: Sequence[Line]) -> bool:
    """Whether figures have one right end, one left end or one middle."""
    for places in (
        [part[-1].x1 for part in figures],
        [part[0].x0 for part in figures],
        [(part[0].x0 + part[-1].x1) / 2 for part in figures],
    ):
        middle = sorted(places)[len(places) // 2]
        if sum(abs(x - middle) <= _LINED_UP_PT for x in places) >= _LINED_UP * len(places):
            return True
    return False
