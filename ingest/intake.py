"""Uploads taken in one after another, in the background: whoever comes second waits and is told so.

One intake serves all visitors. Reading happens in child processes, publishing in one thread of this one, so answers
go on meanwhile.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Literal

from index_store.errors import ReportsError, StoreLockedError
from ingest.load import FileResult, ingest
from ingest.page_progress import PagesRead

if TYPE_CHECKING:
    from index_store.store import Store

MAX_FILES = 300  # of one batch; a ZIP holds more (collect.MAX_MEMBERS)
_RETRY_S = 2.0  # between two tries while another process writes to the store
_log = logging.getLogger(__name__)

Stage = Literal["waiting", "reading", "done"]


@dataclass(slots=True)
class Batch:
    """The files that one person gave at once, and how far they are."""

    owner: str
    names: tuple[str, ...]
    stage: Stage = "waiting"
    ahead: int = 0  # batches of others that come first
    total: int = 0  # files, those packed in a ZIP counted; 0 until known
    results: list[FileResult] = field(default_factory=list)
    reading: dict[str, PagesRead] = field(default_factory=dict)  # by file name
    held_up: str = ""  # why nothing is taken in for the moment
    fault: str = ""  # why the rest was not taken in


class TooManyFilesError(ReportsError):
    """More files at once than a batch takes."""

    def __init__(self, files: int) -> None:
        self.files = files
        super().__init__(
            f"Mỗi lần chỉ nạp được {MAX_FILES} tệp, vừa chọn {files} tệp nên chưa nạp tệp nào. "
            "Hãy chọn ít hơn, hoặc nén cả thư mục thành một tệp ZIP rồi nạp."
        )


class Intake:
    """Takes batches in, in the order they came. Safe for many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: deque[tuple[Batch, list[Path], tempfile.TemporaryDirectory[str]]] = deque()
        self._now: Batch | None = None
        self._last: dict[str, Batch] = {}  # of each person
        self._changed = Condition()
        self._thread: Thread | None = None

    def give(self, owner: str, paths: Sequence[Path]) -> Batch:
        """Take files over, out of the place where they lie, which anyone may read; they are read when their turn comes.

        Raises TooManyFilesError, and the files are gone.
        """
        if len(paths) > MAX_FILES:
            for path in paths:
                path.unlink()
            raise TooManyFilesError(len(paths))
        folder = tempfile.TemporaryDirectory(prefix="tracuu-")
        places = [
            Path(folder.name, str(n), path.name) for n, path in enumerate(paths)
        ]  # two may have one name
        for path, place in zip(paths, places, strict=True):
            place.parent.mkdir()
            shutil.move(path, place)
        batch = Batch(owner, tuple(path.name for path in paths))
        with self._changed:
            self._waiting.append((batch, places, folder))
            self._last[owner] = batch
            if self._thread is None:
                self._thread = Thread(target=self._work, name="intake", daemon=True)
                self._thread.start()
            self._changed.notify()
        return batch

    def of(self, owner: str) -> Batch | None:
        """The last batch of a person; None where there is none, or it was told and put away."""
        with self._changed:
            batch = self._last.get(owner)
            if batch and batch.stage == "waiting":
                ahead = next(n for n, (waiting, *_) in enumerate(self._waiting) if waiting is batch)
                batch.ahead = ahead + (self._now is not None)
            return batch

    def busy(self) -> Batch | None:
        """The batch that is being read now, whosever it is."""
        return self._now

    def put_away(self, owner: str) -> None:
        """Forget a person's finished batch."""
        with self._changed:
            if (batch := self._last.get(owner)) and batch.stage == "done":
                del self._last[owner]

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                batch, places, folder = self._waiting.popleft()
                self._now, batch.stage = batch, "reading"
            try:
                self._take(batch, places)
            except ReportsError as error:
                batch.fault = str(error)
            # The thread serves everyone after this batch too: an error of ours must not end it unseen.
            except Exception:
                _log.exception("taking in %s failed", batch.names)
                batch.fault = "Có lỗi khi nạp. Hãy thử lại; nếu vẫn lỗi, báo người quản trị kèm nhật ký."
            finally:
                with self._changed:
                    batch.stage, batch.held_up, self._now = "done", "", None
                folder.cleanup()

    def _take(self, batch: Batch, places: list[Path]) -> None:
        def done(result: FileResult, _: int, total: int) -> None:
            batch.total = total
            batch.reading.pop(Path(result.file).name, None)
            batch.results.append(result)

        def reading(path: Path, read: PagesRead) -> None:
            batch.reading[path.name] = read

        while True:
            batch.results.clear()
            try:
                ingest(places, self._store, progress=done, reading=reading)
                return
            except StoreLockedError:  # by another process; raised before any file is read
                batch.held_up = (
                    "Kho đang được nạp từ nơi khác. Các tệp này sẽ tự được nạp ngay khi nơi đó xong."
                )
                time.sleep(_RETRY_S)
