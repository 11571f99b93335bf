"""Cut a header into columns and a row into their cells, where only blanks part them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from index_store.language.text import fold, printed

NUMBER_COLUMN = re.compile(r"(?:s?tt|so tt|so thu tu)\b\.?", re.I)
NAME_COLUMN = re.compile(
    r"(?:(?:ten |cac )?chi tieu(?: chu yeu)?|noi dung(?: chi tieu)?|danh muc|ten (?:don vi|chi tieu|du an"
    r"|cong trinh|xa)|linh vuc"
    r"|hang muc|don vi(?! tinh)(?= |$)|ten goi|dia phuong|khoan muc|nganh)\b"
)
_UNIT_COLUMN = re.compile(r"(?:dvt|don vi tinh|don vi|d\.?v\.?t)\b\.?")
_NOTE_COLUMN = re.compile(r"ghi chu\b")
# Words that begin a column of figures; after a word of _OPEN they go on with the column before.
_VALUE_COLUMN = re.compile(
    r"(?:kh|ke hoach|du toan|dt|nghi quyet|nq|muc tieu|chi tieu giao|giao|th|thuc hien|uoc|ket qua|so"
    r"|ty le|ti le|bang %|%"
    r"|cung ky|ck|luy ke|ghi chu|tang|giam|dat|tong so|so luong|gia tri|kinh phi|von|quyet toan|hoan thanh"
    r"|ty trong)(?!\w)"
)
_WEAK_COLUMN = re.compile(
    r"(?:nam \d{4}|20\d\d|\d+ thang|\dt/|quy [ivx\d]+|thang \d+|cung ky|ke hoach|kh|thuc hien|th)\b"
)
_OPEN = frozenset(("so", "voi", "sanh", "%", "/", "ty", "ti", "le", "uoc", "tang", "giam", "muc"))
# "TH so KH" is one column, "KH TH" are two, and only the rows can tell: three readings, tried in turn.
_WHOLE = frozenset(("th", "hien", "kh", "hoach"))
_GOES_ON_AFTER_WHOLE = (re.compile(r"\S"), re.compile(r"(?:so|cung ky|ck|/)(?!\w)"), re.compile(r"(?!)"))
LABEL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]?|[A-ZĐ][.)]?|[a-zđ][.)]|[-–+*•])(?=\s)"
)
_FIGURE = r"(?:[≥≤<>~]\s?|[±+-])?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?%?"
_VALUE = re.compile(
    rf"(?:(?:giảm|tăng|đạt|vượt|trên|dưới|từ)\s+)?{_FIGURE}(?:\s(?:điểm\s%|đ%))?|[-–…x]|\.{{2,}}"
    r"|(?:chưa|không|vượt|hoàn thành)?\s?(?:đạt|có|thực hiện)(?:\s(?:KH|kế hoạch))?",
    re.I,
)
# Units as a column prints them; longer ones win.
_UNIT_WORDS = (
    "%|‰|ha|tấn|tạ|kg|con|cây|km|m|m2|m²|m3|m³|lít|kwh|mw|người|hộ|xã|thôn|buôn|ấp|tổ|vụ|trường|lớp|"
    "em|cháu|ca|lượt|buổi|cuộc|đợt|suất|lô|thửa|bộ|cái|chiếc|căn|nhà|giường|đơn|điểm|đồng|ngàn|nghìn|"
    "triệu|tỷ|cơ sở|tổ chức|chi bộ|hồ sơ|dự án|mô hình|công trình|sản phẩm|doanh nghiệp|hợp tác xã|"
    "htx|dn|đảng viên|đoàn viên|hội viên|công dân|thanh niên|học sinh|lao động|đối tượng|trường hợp|"
    "giường bệnh|bác sĩ|lượt người|lượt khách|lượt hộ|nghìn lượt|tỷ đồng|triệu đồng|nghìn đồng|"
    "ngàn đồng|1.000 đồng|tr.đồng|trđ|tr.đ|tỷ.đ|tạ/ha|tấn/ha|triệu đồng/người|triệu đồng/người/năm|"
    "triệu đồng/ha|triệu đồng/ha/năm|kg/người|tài khoản|tiêu chí|giấy|câu lạc bộ|gia đình|nghìn con|"
    "1.000 con|nghìn tấn|giường/vạn dân|‰ năm|sản phẩm/năm|quyết định|cán bộ|giáo viên|phòng|khách|"
    "đề án|văn bản|nghị quyết|vị trí|bài|tin|máy|xe|trạm|cụm|ý kiến|khu dân cư|thôn, buôn"
)
_UNITS = frozenset(_UNIT_WORDS.split("|"))


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a header: optional number, name, optional unit, figures, optional note."""

    header: tuple[str, ...]
    numbered: bool
    unit: bool
    figures: int
    note: bool


def figure_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the figures (or "-", "chưa đạt") that end a line, from the left; [] for none."""
    spans: list[tuple[int, int]] = []
    end = len(text)
    while end > 0:
        best = None
        # the words that may belong to one value: at most three blanks back
        at = end
        for _ in range(4):
            at = max(text.rfind(" ", 0, at), text.rfind("\t", 0, at), text.rfind("|", 0, at))
            if _VALUE.fullmatch(text[at + 1 : end].strip(" |")):
                best = at + 1
            if at <= 0:
                break
        if best is None:
            break
        spans.insert(0, (best, end))
        end = len(text[:best].rstrip(" \t|"))
    return spans


def column_starts(text: str, weak: bool = False, apart: int = 0) -> list[int]:
    """Offsets in a folded header where a column begins.

    apart: how readily "TH" and "KH" are columns by themselves, 0 to 2; weak: a year or a period may begin
    one too.
    """
    starts: list[int] = []
    name, taken = False, 0
    for word in re.finditer(r"\S+", text):
        at = word.start()
        before = re.findall(r"[^\s()/]+|/", text[:at])[-1:] or [""]
        inside = text.count("(", 0, at) > text.count(")", 0, at) or text[at] == "("
        whole = before[0] in _WHOLE and _GOES_ON_AFTER_WHOLE[apart].match(text, at)
        opener = bool(starts) and (before[0] in _OPEN or whole) and text[:at].rstrip()[-1:] != ")"
        if at < taken or inside:
            continue
        match = NUMBER_COLUMN.match(text, at) if not starts else None
        if match is None and not name and len(starts) < 2:
            match = NAME_COLUMN.match(text, at)
            name = match is not None
        elif match is None and name:
            match = _UNIT_COLUMN.match(text, at) if len(starts) < 4 else None
            match = match or _NOTE_COLUMN.match(text, at)
            match = match or (None if opener else _value_column(text, at, weak))
        if match is None:
            continue
        starts.append(at)
        taken = match.end()
    return starts


def _value_column(text: str, at: int, weak: bool) -> re.Match[str] | None:
    return _VALUE_COLUMN.match(text, at) or (_WEAK_COLUMN.match(text, at) if weak else None)


def table_shape(header: str, rows: Sequence[str]) -> Shape | None:
    """How the header splits so that it fits the rows; None when it cannot."""
    counts = Counter(n for row in rows if (n := len(figure_spans(row))) > 0)
    explicit = tuple(printed(cell) for cell in explicit_cells(header))
    if len(explicit) > 2:
        even = sum(len(explicit_cells(row)) == len(explicit) for row in rows)
        named = any(NAME_COLUMN.match(fold(cell)) for cell in explicit[:2])
        if 2 * even >= len(rows) or (named and _fits(_shape_of(explicit), counts)):
            return _shape_of(explicit)
    text = printed(header)
    for weak, apart in product((False, True), range(len(_GOES_ON_AFTER_WHOLE))):
        starts = column_starts(fold(text), weak, apart)
        ends = [*starts[1:], len(text)]
        shape = _shape_of(tuple(text[a:b].strip() for a, b in zip(starts, ends, strict=True)))
        if _fits(shape, counts):
            return shape
    return None


def _fits(shape: Shape, counts: Counter[int]) -> bool:
    """Whether most rows end in as many figures as the header has columns for."""
    enough = sum(n for figures, n in counts.items() if figures >= shape.figures)
    exact, total = counts[shape.figures], sum(counts.values())
    return shape.figures > 0 and 2 * exact >= total and 5 * enough >= 3 * total


def _shape_of(header: tuple[str, ...]) -> Shape:
    folded = [fold(cell) for cell in header]
    numbered = bool(NUMBER_COLUMN.match(folded[0])) if folded else False
    at = int(numbered) + 1
    unit = at < len(folded) and bool(_UNIT_COLUMN.match(folded[at]))
    note = bool(folded) and bool(_NOTE_COLUMN.match(folded[-1]))
    return Shape(header, numbered, unit, len(header) - at - unit - note, note)


def explicit_cells(text: str) -> list[str]:
    """Cells that bars, tabs or runs of blanks keep apart; [the text] when nothing does. Bars around a whole row
    are no cells; one at its beginning or its end alone stands beside an empty cell.
    """
    if "|" in text:
        cells = [cell.strip() for cell in text.split("|")]
        return cells[1:-1] if len(cells) > 2 and not cells[0] and not cells[-1] else cells
    if "\t" in text:
        return [cell.strip() for cell in text.strip("\n ").split("\t")]
    return re.split(r" {2,}", text.strip())


def row_cells(row: str, shape: Shape) -> tuple[str, ...]:
    """One cell a column; a row that does not fit has its text in the name's column and nothing else."""
    explicit = explicit_cells(row)
    if len(explicit) == len(shape.header) - 2 and row.count("|") == len(shape.header) - 1:
        explicit = ["", *explicit, ""]  # " | Tổng cộng | 12 | ": its first and last cells are empty
    if len(explicit) == len(shape.header):
        return tuple(printed(cell) for cell in explicit)
    text = printed(row.replace("|", " "))
    label = LABEL.match(text) if shape.numbered else None
    number, rest = (label[0].rstrip("."), text[label.end() :].strip()) if label else ("", text)
    values = figure_spans(rest)[-shape.figures :]
    alone = ((number,) if shape.numbered else ()) + (rest,)
    empty = alone + ("",) * (len(shape.header) - len(alone))
    if len(values) < shape.figures:
        return empty
    name, unit = (
        name_and_unit(rest[: values[0][0]].strip()) if shape.unit else (rest[: values[0][0]].strip(), "")
    )
    if not name:
        return empty
    cells = ((number,) if shape.numbered else ()) + (name,) + ((unit,) if shape.unit else ())
    return cells + tuple(rest[a:b].strip() for a, b in values) + (("",) if shape.note else ())


def name_and_unit(text: str) -> tuple[str, str]:
    """ "Số lượt khách Lượt khách" → name and unit; a unit that cannot be told stays in the name."""
    words = text.split()
    for capital in (True, False):
        for size in range(min(4, len(words) - 1), 0, -1):
            tail = " ".join(words[-size:])
            if tail.lower() in _UNITS and (tail[0].isupper() or not capital):
                return " ".join(words[:-size]), tail
    for size in range(1, 6):
        if len(words) > size + 1 and words[-size][0].isupper() and not words[-size].isupper():
            return " ".join(words[:-size]), " ".join(words[-size:])
    return text, ""
