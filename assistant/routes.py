"""Routes beside Gradio's: a page's picture, a report's file; and whose visit it is. Gradio's cache holds none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import gradio as gr
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index_store.errors import ReportsError
from index_store.links import MAX_QUOTE, ORIGINALS, PICTURES
from index_store.pages import PagePictures
from index_store.store import Store

_COOKIE = "tracuu_nguoi"
_KEY = re.compile(r"[0-9a-f]{32}")
_YEAR_S = 365 * 24 * 3600
_SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=300"}


def person(request: gr.Request | Request) -> str:
    """The key of whoever is visiting, under which the desk keeps their things."""
    key = request.cookies.get(_COOKIE, "")
    return key if _KEY.fullmatch(key) else ""


class _Visitors:
    """Gives each browser a key of its own, in a cookie that no script can read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        known = scope["type"] != "http" or person(Request(scope))
        if known:
            await self._app(scope, receive, send)
            return

        async def send_with_key(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{_COOKIE}={uuid4().hex}; Max-Age={_YEAR_S}; Path=/; HttpOnly; SameSite=Lax"
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_key)


def app_settings(store: Store, more: Sequence[Route]) -> dict[str, Any]:
    """What the page's server is made with, beside Gradio's own. more: routes of the tabs."""
    pictures = PagePictures(store)

    def picture(request: Request) -> Response:
        quote = request.query_params.get("doan", "")[:MAX_QUOTE]
        try:
            drawn = pictures.picture(request.path_params["report"], request.path_params["page"], quote)
        except ReportsError as error:
            return PlainTextResponse(str(error), 404, _SAFE)
        told = {
            "X-Trang": str(drawn.page),
            "X-Danh-Dau": str(len(drawn.marked)),
            "X-Vi-Tri": f"{drawn.mark_at:.3f}",
        }
        return Response(drawn.png, media_type="image/png", headers=_SAFE | told)

    def original(request: Request) -> Response:
        try:
            report = store.report(request.path_params["report"])
        except ReportsError as error:
            return PlainTextResponse(str(error), 404, _SAFE)
        path = store.original(report)
        if not path.is_file():
            said = f"{report.file_name}: không còn bản gốc trong kho. Hãy nạp lại tệp này."
            return PlainTextResponse(said, 404, _SAFE)
        shown = "inline" if path.suffix == ".pdf" else "attachment"
        return FileResponse(path, filename=report.file_name, content_disposition_type=shown, headers=_SAFE)

    routes = [
        Route(f"{PICTURES}/{{report}}/{{page:int}}", picture),
        Route(f"{ORIGINALS}/{{report}}", original),
        *more,
    ]
    return {"routes": routes, "middleware": [Middleware(_Visitors)]}
