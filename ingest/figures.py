"""The figures of a passage: each quantity with its role, status, span and what it counts. Pure.

Roles follow the words that reports use: "đạt 64,1% kế hoạch" is a share of the plan, "tăng 08 vụ so với cùng kỳ" a
change, "(cùng kỳ: 64 vụ)" the earlier value. The indicator keeps the most specific words first, its zones separated
by " ‹ ": its own words ‹ clause ‹ head of the sentence ‹ anchor sentence ‹ heading.
"""

from __future__ import annotations

import re

from index_store.language.numbers import Quantity, find_quantities, unit_class
from index_store.language.sentences import clause_spans, sentence_spans
from index_store.language.text import fold
from index_store.records import Figure, Passage, Period, Role, Span, Status, Table, TableCell

INHERITS = " ‹ "

_INNER = re.compile(r"[,(]?\s*(?:trong đó|trong số đó|cụ thể|bao gồm|gồm)(?!\w)", re.IGNORECASE)
_BREAK = re.compile(r"[,;()]|\.(?=\s|$)|:(?=\s)|\s[-–]\s")
_CHANGE = re.compile(
    r"(?:tang|giam|vuot|cao hon|thap hon|nhieu hon|it hon|hon|kem)(?: (?:them|khoang|gan|hon|so voi cung ky|nhe|tuong ung|binh quan|duoc|len|manh|sau))*$"
)
_EARLIER = re.compile(
    r"(?:cung ky|nam truoc|ky truoc|cung ky nam \d{4}|cung ky \d{4}|cung ky nam truoc)"
    r"(?: (?:la|dat|co|chi|thuc hien))?[ :]*$"
)
_PLAN_AFTER = re.compile(
    r"^(?: (?:so voi|cua|muc|tong|chi tieu|so))*[ (]*(?:ke hoach|kh(?!\w)|du toan|dt(?!\w)|chi tieu|nghi quyet|muc tieu|nhiem vu nam|phuong an)"
)
_EARLIER_AFTER = re.compile(
    r"^(?: (?:so voi|cua|so|muc|voi))*[ (]*(?:cung ky|nam truoc|nam ngoai|nam 20\d\d|ky truoc|thang truoc|quy truoc)"
)
_PLAN_BEFORE = re.compile(
    r"(?:ke hoach|du toan|chi tieu|kh|dt|duoc giao)(?: (?:nam|von|giao|ca nam|duoc giao|duoc phan bo|\d{4}|hdnd|tinh|huyen|xa|la|dau tu|phan bo|dau nam))*[ :]*(?:la |giao |dat )?$"
)
_TARGET = re.compile(
    r"phan dau|muc tieu|du kien|dinh huong|den (?:het |cuoi )?nam 20\d\d (?:dat|co)|den ngay 31/12|chi tieu nam|ke hoach nam 20\d\d dat|(?<!\w)se (?:dat|co|hoan thanh)|can dat|toi thieu"
)
_PART = re.compile(r"trong (?:do|so do|tong so)|(?<!\w)gom(?!\w)|bao gom|(?<!\w)chiem(?!\w)|cu the(?!\w)")
_ESTIMATE = re.compile(r"(?<!\w)uoc(?!\w)")
_DONE = re.compile(
    r"(?<!\w)(?:da|thuc hien|hoan thanh|giai quyet duoc|phat hien|xay ra|to chuc|ket nap|ban hanh)(?!\w)"
)
_CUMULATIVE = re.compile(
    r"luy ke|den nay|hien co|hien nay|toan (?:huyen|xa|tinh|dang bo)[^,;]{0,20} co(?!\w)|tinh den|hien dang|den cuoi ky|den thoi diem|nang tong so"
)
_IN_PERIOD = re.compile(
    r"trong ky|trong (?:\d+ thang|quy|nam)|\d+ thang|phat hien|xay ra|ket nap|to chuc|thanh lap moi|cap moi|da cap|trong thang|dau nam"
)
_TASKS = re.compile(r"nhiem vu|phuong huong|muc tieu|giai phap|chi tieu")
_RESULTS = re.compile(r"ket qua|tinh hinh|danh gia|thuc hien (?:cac )?nhiem vu|kiem diem|han che")
_NOISE = re.compile(
    r"(?<!\w)(?:là|đạt|được|ước|ước đạt|khoảng|trên|hơn|gần|tổng cộng|với|và|có|đã|còn|bằng|tăng|giảm|so với|so|"
    r"cùng kỳ(?: năm (?:trước|\d{4})| \d{4})?|năm \d{4}|năm trước|kế hoạch(?: năm)?|dự toán(?: giao)?|tương ứng|lần lượt)(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d.,/]*\s?%?")


def find_figures(passage: Passage, period: Period | None) -> tuple[Figure, ...]:
    """The figures of a paragraph or footnote, in order; () for a header or a row (see find_row_figures).

    period: of the report; a year before it marks an earlier value.
    """
    if passage.kind not in ("paragraph", "footnote"):
        return ()
    quantities = find_quantities(passage.text)
    figures: list[Figure] = []
    task = any(_TASKS.search(h) and not _RESULTS.search(h) for h in map(fold, passage.path))
    for start, end in sentence_spans(passage.text):
        own = [q for q in quantities if start <= q.start < end]
        if own:
            figures.extend(_sentence_figures(passage, start, end, own, task, period))
    return tuple(figures)


def _sentence_figures(
    passage: Passage, start: int, end: int, own: list[Quantity], task: bool, period: Period | None
) -> list[Figure]:
    text = passage.text
    head = _head(text, start, end, own)
    inherited = [head, passage.anchor, passage.section_heading]
    found: list[Figure] = []
    last_level = ""
    previous: Role | None = None
    for clause_start, clause_end in clause_spans(text, start, end):
        inside = [q for q in own if clause_start <= q.start < clause_end]
        parts = [
            clause_start,
            *(m.start() for m in _INNER.finditer(text, clause_start, clause_end)),
            clause_end,
        ]
        for n, quantity in enumerate(inside):
            left = inside[n - 1].end if n else clause_start
            right = inside[n + 1].start if n + 1 < len(inside) else clause_end
            role = _role(
                text, quantity, left, right, clause_start, clause_end, previous if n else None, task, period
            )
            words = _words(text, quantity, clause_start, left, right, inside)
            if role in ("level", "part", "target"):
                last_level = words
            elif last_level:
                words = f"{words} {last_level}".strip()
            part = next(n for n in range(len(parts) - 1) if quantity.start < parts[n + 1])
            zones = [words, _clean(text[parts[part] : parts[part + 1]]), *inherited]
            found.append(
                Figure(
                    passage=passage.id,
                    start=quantity.start,
                    end=quantity.end,
                    printed=quantity.printed,
                    value=quantity.value,
                    unit=quantity.unit,
                    value_base=quantity.value_base,
                    unit_base=quantity.unit_base,
                    role=role,
                    status=_status(text[clause_start:clause_end]),
                    span=_span(text[clause_start:right]),
                    indicator=INHERITS.join(zones),
                )
            )
            previous = role
    return found


def _head(text: str, start: int, end: int, own: list[Quantity]) -> str:
    """The sentence's beginning up to its first quantity, and what is said right after it."""
    first = own[0]
    tail = _BREAK.search(text, first.end, end)
    return _clean(text[start : first.start] + " " + text[first.end : tail.start() if tail else end])


def _clean(words: str) -> str:
    return " ".join(
        _NOISE.sub(" ", _DIGITS.sub(" ", words)).replace("(", " ").replace(")", " ").strip(" ,;:.-–").split()
    )


def _words(
    text: str, quantity: Quantity, clause_start: int, left: int, right: int, inside: list[Quantity]
) -> str:
    """What is counted: the words before the number in its part of the clause, its unit, the words after."""
    breaks = [m.end() for m in _BREAK.finditer(text, left, quantity.start)]
    before = text[breaks[-1] if breaks else left : quantity.start]
    stop = _BREAK.search(text, quantity.end, right)
    after = text[quantity.end : stop.start() if stop else right]
    if not stop and right < len(text) and any(q.start == right for q in inside):
        # "28 vụ 39 đối tượng tội phạm về kinh tế": both count the words that follow the last of them
        following = next(q for q in inside if q.start == right)
        if not after.strip() or after.strip() in ("với", "và", "/"):
            after_stop = _BREAK.search(text, following.end)
            after = text[following.end : after_stop.start() if after_stop else len(text)]
    unit = quantity.unit if unit_class(quantity.unit) in ("count", "person", "case") else ""
    own = _clean(f"{before} {unit} {after}")
    if not _clean(before) and breaks:
        # the clause's subject stands before the comma: "Tổng đàn lợn, đạt …"
        earlier = text[clause_start : breaks[-1]]
        own = f"{own} {_clean(earlier)[:160]}" if not find_quantities(earlier) else own
    return own


def _role(
    text: str, quantity: Quantity, left: int, right: int, clause_start: int, clause_end: int,
    previous: Role | None, task: bool, period: Period | None,
) -> Role:  # fmt: skip
    before = fold(text[max(clause_start, quantity.start - 90) : quantity.start])
    near = fold(text[left : quantity.start]).rstrip()
    after = fold(text[quantity.end : min(quantity.end + 60, max(right, quantity.end))])
    wide = fold(text[quantity.end : clause_end])
    percent = unit_class(quantity.unit) == "percent"
    since_break = re.split(r"[,;(]", before)[-1].rstrip()
    if (
        task
        or _later_year(since_break, period)
        or _TARGET.search(since_break)
        or (_TARGET.search(before) and not _DONE.search(since_break))
    ):
        return "target"
    if percent and "diem" not in fold(quantity.unit):
        if _PLAN_AFTER.search(after):
            return "pct_plan"
        if _CHANGE.search(near):
            return "pct_change"
        if re.search(r"(?:bang|dat)(?: khoang| gan| hon)?$", near) and _EARLIER_AFTER.search(after):
            return "pct_of_earlier"
        if (
            previous in ("pct_change", "change")
            and re.fullmatch(r"[^,;]{0,25},?\s*(?:va)?", near)
            and "cung ky" in wide
        ):
            return "pct_change"
    elif _CHANGE.search(near) or (
        previous == "change"
        and re.search(r"cung ky|nam truoc|so voi", wide)
        and not re.search(r"trong do|gom", near)
    ):
        return "change"
    if percent and previous == "change" and "tuong ung" in near:
        return "pct_change"
    if _EARLIER.search(since_break) or _earlier_year(since_break, period):
        return "earlier"
    if percent and re.search(r"tuong ung (?:tang|giam)$", near):
        return "pct_change"
    if _PLAN_BEFORE.search(since_break) or re.search(r"^[ (]*chi tieu", since_break):
        return "plan"
    if _PART.search(since_break) or (percent and re.search(r"chiem(?: ty le)?(?: khoang)?$", near)):
        return "part"
    return "level"


def _earlier_year(since_break: str, period: Period | None) -> bool:
    """ "năm 2022: " or "năm 2022 là " right before the figure, of a year before the report's."""
    year = re.search(r"(?:nam |^ *)(20\d\d)(?: (?:la|dat|co|thuc hien))?[ :]*$", since_break)
    return bool(year and period and int(year[1]) < period.year)


def _later_year(since_break: str, period: Period | None) -> bool:
    """ "năm 2025 là " right before the figure, of a year after the report's: what is meant to be."""
    year = re.search(r"nam (20\d\d)(?: (?:la|dat|co))?[ :]*$", since_break)
    return bool(year and period and int(year[1]) > period.year)


def _status(clause: str) -> Status:
    folded = fold(clause)
    if _ESTIMATE.search(folded):
        return "uoc"
    return "thuc_hien" if _DONE.search(folded) else "khong_ro"


def _span(words: str) -> Span:
    folded = fold(words)
    if _CUMULATIVE.search(folded):
        return "luy_ke"
    return "trong_ky" if _IN_PERIOD.search(folded) else "khong_ro"


# -- rows of tables ---------------------------------------------------------------------------------

_NAME = re.compile(r"chi tieu|noi dung|ten|linh vuc|hang muc|don vi(?! tinh)|danh muc|dia phuong")
_UNIT_COLUMN = re.compile(r"dvt|don vi tinh|don vi$")
_SKIPPED = re.compile(r"^(?:tt|stt|so tt|ghi chu)$")


def column_role(header: str, period: Period | None) -> Role:
    """What a column holds, by its header: "TH 6 tháng/2023" → level, "So KH (%)" → pct_plan."""
    folded = fold(header)
    share = "%" in header or re.search(r"(?<!\w)so |so sanh|ty le|dat", folded)
    if share and re.search(r"(?<!\w)(?:kh|ke hoach|du toan|dt|chi tieu|nq|nghi quyet)(?!\w)", folded):
        return "pct_plan"
    if share and re.search(r"cung ky|(?<!\w)ck(?!\w)|nam truoc|20\d\d", folded):
        return "pct_change" if re.search(r"tang|giam", folded) else "pct_of_earlier"
    if re.search(r"(?<!\w)(?:kh|ke hoach|du toan|dt|chi tieu giao)(?!\w)", folded):
        return "plan"
    years = [int(y) for y in re.findall(r"20\d\d", folded)]
    if re.search(r"cung ky|nam truoc", folded) or (years and period and years[-1] < period.year):
        return "earlier"
    return "level"


def find_row_figures(
    passage: Passage, table: Table, row: tuple[str, ...], period: Period | None
) -> tuple[Figure, ...]:
    """The figures of one table row; passage.text holds the row's cells in order, joined by " | "."""
    names = [fold(h) for h in table.header]
    name_at = next((i for i, h in enumerate(names) if _NAME.search(h)), 1 if len(names) > 1 else 0)
    unit_at = next((i for i, h in enumerate(names) if _UNIT_COLUMN.search(h.strip())), None)
    name = row[name_at] if name_at < len(row) else ""
    row_unit = row[unit_at].strip() if unit_at is not None and unit_at < len(row) else ""
    found: list[Figure] = []
    place = 0
    for i, cell in enumerate(row):
        start = passage.text.find(cell, place) if cell else place
        if start < 0:
            continue
        place = start + len(cell)
        if i in (name_at, unit_at) or _SKIPPED.search(names[i].strip(" .")) or i < name_at:
            continue
        quantities = find_quantities(cell)
        if len(quantities) != 1 or quantities[0].start > 6:
            continue
        quantity, header = quantities[0], table.header[i]
        role = column_role(header, period)
        percent = role in ("pct_plan", "pct_of_earlier", "pct_change")
        unit = quantity.unit or ("%" if percent else row_unit[:1].lower() + row_unit[1:])
        reread = find_quantities(f"{quantity.printed} {unit}") if not quantity.unit else [quantity]
        base = reread[0] if reread and reread[0].unit else quantity
        found.append(
            Figure(
                passage=passage.id,
                start=start + quantity.start,
                end=start + quantity.end,
                printed=quantity.printed,
                value=quantity.value,
                unit=unit,
                value_base=base.value_base,
                unit_base=base.unit_base or unit,
                role=role,
                status="uoc" if _ESTIMATE.search(fold(header)) else "thuc_hien",
                span="khong_ro",
                indicator=INHERITS.join([name, header, table.title, "", passage.section_heading]),
                table=TableCell(table.title, name, header),
            )
        )
    return tuple(found)
