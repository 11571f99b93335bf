"""The order of the steps for one file: bytes in, everything a report holds out. Nothing here imports a model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from index_store.errors import FileRefusedError
from index_store.records import Figure, FileFormat, Header, Passage, Reading, Section, SourceFile
from ingest.corrections import UNPLACED
from ingest.figures import figures_of
from ingest.footnotes import place_marks
from ingest.header import read_header
from ingest.lines import MARK, Doubt, Line, Source
from ingest.page_tables import with_tables
from ingest.passages import UNLINKED, Findings, make_passages
from ingest.read_docx import read_docx
from ingest.read_office import read_office
from ingest.read_pdf import read_pdf
from ingest.read_txt import read_txt
from ingest.read_xlsx import read_xlsx
from ingest.sniff import UnreadableFileError, sniff
from ingest.structure import outline

PARSER_VERSION = "14"  # grows when the same file would give another reading
_WITHOUT_OCR = f"{PARSER_VERSION} without OCR"  # read anew as soon as it is given again
MIN_WORDS = 50
_LEAST_FIGURES = (
    5  # of a text without headings that names neither unit nor period, and is a report all the same
)
_READERS: dict[FileFormat, Callable[[Path], Source]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "txt": read_txt,
    "doc": read_office,
    "odt": read_office,
    "rtf": read_office,
}


class NotAReportError(FileRefusedError):
    """Readable, but no report: too few words, or nothing in it of what reports have."""


def read_report(path: Path) -> Reading:
    """Everything one file holds. Raises FileRefusedError (a subclass that says what to do)."""
    try:
        form = sniff(path)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            path, f"không mở được tệp ({error.strerror}).", "Hãy kiểm tra quyền đọc."
        ) from error
    source = _READERS[form](path)
    marked, _, doubts = place_marks(source.lines, source.notes, source.raised)
    lines = with_tables(marked, source)
    found = outline(lines)
    header = read_header(_printed_lines(marked), path.name)
    findings = make_passages(found.blocks, source.notes, header)
    passages = {passage.id: passage for passage in findings.passages}
    figures = [
        replace(
            figure,
            confidence=_confidence(figure, passages[figure.passage], findings.doubts.get(figure.passage, ())),
        )
        for figure in figures_of(findings.passages, findings.tables, header.period)
    ]
    if not (source.unread and not findings.passages):
        _must_be_report(path, header, found.sections, findings, figures)
    warnings = [*source.warnings, *doubts]
    if not header.placed:
        warnings.append(UNPLACED)
    if path.suffix.lower() != f".{form}":
        warnings.append(
            f"Tên tệp có đuôi “{path.suffix}” nhưng nội dung là {form.upper()}; đã đọc theo nội dung."
        )
    return Reading(
        SourceFile(str(path.resolve()), hashlib.sha256(data).hexdigest(), form, len(data)),
        header,
        source.pages,
        tuple(found.sections),
        tuple(findings.footnotes),
        tuple(findings.tables),
        tuple(findings.passages),
        tuple(figures),
        tuple(warnings),
        _WITHOUT_OCR if source.unread else PARSER_VERSION,
        ocr_pages=source.ocr_pages,
        page_words=source.page_words,
        paging=source.paging,
    )


def _confidence(figure: Figure, passage: Passage, doubts: Sequence[Doubt]) -> float:
    """How sure a figure is: its own words, and for a note its link."""
    own = (doubt.confidence for doubt in doubts if doubt.start < figure.end and figure.start < doubt.end)
    unlinked = passage.footnote is not None and not passage.anchor
    return min((UNLINKED if unlinked else 1.0, *own))


def _printed_lines(lines: Sequence[Line]) -> list[str]:
    """The body as the header is read from: marks out, blanks kept, since they tell columns apart."""
    return [MARK.sub("", row) for line in lines for row in line.text.split("\n")]


def _must_be_report(
    path: Path, header: Header, sections: Sequence[Section], findings: Findings, figures: Sequence[Figure]
) -> None:
    words = sum(len(passage.text.split()) for passage in findings.passages)
    if words < MIN_WORDS and not findings.tables:  # a short table says much
        fact = f"chỉ đọc được {words} chữ, chưa đủ để là một báo cáo."
        raise NotAReportError(path, fact, "Hãy kiểm tra lại nội dung tệp.")
    body = sections or findings.tables or header.number or len(figures) >= _LEAST_FIGURES
    if not header.placed and not body:
        fact = "không thấy tên đơn vị, kỳ báo cáo, đề mục hay số liệu, có lẽ không phải báo cáo."
        raise NotAReportError(path, fact, "Hãy kiểm tra lại trang đầu (đơn vị, tên báo cáo, kỳ).")
