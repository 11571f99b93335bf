"""Rim: the straight strokes that a PDF page draws, of which the rules of tables are made."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

Stroke = tuple[float, float, float, float]  # from x, y to x, y in points of the page's own space, y upwards

_MOST = 20_000  # strokes; more of them are a map or a chart
_DEPTH = 3  # of forms within forms
_STRAIGHT_PT = 0.3
_LEAST_PT = 1.0


def read_strokes(page: pypdfium2.PdfPage) -> list[Stroke]:
    """Level and upright strokes in drawing order, those of a filled area's edges too; [] where a drawing holds
    too many to be a table."""
    found: list[Stroke] = []
    for path, matrix in _paths(page, pypdfium2.PdfMatrix(), _DEPTH):
        for (x0, y0), (x1, y1) in _segments(path):
            x0, y0 = matrix.on_point(x0, y0)
            x1, y1 = matrix.on_point(x1, y1)
            across, along = sorted((abs(x1 - x0), abs(y1 - y0)))
            if across <= _STRAIGHT_PT and along >= _LEAST_PT:
                found.append((x0, y0, x1, y1))
        if len(found) > _MOST:
            return []
    return found


def _paths(
    owner: pypdfium2.PdfPage | pdfium.FPDF_PAGEOBJECT, outer: pypdfium2.PdfMatrix, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, pypdfium2.PdfMatrix]]:
    """The paths of a page or a form with the matrix that takes them to the page. By PDFium's own calls: a page has
    some hundred objects of text, and pypdfium2 wraps each one."""
    is_page = isinstance(owner, pypdfium2.PdfPage)
    object_at = pdfium.FPDFPage_GetObject if is_page else pdfium.FPDFFormObj_GetObject
    count = (pdfium.FPDFPage_CountObjects if is_page else pdfium.FPDFFormObj_CountObjects)(owner)
    for at in range(count):
        drawn = object_at(owner, at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(drawn, own)
        matrix = pypdfium2.PdfMatrix.from_raw(own).multiply(outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield drawn, matrix
        elif depth:
            yield from _paths(drawn, matrix, depth - 1)


def _segments(path: pdfium.FPDF_PAGEOBJECT) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight parts of a path that is painted, closing strokes included."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroke)
    if not mode.value and not stroke.value:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium.FPDF_SEGMENT_LINETO:  # a curve's points end the straight part
            yield from pairwise(points)
            points = []
        points.append((x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = points[0]
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(start)
    yield from pairwise(points)
