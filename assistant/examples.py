"""Questions that the store does answer, to begin with: a figure, a comparison, a trend, a ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from threading import Lock, Thread

from assistant.ask import ReportQueryEngine
from index_store.records import Header, Report

SHOWN = 4  # of plain figures
_TOPICS = (
    "Tổng thu ngân sách nhà nước của {} là bao nhiêu?",
    "{} có bao nhiêu doanh nghiệp thành lập mới?",
    "Tổng diện tích gieo trồng của {} đạt bao nhiêu?",
    "{} xảy ra mấy vụ tai nạn giao thông?",
    "{} kết nạp được bao nhiêu đảng viên?",
    "Tỷ lệ giải ngân vốn đầu tư công của {} đạt bao nhiêu phần trăm?",
    "Tỷ lệ hộ nghèo của {} còn bao nhiêu phần trăm?",
    "Tỷ lệ tham gia bảo hiểm y tế của {} đạt bao nhiêu?",
)
_COMPARED = ("thu ngân sách", "số hộ nghèo", "tổng diện tích gieo trồng")


class Examples:
    """Made once for each publication of the store; safe for many threads."""

    def __init__(self, engine: ReportQueryEngine) -> None:
        self.engine = engine
        self._lock = Lock()
        self._made: tuple[int, list[str]] = (-1, [])

    def __call__(self) -> list[str]:
        """Figures of the newest report first, then one question of each other shape; [] for an empty store."""
        with self._lock:
            store = self.engine.store
            if self._made[0] != store.sequence:
                self._made = (store.sequence, list(self._answered(store.reports())))
            return self._made[1]

    def warm_up(self) -> None:
        """Make them in the background, which loads the models too: the first question does not wait for them."""
        Thread(target=self, name="warm-up", daemon=True).start()

    def _answered(self, reports: list[Report]) -> Iterator[str]:
        if not reports:
            return
        newest = max(reports, key=_end).header
        about = f"{newest.unit.full_name} {newest.period.label if newest.period else ''}".strip()
        found = 0
        for topic in _TOPICS:
            question = _begun(topic.format(about))
            if found < SHOWN and self._answers(question, "figure"):
                found += 1
                yield question
        for kind, pattern in _shapes(reports):
            asked = (pattern.format(what) for what in _COMPARED)
            first = next((question for question in asked if self._answers(question, kind)), None)
            if first:
                yield _begun(first)

    def _answers(self, question: str, kind: str) -> bool:
        return bool(self.engine.answer(question).kind == kind)


def _begun(question: str) -> str:
    return question[:1].upper() + question[1:]


def _end(report: Report) -> int:
    return report.header.period.end.toordinal() if report.header.period else 0


def _shapes(reports: list[Report]) -> Iterator[tuple[str, str]]:
    """The kind of an answer, and the question that may give it, with a gap for the thing asked about."""
    units = Counter(report.header.unit for report in reports)
    unit, held = units.most_common(1)[0]
    headers: list[Header] = [r.header for r in sorted(reports, key=_end) if r.header.unit == unit]
    kinds = {h.period.kind: h.period for h in headers if h.period}
    for period in kinds.values():
        if period.shifted(-1) in {h.period for h in headers}:
            first, second = period.shifted(-1).label, period.label
            yield "comparison", f"So sánh {{}} của {unit.full_name} {first} và {second}"
            break
    if held > 1:
        yield "series", f"Diễn biến {{}} của {unit.full_name} qua các năm"
    levels = Counter((r.header.unit.level, r.header.period) for r in reports if r.header.period)
    (level, ranked), number = levels.most_common(1)[0] if levels else (("", None), 0)
    if number > 2 and ranked and level:
        yield "ranking", f"{ranked.label} {level} nào có {{}} cao nhất?"
