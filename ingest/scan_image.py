"""Pure: a scanned page's picture made ready to be read: turned upright by its rows, specks taken out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DPI = 300
_STEEPEST = 6.0  # degrees either way
_INK = 0.25  # of the way from paper to print
_CONTRAST = 40  # of 255 greys between paper and print, at least
_TURNED_FROM = 0.7  # degrees; tesseract reads a page that leans less better as it is than turned
_SPECK = 9  # pixels at DPI: what is no wider and no higher, and stands alone, is dirt
_NEAR = 28  # pixels: a dot this near to a letter is its accent, or a full stop behind a raised mark
_COARSE = 4  # what is near is looked for on a picture so many times smaller


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page's picture without specks, as large as it was. turned: by how many degrees it was turned for its rows to
    lie level, counter-clockwise; lean: by how many it would still have to be.
    """

    picture: Image.Image
    turned: float
    lean: float

    def level(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the picture would be if its rows were level, in pixels."""
        return self._turned(x, y, math.radians(self.lean))

    def leaning(self, x: float, y: float) -> tuple[float, float]:
        """The point of the picture that `level` takes to this one."""
        return self._turned(x, y, -math.radians(self.lean))

    def _turned(self, x: float, y: float, angle: float) -> tuple[float, float]:
        middle_x, middle_y = self.picture.width / 2, self.picture.height / 2
        x, y, sin, cos = x - middle_x, y - middle_y, math.sin(angle), math.cos(angle)
        return middle_x + cos * x + sin * y, middle_y - sin * x + cos * y


def cleaned(picture: Image.Image) -> Cleaned:
    """The grey picture made ready to be read."""
    lean = skew(ink(picture))
    turned = lean if abs(lean) >= _TURNED_FROM else 0.0
    if turned:
        picture = picture.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(picture).copy()
    pixels[_specks(ink(picture))] = 255
    return Cleaned(Image.fromarray(pixels), turned, lean - turned)


def shapes(picture: Image.Image) -> NDArray[np.int64]:
    """The boxes of all connected shapes of ink, one a row: left, top, right, bottom, in pixels."""
    from scipy import ndimage  # slow to import, and most files have no scans

    labels, _ = ndimage.label(ink(picture), np.ones((3, 3)))
    boxes = ((x.start, y.start, x.stop, y.stop) for y, x in ndimage.find_objects(labels))
    return np.array(list(boxes), dtype=np.int64).reshape(-1, 4)


def skew(print_: NDArray[np.bool_]) -> float:
    """The degrees to turn the page by, counter-clockwise, for its rows to lie level; 0.0 for an empty page.

    Level rows leave white gaps between them: the sums of the pixel rows differ the most.
    """
    small = Image.fromarray(print_.astype(np.uint8) * 255).reduce(4)
    if not np.asarray(small).any():
        return 0.0

    def contrast(angle: float) -> float:
        sums = np.asarray(small.rotate(angle, Image.Resampling.BILINEAR), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(sums)).sum())

    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=contrast)
    return float(max(np.arange(best - 0.45, best + 0.46, 0.05), key=contrast))


def ink(picture: Image.Image) -> NDArray[np.bool_]:
    """Where the page is printed on: a third of the way from its paper to its print; thin strokes are grey."""
    grey = np.asarray(picture)
    # A part of the pixels says as much in a tenth of the time; the last share is for a page that is almost empty.
    paper, *prints = np.percentile(grey[::3, ::3], (70, 1, 0.1))
    for print_ in prints:
        if paper - print_ > _CONTRAST:
            return np.asarray(grey < paper - _INK * (paper - print_))
    return np.zeros(grey.shape, bool)


def _specks(print_: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Small dots that stand away from every letter, with their grey rim."""
    from scipy import ndimage  # slow to import, and most files have no scans

    labels, count = ndimage.label(print_, np.ones((3, 3)))
    if not count:
        return print_
    boxes = ndimage.find_objects(labels)
    small = np.array([False, *(max(b.stop - b.start for b in box) <= _SPECK for box in boxes)])
    letters = Image.fromarray((print_ & ~small[labels]).astype(np.uint8) * 255).reduce(_COARSE)
    near = ndimage.maximum_filter(np.asarray(letters) > 0, size=2 * (_NEAR // _COARSE) + 1)
    for number, (rows, columns) in enumerate(boxes, 1):
        if small[number]:
            small[number] = not near[rows.start // _COARSE, columns.start // _COARSE]
    return np.asarray(ndimage.binary_dilation(small[labels], iterations=3))
