"""Tables inside extracted text: a header line, rows of figures, nothing but blanks between the cells. Pure.

A row is cut from its right end, where the figures stand; a row that does not give one cell a column stays one text,
so that no figure ever lands under another column's name. Grids (DOCX, ruled PDF) are `table_grid`'s, PDF `pdf_tables`'.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index_store.language.text import fold, printed
from index_store.records import Table
from ingest.table_grid import grid_table, is_layout, join_header_rows, title_above

__all__ = ["TextTable", "find_text_tables", "grid_table", "is_layout", "join_header_rows", "title_above"]

_NUMBER_COLUMN = re.compile(r"(?:s?tt|so tt|so thu tu)\b\.?", re.I)
_NAME_COLUMN = re.compile(
    r"(?:(?:ten |cac )?chi tieu(?: chu yeu)?|noi dung(?: chi tieu)?|danh muc|ten (?:don vi|chi tieu|du an|cong trinh|xa)|linh vuc"
    r"|hang muc|don vi(?! tinh)(?= |$)|ten goi|dia phuong|khoan muc|nganh)\b"
)
_UNIT_COLUMN = re.compile(r"(?:dvt|don vi tinh|don vi|d\.?v\.?t)\b\.?")
_NOTE_COLUMN = re.compile(r"ghi chu\b")
# Words that begin a column of figures; after a word of _OPEN they go on with the column before.
_VALUE_COLUMN = re.compile(
    r"(?:kh|ke hoach|du toan|dt|nghi quyet|nq|muc tieu|chi tieu giao|giao|th|thuc hien|uoc|ket qua|so|ty le|ti le|%"
    r"|cung ky|ck|luy ke|ghi chu|tang|giam|dat|tong so|so luong|gia tri|kinh phi|von|quyet toan|hoan thanh|ty trong)(?!\w)"
)
_WEAK_COLUMN = re.compile(
    r"(?:nam \d{4}|\d+ thang|\dt/|quy [ivx\d]+|thang \d+|cung ky|ke hoach|kh|thuc hien|th)\b"
)
_OPEN = frozenset(
    [
        "so",
        "voi",
        "sanh",
        "%",
        "/",
        "ty",
        "ti",
        "le",
        "uoc",
        "th",
        "hien",
        "kh",
        "hoach",
        "tang",
        "giam",
        "giao",
        "muc",
    ]
)
_LABEL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[.)]?|[IVXLC]{1,5}[.)]?|[A-ZĐ][.)]?|[a-zđ][.)]|[-–+*•])(?=\s)"
)
_FIGURE = r"(?:[≥≤<>~]\s?|[±+-])?\d[\d.,]*(?:\s?/\s?\d[\d.,]*)?%?"
_VALUE = re.compile(
    rf"(?:(?:giảm|tăng|đạt|vượt|trên|dưới|từ)\s+)?{_FIGURE}(?:\s(?:điểm\s%|đ%))?|[-–…x]|\.{{2,}}"
    r"|(?:chưa|không|vượt|hoàn thành)?\s?(?:đạt|có|thực hiện)(?:\s(?:KH|kế hoạch))?",
    re.I,
)
_UNITS = frozenset(
    """% ‰ ha tấn tạ kg con cây km m m2 m² m3 m³ lít kwh mw người hộ xã thôn buôn ấp tổ vụ trường lớp em cháu ca lượt buổi cuộc đợt
    suất lô thửa bộ cái chiếc căn nhà giường đơn điểm đồng ngàn nghìn triệu tỷ cơ_sở tổ_chức chi_bộ hồ_sơ dự_án mô_hình
    công_trình sản_phẩm doanh_nghiệp hợp_tác_xã htx dn đảng_viên đoàn_viên hội_viên công_dân thanh_niên học_sinh lao_động
    đối_tượng trường_hợp giường_bệnh bác_sĩ lượt_người lượt_khách lượt_hộ nghìn_lượt tỷ_đồng triệu_đồng nghìn_đồng ngàn_đồng
    1.000_đồng tr.đồng trđ tr.đ tỷ.đ tạ/ha tấn/ha triệu_đồng/người triệu_đồng/người/năm triệu_đồng/ha triệu_đồng/ha/năm kg/người
    tài_khoản tiêu_chí giấy câu_lạc_bộ gia_đình nghìn_con 1.000_con nghìn_tấn giường/vạn_dân ‰_năm sản_phẩm/năm quyết_định
    cán_bộ giáo_viên phòng khách đề_án văn_bản nghị_quyết vị_trí bài tin máy xe trạm cụm khu_dân_cư thôn,_buôn ý_kiến""".replace(
        "\n", " "
    ).split()
)
_MOST_WAITING = 2  # lines without figures that may still belong to the row before or after


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in lines: `title_start` ≤ `start` (the header) < `end`; the table's page is 0."""

    title_start: int
    start: int
    end: int
    table: Table


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a header: optional number, name, optional unit, figures, optional note."""

    header: tuple[str, ...]
    numbered: bool
    unit: bool
    figures: int
    note: bool


def find_text_tables(lines: Sequence[str]) -> list[TextTable]:
    """Every table in `lines`, in order; [] for none. Lines are as extracted: blanks between cells may be one or many."""
    found: list[TextTable] = []
    i = 0
    while i < len(lines):
        table = _table_at(lines, i, found[-1].end if found else 0) if _looks_like_header(lines[i]) else None
        if table:
            found.append(table)
            i = table.end
        else:
            i += 1
    return found


def _clean(line: str) -> str:
    return unicodedata.normalize("NFC", line).replace("\u00a0", " ").strip()


def _looks_like_header(line: str) -> bool:
    text = fold(printed(line))
    begins = _NUMBER_COLUMN.match(text) or _NAME_COLUMN.match(text)
    return (bool(begins) and len(text) < 300 and len(_column_starts(text)) >= 3) or (
        text.startswith("|") and "chi tieu" in text
    )


def _table_at(lines: Sequence[str], start: int, after: int) -> TextTable | None:
    """The table whose header begins at `start`; None when no row of figures follows."""
    header, first = _clean(lines[start]), start + 1
    while first < len(lines) and first < start + 6 and not _begins_row(lines[first]):
        text = _clean(lines[first])
        if text and (len(text) > 120 or text.endswith((".", ";"))):
            return None
        header = f"{header} {text}" if text else header
        first += 1
    rows, end = _row_texts(lines, first, header)
    if not rows:
        return None
    shape = _shape(header, rows)
    title, title_at = title_above([*lines[after:start]])
    if shape is None:  # columns cannot be told apart: whole lines, findable and never misread
        table = Table(title, 0, (printed(header),), tuple((printed(row),) for row in rows))
    else:
        table = Table(title, 0, shape.header, tuple(_cells(row, shape) for row in rows))
    return TextTable(after + title_at, start, end, table)


def _begins_row(line: str) -> bool:
    text = _clean(line).lstrip("| ")
    return bool(_LABEL.match(text)) or len(_values(text)) >= 2


def _row_texts(lines: Sequence[str], first: int, header: str) -> tuple[list[str], int]:
    """The text of each row, wrapped lines joined, and the index after the last; ([], first) for no figures."""
    rows: list[str] = []
    end, waiting = first, list[str]()
    usual = _usual_figures(lines, first)
    for i in range(first, len(lines)):
        text = _clean(lines[i])
        if not text or re.fullmatch(r"[|\s:-]+", text) or printed(text) == printed(header):
            continue
        label, values = _LABEL.match(text.lstrip("| ")), len(_values(text))
        if rows and not waiting and _only_figures(text) and len(_values(rows[-1])) + values <= usual:
            rows[-1] += f" {text}"
            end = i + 1
        elif values >= 2 or (values and label):
            if waiting and not label and _unfinished(waiting[-1]):
                text = f"{waiting.pop()} {text}"
            rows += [*waiting, text]
            waiting, end = [], i + 1
        elif label and len(waiting) < _MOST_WAITING and len(text) < 200 and text[-1] not in ".;:":
            waiting.append(text)
        elif waiting and _goes_on(text):
            waiting[-1] += f" {text}"
        elif rows and not waiting and _goes_on(text):
            rows[-1] = _with_rest(rows[-1], text)
            end = i + 1
        else:
            break
    return (rows, end) if any(len(_values(row)) >= 1 for row in rows) else ([], first)


def _usual_figures(lines: Sequence[str], first: int) -> int:
    """How many figures the labelled rows from `first` on usually end in."""
    rows = (_clean(line) for line in lines[first : first + 200])
    counts = Counter(n for row in rows if _LABEL.match(row) and (n := len(_values(row))) > 1)
    return counts.most_common(1)[0][0] if counts else 0


def _only_figures(text: str) -> bool:
    values = _values(text)
    return bool(values) and values[0][0] == 0


def _unfinished(text: str) -> bool:
    """ "6 Diện tích sản xuất nông nghiệp ứng dụng": a label, words, no figure, no capitals of a group."""
    words = _LABEL.sub("", text, count=1).strip()
    return not words.isupper()


def _goes_on(text: str) -> bool:
    return (
        len(text) < 80
        and not text.isupper()
        and text[-1] not in ".;:"
        and (text[0].islower() or text[0] in "(,")
    )


def _with_rest(row: str, rest: str) -> str:
    """A name that goes on below its figures: the rest is put where the name stands, before unit and figures."""
    values = _values(row)
    at = values[0][0] if values else len(row)
    head = row[:at].rstrip()
    name, unit = _name_and_unit(head)
    return f"{name} {rest} {unit} {row[at:]}" if unit else f"{head} {rest} {row[at:]}"


def _values(text: str) -> list[tuple[int, int]]:
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


def _column_starts(text: str, weak: bool = False) -> list[int]:
    """Offsets in a folded header where a column begins."""
    starts: list[int] = []
    name = False
    for match in re.finditer(r"\S+", text):
        at, rest = match.start(), text[match.start() :]
        before = re.findall(r"[^\s()/]+|/", text[:at])[-1:] or [""]
        inside = text.count("(", 0, at) > text.count(")", 0, at) or rest.startswith("(")
        opener = before[0] in _OPEN and bool(starts) and text[:at].rstrip()[-1:] != ")"
        if _NUMBER_COLUMN.match(rest) and not starts:
            starts.append(at)
        elif _NAME_COLUMN.match(rest) and not name and len(starts) < 2:
            name = True
            starts.append(at)
        elif (
            name
            and not inside
            and (
                (_UNIT_COLUMN.match(rest) and len(starts) < 4)
                or _NOTE_COLUMN.match(rest)
                or ((_VALUE_COLUMN.match(rest) or (weak and _WEAK_COLUMN.match(rest))) and not opener)
            )
        ):
            starts.append(at)
    return starts


def _shape(header: str, rows: Sequence[str]) -> _Shape | None:
    """How the header splits so that it fits the rows; None when it cannot."""
    counts = Counter(n for row in rows if (n := len(_values(row))) > 0)
    explicit = _explicit(header)
    folded = [fold(printed(cell)) for cell in explicit]
    if len(explicit) > 2 and any(_NAME_COLUMN.match(cell) for cell in folded[:2]):
        return _shape_of(tuple(printed(cell) for cell in explicit))
    text = printed(header)
    for weak in (False, True):
        starts = _column_starts(fold(text), weak)
        ends = [*starts[1:], len(text)]
        shape = _shape_of(tuple(text[a:b].strip() for a, b in zip(starts, ends, strict=True)))
        fits = sum(n for values, n in counts.items() if values >= shape.figures)
        exact = counts.get(shape.figures, 0)
        if shape.figures and 2 * exact >= sum(counts.values()) and 5 * fits >= 3 * sum(counts.values()):
            return shape
    return None


def _shape_of(header: tuple[str, ...]) -> _Shape:
    folded = [fold(cell) for cell in header]
    numbered = bool(_NUMBER_COLUMN.match(folded[0])) if folded else False
    at = int(numbered) + 1
    unit = at < len(folded) and bool(_UNIT_COLUMN.match(folded[at]))
    note = bool(folded) and bool(_NOTE_COLUMN.match(folded[-1]))
    return _Shape(header, numbered, unit, len(header) - at - unit - note, note)


def _explicit(text: str) -> list[str]:
    """Cells that bars, tabs or runs of blanks keep apart; [the text] when nothing does."""
    if "|" in text:
        return [cell.strip() for cell in text.strip().strip("|").split("|")]
    return re.split(r"\t+| {2,}", text.strip())


def _cells(row: str, shape: _Shape) -> tuple[str, ...]:
    """One cell a column; a row that does not fit has its text in the name's column and nothing else."""
    explicit = _explicit(row)
    if len(explicit) == len(shape.header):
        return tuple(printed(cell) for cell in explicit)
    text = printed(row.replace("|", " "))
    label = _LABEL.match(text) if shape.numbered else None
    number, rest = (label[0].rstrip("."), text[label.end() :].strip()) if label else ("", text)
    values = _values(rest)[-shape.figures :]
    alone = ((number,) if shape.numbered else ()) + (rest,)
    empty = alone + ("",) * (len(shape.header) - len(alone))
    if len(values) < shape.figures:
        return empty
    name, unit = (
        _name_and_unit(rest[: values[0][0]].strip()) if shape.unit else (rest[: values[0][0]].strip(), "")
    )
    if not name:
        return empty
    cells = ((number,) if shape.numbered else ()) + (name,) + ((unit,) if shape.unit else ())
    return cells + tuple(rest[a:b].strip() for a, b in values) + (("",) if shape.note else ())


def _name_and_unit(text: str) -> tuple[str, str]:
    """ "Số lượt khách Lượt khách" → name and unit; a unit that cannot be told stays in the name."""
    words = text.split()
    for capital in (True, False):
        for size in range(min(4, len(words) - 1), 0, -1):
            tail = " ".join(words[-size:])
            if tail.lower().replace(" ", "_") in _UNITS and (tail[0].isupper() or not capital):
                return " ".join(words[:-size]), tail
    for size in range(1, 6):
        if len(words) > size + 1 and words[-size][0].isupper() and not words[-size].isupper():
            return " ".join(words[:-size]), " ".join(words[-size:])
    return text, ""
