"""Files to take away, over routes of our own: made when asked for, kept nowhere, a sheet only for whoever keeps it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import IO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.figure_index import FigureIndex
from assistant.figure_views import Asked, listed, side_by_side
from assistant.figures_list import rows_of, save_figures
from assistant.pairs_xlsx import save_pairs
from assistant.routes import person
from assistant.sheet_files import SUFFIXES, save_sheet_as
from assistant.sheets import read_sheet
from index_store.desk import NotKeptError
from index_store.errors import ReportsError

FIGURES = "/xuat/so-lieu.xlsx"
SHEETS = "/xuat/phieu"
MAX_ROWS = 20_000  # of one workbook made for the page
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def figures_url(asked: Asked) -> str:
    """The workbook of the figures that the choices give."""
    return f"{FIGURES}?{asked.as_query()}"


def sheet_url(key: str, suffix: str) -> str:
    """A sheet as a file. suffix: "docx" or "xlsx"."""
    return f"{SHEETS}/{quote(key, safe='')}.{suffix}"


def export_routes(index: FigureIndex) -> list[Route]:
    """The routes; they run beside Gradio's, in threads of the server."""

    def figures(request: Request) -> Response:
        asked = Asked.from_query(request.query_params)
        try:
            if asked.other:
                two = side_by_side(index, asked)
                return _file("hai-ky.xlsx", lambda stream: save_pairs(stream, two))
            selection = listed(index, asked)
            if len(selection) > MAX_ROWS:
                said = f"Mỗi lần xuất nhiều nhất {MAX_ROWS} số liệu, đang chọn {len(selection)}. Hãy lọc hẹp hơn."
                return PlainTextResponse(said, 413)
            rows = rows_of(index.store, selection)
        except ReportsError as error:  # a report was removed meanwhile
            return PlainTextResponse(str(error), 404)
        return _file("so-lieu.xlsx", lambda stream: save_figures(stream, rows))

    def sheet(request: Request) -> Response:
        key, suffix = request.path_params["key"], request.path_params["suffix"]
        try:
            kept = index.store.desk.get(person(request), key)
            if kept.kind != "sheet" or f".{suffix}" not in SUFFIXES:
                raise NotKeptError("Không có phiếu này. Hãy tải lại trang để xem danh sách mới nhất.")
        except ReportsError as error:
            return PlainTextResponse(str(error), 404)
        kind, held = SUFFIXES[f".{suffix}"], read_sheet(kept)
        return _file(f"{kept.title}.{kind}", lambda stream: save_sheet_as(stream, kind, kept.title, held))

    return [Route(FIGURES, figures), Route(f"{SHEETS}/{{key}}.{{suffix}}", sheet)]


def _file(name: str, save: Callable[[IO[bytes]], None]) -> Response:
    stream = io.BytesIO()
    save(stream)
    safe = quote(_NOT_IN_NAMES.sub(" ", name).strip() or "phieu", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{safe}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(stream.getvalue(), media_type=_KINDS[name.rpartition(".")[2]], headers=headers)
