"""A meeting sheet as HTML, whose buttons say what they do to it. Pure; everything is escaped here."""

from __future__ import annotations

import re
from html import escape

from assistant.answer import Answer, AnswerTable
from assistant.cards import card_html
from assistant.export_words import computed_words, title_of
from assistant.sheets import Entry, Sheet

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def words_html(answer: Answer) -> str:
    """An answer's words, its table, what was computed, and what a reader must know."""
    words = _BOLD.sub(r"<strong>\1</strong>", escape(answer.answer))
    parts = [f'<p class="words">{words}</p>']
    if answer.table:
        parts.append(_table(answer.table))
    parts += [f'<p class="computed">{escape(line)}</p>' for line in computed_words(answer.computed)]
    parts += [f'<p class="notice">{escape(notice)}</p>' for notice in answer.notices]
    return "".join(parts)


def _table(table: AnswerTable) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows
    )
    box = 'class="scroll" role="region" aria-label="Bảng số liệu" tabindex="0"'
    return f"<div {box}><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def sheet_html(sheet: Sheet) -> str:
    """The sheet as its files will show it, with the buttons that change it."""
    if not sheet.entries and not sheet.unanswered:
        return (
            '<p class="empty">Phiếu chưa có gì. Ghim câu trả lời ở thẻ Hỏi đáp, ghim số liệu ở thẻ Số liệu, '
            "hoặc dán cả danh sách câu hỏi vào ô bên dưới.</p>"
        )
    last = len(sheet.entries) - 1
    items = "".join(_entry(entry, n == 0, n == last) for n, entry in enumerate(sheet.numbered()))
    return f'<ol class="entries">{items}</ol>{_unanswered(sheet)}'


def _entry(entry: Entry, first: bool, last: bool) -> str:
    name = title_of(entry.answer) if entry.answer else entry.text
    if entry.answer is not None:
        inside = f"<h3>{escape(name)}</h3>{words_html(entry.answer)}{_sources(entry.answer)}"
    elif entry.kind == "heading":
        inside = f"<h2>{escape(name)}</h2>"
    else:
        inside = f'<p class="note">{escape(name)}</p>'
    buttons = [
        _button("up", entry.id, "↑", f"Đưa lên: {name}", off=first),
        _button("down", entry.id, "↓", f"Đưa xuống: {name}", off=last),
        *([] if entry.answer else [_button("edit", entry.id, "Sửa", f"Sửa: {name}")]),
        _button("drop", entry.id, "Bỏ", f"Bỏ khỏi phiếu: {name}"),
    ]
    return f'<li class="entry {entry.kind}"><div class="tools">{"".join(buttons)}</div>{inside}</li>'


def _button(does: str, key: str, shown: str, said: str, *, off: bool = False) -> str:
    return (
        f'<button type="button" data-do="{does}" data-key="{key}" aria-label="{escape(said[:120])}"'
        f"{' disabled' if off else ''}>{shown}</button>"
    )


def _sources(answer: Answer) -> str:
    cards = "".join(
        card_html(c, [f.printed for f in answer.figures if f.citation == c.n]) for c in answer.citations
    )
    marks = ", ".join(f"[{c.n}]" for c in answer.citations)
    return f"<details><summary>Nguồn {marks}</summary>{cards}</details>" if cards else ""


def _unanswered(sheet: Sheet) -> str:
    if not sheet.unanswered:
        return ""
    items = "".join(
        f'<li class="entry"><div class="tools">{_button("drop", e.id, "Bỏ", f"Bỏ: {title_of(e.answer)}")}</div>'
        f'<h3>{escape(title_of(e.answer))}</h3><p class="refusal">{escape(e.answer.answer)}</p></li>'
        for e in sheet.unanswered
        if e.answer is not None
    )
    return f'<h2>Câu chưa trả lời được ({len(sheet.unanswered)})</h2><ul class="entries">{items}</ul>'


def removed_html(said: str) -> str:
    """What was removed, and the button that puts it back."""
    return f'<p class="told" role="status">{escape(said)} <button type="button" data-do="undo">Hoàn tác</button></p>'
