"""Files read in child processes: one that crashes, hangs or eats memory costs itself and nothing else.

A child that dies is replaced. Its time is the processor's own, counted by the kernel, so that a busy machine
makes no file late; what children wait for (tesseract, LibreOffice) has limits of its own. A child whose
parent is gone reads the end of its pipe and ends too.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path

from index_store.errors import FileRefusedError
from index_store.records import Reading
from ingest.page_progress import PagesRead, listening
from ingest.sniff import UnreadableFileError

try:
    import resource
except ModuleNotFoundError:  # Windows: no limits but that of LOST_SECONDS
    resource = None  # type: ignore[assignment]

FILE_SECONDS = 300  # of the processor, for one file
FILE_BYTES = 2 * 2**30  # of memory, for one file
LOST_SECONDS = 2 * 3600  # by the clock: a scan of 500 pages takes less, a child that waits for ever is ended
_READ_AHEAD = 4  # files read ahead of the one being published, for each worker
_log = logging.getLogger(__name__)

Read = Callable[[Path], Reading]  # of a module, so that a child can import it


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading, or why there is none: what a child sends back (our errors do not survive pickling)."""

    reading: Reading | None
    reason: str
    seconds: float = 0.0


class _Child:
    """One reading process and the end of its pipe."""

    def __init__(self, context: BaseContext, read: Read, folder: str) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, read, folder), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.number, self.path, self.since = -1, Path(), 0.0

    def begin(self, number: int, path: Path) -> None:
        self.number, self.path, self.since = number, path, time.monotonic()
        self.connection.send(path)

    def word(self) -> Outcome | PagesRead | None:
        """What the child sends; None when it died instead."""
        try:
            received: Outcome | PagesRead = self.connection.recv()
        except (EOFError, OSError):
            return None
        return received

    def end(self) -> int:
        """Stop the process, whatever it does; its exit code."""
        self.connection.close()
        self.process.kill()
        self.process.join()
        return int(self.process.exitcode or 0)


def read_in_children(
    read: Read,
    paths: Sequence[Path],
    workers: int,
    reading: Callable[[int, PagesRead], None] | None = None,
) -> Generator[Outcome, None, None]:
    """The outcome of every file, in the given order, read by `workers` processes side by side.

    reading: called with a file's place among `paths` and how far into it a child is.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([read.__module__])  # imported once: a child starts in milliseconds
    done: dict[int, Outcome] = {}
    idle: list[_Child] = []
    busy: list[_Child] = []
    started = 0
    folder = tempfile.TemporaryDirectory(prefix="tracuu-")  # outlives children that are killed
    try:
        for number in range(len(paths)):
            while True:  # what is read already is not published before every child has its next file
                while started < min(len(paths), number + workers * _READ_AHEAD) and len(busy) < workers:
                    child = idle.pop() if idle else _Child(context, read, folder.name)
                    child.begin(started, paths[started])
                    busy.append(child)
                    started += 1
                ready = wait([child.connection for child in busy], timeout=0 if number in done else 60)
                if number in done and not ready:
                    break
                for child in [child for child in busy if child.connection in ready or _is_lost(child)]:
                    outcome = child.word() if child.connection in ready else None
                    if isinstance(outcome, PagesRead):
                        if reading:
                            reading(child.number, outcome)
                        continue
                    busy.remove(child)
                    if outcome is None:
                        outcome = _death(child)
                    else:
                        idle.append(child)
                    done[child.number] = outcome
            yield done.pop(number)
    finally:
        for child in (*idle, *busy):
            child.end()
        folder.cleanup()


def _is_lost(child: _Child) -> bool:
    return time.monotonic() - child.since > LOST_SECONDS


def _death(child: _Child) -> Outcome:
    """Why a child sent nothing."""
    lost, seconds = _is_lost(child), time.monotonic() - child.since
    child.process.join(1)
    code = child.end()
    if lost or (resource and code == -signal.SIGXCPU):
        limit = LOST_SECONDS if lost else FILE_SECONDS
        error = UnreadableFileError(
            child.path, f"đọc quá {limit} giây chưa xong.", "Hãy tách nhỏ tệp rồi nạp lại."
        )
    else:
        _log.error("reading %s ended its process with code %d", child.path, code)
        error = UnreadableFileError(
            child.path, "làm bộ đọc dừng đột ngột.", "Hãy lưu lại tệp ở định dạng khác rồi nạp lại."
        )
    return Outcome(None, str(error), seconds)


def _serve(connection: Connection, read: Read, folder: str) -> None:
    """A child's life: a path in, an outcome out, until the parent closes the pipe or is gone.

    folder: where its temporary files go; the parent removes it.
    """
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its children
    while True:
        try:
            path = connection.recv()
        except (EOFError, OSError):
            return
        _limit()
        with listening(connection.send):
            outcome = _attempt(read, path)
        connection.send(outcome)


def _limit() -> None:
    """The limits for the next file: memory; processor seconds, which count on from those used so far."""
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (FILE_BYTES, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + FILE_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _attempt(read: Read, path: Path) -> Outcome:
    """One file, with every error as its reason."""
    started = time.perf_counter()
    try:
        return Outcome(read(path), "", time.perf_counter() - started)
    except FileRefusedError as error:
        reason = str(error)
    except MemoryError:
        fact = f"cần quá {FILE_BYTES // 2**30} GB bộ nhớ để đọc."
        reason = str(UnreadableFileError(path, fact, "Hãy tách nhỏ tệp rồi nạp lại."))
    # The parsers meet files nobody has seen: whatever one of them trips over must not stop the other files.
    except Exception as error:
        _log.exception("reading %s failed", path)
        fact = f"bộ đọc gặp lỗi chưa lường trước ({type(error).__name__})."
        reason = str(UnreadableFileError(path, fact, "Hãy gửi tệp này cho người quản trị kèm nhật ký."))
    return Outcome(None, reason, time.perf_counter() - started)
