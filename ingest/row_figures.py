"""The figures of a table's row: role by the column's header, unit by the row, the header or the title. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from index_store.language.flat import flat
from index_store.language.numbers import Quantity, find_quantities
from index_store.language.text import fold, normalise
from index_store.language.units import base, noun_end, spelled, unit_class, unit_end
from index_store.records import Figure, Passage, Period, Role, Status, Table, TableCell
from ingest.passages import row_number
from ingest.standing import span_of

INHERITS = " ‹ "

_CUMULATIVE_HEAD = re.compile(r"luy ke|den (?:het|cuoi|ngay)")
_NAME = re.compile(
    r"chi tieu|noi dung|ten|linh vuc|hang muc|don vi(?! tinh)|danh muc|dia phuong|khoan muc|nganh"
)
_UNIT_COLUMN = re.compile(r"^(?:dvt|don vi tinh|don vi|d\.?v\.?t\.?)$")
_SKIPPED = re.compile(r"^(?:s?tt|so tt|so thu tu|ghi chu)$")
_COMPARED = re.compile(
    r"(?<!\w)(?:so|so sánh|bằng|tăng|giảm)(?!\w)", re.IGNORECASE
)  # with marks: "số" is not "so"
_PLAN = r"(?<!\w)(?:kh|ke hoach|du toan|dt|chi tieu|nq|nghi quyet|muc tieu|khkt)(?!\w)"
_THEN = r"cung ky|(?<!\w)ck(?!\w)|nam truoc|ky truoc|thang truoc|quy truoc"
_UNIT_OF_ALL = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*([^();|\n]{1,24})", re.IGNORECASE)
_UNIT_IN_HEADER = re.compile(
    r"\(\s*(?:đvt\s*:\s*)?([^()\d=]{1,24})\s*\)|,\s*(%|ha|tấn|triệu đồng|tỷ đồng)\s*$", re.IGNORECASE
)
_COUNTED_HEADER = re.compile(r"(?:tổng |trong đó )?số (?:lượng )?", re.IGNORECASE)
_SHARE_ALONE = re.compile(r"(?:ty le|ti le)?\s*(?:dat|thuc hien|hoan thanh|giai ngan)?\s*\(?%?\)?\s*")
_SIGNED = re.compile(r"\s*[-–−](?=\d)")
_WORDS, _ROMAN = re.compile(r"[^\W\d_]{2}"), re.compile(r"[IVXLC]+")
_LEVELS = (
    re.compile(r"[A-ZĐ]\.?$(?<![IVX]\.)(?<![IVX])"),
    re.compile(r"[IVXL]+\.?$"),
    re.compile(r"\d{1,3}[.)]?$"),
    re.compile(r"\d{1,3}\.\d{1,3}[.)]?$"),
    re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}[.)]?$"),
    re.compile(r"[a-zđ][.)]?$"),
    re.compile(r"[-–+*•]$"),
)
_PREFIX = re.compile(r"(?:[A-ZĐ]\.|[IVXL]+\.|\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ][.)]|[-–+*•])(?=\s)|[-–+](?=\w)")
_AMONG = re.compile(r"(?:trong đó|trong số đó|bao gồm|gồm|chia ra)\s*:?\s*", re.IGNORECASE)
_ESTIMATE = re.compile(r"(?<!\w)uoc(?!\w)")


_LIKE_TANG = re.compile(r"(?<!\w)(?:tặng|tầng|tảng|giám|giảm (?:nghèo|chấn|đốc)|giam)(?!\w)", re.IGNORECASE)


def column_role(header: str, period: Period | None) -> Role:
    """What a column holds, by its header: "TH 6 tháng/2023" → level, "So KH (%)" → pct_plan."""
    folded, moved = fold(header), fold(_LIKE_TANG.sub("_", normalise(header)))
    so = _COMPARED.search(normalise(header)) is not None
    share = so or "%" in header or re.search(r"(?<!\w)(?:ty le|ti le|dat)(?!\w)|/", folded)
    compared = so or re.search(r"%|\+/-|±", folded)
    if (
        share
        and re.search(_PLAN, folded)
        and not re.search(r"^(?:kh|ke hoach|du toan)[^%]*/?20\d\d$", folded)
    ):
        return "pct_plan"
    years = [int(y) for y in re.findall(r"20\d\d", folded)]
    then = bool(re.search(_THEN, folded)) or (period is not None and any(y < period.year for y in years))
    if compared and then and (so or re.search(r"%|/", folded)):
        if re.search(r"tang|giam|\+/-|±", moved):
            return "pct_change" if "%" in header else "change"
        return "pct_of_earlier" if so or "%" in header or "/" in header else "earlier"
    if re.search(
        r"(?<!\w)(?:kh|ke hoach|du toan|dt|chi tieu giao|chi tieu nam|muc tieu|nghi quyet|nq)(?!\w)"
        r"|(?:^|> )(?:duoc |so )?giao(?: nam| ca nam| dau nam)?(?: 20\d\d)?$",
        folded,
    ):
        later = period is not None and years and years[-1] > period.year
        return "target" if later else "plan"
    if re.search(_THEN, folded) or (years and period and years[-1] < period.year):
        return "earlier"
    if re.search(r"(?<!\w)(?:tang|giam)(?!\w)|\+/-", moved):
        return "pct_change" if "%" in header else "change"
    return "level"


def find_row_figures(
    passage: Passage, table: Table, row: tuple[str, ...], period: Period | None
) -> tuple[Figure, ...]:
    """The figures of one table row; passage.text holds the row's cells in order, joined by " | "."""
    names = [fold(h).strip(" .") for h in table.header]
    name_at = next((i for i, h in enumerate(names) if _NAME.search(h)), _of_words(row))
    unit_at = next((i for i, h in enumerate(names) if _UNIT_COLUMN.search(h) and i != name_at), None)
    name = row[name_at] if name_at < len(row) else ""
    own, groups = _own_name(name), _groups(table, row, name_at)
    stated = row[unit_at].strip() if unit_at is not None and unit_at < len(row) else ""
    number = row_number(table.header, row)
    label = flat(name)
    named_span = span_of(label, 0, 0, 0, len(label))  # "Số đoàn viên kết nạp mới" is of the period
    roles = _roles(table.header, period)
    found: list[Figure] = []
    place = 0
    for i, cell in enumerate(row):
        start = passage.text.find(cell, place) if cell else place
        if start < 0:
            continue
        place = start + len(cell)
        if i <= name_at or i == unit_at or _SKIPPED.search(names[i]):
            continue
        quantity = _only_quantity(cell)
        if quantity is None:
            continue
        header, role = table.header[i], roles[i]
        unit = _unit(quantity, role, header, stated, name, table.title)
        value_base, unit_base = base(quantity.value, unit)
        found.append(
            Figure(
                passage=passage.id,
                start=start + quantity.start,
                end=start + quantity.end,
                printed=quantity.printed,
                value=quantity.value,
                unit=unit,
                value_base=value_base,
                unit_base=unit_base or unit,
                role="part" if role == "level" and _AMONG.match(name) else role,
                status=_status(header, role),
                span="luy_ke" if _CUMULATIVE_HEAD.search(fold(header)) else named_span,
                indicator=INHERITS.join(
                    [own, " ".join((header, *groups)), table.title, "", passage.section_heading]
                ),
                table=TableCell(table.title, name, header, number),
            )
        )
    return tuple(found)


@lru_cache(maxsize=64)  # asked for every row of a table
def _roles(header: tuple[str, ...], period: Period | None) -> list[Role]:
    """The role of each column; a bare "Đạt (%)" or "Tỷ lệ (%)" beside a plan is the share of it."""
    roles = [column_role(words, period) for words in header]
    if "plan" not in roles:
        return roles
    return [
        "pct_plan"
        if role == "level" and "%" in words and _SHARE_ALONE.fullmatch(fold(words.rpartition(" > ")[2]))
        else role
        for words, role in zip(header, roles, strict=True)
    ]


def _of_words(row: tuple[str, ...]) -> int:
    """The first cell of a row with words in it, where no column is headed as that of the names."""
    worded = (
        i for i, cell in enumerate(row) if _WORDS.search(cell) and not _ROMAN.fullmatch(cell.strip(" .)"))
    )
    return next(worded, 1 if len(row) > 1 else 0)


def _only_quantity(cell: str) -> Quantity | None:
    """The quantity that a cell holds, its minus with it; None for a cell of words, or of several quantities."""
    sign = _SIGNED.match(cell)
    quantities = find_quantities(cell[sign.end() :] if sign else cell)
    if len(quantities) != 1 or quantities[0].start > 6:
        return None
    [q] = quantities
    if sign is None:
        return q
    start, end = sign.end() - 1, sign.end() + q.end
    return Quantity(start, end, cell[start:end], -q.value, q.unit, -q.value_base, q.unit_base, q.denominator)


def _status(header: str, role: Role) -> Status:
    if role in ("plan", "earlier", "target"):
        return "khong_ro"
    return "uoc" if _ESTIMATE.search(fold(header)) else "thuc_hien"


def _unit(quantity: Quantity, role: Role, header: str, stated: str, name: str, title: str) -> str:
    """The cell's own unit, the share's, the row's, the header's, the name's, or that of the whole table."""
    if quantity.unit:
        return quantity.unit
    if role in ("pct_plan", "pct_of_earlier", "pct_change") or "%" in header:
        return "%"
    if stated:
        return spelled(stated)
    path = header.split(" > ")[::-1]  # the words nearest to the figure first
    for words in (*path, name):
        bracket = _UNIT_IN_HEADER.search(words)
        inner = (bracket[1] or bracket[2] or "").strip() if bracket else ""
        if inner and _is_unit(spelled(inner)):
            return spelled(inner)
    if re.match(r"(?:tỷ|tỉ) lệ", name, re.IGNORECASE):
        return "%"
    for words in (*path, name):
        if column_role(words, None) == "plan":  # "Kế hoạch" heads what is planned, it counts no plans
            continue
        counted = _COUNTED_HEADER.match(words)
        at = counted.end() if counted else 0
        end = noun_end(words, at)
        if end > at and (counted or end == len(words)):
            return words[at:end].strip().lower()
    whole = _UNIT_OF_ALL.search(title)
    if whole:
        words = spelled(whole[1].strip(" ."))
        end = unit_end(words, 0)
        return spelled(words[:end].strip() if end else words)
    return ""


def _is_unit(words: str) -> bool:
    return unit_class(words) != "count" or unit_end(words, 0) == len(words)


def _own_name(name: str) -> str:
    """ "- Trong đó: Nữ" → "Nữ"; the whole name where nothing would be left."""
    bare = _AMONG.sub("", _PREFIX.sub("", name.strip(), count=1).strip(), count=1).strip(" :-–+")
    return bare or name


def _level(row: tuple[str, ...], name_at: int) -> int:
    """How deep a row stands by its number or the mark before its name; 9 where neither says."""
    label = row[0].strip() if name_at > 0 else ""
    if not label:
        prefix = _PREFIX.match(row[name_at].strip()) if name_at < len(row) else None
        label = prefix.group().strip() if prefix else ""
    if not label:
        return 8 if name_at < len(row) and _AMONG.match(row[name_at]) else 9
    return next((n for n, pattern in enumerate(_LEVELS) if pattern.match(label)), 9)


def _groups(table: Table, row: tuple[str, ...], name_at: int) -> list[str]:
    """The names of the rows above that this one belongs to, nearest first: its group, "trong đó" of what."""
    at = next((i for i, other in enumerate(table.rows) if other is row), -1)
    if at < 0:
        at = table.rows.index(row) if row in table.rows else 0
    depth = _level(row, name_at)
    found: list[str] = []
    for other in reversed(table.rows[:at]):
        if name_at >= len(other) or not other[name_at]:
            continue
        level = _level(other, name_at)
        empty = not any(_has_digit(c) for c in other[name_at + 1 :])
        if level < depth or (level == depth == 9 and empty):
            found.append(_own_name(other[name_at]))
            depth = level
            if level == 0 or (level == 9 and empty):
                break
    return found


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))
