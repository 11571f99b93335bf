"""One run at a time, in the background, for all who look on: progress, stop, and the kept runs."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from assistant.ask import ReportQueryEngine
from eval.archive import save
from eval.evaluate import Evaluation, evaluate
from eval.held import HeldReports
from eval.page import page
from eval.page_pictures import drawn
from eval.provenance import without_folders
from index_store.errors import ReportsError
from index_store.language.text import fold

_log = logging.getLogger(__name__)


class RunningError(ReportsError):
    """A run is under way already."""


@dataclass(slots=True)
class Job:
    """A run as far as it is. total: 0 until the questions are read."""

    name: str
    done: int = 0
    total: int = 0
    stopping: bool = False
    over: bool = False
    folder: Path | None = None  # where a run that came to its end is kept
    fault: str = ""


class Runner:
    """Runs question sets. Safe for many threads."""

    def __init__(self, engine: ReportQueryEngine, root: Path) -> None:
        """root: the folder of the kept runs."""
        self._engine, self.root = engine, root
        self.job: Job | None = None  # the last one
        self._lock = Lock()

    def start(self, name: str, questions: Path, *, all_ways: bool) -> Job:
        """Raises RunningError."""
        with self._lock:
            if self.job and not self.job.over:
                raise RunningError(f"Đang chấm “{self.job.name}”. Hãy đợi xong, hoặc bấm Dừng.")
            self.job = job = Job(name)
        Thread(target=self._work, args=(job, questions, all_ways), name="evaluation", daemon=True).start()
        return job

    def stop(self) -> None:
        """After the question that is being answered."""
        if self.job:
            self.job.stopping = True

    def _work(self, job: Job, questions: Path, all_ways: bool) -> None:
        def progress(done: int, total: int) -> bool:
            job.done, job.total = done, total
            return not job.stopping

        try:
            found = evaluate(self._engine, questions, progress, all_ways=all_ways)
            if found.whole:
                job.folder = self._keep(found)
        except ReportsError as error:
            job.fault = str(error)
        # Nobody waits for this thread: an error of ours must be told on the page.
        except Exception:
            _log.exception("evaluating %s failed", questions)
            job.fault = "Có lỗi khi chấm. Hãy thử lại; nếu vẫn lỗi, báo người quản trị kèm nhật ký."
        finally:
            job.over = True

    def _keep(self, found: Evaluation) -> Path:
        started = re.sub(r"\D", "", found.made_of.started[:19])
        slug = re.sub(r"[^a-z0-9]+", "-", fold(Path(found.made_of.questions).stem)).strip("-")
        folder = self.root / f"{started}-{slug}"
        store, made_of = self._engine.store, without_folders(found.made_of)
        whole = page(found.rows, made_of, None, drawn(store, HeldReports(store)))
        save(folder, found.rows, made_of, None, whole)
        return folder
