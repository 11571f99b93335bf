"""Files in, a published store out: the order of the steps for one file, and for many.

Files are read in child processes, so that a file that crashes or hangs a parser costs that file only;
the parent alone publishes, in the order of the names. Nothing here imports a model.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index_store.errors import FileRefusedError
from index_store.records import FileFormat, Header, Reading, Report, SourceFile
from ingest.figures import find_figures, find_row_figures
from ingest.footnotes import place_marks
from ingest.header import read_header
from ingest.lines import MARK, Line, Source
from ingest.page_tables import with_tables
from ingest.passages import Findings, make_passages
from ingest.read_docx import read_docx
from ingest.read_pdf import read_pdf
from ingest.read_txt import read_txt
from ingest.read_xlsx import read_xlsx
from ingest.sniff import collect, sniff
from ingest.structure import outline

if TYPE_CHECKING:
    from index_store.store import Store

PARSER_VERSION = "5"  # grows when the same file would give another reading
MIN_WORDS = 50
FILE_SECONDS = 180  # a child gives a file up after this
_READ_AHEAD = 4  # files read ahead of the one being published, for each worker
_READERS: dict[FileFormat, Callable[[Path], Source]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "txt": read_txt,
}
_log = logging.getLogger(__name__)

ResultStatus = Literal["added", "replaced", "unchanged", "duplicate", "refused"]


class NotAReportError(FileRefusedError):
    """Readable, but no report: too few words, or neither a unit nor a period in it."""


class UnreadableFileError(FileRefusedError):
    """Reading the file crashed, hung or ran out of memory."""


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
    footnotes: int = 0
    footnotes_linked: int = 0
    tables: int = 0
    passages: int = 0
    figures: int = 0
    absent_appendices: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {
            "absent_appendices": list(self.absent_appendices),
            "warnings": list(self.warnings),
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
    _must_be_report(path, header, findings)
    period = header.period
    figures = [
        figure
        for passage in findings.passages
        for figure in (
            find_row_figures(passage, *findings.rows[passage.id], period)
            if passage.id in findings.rows
            else find_figures(passage, period)
        )
    ]
    warnings = [*source.warnings, *doubts]
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
        PARSER_VERSION,
    )


def _printed_lines(lines: Sequence[Line]) -> list[str]:
    """The body as the header is read from: marks out, blanks kept, since they tell columns apart."""
    return [MARK.sub("", row) for line in lines for row in line.text.split("\n")]


def _must_be_report(path: Path, header: Header, findings: Findings) -> None:
    words = sum(len(passage.text.split()) for passage in findings.passages)
    if words < MIN_WORDS and not findings.tables:  # a short table says much
        fact = f"chỉ đọc được {words} chữ, chưa đủ để là một báo cáo."
        raise NotAReportError(path, fact, "Hãy kiểm tra lại nội dung tệp.")
    if not header.unit.name and header.period is None:
        fact = "không thấy tên đơn vị lẫn kỳ báo cáo, có lẽ không phải báo cáo."
        raise NotAReportError(path, fact, "Hãy kiểm tra lại trang đầu (đơn vị, tên báo cáo, kỳ).")


def ingest(
    paths: Iterable[Path],
    store: Store,
    *,
    workers: int = 0,
    progress: Callable[[FileResult, int, int], None] | None = None,
) -> IngestResult:
    """Reads and publishes every report under `paths`; a refused file is a row, never an exception.

    workers: child processes, 0 for as many as there are cores up to 4, 1 to read in this process.
    progress: called after each file with its result, how many are done and how many there are.
    Raises StoreError when the store itself fails.
    """
    started = time.perf_counter()
    results: list[FileResult] = []
    todo: list[Path] = []
    found = list(collect(paths))

    def tell(result: FileResult) -> None:
        results.append(result)
        if progress:
            progress(result, len(results), len(found))

    for item in found:
        if isinstance(item, FileRefusedError):
            tell(FileResult(str(item.path), "refused", reason=str(item)))
        elif (known := store.known(_sha256(item), PARSER_VERSION)) and _is_file_of(known, item):
            tell(_told(str(item), "unchanged", known, 0.0))
        else:
            todo.append(item)
    if todo:
        with store.writing():  # held for the whole run: another writer is refused before any file is read
            for path, outcome in _readings(todo, workers or min(4, multiprocessing.cpu_count())):
                tell(_published(path, outcome, store))
    order = {
        str(item.path if isinstance(item, FileRefusedError) else item): at for at, item in enumerate(found)
    }
    results.sort(key=lambda result: order[result.file])
    return IngestResult(tuple(results), time.perf_counter() - started)


def _published(path: Path, outcome: _Outcome, store: Store) -> FileResult:
    if outcome.reading is None:
        return FileResult(str(path), "refused", reason=outcome.reason, seconds=outcome.seconds)
    before = time.perf_counter()
    published = store.publish(outcome.reading)
    seconds = outcome.seconds + time.perf_counter() - before
    told = _told(str(path), published.status, published.report, seconds)
    return replace(told, warnings=outcome.reading.warnings)


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
        footnotes=report.footnotes,
        footnotes_linked=report.footnotes_linked,
        tables=report.tables,
        passages=report.passages,
        figures=report.figures,
        absent_appendices=header.absent_appendices,
        warnings=report.warnings,
        seconds=seconds,
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A reading, or why there is none: what a child sends back (our errors do not survive pickling)."""

    reading: Reading | None
    reason: str
    seconds: float = field(default=0.0)


def _readings(paths: Sequence[Path], workers: int) -> Iterator[tuple[Path, _Outcome]]:
    """Every file with its outcome, in the given order, read by child processes when workers > 1."""
    if workers <= 1 or len(paths) <= 1:
        yield from ((path, _attempt(path)) for path in paths)
        return
    waiting = deque(paths)
    running: deque[tuple[Path, Future[_Outcome]]] = deque()
    pool = _pool(workers)
    try:
        while waiting or running:
            while waiting and len(running) < workers * _READ_AHEAD:
                path = waiting.popleft()
                running.append((path, pool.submit(_attempt_in_child, path)))
            path, future = running.popleft()
            try:
                yield path, future.result()
            except BrokenProcessPool:
                # One of the files under way killed its child, and with it the pool: each gets a child alone.
                suspects = [path, *(other for other, _ in running)]
                running.clear()
                pool.shutdown(wait=False)
                yield from ((suspect, _alone(suspect)) for suspect in suspects)
                pool = _pool(workers)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(
            [__name__]
        )  # imported once, then forked: a child starts in milliseconds
    return ProcessPoolExecutor(workers, mp_context=context)


def _alone(path: Path) -> _Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(_attempt_in_child, path).result()
        except BrokenProcessPool:
            error = UnreadableFileError(
                path, "làm bộ đọc dừng đột ngột.", "Hãy lưu lại tệp ở định dạng khác rồi nạp lại."
            )
            return _Outcome(None, str(error))


def _attempt_in_child(path: Path) -> _Outcome:
    """_attempt with a time limit, which needs a main thread of its own."""
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(FILE_SECONDS)
    try:
        return _attempt(path)
    finally:
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def _give_up(_signal: int, _frame: object) -> None:
    raise TimeoutError


def _attempt(path: Path) -> _Outcome:
    started = time.perf_counter()
    try:
        return _Outcome(read_report(path), "", time.perf_counter() - started)
    except FileRefusedError as error:
        return _Outcome(None, str(error), time.perf_counter() - started)
    except TimeoutError:
        late = UnreadableFileError(
            path, f"đọc quá {FILE_SECONDS} giây chưa xong.", "Hãy tách nhỏ tệp rồi nạp lại."
        )
        return _Outcome(None, str(late), time.perf_counter() - started)
    # The parsers meet files nobody has seen: whatever one of them trips over must not stop the other files.
    except Exception as error:
        _log.exception("reading %s failed", path)
        fact = f"bộ đọc gặp lỗi chưa lường trước ({type(error).__name__})."
        odd = UnreadableFileError(path, fact, "Hãy gửi tệp này cho người quản trị kèm nhật ký.")
        return _Outcome(None, str(odd), time.perf_counter() - started)
