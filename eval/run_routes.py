"""The page of a kept run, to take away: a route beside Gradio's, as none of its files stands in Gradio's cache."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from eval.archive import PAGE, RUNS, kept_runs

_ADDRESS = "/cham"
_SAFE = {"X-Content-Type-Options": "nosniff"}


def run_url(folder: Path) -> str:
    """The page of the run kept in the folder."""
    return f"{_ADDRESS}/{quote(folder.name, safe='')}.html"


def run_routes(store: Path) -> list[Route]:
    """store: its folder; nothing outside the runs that it keeps is given."""

    def page(request: Request) -> Response:
        name = request.path_params["name"]
        run = next((run for run in kept_runs(store / RUNS) if run.folder.name == name), None)
        if run is None:
            return PlainTextResponse("Không có lần chấm này. Hãy mở lại thẻ Đánh giá.", 404, _SAFE)
        return FileResponse(run.folder / PAGE, filename=f"ket-qua-{name}.html", headers=_SAFE)

    return [Route(f"{_ADDRESS}/{{name}}.html", page)]
