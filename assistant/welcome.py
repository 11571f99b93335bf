"""What a person sees before the first question, and the page of help."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.turn_html import ask_button

_HINT = (
    "Gõ câu hỏi về một số liệu hay một việc trong báo cáo vào ô dưới đây rồi nhấn Enter. "
    "Không dấu, viết tắt đều được. Mỗi số liệu trả lời đều kèm nguồn."
)
_GUIDE = Path(__file__).with_name("guide.html")
_SAMPLES = (
    '<p><button type="button" class="primary" data-act="samples">Nạp báo cáo mẫu để dùng thử</button> '
    "<small>Mười hai báo cáo hư cấu, gỡ ra được ở thẻ Báo cáo.</small></p>"
)


def welcome_html(examples: Sequence[str], *, empty: bool, samples: bool) -> str:
    """empty: whether the store holds no report; samples: whether sample reports are there to be taken in."""
    if empty:
        offer = _SAMPLES if samples else ""
        return (
            '<div class="empty"><p>Kho chưa có báo cáo nào. Mở thẻ <b>Báo cáo</b>, kéo thả các tệp PDF, Word, Excel '
            f"hoặc TXT vào đó, rồi quay lại đây để hỏi.</p>{offer}</div>"
        )
    buttons = "".join(map(ask_button, examples))
    return f'<div class="empty"><p>{_HINT}</p><div class="near">{buttons}</div></div>'


def guide_html(examples: Sequence[str], *, empty: bool, samples: bool) -> str:
    """How to ask, how to read an answer, what to do when there is none; with questions to click."""
    tried = welcome_html(examples, empty=True, samples=samples) if empty else _tried(examples)
    return f'<div class="guide">{tried}{_GUIDE.read_text("utf-8")}</div>'


def _tried(examples: Sequence[str]) -> str:
    return f'<h2>Hỏi thử</h2><div class="near">{"".join(map(ask_button, examples))}</div>' if examples else ""
