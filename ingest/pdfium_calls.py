"""PDFium's calls that are made for every letter of a page, bound so that each takes half the time.

pypdfium2 binds them with typed pointers, which ctypes checks, and wraps in objects, at every call. Here handles and
the places of results are plain addresses, and the interpreter's lock is kept: a call takes less time than giving it
up. Arguments are PDFium's own, in its order; see its fpdf_text.h and fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

Address = int
Call = Callable[..., int]

_HANDLE = ctypes.c_void_p


def address_of(handle: Any) -> Address:
    """Of a page, a text page, an object or a function that pypdfium2 gave; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bound(function: Any, result: Any, *arguments: Any) -> Call:
    call: Call = ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))
    return call


_LETTER = (_HANDLE, ctypes.c_int)  # text page, index
code_at = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, *_LETTER)
owner_at = _bound(pdfium.FPDFText_GetTextObject, _HANDLE, *_LETTER)  # the text object; None for none
is_generated = _bound(pdfium.FPDFText_IsGenerated, ctypes.c_int, *_LETTER)
origin_at = _bound(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, *_LETTER, _HANDLE, _HANDLE)
loose_box_at = _bound(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, *_LETTER, _HANDLE)
ink_box_at = _bound(pdfium.FPDFText_GetCharBox, ctypes.c_int, *_LETTER, *(_HANDLE,) * 4)
matrix_at = _bound(pdfium.FPDFText_GetMatrix, ctypes.c_int, *_LETTER, _HANDLE)
colour_at = _bound(pdfium.FPDFText_GetFillColor, ctypes.c_int, *_LETTER, *(_HANDLE,) * 4)
font_name_at = _bound(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, *_LETTER, _HANDLE, ctypes.c_ulong, _HANDLE)
font_of = _bound(pdfium.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
render_mode_of = _bound(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _HANDLE)
font_size_at: Callable[[Address, int], float] = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, *_LETTER)
