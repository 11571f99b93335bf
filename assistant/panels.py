"""What opens above the question's box: choices of a chip, the form for a wrong answer, what was done. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.turn_html import FIELDS
from index_store.desk import Kept

LONGEST_NOTE = 2_000  # characters of what a person writes about an answer
FILTERED = 12  # more choices than this get a box to type in


def choices_html(turn: int, field: str, offered: Sequence[str], current: Sequence[str], chosen: str) -> str:
    """The choices of one chip. current: as understood; chosen: what the person set before, "" for nothing."""
    label = FIELDS[field].lower()

    def button(value: str, shown: str, pressed: bool) -> str:
        return (
            f'<button type="button" class="choice" data-act="choose" data-turn="{turn}" data-field="{field}" '
            f'data-value="{escape(value)}" aria-pressed="{str(pressed).lower()}">{escape(shown)}</button>'
        )

    buttons = [button("", "Bỏ chọn, theo câu hỏi", False)] if chosen else []
    buttons += [button(value, value, value == chosen or value in current) for value in offered]
    box = (
        f'<label class="filter">Tìm {label} <input type="search" data-filter autocomplete="off"></label>'
        if len(offered) > FILTERED
        else ""
    )
    return _dialog(f"Chọn {label} rồi hỏi lại", f'{box}<div class="choices">{"".join(buttons)}</div>')


def wrong_html(turn: int) -> str:
    """The form in which a person says what is wrong with an answer."""
    return _dialog(
        f"Câu trả lời {turn} sai ở đâu?",
        f'<form data-act="wrong" data-turn="{turn}">'
        f'<label>Sai ở chỗ nào <textarea name="note" rows="2" maxlength="{LONGEST_NOTE}"></textarea></label>'
        "<label>Câu trả lời đúng, nếu anh, chị biết "
        f'<textarea name="right" rows="2" maxlength="{LONGEST_NOTE}"></textarea></label>'
        '<p><button type="submit" class="primary">Gửi</button> '
        '<button type="button" data-act="close">Thôi</button></p></form>',
    )


def told_html(words: str) -> str:
    return f'<p class="told" role="status">{escape(words)}</p>'


def fault_html(words: str) -> str:
    """What went wrong and what to do."""
    return f'<p class="refusal" role="alert">{escape(words)}</p>'


def dropped_html(kept: Kept) -> str:
    return (
        f'<p class="told" role="status">Đã xóa “{escape(kept.title)}”. '
        f'<button type="button" data-act="restore" data-key="{escape(kept.id)}">Hoàn tác</button></p>'
    )


def past_html(conversations: Sequence[Kept], find: str = "") -> str:
    """The list of a person's conversations."""
    if not conversations:
        said = (
            "Không có cuộc hỏi đáp nào có các chữ này."
            if find.strip()
            else "Chưa có cuộc hỏi đáp nào được lưu."
        )
        return f'<p class="empty">{said}</p>'
    items = "".join(
        f'<li><button type="button" class="open" data-act="open" data-key="{escape(kept.id)}">'
        f"{escape(kept.title)}</button>"
        f"<small>{kept.changed.astimezone():%d/%m/%Y %H:%M} · {len(kept.body['turns'])} câu</small>"
        f'<button type="button" class="drop" data-act="drop" data-key="{escape(kept.id)}" '
        f'aria-label="Xóa cuộc hỏi đáp: {escape(kept.title)}">Xóa</button></li>'
        for kept in conversations
    )
    return f'<ul class="past">{items}</ul>'


def _dialog(title: str, inside: str) -> str:
    return (
        f'<section class="panel" role="dialog" aria-label="{escape(title)}"><header><h3>{escape(title)}</h3>'
        f'<button type="button" data-act="close" aria-label="Đóng">✕</button></header>{inside}</section>'
    )
