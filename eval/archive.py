"""Runs as kept on disk: a folder each with results.jsonl, summary.json, page.html."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from eval.provenance import Provenance
from eval.run import Comparison, Row
from eval.summary import document
from index_store.errors import MissingPathError, QuestionSetError, SettingError

RUNS = "evaluations"  # folder of a store that keeps the runs made on the page
RESULTS, SUMMARY, PAGE = "results.jsonl", "summary.json", "page.html"
_ROW: TypeAdapter[Row] = TypeAdapter(Row)
_PROVENANCE: TypeAdapter[Provenance] = TypeAdapter(Provenance)


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept run as the list of runs shows it."""

    folder: Path
    questions: str
    started: str  # ISO 8601
    right: int
    n: int


def save(
    folder: Path, rows: Sequence[Row], made_of: Provenance, versus: Comparison | None, page: str
) -> dict[str, Any]:
    """Write a run; what stands in its summary.json. Raises SettingError when it cannot be written."""
    summary = {
        "questions": made_of.questions,
        **document(rows),
        "against": versus.as_json() if versus else None,
        "provenance": made_of.as_json(),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / RESULTS).open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row.as_json(), ensure_ascii=False) + "\n" for row in rows)
        (folder / PAGE).write_text(page, "utf-8")
        part = folder / f"{SUMMARY}.part"  # last, and whole: a folder with a summary is a kept run
        part.write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")
        part.replace(folder / SUMMARY)
    except OSError as error:
        raise SettingError("--out", str(folder), f"Không ghi được ({error.strerror}).") from error
    return summary


def load(folder: Path) -> list[Row]:
    """The rows of a kept run. Raises MissingPathError, QuestionSetError."""
    path = folder / RESULTS
    if not path.is_file():
        raise MissingPathError(path)
    rows = []
    for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            values = json.loads(line)
            rows.append(_ROW.validate_python({k: v for k, v in values.items() if k != "id"}))
        except (ValueError, AttributeError) as error:  # pydantic's ValidationError is a ValueError
            raise QuestionSetError(path, [f"Dòng {n}: không phải kết quả của `tracuu eval`."]) from error
    return rows


def made_of(folder: Path) -> Provenance:
    """Raises QuestionSetError for a folder that no run of this version wrote."""
    path = folder / SUMMARY
    try:
        return _PROVENANCE.validate_python(json.loads(path.read_text("utf-8"))["provenance"])
    except (OSError, ValueError, KeyError, ValidationError) as error:
        raise QuestionSetError(path, ["Không phải tệp tóm tắt của `tracuu eval` phiên bản này."]) from error


def kept_runs(root: Path) -> list[Kept]:
    """The runs under a folder, the newest first; folders that hold none are passed over."""
    found = []
    for path in root.glob(f"*/{SUMMARY}"):
        values = json.loads(path.read_text("utf-8"))
        right = values["overall"]["right"] or {"hits": 0, "n": 0}
        started = values["provenance"]["started"]
        found.append(Kept(path.parent, values["questions"], started, right["hits"], right["n"]))
    return sorted(found, key=lambda run: run.folder.name, reverse=True)
