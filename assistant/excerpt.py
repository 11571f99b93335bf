"""The few words of a passage that answer: a figure with the comparison printed beside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.rank import Evidence
from index_store.language.sentences import clause_spans
from index_store.records import Figure, Role

COMPARISONS: frozenset[Role] = frozenset(
    {"plan", "pct_plan", "earlier", "change", "pct_change", "pct_of_earlier"}
)
_DELIMITER = re.compile(r"[,;()]|\.(?=\s|$)|\s[-–]\s")
_LEADING = re.compile(
    r"^(?:[\s,;:()\-–+•*]+|(?:và|với|trong đó|đồng thời|cụ thể|gồm|đã)(?!\w)[:,]?\s*)+", re.IGNORECASE
)
# A further item of what is counted: "vi phạm đất đai, xây dựng", "nhà tạm, nhà dột nát"; no new clause.
_ITEM = re.compile(
    r"\s?,\s(?!(?:tăng|giảm|bằng|đạt|trong|gồm|so|đã|có|là|với|như|chiếm|riêng|còn|làm|không|chưa|đưa|được|bị|tỷ|tổng|trị|ước"
    r"|kể|nhất|đặc|đồng|cụ|nhưng|do|nâng|thu|xử|cùng|lũy|tính|hiện|khoảng)(?!\w))(?P<item>[^\W\d_]+(?:\s[^\W\d_]+){0,3})(?=\s?[,;.()]|\s*$)"
)
ITEM_WORDS = 2  # of one that does not begin with a word that the item before it has
MAX_WORDS = 45


@dataclass(frozen=True, slots=True)
class Excerpt:
    """passage.text[start:end], with the headline figure inside it; figures: all that stand in it."""

    evidence: Evidence
    start: int
    end: int
    figures: tuple[Figure, ...]
    base: Figure | None = None  # the level that a comparison belongs to, when it stands outside

    @property
    def headline(self) -> Figure:
        assert self.evidence.figure is not None
        return self.evidence.figure

    @property
    def before(self) -> str:
        text = self.evidence.passage.text
        return _LEADING.sub("", text[self.start : self.headline.start])

    @property
    def shown(self) -> str:
        return self.evidence.passage.text[self.headline.start : self.headline.end]

    @property
    def after(self) -> str:
        after = self.evidence.passage.text[self.headline.end : self.end].rstrip(" ,;:.(")
        # A bracket that opened before the excerpt does not close in it.
        return after if "(" in after or "(" in self.before else after.replace(")", "")


def _clause(evidence: Evidence, at: int) -> tuple[int, int]:
    spans = clause_spans(evidence.passage.text, evidence.start, evidence.end)
    return next(((a, b) for a, b in spans if a <= at < b), (evidence.start, evidence.end))


def _next_delimiter(text: str, at: int, limit: int) -> int:
    match = _DELIMITER.search(text, at, limit)
    if match is None:
        return limit
    opened = text.count("(", 0, match.start()) - text.count(")", 0, match.start())
    return match.end() if match.group() == ")" and opened > 0 else match.start()


def _with_items(text: str, head: Figure, stop: int, limit: int) -> int:
    """Where the words after the figure end, the further items of its list taken in."""
    while head.end < stop < limit and (item := _ITEM.match(text, stop)):
        words = item["item"].split()
        known = len(words) <= ITEM_WORDS or words[0] in text[head.start : stop].split()
        if not known or item.end() > limit:
            break
        stop = item.end()
    return stop


def excerpt(evidence: Evidence, figures: Sequence[Figure]) -> Excerpt:
    """The clause around the figure, with its comparisons and without the figures of other indicators.

    figures: all of the passage, in order of place.
    """
    assert evidence.figure is not None
    head, text = evidence.figure, evidence.passage.text
    left, right = _clause(evidence, head.start)
    inside = [f for f in figures if left <= f.start < right]
    earlier = [f for f in inside if f.end <= head.start]
    later = [f for f in inside if f.start >= head.end]
    if earlier:
        cut = max(
            (m.end() for m in _DELIMITER.finditer(text, earlier[-1].end, head.start)), default=earlier[-1].end
        )
        left = cut
    end = head.end
    for figure in later:
        listed = figure.role == "part" and ":" in text[end : figure.start]  # "195 huy chương: 53 vàng"
        joined = not listed and not _DELIMITER.search(text, end, figure.start)
        same_list = head.role in COMPARISONS and figure.role in COMPARISONS
        if figure.role in COMPARISONS or same_list or joined:
            end = figure.end
        else:
            break
    following = next((f for f in later if f.start >= end), None)
    limit = following.start if following else right
    if following is not None and following.role == "part" and (colon := text.find(":", end, limit)) >= 0:
        limit = colon
    stop = _next_delimiter(text, end, limit)
    if stop == limit and following is not None:  # no delimiter before the next figure: cut at its lead-in
        stop = end + len(re.split(r"\s(?:và|với|cho|đối với|trong)\s", text[end:limit])[0])
    if end == head.end:
        stop = _with_items(text, head, stop, limit)
    base = None
    if head.role in COMPARISONS:
        base = next((f for f in reversed(earlier) if f.role not in COMPARISONS), None)
    taken = tuple(f for f in inside if left <= f.start and f.end <= stop)
    return Excerpt(evidence, left, max(stop, head.end), taken, base)


def quote_span(evidence: Evidence, start: int, end: int) -> tuple[int, int]:
    """What to quote: the whole sentence if it is short, else its clauses that hold [start, end)."""
    text = evidence.passage.text
    if len(text[evidence.start : evidence.end].split()) <= MAX_WORDS:
        return min(evidence.start, start), max(evidence.end, end)
    spans = [s for s in clause_spans(text, evidence.start, evidence.end) if s[0] < end and s[1] > start]
    if not spans:
        return start, end
    return min(spans[0][0], start), max(spans[-1][1], end)
