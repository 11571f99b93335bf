"""What is measured over: invented shelves of three sizes, or any folder in the same form."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, read_cases
from index_store.errors import MissingPathError

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATOR = "eval.shelf"
SEED = 2027  # no weight was fitted on this one
QUESTIONS = 400  # for each corpus: ±3 points at 0.9
ONE_EACH = frozenset({"compare", "series"})  # questions with a value from each of their reports
REPORT_KINDS = frozenset({".txt", ".docx", ".pdf"})


@dataclass(frozen=True, slots=True)
class Size:
    units: int
    periods: int

    @property
    def reports(self) -> int:
        """About: the generator adds reports of second offices and corrected ones."""
        return self.units * self.periods


SIZES = {"small": Size(8, 3), "medium": Size(40, 6), "large": Size(125, 8)}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports in folder/reports, with questions whose answers are known."""

    name: str
    folder: Path
    reports: int  # files
    cases: tuple[Case, ...]
    origin: str  # how to have it again

    @property
    def files(self) -> Path:
        return self.folder / "reports"


def read_corpus(folder: Path, origin: str = "") -> Corpus:
    """The corpus in a folder: reports/ and questions.jsonl. Raises MissingPathError, QuestionSetError."""
    folder = folder.resolve()
    files = folder / "reports"
    if not files.is_dir():
        raise MissingPathError(files)
    reports = sum(file.suffix.lower() in REPORT_KINDS for file in files.rglob("*"))
    return Corpus(
        folder.name,
        folder,
        reports,
        tuple(read_cases(folder / "questions.jsonl")),
        origin or f"`{folder.name}`",
    )


def make_corpus(size: str, out: Path, seed: int = SEED, questions: int = QUESTIONS) -> Corpus:
    """A new shelf in out/<size>, by the project's own generator; what was there is gone."""
    folder, wanted = out / size, SIZES[size]
    shutil.rmtree(folder, ignore_errors=True)
    given = {"units": wanted.units, "periods": wanted.periods, "seed": seed, "questions": questions}
    options = [word for name, value in given.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, "-m", GENERATOR, str(folder.resolve()), *options]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return read_corpus(folder, f"`python -m {GENERATOR} {size} {' '.join(options)}`")
