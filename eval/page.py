"""A run as one HTML page that needs nothing else: the scores, then every wrong answer beside what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from eval.intervals import Share
from eval.measures import Summary
from eval.run import Comparison, Row

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #bbb;padding:.3rem .6rem;text-align:left}
td.n{text-align:right;white-space:nowrap}article{border-left:4px solid #b3261e;padding:0 1rem;margin:1.5rem 0}
small{color:#555}blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid #ccc}.scroll{overflow-x:auto}
"""
COLUMNS = (  # a field of Summary, and its name for people
    ("right", "Trả lời đúng"),
    ("first", "Số đầu đúng"),
    ("found_1", "Đoạn đầu đúng"),
    ("found_5", "Trong 5 đoạn"),
    ("cited", "Trích dẫn đúng"),
    ("footnote", "Đúng chú thích"),
)


def percent(part: Share | None) -> str:
    """ "93,4 % (89,1-96,2; 71/76)"; "–" for nothing measured."""
    if part is None:
        return "–"
    value, low, high = (f"{100 * x:.1f}".replace(".", ",") for x in part[:3])
    return f"{value} % ({low}-{high}; {part.hits}/{part.n})"


def short(part: Share | None) -> str:
    """ "93,4 %": for a table in a terminal."""
    return percent(part).partition(" (")[0]


def plain(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"


def further(summary: Summary) -> list[tuple[str, str]]:
    """What a table of categories does not show, each with its name."""
    return [
        ("Đúng, câu có lời đáp", percent(summary.right_answerable)),
        ("Từ chối đúng chỗ", percent(summary.refusal_precision)),
        ("Câu không có lời đáp được từ chối", percent(summary.refusal_recall)),
        ("Số liệu không có trong trích dẫn", f"{summary.unsupported}/{summary.figures}"),
        ("Số từ một câu trả lời (trung vị)", plain(summary.words_median)),
        ("Thời gian p50 / p95 (ms)", f"{plain(summary.p50_ms)} / {plain(summary.p95_ms)}"),
    ]


def page(title: str, summaries: Mapping[str, Summary], rows: Sequence[Row], versus: Comparison | None) -> str:
    """The whole page. summaries: by category, the one over all first. Nothing of a question or answer is markup."""
    wrong = [row for row in rows if not row.marks.right]
    overall = next(iter(summaries.values()))
    head = "".join(f"<th>{escape(name)}</th>" for name in ("Loại", "Câu", *(name for _, name in COLUMNS)))
    body = "".join(
        f"<tr><td>{escape(name)}</td><td class=n>{s.n}</td>"
        + "".join(f"<td class=n>{percent(getattr(s, field))}</td>" for field, _ in COLUMNS)
        + "</tr>"
        for name, s in summaries.items()
    )
    facts = "".join(f"<tr><td>{escape(n)}</td><td class=n>{escape(v)}</td></tr>" for n, v in further(overall))
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style><h1>{escape(title)}</h1>"
        "<p>Trong ngoặc: khoảng tin cậy 95 % (Wilson), rồi số câu.</p>"
        f'<div class="scroll"><table><tr>{head}</tr>{body}</table></div><table>{facts}</table>'
        f"{_versus(versus)}<h2>{len(wrong)} câu sai</h2>{''.join(map(_article, wrong))}</html>\n"
    )


def _versus(versus: Comparison | None) -> str:
    if versus is None:
        return ""
    return (
        f"<h2>So với lần trước</h2><p>{escape(versus_line(versus))}</p>"
        f"<p>Nay đúng: {_names(versus.gained)}</p><p>Nay sai: {_names(versus.lost)}</p>"
    )


def versus_line(versus: Comparison) -> str:
    """In one sentence for people."""
    p = f"{versus.p:.3f}".replace(".", ",")
    apart = f" {versus.apart} câu chỉ có ở một lần." if versus.apart else ""
    return (
        f"Thêm {len(versus.gained)} câu đúng, thêm {len(versus.lost)} câu sai, {versus.same} câu như cũ "
        f"(McNemar, p = {p}).{apart}"
    )


def _names(ids: Iterable[str]) -> str:
    return escape(", ".join(ids)) or "không có"


def _article(row: Row) -> str:
    case, answer = row.case, row.answer
    expected = "; ".join(" | ".join(item) for item in case.expect) if case.answerable else "(từ chối)"
    source = f" trong {', '.join(case.reports)}" if case.reports else ""
    quotes = "".join(map(_quote, answer.get("citations") or []))
    return (
        f'<article id="{escape(case.id)}"><h3>{escape(case.question)}</h3>'
        f"<small>{escape(case.id)} · {escape(case.category)}</small>"
        f"<p><b>Trả lời:</b> {escape(str(answer.get('answer') or '(không có)'))}</p>"
        f"<p><b>Cần có:</b> {escape(expected + source)}</p>{quotes}</article>"
    )


def _quote(citation: Mapping[str, Any]) -> str:
    place = (
        f"{citation.get('report_file')}, mục {citation.get('section') or '–'}, trang {citation.get('page')}"
    )
    note = f", chú thích {citation['footnote']}" if citation.get("footnote") is not None else ""
    return f"<blockquote>{escape(str(citation.get('quote')))}<br><small>{escape(place + note)}</small></blockquote>"
