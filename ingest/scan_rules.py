"""Pure: the rules of tables on a scanned page, and the page without them; tesseract takes rules for letters."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.scan_image import ink

_LEVEL = 90  # pixels at DPI: no stroke of a letter is as long
_UPRIGHT = 56  # a row of one line is as high
_INKED = 0.92  # of such a length, since scans break fine rules
_THICK = 14  # pixels; what is thicker is a picture or a stamp
_TOUCH = 12  # pixels: how far a rule may end before the one it meets
_RIM = 2  # grey pixels beside a rule

Segment = tuple[float, float, float, float]  # from x, y to x, y in pixels, along the rule


def find_rules(picture: Image.Image) -> tuple[list[Segment], Image.Image]:
    """The level and upright rules of a page, each along its middle, and the picture with them painted over.

    Rules may lean with the page. A picture without any comes back as it is.
    """
    print_ = ink(picture)
    level, level_at = _segments(print_, _LEVEL)
    upright, upright_at = _segments(np.ascontiguousarray(print_.T), _UPRIGHT)
    crossing = _crossing(np.array(level).reshape(-1, 4), np.array(upright).reshape(-1, 4)[:, [1, 0, 3, 2]])
    kept = [np.flatnonzero(crossing.sum(axis=axis) >= 2) for axis in (1, 0)]
    if not len(kept[0]) or not len(kept[1]):
        return [], picture
    from scipy import ndimage  # slow to import, and most files have no scans

    gone = np.isin(level_at, kept[0] + 1) | np.isin(upright_at, kept[1] + 1).T
    pixels = np.asarray(picture).copy()
    pixels[ndimage.binary_dilation(gone, np.ones((3, 3)), iterations=_RIM)] = np.percentile(
        pixels[::3, ::3], 70
    )
    rules = [level[n] for n in kept[0]] + [
        (y0, x0, y1, x1) for x0, y0, x1, y1 in (upright[n] for n in kept[1])
    ]
    return rules, Image.fromarray(pixels)


def _crossing(level: NDArray[np.float64], upright: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether level rule n, a row, and upright rule m, a column, cross or touch; letters of bold type do not."""
    x0, y0, x1, y1 = (level[:, [n]] for n in range(4))
    x, top, bottom = (upright[:, 0] + upright[:, 2]) / 2, upright[:, 1], upright[:, 3]
    y = y0 + (y1 - y0) * (x - x0) / np.maximum(x1 - x0, 1.0)
    return np.asarray((x0 - _TOUCH <= x) & (x <= x1 + _TOUCH) & (top - _TOUCH <= y) & (y <= bottom + _TOUCH))


def _segments(print_: NDArray[np.bool_], least: int) -> tuple[list[Segment], NDArray[np.int32]]:
    """The level strokes of at least so many pixels, and the number of each, from 1, where its ink is."""
    from scipy import ndimage  # slow to import, and most files have no scans

    labels, _ = ndimage.label(_long_runs(print_, least) & print_, np.ones((3, 3)))
    found, at = [], np.zeros(print_.shape, np.int32)
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        inside = labels[rows, columns] == number
        if inside.shape[1] < least or inside.sum() > _THICK * inside.shape[1]:
            continue
        ends = [
            float(np.flatnonzero(inside[:, part].any(axis=1)).mean()) for part in (slice(9), slice(-9, None))
        ]
        found.append((float(columns.start), rows.start + ends[0], float(columns.stop), rows.start + ends[1]))
        at[rows, columns][inside] = len(found)
    return found, at


def _long_runs(print_: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Where a window of `least` pixels along the row is almost all ink."""
    from scipy import ndimage  # slow to import, and most files have no scans

    share = ndimage.uniform_filter1d(print_.astype(np.float32), least, axis=1, mode="constant")
    return np.asarray(ndimage.maximum_filter1d(share >= _INKED, least, axis=1))
