"""The figures of a passage: each quantity with its role, status, span and what it counts. Pure.

The indicator keeps the most specific words first, its zones separated by " ‹ ": its own words ‹ its part of the
clause ‹ the head of its sentence ‹ the anchor sentence ‹ the heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index_store.language.flat import flat
from index_store.language.numbers import Quantity, find_quantities
from index_store.language.sentences import clause_spans, sentence_spans
from index_store.language.text import fold
from index_store.language.units import base, noun_end, unit_class
from index_store.records import Figure, Passage, Period, Role, Table
from ingest.indicator_words import BREAK, INNER
from ingest.indicators import (
    Region,
    clean,
    hangs_on,
    regions,
    shortened,
    telling,
    without_numbers,
    words_of,
)
from ingest.passages import rows_of
from ingest.respectively import Told, respectively
from ingest.roles import COMPARISONS, Place, role_of
from ingest.row_figures import INHERITS, column_role, find_row_figures
from ingest.standing import span_of, speaks_of_tasks, status_of

__all__ = ["INHERITS", "column_role", "figures_of", "find_figures", "find_row_figures"]

_PART_LIST = re.compile(r"(?:trong (?:đó|số đó)|(?<!\w)gồm(?!\w)|cụ thể)(?P<listed>[^,;]{0,30}:)?")
_LABEL = re.compile(r"[^,;:()]{3,90}?:(?=\s)")
_NO_LABEL = re.compile(r"trong đó|cụ thể|gồm|kết quả|như sau|cùng kỳ|kế hoạch|năm \d{4}", re.IGNORECASE)


_MOST_BEGUN, _FEW = 6, 3  # words before the comma, and behind it
_SAYS = re.compile(  # a remark by itself, or whence and when
    r"(?<!\w)(?:được|đã|tiếp tục|quan tâm|đảm bảo|bảo đảm|tăng cường|chú trọng|trong|theo|tính|đến|qua|nhờ|do|từ|lũy kế"
    r"|cụ thể|riêng|gồm|về|năm|tháng|quý|kỳ)(?!\w)",
    re.IGNORECASE,
)
_DONE_OF_PLAN = re.compile(r"(?:da |moi )?(?:thuc hien|dat)(?!\w)")
_COUNTED = re.compile(r"(?:^|\s)[Ss]ố(?: lượng)? (?=\S)")
# Between two numbers of one thing: "11 trên tổng số 13 xã", "17 (cùng kỳ 15 vụ)".
_SAME_COUNT = re.compile(
    r"\s?(?:trong|tren)(?: tong)?(?: so)?\s?"
    r"|\s?[/(]?\s?(?:so voi )?(?:cung ky|ck|ke hoach|kh|chi tieu|nam truoc)[^,;()\d]{0,25}(?:20\d\d)?[^,;()\d]{0,12}"
)


_OF_NOW = re.compile(r"(?<!\w)(?:nam|ky|quy|thang|hien) nay(?!\w)|(?<!\w)(?:tang|giam)(?!\w)")
_MOST_PARTS = 8
_OPENS_PARTS = re.compile(r"[^,;.()\d]{0,40}[:(](?=[^:(]*$)")
_IN_BRACKET = re.compile(r"[^,;()\d]{0,40}\([^,;()\d]{0,30}")
# A sentence of what was a year ago: "Cùng kỳ: heo 22.375 con; gia cầm 370.669 con."
_ALL_OF_THEN = re.compile(
    r"\W*(?:cung ky|nam truoc|ky truoc)(?: nam (?:truoc|ngoai|20\d\d)| 20\d\d)?(?: (?:la|dat"
    r"|tuong ung))?\s*:"
    r"|\W*(?:cung ky|nam truoc)(?: nam (?:truoc|ngoai|20\d\d)| 20\d\d)?(?: (?!tang|giam|so|va)[a-z]+){0,4} (?=\d)"
)


@dataclass(slots=True)
class _Level:
    """A level that comparisons after it may belong to."""

    quantity: Quantity
    clause: int  # where its clause begins
    own: str  # its words
    subject: str  # those of them that say of what
    aside: bool  # a part, or in brackets: what comes after is not about it


@dataclass(slots=True)
class _Sentence:
    """What is told of one sentence while its quantities are read from left to right."""

    passage: Passage
    flat: str
    low: str
    bare: str
    start: int
    end: int
    task: bool
    estimated: bool
    period: Period | None
    inherited: tuple[str, str, str]
    of_then: bool  # all of it is of a year before
    levels: list[_Level] = field(default_factory=list)
    last: str = ""  # the words of the figure before
    parts_of: frozenset[str] = frozenset()  # first words of the units that a list of parts counts
    parts_end: int = 0  # where that list ends at the latest
    plan_unit: str = ""  # of the plan that stands in it already
    counted: str = ""  # the unit of the bare number before, in a list of such
    told: dict[int, Told] = field(default_factory=dict)  # of its clause, see respectively.py


def figures_of(
    passages: Sequence[Passage], tables: Sequence[Table], period: Period | None
) -> Iterator[Figure]:
    """Every figure of a report of this period, in reading order, as if nothing of it were in doubt."""
    rows = rows_of(passages, tables)
    for passage in passages:
        if passage.id in rows:
            yield from find_row_figures(passage, *rows[passage.id], period)
        else:
            yield from find_figures(passage, period)


def find_figures(passage: Passage, period: Period | None) -> tuple[Figure, ...]:
    """The figures of a paragraph or footnote, in order; () for a header or a row (see find_row_figures).

    period: of the report; a year before it marks an earlier value.
    """
    if passage.kind not in ("paragraph", "footnote"):
        return ()
    text = passage.text
    quantities = find_quantities(text)
    if not quantities:
        return ()
    task = speaks_of_tasks(passage.path, period)
    estimated = any("uoc thuc hien" in fold(h) for h in passage.path)
    folded, bare = flat(text), without_numbers(text, quantities)
    low = text.lower() if len(text.lower()) == len(text) else text
    figures: list[Figure] = []
    subject = ""  # what the sentence before was about
    for start, end in sentence_spans(text):
        own = [q for q in quantities if start <= q.start < end]
        if not own:
            continue
        head = _head(bare, start, end, own)
        inherited = (f"{head} {subject}".strip(), passage.anchor, passage.section_heading)
        of_then = bool(_ALL_OF_THEN.match(folded, start, end)) and not _OF_NOW.search(folded, start, end)
        sentence = _Sentence(
            passage, folded, low, bare, start, end, task, estimated, period, inherited, of_then
        )
        for clause in clause_spans(text, start, end):
            inside = [q for q in own if clause[0] <= q.start < clause[1]]
            if inside:
                figures.extend(_clause_figures(sentence, clause, inside))
        subject = next((level.subject for level in sentence.levels if level.subject), "")
    return tuple(_parts_of_sums(figures, folded))


def _parts_of_sums(figures: list[Figure], flat: str) -> list[Figure]:
    """What adds up to the figure before a colon or a bracket is its parts: "195 huy chương: 53 HCV, 56 HCB, 86 HCĐ"."""
    found = list(figures)
    for n, whole in enumerate(figures):
        after = figures[n + 1 : n + 1 + _MOST_PARTS]
        if (
            whole.role not in ("level", "part")
            or not after
            or not _OPENS_PARTS.match(flat, whole.end, after[0].start)
        ):
            continue
        left = whole.value_base
        for size, part in enumerate(after, 1):
            alike = not part.unit or unit_class(part.unit) == unit_class(whole.unit)
            if part.role not in ("level", "part") or not alike or part.value_base <= 0 or left <= 0:
                break
            left -= part.value_base
            if not left and size > 1:
                found[n + 1 : n + 1 + size] = [replace(f, role="part") for f in after[:size]]
    return found


def _head(bare: str, start: int, end: int, own: Sequence[Quantity]) -> str:
    """The sentence's beginning up to its first quantity, and what is said right after it."""
    first = own[0]
    tail = BREAK.search(bare, first.end, end)
    return clean(bare[start : first.start] + " " + bare[first.end : tail.start() if tail else end])


def _clause_figures(s: _Sentence, clause: tuple[int, int], inside: list[Quantity]) -> list[Figure]:
    label = _label(s, clause, inside)
    parts = [clause[0], *(m.start() for m in INNER.finditer(s.bare, *clause)), clause[1]]
    homes: dict[int, tuple[Region, int]] = {}
    for region in regions(s.bare, *clause, inside):
        homes |= {q.start: (region, n) for n, q in enumerate(region.inside)}
    found: list[Figure] = []
    s.last = s.counted = ""
    s.told = respectively(s.bare, clause, inside)
    for q in inside:
        region, at = homes[q.start]
        place = _place(s, clause, inside, region, found)
        role = _as_part(s, clause, q, role_of(place, s.task, s.period), place.previous)
        if s.of_then and role in ("level", "part"):
            role = "earlier"
        own = _own_words(s, clause, region, at, role, label)
        stop = BREAK.search(s.bare, q.end, clause[1])
        own_end = stop.start() if stop else clause[1]
        part = next(i for i in range(len(parts) - 1) if q.start < parts[i + 1])
        zones = [own, clean(s.bare[parts[part] : parts[part + 1]]), *s.inherited]
        unit = q.unit or _unit_of(s, q, role, own, inside)
        value_base, unit_base = base(q.value, unit)
        found.append(
            Figure(
                s.passage.id, q.start, q.end, q.printed, q.value, unit, value_base, unit_base, role,
                status_of(s.low, clause, (q.start, own_end), role, s.estimated),
                span_of(s.flat, s.start, clause[0], _own_start(s, clause, q), own_end),
                INHERITS.join(zones),
            )
        )  # fmt: skip
        s.last = own
        s.counted = "" if q.unit else unit
        if role == "plan":
            s.plan_unit = q.unit
    return _alike(found, s.told)


def _alike(found: list[Figure], told: Mapping[int, Told]) -> list[Figure]:
    """Values told one after the other are of one role, which stands behind the last: "lần lượt 75% và 70% kế hoạch"."""
    run = [figure for figure in found if figure.start in told]
    last = run[-1].role if run else "level"
    if last not in COMPARISONS:
        return found
    return [replace(figure, role=last) if figure.start in told else figure for figure in found]


def _place(
    s: _Sentence, clause: tuple[int, int], inside: list[Quantity], region: Region, found: list[Figure]
) -> Place:
    """Where the quantity after those found stands among its neighbours."""
    n = len(found)
    left = inside[n - 1].end if n else clause[0]
    right = inside[n + 1].start if n + 1 < len(inside) else clause[1]
    bracket = region.start - 1 if region.start > clause[0] else -1
    previous = found[-1].role if found else None
    units = frozenset(_kind(level.quantity.unit) for level in s.levels)
    return Place(
        s.flat, s.low, inside[n], clause, left, right, bracket, previous, s.plan_unit not in ("", "%"), units
    )


def _as_part(s: _Sentence, clause: tuple[int, int], q: Quantity, role: Role, previous: Role | None) -> Role:
    """A list after "trong đó" or "gồm:" goes on while the same things are counted as before it."""
    kind = _kind(q.unit)
    if role == "part":
        listed = _PART_LIST.search(s.low, max(clause[0], q.start - 120), q.start)
        if listed:
            s.parts_of = frozenset((kind, *(_kind(level.quantity.unit) for level in s.levels)))
            s.parts_end = s.end if listed["listed"] else clause[1]
    elif role == "level" and q.start < s.parts_end:
        in_list = previous == "part" and s.low[: q.start].rstrip().endswith((",", " và"))
        if not kind or kind in s.parts_of or in_list:
            return "part"
    return role


def _unit_of(s: _Sentence, q: Quantity, role: Role, own: str, inside: Sequence[Quantity]) -> str:
    """The unit of a number that prints none, by what stands beside it.

    "gồm: khiển trách 05" and "(cùng kỳ 64)" count what was counted before; "số vụ tai nạn 17" says what it counts;
    "11 trên tổng số 13 xã" and "17 (cùng kỳ 15 vụ)" count what the next number counts, "khiếu nại 04" after "số đơn
    tố cáo 03" what the one before does.
    """
    if role in COMPARISONS or role == "part":
        return next(
            (x.quantity.unit for x in reversed(s.levels) if x.quantity is not q and x.quantity.unit), ""
        )
    if s.plan_unit and _DONE_OF_PLAN.match(fold(own)):
        return s.plan_unit  # "chỉ tiêu kết nạp 18 đảng viên, thực hiện 20"
    counted = _COUNTED.search(own)
    if counted:
        return own[counted.end() : noun_end(own, counted.end())].strip().lower()
    after = next((x for x in inside if x.start > q.start), None)
    if after and unit_class(after.unit) in ("count", "person", "case"):
        if _SAME_COUNT.fullmatch(s.flat, q.end, after.start):
            return after.unit
    return s.counted


def _own_start(s: _Sentence, clause: tuple[int, int], q: Quantity) -> int:
    """Where the figure's own part of the clause begins: after the last comma or bracket before it."""
    return max((m.end() for m in BREAK.finditer(s.bare, clause[0], q.start)), default=clause[0])


def _kind(unit: str) -> str:
    return unit.lower().split(" ")[0]


def _label(s: _Sentence, clause: tuple[int, int], inside: list[Quantity]) -> str:
    """ "Tội phạm ma túy: …": what stands before the colon, when no quantity does; else ""."""
    match = _LABEL.match(s.bare, clause[0], inside[0].start)
    if not match or _NO_LABEL.search(match.group()):
        return ""
    return shortened(clean(match.group()))


def _own_words(s: _Sentence, clause: tuple[int, int], region: Region, n: int, role: Role, label: str) -> str:
    q = region.inside[n]
    told = s.told.get(q.start)
    if told is not None:
        of = next((x.own for x in s.levels if x.quantity.start == told.of), "")
        own = f"{told.words} {of}".strip()
        s.levels.append(_Level(q, clause[0], own, shortened(own), aside=False))
        return own
    before, after = words_of(region, n)
    before = f"{_begun(s, clause, q, before)} {before}".strip()
    own = f"{before} {after}".strip()
    if role in COMPARISONS and (role != "plan" or s.levels):
        level = _base_level(s, clause[0], q, own)
        if level is None:
            return (
                own
                if telling(own, q.unit)
                else _joined(own, label or s.last or ("kế hoạch" if role == "plan" else ""))
            )
        known = set(level.own.lower().split())
        return " ".join((*(w for w in own.split() if w.lower() not in known), level.own))
    subject = telling(own, q.unit)
    bare_money = unit_class(q.unit) == "money" and not telling(
        before
    )  # "trị giá 3,6 tỷ đồng từ nguồn vận động"
    if not subject or bare_money or hangs_on(region, n, after):
        outer = label or _outer_subject(s, clause, q)
        own = _joined(own, shortened(outer))
        subject = outer
    aside = role == "part" or region.start > clause[0]
    s.levels.append(_Level(q, clause[0], own, shortened(subject), aside))
    return own


def _begun(s: _Sentence, clause: tuple[int, int], q: Quantity, before: str) -> str:
    """How a figure's words begin before a comma: "Nhà tình nghĩa xây mới, sửa chữa 10 căn"; "" where they do not."""
    start = _own_start(s, clause, q)
    lead = clean(s.bare[clause[0] : start])
    told = any(clause[0] <= level.quantity.start < start for level in s.levels)
    labelled = ":" in s.bare[clause[0] : q.start]
    short = 0 < len(lead.split()) <= _MOST_BEGUN and 0 < len(before.split()) <= _FEW and not labelled
    return (
        lead if short and not told and not _SAYS.search(lead) and lead.lower() not in before.lower() else ""
    )


def _joined(own: str, more: str) -> str:
    """Both; the one alone that the other holds."""
    if own.lower() in more.lower():
        return more
    return own if more.lower() in own.lower() else f"{own} {more}"


def _outer_subject(s: _Sentence, clause: tuple[int, int], q: Quantity) -> str:
    """What the clause is about, by its last level that says so, or an earlier one that counts the same."""
    for level in reversed(s.levels):
        same = level.clause == clause[0] or level.quantity.unit == q.unit or unit_class(q.unit) == "money"
        if level.subject and same and not (level.aside and level.clause != clause[0]):
            return level.subject
    return _clause_subject(s, clause, q) or (s.last if telling(s.last, q.unit) else "")


def _clause_subject(s: _Sentence, clause: tuple[int, int], q: Quantity) -> str:
    """The words of the clause up to its first comma or number: "Tổng đàn lợn, đạt …"."""
    stop = BREAK.search(s.bare, clause[0], q.start) or re.compile(r"\s{4,}").search(
        s.bare, clause[0], q.start
    )
    words = clean(s.bare[clause[0] : stop.start()]) if stop else ""
    return words if telling(words) else ""


def _base_level(s: _Sentence, clause: int, q: Quantity, own: str) -> _Level | None:
    """The level that a comparison belongs to: the last with its unit ("21% số vụ": with the one it names), or
    the last of all; no part that another clause told: "nộp 50 tỷ, trong đó thuế 19 tỷ; so cùng kỳ (57 tỷ) …".
    """
    last = s.levels[-1] if s.levels else None
    if (
        last
        and _kind(last.quantity.unit) == _kind(q.unit)
        and _IN_BRACKET.fullmatch(s.flat, last.quantity.end, q.start)
    ):
        return last  # "2.840 con heo (cùng kỳ 2.935 con), 3.519 con bò (cùng kỳ 3.610 con)"
    words = fold(own).split()
    levels = [x for x in s.levels if not (x.aside and x.clause != clause)] or s.levels
    for level in reversed(levels):
        unit = level.quantity.unit
        if unit and (fold(_kind(unit)) in words if q.unit == "%" else unit == q.unit):
            return level
    alike = [x for x in levels if q.unit and q.unit != "%" and _kind(x.quantity.unit) == _kind(q.unit)]
    if alike:  # "tăng 2 người chết" is of "làm chết 13 người", not of the injured after them
        named = q.unit.lower().split()[1:]
        return next((x for x in reversed(alike) if set(named) <= set(x.own.lower().split())), alike[-1])
    return levels[-1] if levels else None
