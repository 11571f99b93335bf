"""Each wrong answer as HTML, to be understood without the code: asked, expected, given, with both evidences. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from eval.cases import Item
from eval.causes import CAUSES
from eval.measures import has_item
from eval.run import Row
from eval.words import group

Picture = Callable[
    [str, int, str], str
]  # report (id, or file name without ending), page (0: where the quote stands), quote → src; "" for none
_LONGEST = 900  # letters of a quote or answer that are shown
_FOUND = ("wrongly_refused", "not_ranked")  # causes where what was needed was among what was found
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def failures_html(rows: Sequence[Row], picture: Picture) -> str:
    """The wrong answers, by cause."""
    wrong = [row for row in rows if not row.marks.right]
    if not wrong:
        return "<h3>Không có câu sai</h3>"
    order = list(CAUSES)
    wrong.sort(key=lambda row: order.index(row.cause) if row.cause in order else len(order))
    return f"<h3>{len(wrong)} câu sai</h3>{''.join(_failure(row, picture) for row in wrong)}"


def _failure(row: Row, picture: Picture) -> str:
    case, answer = row.case, row.answer
    earlier = "".join(f"<p><small>Trước đó: {escape(_turn(turn))}</small></p>" for turn in case.history)
    refusal = f"từ chối trả lời{f', vì {group(case.reason)}' if case.reason else ''}"
    expected = _items(case.expect) if case.answerable else refusal
    place = ", ".join(
        part
        for part in (
            ", ".join(case.reports),
            f"mục {case.section}" if case.section else "",
            f"trang {case.page}" if case.page else "",
            f"chú thích {case.footnote}" if case.footnote is not None else "",
        )
        if part
    )
    evidence = "".join(f"<blockquote>{_cut(sentence)}</blockquote>" for sentence in case.evidence)
    said = _BOLD.sub(r"<b>\1</b>", _cut(str(answer.get("answer") or "(không có)")))
    quote = case.evidence[0] if case.evidence else ""
    seen = _image(picture(case.reports[0], case.page or 0, quote), "cần có") if len(case.reports) == 1 else ""
    given = "".join(_citation(c, picture) for c in answer.get("citations") or [])
    slots = "".join(f"<li>{escape(words)}</li>" for words in differing(row))
    return (
        f'<details class="failure" id="{escape(case.id)}"><summary>{escape(case.question)}</summary>{earlier}'
        f"<p><small>{escape(case.id)} · {escape(group(case.category))}"
        f"{f' · gõ {escape(case.typing)}' if case.typing else ''}</small></p>"
        f'<p class="cause">{escape(CAUSES.get(row.cause, ""))}</p>{f"<ul>{slots}</ul>" if slots else ""}'
        f'<div class="beside"><div><h4>Cần có: {escape(expected)}</h4><p><small>{escape(place)}</small></p>'
        f"{evidence}{seen}</div>"
        f"<div><h4>Đã trả lời:</h4><p><small>{escape(_read_as(row))}</small></p><p>{said}</p>{given}</div>"
        "</div></details>"
    )


def differing(row: Row) -> list[str]:
    """In words, what of a wrong answer differs from what was expected."""
    proof, marks = row.proof, row.marks
    said = []
    missing = [item for item in row.case.expect if not has_item(str(row.answer.get("answer") or ""), item)]
    if row.case.answerable and not marks.refused and missing:
        said.append(f"Câu trả lời thiếu: {_items(missing)}.")
    if row.cause in _FOUND and proof.rank:
        said.append(f"Đoạn có lời đáp đứng thứ {proof.rank} trong các đoạn tìm được.")
    if marks.cited is False:
        said.append("Không trích dẫn nào của báo cáo được hỏi chứa lời đáp.")
    if marks.footnote is False:
        said.append("Trích khác chú thích.")
    if proof.page is False:
        said.append("Trích khác trang.")
    if proof.role is False:
        said.append("Số chính không đúng vai (thực hiện, kế hoạch, tăng giảm).")
    if proof.wrong_source:
        said.append("Có trích báo cáo khác báo cáo được hỏi.")
    if marks.unsupported:
        said.append(f"{marks.unsupported} số trong câu trả lời không có trong trích dẫn.")
    return said


def _items(items: Sequence[Item]) -> str:
    return "; ".join(" hoặc ".join(item) for item in items)


def _read_as(row: Row) -> str:
    """Which reports the question was taken to be about, and its words where they were mended."""
    read = row.answer.get("understood") or {}
    scope = [*(read.get("units") or ()), *(read.get("periods") or ()), *(read.get("issuers") or ())]
    words = str(read.get("text") or "")
    parts = [", ".join(scope), f"“{words}”" if words and words != row.case.question else ""]
    told = " · ".join(part for part in parts if part)
    return f"Hiểu là hỏi: {told}" if told else ""


def _turn(turn: str | Mapping[str, str]) -> str:
    return turn if isinstance(turn, str) else turn["content"]


def _citation(citation: Mapping[str, Any], picture: Picture) -> str:
    section = f", mục {citation['section']}" if citation.get("section") else ""
    place = f"{citation.get('report_file')}{section}, trang {citation.get('page')}"
    note = f", chú thích {citation['footnote']}" if citation.get("footnote") is not None else ""
    quote = str(citation.get("quote"))
    report, page = str(citation.get("report") or ""), citation.get("page")
    seen = _image(picture(report, int(page), quote), "đã trích") if report and page else ""
    return f"<blockquote>{_cut(quote)}<br><small>{escape(place + note)}</small></blockquote>{seen}"


def _image(source: str, what: str) -> str:
    if not source:
        return ""
    return f'<img class="page" loading="lazy" src="{escape(source)}" alt="Trang có lời {what}">'


def _cut(text: str) -> str:
    return escape(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
