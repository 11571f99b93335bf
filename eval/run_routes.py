"""Files of the tab Đánh giá to take away: routes beside Gradio's, as none of them stands in Gradio's cache."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from eval.archive import PAGE, RUNS, kept_runs
from eval.propose import propose, sheet
from index_store.errors import ReportsError
from index_store.store import Store

_RUN = "/cham"
PROPOSED = "/cau-hoi/de-xuat.xlsx"  # made when asked for, of all reports
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SAFE = {"X-Content-Type-Options": "nosniff"}


def run_url(folder: Path) -> str:
    """The page of the run kept in the folder."""
    return f"{_RUN}/{quote(folder.name, safe='')}.html"


def run_routes(store: Store) -> list[Route]:
    """Nothing outside the runs that the store keeps is given."""

    def page(request: Request) -> Response:
        name = request.path_params["name"]
        run = next((run for run in kept_runs(store.folder / RUNS) if run.folder.name == name), None)
        if run is None:
            return PlainTextResponse("Không có lần chấm này. Hãy mở lại thẻ Đánh giá.", 404, _SAFE)
        return FileResponse(run.folder / PAGE, filename=f"ket-qua-{name}.html", headers=_SAFE)

    def proposed(_: Request) -> Response:
        try:
            made = sheet(propose(store))
        except ReportsError as error:
            return PlainTextResponse(str(error), 404, _SAFE)
        named = {"Content-Disposition": 'attachment; filename="cau-hoi-de-xuat.xlsx"'}
        return Response(made, media_type=_EXCEL, headers={**_SAFE, **named})

    return [Route(f"{_RUN}/{{name}}.html", page), Route(PROPOSED, proposed)]
