"""The shapes that every layer shares: what a report holds, as frozen dataclasses."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field, fields
from datetime import date as Date  # Header has a field of that name
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

PeriodKind = Literal["thang", "quy", "6_thang", "9_thang", "nam", "giai_doan", "khac"]
Role = Literal[
    "level", "plan", "pct_plan", "earlier", "change", "pct_change", "pct_of_earlier", "target", "part"
]
Status = Literal["uoc", "thuc_hien", "khong_ro"]
Span = Literal["trong_ky", "luy_ke", "khong_ro"]
PassageKind = Literal["paragraph", "footnote", "row", "header"]
DOUBTFUL = 0.9  # confidence below which a person is asked to compare with the original
FileFormat = Literal["docx", "xlsx", "doc", "odt", "rtf", "pdf", "txt"]
# How far the numbers of a report's pages can be trusted: a Word file keeps none, plain text no ends of pages either.
Paging = Literal["known", "estimated", "unknown"]
# What people call those without pages that can be drawn.
FORMAT_NAMES = {
    "docx": "Word",
    "doc": "Word",
    "odt": "ODT",
    "rtf": "RTF",
    "xlsx": "Excel",
    "txt": "văn bản thuần",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that a report covers or a question asks for; both ends inclusive."""

    kind: PeriodKind
    start: Date
    end: Date

    @property
    def year(self) -> int:
        return self.end.year

    def lies_in(self, year: int) -> bool:
        """Whether it is a part of one calendar year, or all of it."""
        return self.start.year == self.end.year == year

    def shifted(self, years: int) -> Period:
        """The same stretch, `years` later; the end of February stays the end of February."""
        year, month = self.end.year + years, self.end.month
        last = calendar.monthrange(year, month)[1]
        whole = self.end.day == calendar.monthrange(self.end.year, month)[1]
        day = last if whole else min(self.end.day, last)
        first = min(self.start.day, calendar.monthrange(self.start.year + years, self.start.month)[1])
        return Period(
            self.kind, self.start.replace(year=self.start.year + years, day=first), Date(year, month, day)
        )

    @property
    def label(self) -> str:
        """In Vietnamese: "6 tháng đầu năm 2023", "quý I/2024", "năm 2023", "tháng 5/2023"."""
        year = self.end.year
        match self.kind:
            case "thang":
                return f"tháng {self.end.month}/{year}"
            case "quy":
                return f"quý {('I', 'II', 'III', 'IV')[(self.end.month - 1) // 3]}/{year}"
            case "6_thang":
                return f"6 tháng {'đầu' if self.start.month == 1 else 'cuối'} năm {year}"
            case "9_thang":
                return f"9 tháng đầu năm {year}"
            case "nam":
                return f"năm {year}"
            case "giai_doan":
                return f"giai đoạn {self.start.year}-{year}"
            case "khac":
                return f"{self.start:%d/%m/%Y} - {self.end:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Unit:
    """Whose report it is. level: "huyện", "xã", "tỉnh"…, lower case, "" when not stated."""

    name: str  # "Đức Trọng"
    level: str = ""
    province: str = ""  # "Lâm Đồng"; "" when the report does not name it

    @property
    def full_name(self) -> str:
        return f"{self.level} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Header:
    """What the first and the last page say about the report. Empty strings and None: not stated."""

    unit: Unit
    issuer: str  # "Ban Thường vụ Huyện ủy", "UBND huyện", "HĐND xã"
    period: Period | None
    number: str = ""  # "189/BC-UBND"
    date: Date | None = None
    title: str = ""
    signer: str = ""
    signer_position: str = ""
    replaces: str = ""  # the number of the report that this one corrects
    absent_appendices: tuple[str, ...] = ()  # "Phụ lục 01": named in the text, not attached
    attached_to: str = ""  # of an appendix that is a file by itself: the number of its report

    @property
    def placed(self) -> bool:
        """Whether it says of what unit or of what period the report is."""
        return bool(self.unit.name) or self.period is not None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person set in a header by hand; None: as the report was read. unit: name and level alone."""

    unit: Unit | None = None
    province: str | None = None
    issuer: str | None = None
    period: Period | None = None
    number: str | None = None
    date: Date | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that were set; () where none was."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) is not None)


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the outline. number as printed: "I", "2.1.1", "a", "Phần thứ nhất"."""

    number: str
    heading: str
    level: int  # 1 is the outermost
    page: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, with the sentence that carries its mark; anchor is "" when no link was proved."""

    n: int
    text: str  # as printed
    page: int
    anchor: str  # the sentence without any mark
    section: str  # number of the section of the mark (of the note itself when unlinked)


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where in a table something stands: "Phụ lục 01", row "Tổng đàn lợn", column "TH 6 tháng/2023".

    number: of the row, as the table prints it ("5", "II", "1.2"); "" where it prints none.
    """

    title: str
    row: str
    column: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read; every row as long as `header`."""

    title: str
    page: int
    header: tuple[str, ...]  # several header rows joined from the top: "Thực hiện > 6 tháng 2023"
    rows: tuple[tuple[str, ...], ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found and cited. `text` is as printed (footnote marks taken out)."""

    id: str  # stable: the same report and words give the same id
    report: str
    kind: PassageKind
    text: str
    page: int
    order: int  # reading order in the report, from 0
    section: str = ""  # "2.1.1"
    section_heading: str = ""
    path: tuple[str, ...] = ()  # headings from the outermost down to this section, with numbers
    footnote: int | None = None
    anchor: str = ""  # for a footnote: the sentence that carries its mark
    table: TableCell | None = None  # for a row: column is "" (cells are separated by " | " in text)
    context: str = ""  # unit, issuer, period, headings and anchor: indexed with text, never shown
    confidence: float = 1.0  # of its least sure figure


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity as printed, with what it says."""

    INHERITS: ClassVar[str] = " ‹ "  # between the zones of `indicator`, the most specific first

    passage: str
    start: int  # offsets of `printed` in the passage's text
    end: int
    printed: str  # "36.340 ha"
    value: Decimal
    unit: str  # "ha", "triệu đồng", "%", "vụ"; "" when nothing names it
    value_base: Decimal  # the same in base units: 730.734 triệu đồng = 730734000000 đồng
    unit_base: str
    role: Role
    status: Status
    span: Span
    indicator: str  # its clause with what the clause inherits
    table: TableCell | None = None
    confidence: float = (
        1.0  # 0 to 1; less than 1 where it was read from a scan with doubt, or its note is unlinked
    )


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given: its place, its content's hash, and how it was read."""

    path: str
    sha256: str
    format: FileFormat
    size_bytes: int


class PageWord(NamedTuple):
    """A word of a scanned page and its box in points from the page's top left corner, see `PageWords`."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """Where the words stand that OCR read on a page, so that a quote can be marked on its picture.

    Boxes are those of the page turned by `turn` degrees clockwise, then by `lean` degrees counter-clockwise about its
    middle: upright, its rows level.
    """

    page: int
    turn: int  # 0, 90, 180 or 270
    lean: float
    words: tuple[PageWord, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading one file gave; what the store publishes. `report` ids in passages are "" here."""

    file: SourceFile
    header: Header
    pages: int
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    warnings: tuple[str, ...] = ()  # Vietnamese sentences: what was doubtful or left out
    parser_version: str = ""
    ocr_pages: int = 0  # pages that are scans and were read by OCR
    page_words: tuple[PageWords, ...] = ()  # of those pages
    paging: Paging = "known"
    as_read: Header | None = None  # the header before `corrections`; None where there are none
    corrections: Corrections = Corrections()


@dataclass(frozen=True, slots=True)
class Report:
    """A published report, as the catalogue lists it."""

    id: str  # "huyen-duc-trong.huyen-uy.2023-6-thang.1a2b3c"
    header: Header
    files: tuple[SourceFile, ...]  # the first is the one that was read
    pages: int
    footnotes: int
    footnotes_linked: int
    tables: int
    passages: int
    figures: int
    version: int  # 1, 2…: later versions of the same unit, issuer and period
    current: bool  # False when a later version replaces it
    sequence: int
    warnings: tuple[str, ...] = field(default=())
    as_read: Header | None = None  # the header before `corrections`; None where there are none
    corrections: Corrections = Corrections()
    words: int = 0
    sections: int = 0
    table_rows: int = 0
    ocr_pages: int = 0  # pages that are scans and were read by OCR
    paging: Paging = "known"

    @property
    def footnotes_doubtful(self) -> int:
        """Notes whose mark was not proved, and which are therefore linked to no sentence."""
        return self.footnotes - self.footnotes_linked

    @property
    def ocr_share(self) -> float:
        """The share of its pages that was read by OCR, 0 to 1."""
        return self.ocr_pages / self.pages if self.pages else 0.0

    @property
    def file_name(self) -> str:
        return self.files[0].path.replace("\\", "/").rsplit("/", 1)[-1]


def page_name(page: int, paging: Paging, file_name: str) -> str:
    """ "trang 3"; "khoảng trang 3" where that is an estimate, "không rõ trang" where even that would be a guess;
    "sheet 3" of a workbook, which has no pages."""
    if file_name.lower().endswith(".xlsx"):
        return f"sheet {page}"
    return {"known": f"trang {page}", "estimated": f"khoảng trang {page}", "unknown": "không rõ trang"}[
        paging
    ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that a search found; scores are each index's own, 0.0 where it did not find it."""

    passage: Passage
    lexical: float
    dense: float
    score: float  # the two fused, higher is better
