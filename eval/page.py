"""A run as one HTML page that needs nothing else: the verdict, the figures, then every wrong answer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.failures_view import Picture, failures_html
from eval.figures_view import (
    funnel_html,
    groups_html,
    measures_html,
    provenance_html,
    typing_html,
    verdict_html,
    versus_html,
)
from eval.provenance import Provenance
from eval.run import Comparison, Row
from eval.sets import shipped_title

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #bbb;padding:.3rem .6rem;text-align:left}
td.n{text-align:right;white-space:nowrap}td.name{white-space:nowrap}.verdict{font-size:1.3rem;font-weight:600}small,.note{color:#555}
.failure{border-left:4px solid #b3261e;padding:.2rem 1rem;margin:.8rem 0}
.failure summary{cursor:pointer;font-weight:600}
.cause{color:#b3261e}.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:1rem}
blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid #ccc}.scroll{overflow-x:auto}
img.page{width:100%;border:1px solid #bbb}h4{margin:.3rem 0}
pre{background:#f3f4f6;padding:.5rem}meter{width:min(12rem,24vw)}.made-of code{overflow-wrap:anywhere}
"""


def page(
    rows: Sequence[Row],
    made_of: Provenance,
    versus: Comparison | None,
    picture: Picture,
    at_least: float | None = None,
) -> str:
    """The whole page; picture: gives page pictures that need no server. Nothing of a question or answer is markup."""
    title = f"Chấm {shipped_title(made_of.questions)}"
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1>"
        f"{verdict_html(rows, at_least)}{body(rows, made_of, versus, picture)}</html>\n"
    )


def body(rows: Sequence[Row], made_of: Provenance, versus: Comparison | None, picture: Picture) -> str:
    """What the page and the tab both show below the verdict."""
    return (
        f"{versus_html(versus, rows)}{funnel_html(rows)}{failures_html(rows, picture)}"
        f"<h3>Các phép đo</h3>{measures_html(rows)}<h3>Theo nhóm câu hỏi</h3>{groups_html(rows, versus)}"
        f"{typing_html(rows)}"
        f"<h3>Đã chấm trên gì</h3>{provenance_html(made_of)}"
    )
