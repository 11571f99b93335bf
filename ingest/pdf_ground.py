"""Rim: whether anybody sees a text of a PDF page: what colour it has, and what it is drawn upon."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

_WHITE = 250
_INVISIBLE = 3  # the render mode of a scan's text layer


class Ground:
    """What text is drawn upon: white letters are seen on a dark ground, invisible ones belong to a scan."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._drawn: list[tuple[float, float, float, float]] | None = None

    def hides(self, text: pdfium.FPDF_TEXTPAGE, at: int, owner: pdfium.FPDF_PAGEOBJECT) -> bool:
        colour = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFText_GetFillColor(text, at, *colour)
        red, green, blue, alpha = (part.value for part in colour)
        faint = alpha == 0 or min(red, green, blue) >= _WHITE
        if not faint and pdfium.FPDFTextObj_GetTextRenderMode(owner) != _INVISIBLE:
            return False
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text, at, *sides)
        x, y = (sides[0].value + sides[1].value) / 2, (sides[2].value + sides[3].value) / 2
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
