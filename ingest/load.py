"""Files in, a published store out: read side by side, published one by one in the order of their names."""

from __future__ import annotations

import hashlib
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index_store.errors import FileRefusedError
from index_store.records import Report
from ingest.children import Outcome, read_in_children
from ingest.collect import Found, collect
from ingest.corrections import kept
from ingest.page_progress import PagesRead
from ingest.read import PARSER_VERSION, read_report

if TYPE_CHECKING:
    from index_store.store import Store

ResultStatus = Literal["added", "replaced", "unchanged", "duplicate", "refused"]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; the keys of one row of `tracuu ingest --json`."""

    file: str
    status: ResultStatus
    report: str = ""
    reason: str = ""  # why it was refused
    unit: str = ""
    province: str = ""
    issuer: str = ""
    period: str = ""
    number: str = ""
    date: str | None = None
    pages: int = 0
    ocr_pages: int = 0
    ocr_share: float = 0.0
    words: int = 0
    sections: int = 0
    footnotes: int = 0
    footnotes_linked: int = 0
    footnotes_doubtful: int = 0
    tables: int = 0
    table_rows: int = 0
    passages: int = 0
    figures: int = 0
    absent_appendices: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {
            "absent_appendices": list(self.absent_appendices),
            "warnings": list(self.warnings),
            "ocr_share": round(self.ocr_share, 3),
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class IngestResult:
    """All files of one run, in the order they were published."""

    files: tuple[FileResult, ...]
    seconds: float

    @property
    def refused(self) -> tuple[FileResult, ...]:
        return tuple(file for file in self.files if file.status == "refused")

    def as_json(self) -> dict[str, object]:
        return {"reports": [file.as_json() for file in self.files], "seconds": round(self.seconds, 3)}


def ingest(
    paths: Iterable[Path],
    store: Store,
    *,
    workers: int = 0,
    progress: Callable[[FileResult, int, int], None] | None = None,
    reading: Callable[[Path, PagesRead], None] | None = None,
) -> IngestResult:
    """Reads and publishes every report under `paths`; a refused file is a row, never an exception.

    workers: child processes, 0 for as many as there are cores up to 4.
    progress: called after each file with its result, how many are done and how many there are.
    reading: called while a file is read with its path and how far into it reading is.
    Raises StoreError when the store itself fails.
    """
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="tracuu-") as unpacked:
        found = list(collect(paths, Path(unpacked)))
        results: dict[int, FileResult] = {}
        todo: dict[int, Found] = {}

        def tell(number: int, result: FileResult) -> None:
            results[number] = result
            if progress:
                progress(result, len(results), len(found))

        for number, item in enumerate(found):
            if isinstance(item, FileRefusedError):
                tell(number, FileResult(str(item.path), "refused", reason=str(item)))
            elif (known := store.known(_sha256(item.place), PARSER_VERSION)) and _is_file_of(
                known, item.path
            ):
                tell(number, _told(str(item.path), "unchanged", known, 0.0))
            else:
                todo[number] = item
        if todo:
            with store.writing():  # held for the whole run: another writer is refused before any file is read
                items = list(todo.values())
                count = workers or min(4, multiprocessing.cpu_count())

                def hear(at: int, read: PagesRead) -> None:
                    if reading:
                        reading(items[at].path, read)

                places = [item.place for item in items]
                with closing(read_in_children(read_report, places, count, hear)) as outcomes:
                    for (number, item), outcome in zip(todo.items(), outcomes, strict=True):
                        tell(number, _published(item, outcome, store))
    return IngestResult(tuple(results[number] for number in range(len(found))), time.perf_counter() - started)


def _published(item: Found, outcome: Outcome, store: Store) -> FileResult:
    if outcome.reading is None:
        return FileResult(str(item.path), "refused", reason=outcome.reason, seconds=outcome.seconds)
    before = time.perf_counter()
    file = replace(outcome.reading.file, path=str(item.path.resolve()))
    reading = replace(outcome.reading, file=file)
    if held := store.corrected(reading):
        reading = kept(reading, held)
    published = store.publish(reading, item.place)
    seconds = outcome.seconds + time.perf_counter() - before
    told = _told(str(item.path), published.status, published.report, seconds)
    return replace(told, warnings=reading.warnings)


def _is_file_of(report: Report, path: Path) -> bool:
    return str(path.resolve()) in {file.path for file in report.files}


def _sha256(path: Path) -> str:
    """The content's hash; "" for a file that cannot be opened, which reading will say."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _told(file: str, status: ResultStatus, report: Report, seconds: float) -> FileResult:
    header = report.header
    return FileResult(
        file,
        status,
        report=report.id,
        unit=header.unit.full_name,
        province=header.unit.province,
        issuer=header.issuer,
        period=header.period.label if header.period else "",
        number=header.number,
        date=header.date.isoformat() if header.date else None,
        pages=report.pages,
        ocr_pages=report.ocr_pages,
        ocr_share=report.ocr_share,
        words=report.words,
        sections=report.sections,
        footnotes=report.footnotes,
        footnotes_linked=report.footnotes_linked,
        footnotes_doubtful=report.footnotes_doubtful,
        tables=report.tables,
        table_rows=report.table_rows,
        passages=report.passages,
        figures=report.figures,
        absent_appendices=header.absent_appendices,
        warnings=report.warnings,
        seconds=seconds,
    )
