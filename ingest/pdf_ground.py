"""Rim: whether anybody sees a text of a PDF page: what colour it has, and what it is drawn upon."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from ingest import pdfium_calls as calls
from ingest.pdfium_calls import Address, address_of

_WHITE = 250
_INVISIBLE = 3  # the render mode of a scan's text layer


class Ground:
    """What text is drawn upon: white letters are seen on a dark ground, invisible ones belong to a scan."""

    def __init__(self, page: pypdfium2.PdfPage, text: pdfium.FPDF_TEXTPAGE) -> None:
        self._page, self._text = page, address_of(text)
        self._drawn: list[tuple[float, float, float, float]] | None = None
        self._colour, self._sides = (ctypes.c_uint * 4)(), (ctypes.c_double * 4)()
        self._colour_at = [ctypes.addressof(self._colour) + 4 * part for part in range(4)]
        self._sides_at = [ctypes.addressof(self._sides) + 8 * side for side in range(4)]

    def hides(self, owner: Address, at: int) -> bool:
        """Whether nobody sees a text object; at: one of its letters."""
        calls.colour_at(self._text, at, *self._colour_at)
        red, green, blue, alpha = self._colour
        faint = alpha == 0 or min(red, green, blue) >= _WHITE
        if not faint and calls.render_mode_of(owner) != _INVISIBLE:
            return False
        calls.ink_box_at(self._text, at, *self._sides_at)
        left, right, bottom, top = self._sides
        x, y = (left + right) / 2, (bottom + top) / 2
        return not any(a <= x <= c and b <= y <= d for a, b, c, d in self._dark())

    def _dark(self) -> list[tuple[float, float, float, float]]:
        """The boxes of pictures and of areas filled with a colour."""
        if self._drawn is None:
            kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH)
            found = [o for o in self._page.get_objects(kinds) if _is_coloured(o)]
            self._drawn = [o.get_bounds() for o in found]
        return self._drawn


def _is_coloured(drawn: pypdfium2.PdfObject) -> bool:
    if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE:
        return True
    colour = [ctypes.c_uint() for _ in range(4)]
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.raw, mode, stroke)
    pdfium.FPDFPageObj_GetFillColor(drawn.raw, *colour)
    red, green, blue, alpha = (part.value for part in colour)
    return bool(mode.value) and alpha > 0 and min(red, green, blue) < _WHITE
