"""Answers that people found wrong, to be looked at and made into questions of a set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from assistant.answer import Answer
from index_store.desk import Desk, Kept


def pending(desk: Desk) -> list[Kept]:
    """What nobody has looked at yet, of everyone, newest first."""
    return [k for k in desk.of_everyone("feedback") if not k.body.get("good") and not k.body.get("handled")]


def find(desk: Desk, key: str) -> Kept | None:
    return next((kept for kept in pending(desk) if kept.id == key), None)


def handled(desk: Desk, kept: Kept) -> None:
    """It has been looked at: made into a question, or passed over."""
    desk.put(replace(kept, body={**kept.body, "handled": True}))


def case_of(kept: Kept, question: str, right: str, report: str, *, answerable: bool) -> dict[str, Any]:
    """The question as a JSON line of a set. right: items apart by ";", ways of one item apart by "|"."""
    items = [[way.strip() for way in item.split("|")] for item in right.split(";") if item.strip()]
    return {
        "id": f"gop-y-{kept.id}",
        "category": "feedback",
        "question": question.strip(),
        "history": kept.body.get("history") or [],
        "answerable": answerable,
        "expect": items if answerable else [],
        "report": report,
    }


def report_of(kept: Kept) -> str:
    """The file name of the report that the answer cited first; "" where it cited none."""
    answer = answer_of(kept)
    return answer.citations[0].report_file if answer.citations else ""


def answer_of(kept: Kept) -> Answer:
    return Answer.from_json(kept.body["answer"])


def pending_html(waiting: Sequence[Kept]) -> str:
    """Each with a button that opens it."""
    if not waiting:
        return (
            '<p class="empty">Chưa có góp ý nào chờ xem. Ở thẻ Hỏi đáp, bấm 👎 dưới một câu trả lời '
            "và ghi câu trả lời đúng: góp ý sẽ hiện ở đây.</p>"
        )
    return f'<ul class="feedback">{"".join(map(_item, waiting))}</ul>'


def _item(kept: Kept) -> str:
    right, note = str(kept.body.get("right") or ""), str(kept.body.get("note") or "")
    lines = [f"Đã trả lời: {answer_of(kept).answer.replace('**', '')}"]
    lines += [f"Người dùng cho là: {right}"] if right else []
    lines += [f"Ghi chú: {note}"] if note else []
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<li><button type="button" class="as-link" data-do="review" data-key="{escape(kept.id)}">'
        f"{escape(str(kept.body['question']))}</button> <small>{kept.changed.astimezone():%H:%M %d/%m/%Y}</small>"
        f"{told}</li>"
    )
