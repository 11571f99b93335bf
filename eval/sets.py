"""The question sets that can be chosen: those that ship, those a person uploaded, the one made of feedback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.case_files import READERS
from eval.cases import QuestionSet, read_cases, read_set
from index_store.errors import MissingPathError

_SAMPLES = Path(__file__).resolve().parent.parent / "samples"  # of a checkout
SHIPPED = {  # over the sample reports
    "Câu hỏi mẫu": _SAMPLES / "questions.jsonl",
    "Câu hỏi bẫy": _SAMPLES / "adversarial.jsonl",
    "Lỗi đã sửa": _SAMPLES / "regression.jsonl",
}
FEEDBACK_NAME = "Góp ý từ Hỏi đáp"


def shipped_title(file_name: str) -> str:
    """What people call the set of this file: a set's name where it ships, in quotes; else the file's own."""
    return next((f"“{name}”" for name, file in SHIPPED.items() if file.name == file_name), file_name)


class QuestionSets:
    """Kept as files in a folder of the store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> dict[str, Path]:
        """Name → file."""
        shipped = {name: file for name, file in SHIPPED.items() if file.is_file()}
        kept = sorted(file for file in self.folder.glob("*") if file.suffix.lower() in READERS)
        return shipped | {(FEEDBACK_NAME if f == self._feedback else f.name): f for f in kept}

    def title(self, file_name: str) -> str:
        """The name under which the set of this file is offered; of one that is gone, the file's own."""
        return next((name for name, path in self.paths().items() if path.name == file_name), file_name)

    def path(self, name: str) -> Path:
        """Raises MissingPathError."""
        found = self.paths().get(name)
        if found is None:
            raise MissingPathError(Path(name))
        return found

    def keep(self, given: Path) -> tuple[str, QuestionSet]:
        """Take a file over when it has no fault: its name here, and its questions.

        Raises QuestionSetError. A set of the same name stays: the new one gets a number, and so does one named like
        the set of feedback.
        """
        taken = read_set(given)
        self.folder.mkdir(parents=True, exist_ok=True)
        place, n = self.folder / given.name, 1
        while place.exists() or place == self._feedback:
            n += 1
            place = self.folder / f"{given.stem} ({n}){given.suffix}"
        shutil.move(given, place)
        return place.name, taken

    def add(self, case: Mapping[str, Any]) -> int:
        """Put a question (the keys of a JSON line) into the set of feedback, in place of one with its id.

        How many questions the set has now. Raises QuestionSetError, and leaves the set as it was.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        held = self._feedback.read_text("utf-8").splitlines() if self._feedback.exists() else []
        lines = [line for line in held if json.loads(line)["id"] != case["id"]]
        lines.append(json.dumps(dict(case), ensure_ascii=False))
        trial = self.folder / ".trial.jsonl"
        trial.write_text("\n".join(lines) + "\n", "utf-8")
        try:
            count = len(read_cases(trial))
            trial.replace(self._feedback)
        finally:
            trial.unlink(missing_ok=True)
        return count

    @property
    def _feedback(self) -> Path:
        return self.folder / "feedback.jsonl"
