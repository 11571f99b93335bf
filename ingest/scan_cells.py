"""Pure: the cells of a table on a scanned page: where they stand, their ink, their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image, ImageOps

from ingest.ocr import Letter, ScannedLine, Word
from ingest.pdf_words import Cell
from ingest.scan_image import Cleaned, ink
from ingest.scan_readings import Form

RIM = 6  # pixels inside a cell's rules that may be theirs
_EMPTY = 24  # pixels of ink; a dash has more
_SHAPE = 14  # pixels of ink of the least shape; a comma has more
_SIGN_WIDE = 0.72  # of its height: a figure with the white beside it; what is wider is several that touch
_HOLE = 3  # pixels of paper inside a figure
_PAPER = 20  # pixels of white around a cell
_DASH_HIGH, _DASH_WIDE, _DASH_LINE = 10, 60, 40  # pixels


class Cells:
    """The cells of one table: their places and their ink. Boxes are in pixels as on a level page.

    rim: pixels at each side that are not the cell's.
    """

    def __init__(
        self, cells: Sequence[Cell], page: Cleaned, bare: Image.Image, pt: float, rim: int = RIM
    ) -> None:
        self.boxes, self._rim = np.array(cells) / pt, rim
        self._page, self._bare = page, bare
        self._paper = int(np.percentile(np.asarray(bare)[::3, ::3], 70))
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
        cut = self._bare.transform(
            size, Image.Transform.AFFINE, turn, Image.Resampling.BICUBIC, fillcolor=self._paper
        )
        return ImageOps.expand(cut, _PAPER, self._paper)

    def placed(self, n: int, lines: Sequence[ScannedLine], scale: float) -> list[ScannedLine]:
        """Lines read in a cell's picture, at their places on the page."""
        left, top, _, _ = self._inside(n)

        def point(x: float, y: float) -> tuple[int, int]:
            x, y = self._page.leaning((x - _PAPER) / scale + left, (y - _PAPER) / scale + top)
            return round(x), round(y)

        def letter(read: Letter) -> Letter:
            return Letter(read.text, (*point(*read.box[:2]), *point(*read.box[2:])))

        found = []
        for line in lines:
            words = tuple(replace(word, letters=tuple(map(letter, word.letters))) for word in line.words)
            at, right = line.words[0].box[0], line.words[-1].box[2]
            (x0, y0), (x1, y1) = point(at, line.baseline(at)), point(right, line.baseline(right))
            slope = (y1 - y0) / max(x1 - x0, 1)
            found.append(ScannedLine(words, line.size / scale, slope, y0 - slope * x0))
        return found

    def form(self, n: int) -> Form:
        """What can be told of the signs in a cell without reading them; shapes that its edge cuts are left out."""
        from scipy import ndimage  # slow to import, and most files have no scans

        print_ = self._print[n]
        labels, count = ndimage.label(print_, np.ones((3, 3)))
        sizes = np.bincount(labels.ravel(), minlength=count + 1)
        cut = {0, *labels[0], *labels[-1], *labels[:, 0], *labels[:, -1]}
        boxes = [
            (y.stop - y.start, x.stop - x.start)
            for label, (y, x) in enumerate(ndimage.find_objects(labels), 1)
            if label not in cut and sizes[label] >= _SHAPE
        ]
        tall = 0.6 * max((high for high, _ in boxes), default=0)
        signs = sum(max(1, round(wide / (_SIGN_WIDE * high))) if high > tall else 1 for high, wide in boxes)
        paper, _ = ndimage.label(np.pad(~print_, 1, constant_values=True))
        return Form(signs, int((np.bincount(paper.ravel())[2:] >= _HOLE).sum()))

    def is_first(self, n: int) -> bool:
        """Whether a cell stands in the first column, or over it."""
        left, _, right, _ = self.boxes.T
        return bool((left[n] + right[n]) / 2 < right[left.argmin()])

    def dash(self, n: int) -> ScannedLine | None:
        """The dash that stands alone in a cell; None where something else stands there, too."""
        left, top, _, _ = map(int, self._corners(n))
        print_ = self._print[n]
        rows, columns = np.flatnonzero(print_.any(axis=1)), np.flatnonzero(print_.any(axis=0))
        high, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
        if not (high <= _DASH_HIGH and 1.5 * high <= wide <= _DASH_WIDE):
            return None
        x0, y0 = left + int(columns[0]), top + int(rows[0])
        box = (x0, y0, x0 + int(wide), y0 + int(high))
        return ScannedLine((Word((Letter("-", box),), 1.0),), _DASH_LINE, 0.0, float(box[3] + _DASH_HIGH))

    def _inside(self, n: int) -> tuple[float, float, float, float]:
        left, top, right, bottom = self.boxes[n]
        left, top = left + self._rim, top + self._rim
        return left, top, max(right - self._rim, left + 1), max(bottom - self._rim, top + 1)

    def _corners(self, n: int) -> tuple[float, float, float, float]:
        """What holds the inside of a cell in the picture."""
        left, top, right, bottom = self._inside(n)
        corners = [self._page.leaning(x, y) for x in (left, right) for y in (top, bottom)]
        (x0, x1), (y0, y1) = ((min(values), max(values)) for values in zip(*corners, strict=True))
        return max(x0, 0.0), max(y0, 0.0), max(x1, 1.0), max(y1, 1.0)

    def _slices(self, n: int) -> tuple[slice, slice]:
        x0, y0, x1, y1 = map(int, self._corners(n))
        return slice(y0, y1), slice(x0, x1)
