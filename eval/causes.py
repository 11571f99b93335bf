"""Where a wrong answer went wrong: the first step of the way at which what was needed got lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eval.cases import Case
from eval.measures import Marks, has_item, holds_half, values_of
from eval.proof import Proof

# In the order of the way; each with its name for people.
CAUSES = {
    "not_read": "Không có trong kho: báo cáo chưa nạp, hoặc đoạn chứa lời đáp chưa đọc được",
    "not_found": "Có trong kho nhưng không tìm thấy",
    "wrongly_refused": "Tìm thấy nhưng lại từ chối",
    "not_ranked": "Tìm thấy nhưng xếp sau đoạn khác",
    "wrong_figure": "Đúng đoạn nhưng lấy sai số hoặc thiếu ý",
    "wrongly_answered": "Trả lời câu lẽ ra phải từ chối",
}
Held = Callable[
    [str], Sequence[str]
]  # a report's file name without ending → its passages; () where it is not held


def cause(case: Case, marks: Marks, proof: Proof, held: Held) -> str:
    """A key of CAUSES; "" for a right answer."""
    if marks.right:
        return ""
    if not case.answerable:
        return "wrongly_answered"
    if case.reports and not _is_held(case, held):
        return "not_read"
    if not proof.rank:
        return "not_found"
    if marks.refused:
        return "wrongly_refused"
    return "not_ranked" if proof.rank > max(1, len(values_of(case))) else "wrong_figure"


def _is_held(case: Case, held: Held) -> bool:
    """Whether every value, or some of the evidence, stands in a passage of the reports."""
    texts = [text for report in case.reports for text in held(report)]
    if values_of(case) and all(any(has_item(text, item) for text in texts) for item in values_of(case)):
        return True
    return any(holds_half(text, sentence) for text in texts for sentence in case.evidence)
