"""How well a file was read, in words for a person. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index_store.records import Report
    from ingest.load import FileResult


def quality(read: Report | FileResult) -> str:
    """ "12 trang (3 trang OCR, 25%), 4.512 chữ, 18 mục, chú thích 20/23 (3 chưa nối), 2 bảng (45 dòng), 31 số liệu"."""
    return ", ".join(
        (
            counted(read.pages, "trang", by_ocr(read)),
            counted(read.words, "chữ"),
            counted(read.sections, "mục"),
            linked(read),
            counted(read.tables, "bảng", counted(read.table_rows, "dòng") if read.tables else ""),
            counted(read.figures, "số liệu"),
        )
    )


def linked(read: Report | FileResult) -> str:
    """Footnotes linked of those found: "chú thích 20/23 (3 chưa nối)"."""
    if not read.footnotes:
        return "không có chú thích"
    doubtful = f" ({read.footnotes_doubtful} chưa nối)" if read.footnotes_doubtful else ""
    return f"chú thích {read.footnotes_linked}/{read.footnotes}{doubtful}"


def by_ocr(read: Report | FileResult) -> str:
    """ "3 trang OCR, 25%"; "" where nothing was read by OCR."""
    return f"{read.ocr_pages} trang OCR, {read.ocr_share:.0%}" if read.ocr_pages else ""


def counted(number: int, what: str = "", more: str = "") -> str:
    """ "4.512 chữ", "2 bảng (45 dòng)"."""
    words = f"{number:,}".replace(",", ".") + f" {what}"
    return words.strip() + (f" ({more})" if more else "")
