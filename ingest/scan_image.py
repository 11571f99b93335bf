"""Pure: a scanned page's picture made ready to be read: turned upright by its rows, specks taken out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

DPI = 300
_STEEPEST = 6.0  # degrees either way
_INK = 0.25  # of the way from paper to print
_TURNED_FROM = 0.7  # degrees; tesseract reads a page that leans less better as it is than turned
_SPECK = 9  # pixels at DPI: what is no wider and no higher, and stands alone, is dirt
_NEAR = 28  # pixels: a dot this near to a letter is its accent, or a full stop behind a raised mark
_COARSE = 4  # what is near is looked for on a picture so many times smaller


def cleaned(picture: Image.Image) -> Image.Image:
    """The grey picture upright, without specks; as large as it was."""
    angle = skew(_ink(picture))
    if abs(angle) >= _TURNED_FROM:
        picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(picture).copy()
    pixels[_specks(_ink(picture))] = 255
    return Image.fromarray(pixels)


def shapes(picture: Image.Image) -> NDArray[np.int64]:
    """The boxes of all connected shapes of ink, one a row: left, top, right, bottom, in pixels."""
    from scipy import ndimage  # slow to import, and most files have no scans

    labels, _ = ndimage.label(_ink(picture), np.ones((3, 3)))
    boxes = ((x.start, y.start, x.stop, y.stop) for y, x in ndimage.find_objects(labels))
    return np.array(list(boxes), dtype=np.int64).reshape(-1, 4)


def skew(ink: NDArray[np.bool_]) -> float:
    """The degrees to turn the page by, counter-clockwise, for its rows to lie level; 0.0 for an empty page.

    Level rows leave white gaps between them: the sums of the pixel rows differ the most.
    """
    small = Image.fromarray(ink.astype(np.uint8) * 255).reduce(4)
    if not np.asarray(small).any():
        return 0.0

    def contrast(angle: float) -> float:
        sums = np.asarray(small.rotate(angle, Image.Resampling.BILINEAR), dtype=np.float64).sum(axis=1)
        return float(np.square(np.diff(sums)).sum())

    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=contrast)
    return float(max(np.arange(best - 0.45, best + 0.46, 0.05), key=contrast))


def _ink(picture: Image.Image) -> NDArray[np.bool_]:
    """Where the page is printed on: a third of the way from its paper to its print; thin strokes are grey."""
    grey = np.asarray(picture)
    paper, print_ = np.percentile(grey, 70), np.percentile(grey, 1)
    return (
        np.asarray(grey < paper - _INK * (paper - print_))
        if paper - print_ > 40
        else np.zeros(grey.shape, bool)
    )


def _specks(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Small dots that stand away from every letter, with their grey rim."""
    from scipy import ndimage  # slow to import, and most files have no scans

    labels, count = ndimage.label(ink, np.ones((3, 3)))
    if not count:
        return ink
    boxes = ndimage.find_objects(labels)
    small = np.array([False, *(max(b.stop - b.start for b in box) <= _SPECK for box in boxes)])
    letters = Image.fromarray((ink & ~small[labels]).astype(np.uint8) * 255).reduce(_COARSE)
    near = ndimage.maximum_filter(np.asarray(letters) > 0, size=2 * (_NEAR // _COARSE) + 1)
    for number, (rows, columns) in enumerate(boxes, 1):
        if small[number]:
            small[number] = not near[rows.start // _COARSE, columns.start // _COARSE]
    return np.asarray(ndimage.binary_dilation(small[labels], iterations=3))
