"""An answer as HTML: the words with their marks, the evidence beside them. Pure; everything is escaped here."""

from __future__ import annotations

import re
from html import escape

from assistant.answer import Answer, Citation
from index_store.records import DOUBTFUL

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"\[(\d+)\]")


def answer_html(answer: Answer, turn: int) -> str:
    """One question with its answer. turn: number of the question in the conversation, makes the anchors unique."""
    words = _BOLD.sub(r"<strong>\1</strong>", escape(answer.answer))
    known = {c.n for c in answer.citations}

    def mark(match: re.Match[str]) -> str:
        n = int(match.group(1))
        if n not in known:
            return match.group()
        return f'<a class="cite" href="#evidence-{turn}-{n}" title="Xem nguồn {n}">[{n}]</a>'

    words = _MARK.sub(mark, words)
    parts = [f'<div class="question">{escape(answer.question)}</div>', '<div class="answer">']
    if answer.understood.text and answer.understood.text != answer.question:
        parts.append(f'<p class="understood">Hiểu là: {escape(answer.understood.text)}</p>')
    kind = "refusal" if answer.refused else "words"
    parts.append(f'<p class="{kind}">{words}</p>')
    if answer.table and len(answer.table.rows) > 1:
        head = "".join(f"<th>{escape(c)}</th>" for c in answer.table.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{_MARK.sub(mark, escape(cell))}</td>" for cell in row) + "</tr>"
            for row in answer.table.rows
        )
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    parts += [f'<p class="computed">{escape(c.printed)} {escape(c.unit)}: máy tính từ các số đã dẫn</p>'
              for c in answer.computed]  # fmt: skip
    parts += [f'<p class="notice">{escape(notice)}</p>' for notice in answer.notices]
    parts.append("</div>")
    return "".join(parts)


def evidence_html(answer: Answer, turn: int) -> str:
    """The cards of one answer: where each cited passage stands, and its words with the figure marked."""
    if not answer.citations:
        return '<p class="empty">Câu trả lời này không có trích dẫn.</p>' if answer.refused else ""
    return "".join(_card(c, answer, turn) for c in answer.citations)


def _card(citation: Citation, answer: Answer, turn: int) -> str:
    where = [citation.page_name]
    if citation.section or citation.section_heading:
        heading = f"{citation.section} {citation.section_heading}".strip()
        where.insert(0, f"mục {heading}")
    if citation.footnote is not None:
        where.append(f"chú thích {citation.footnote}")
    if citation.table is not None:
        where.append(citation.table.place)
    doubt = '<p class="doubt">Cần đối chiếu với bản gốc</p>' if citation.confidence < DOUBTFUL else ""
    return (
        f'<article class="card" id="evidence-{turn}-{citation.n}" tabindex="0">'
        f"<h3>[{citation.n}] {escape(citation.unit)}, {escape(citation.period)}</h3>"
        f'<p class="where">{escape(" · ".join(where))}</p>'
        f"<blockquote>{_marked_quote(citation, answer)}</blockquote>{doubt}"
        f'<p class="file">{escape(citation.report_file)}</p></article>'
    )


def _marked_quote(citation: Citation, answer: Answer) -> str:
    """The quote, escaped, with the answer's figures in <mark>; whole numbers only."""
    printed = sorted({f.printed for f in answer.figures if f.citation == citation.n}, key=len, reverse=True)
    if not printed:
        return escape(citation.quote)
    pattern = re.compile(r"(?<![\d.,])(?:" + "|".join(map(re.escape, printed)) + r")(?!\d|[.,]\d)")
    found, at = [], 0
    for match in pattern.finditer(citation.quote):
        found += [escape(citation.quote[at : match.start()]), f"<mark>{escape(match.group())}</mark>"]
        at = match.end()
    return "".join([*found, escape(citation.quote[at:])])
