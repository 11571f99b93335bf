"""What a run was made of, by which it can be made again: questions, reports, indexes, code, machine."""

from __future__ import annotations

import hashlib
import platform
import shlex
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from index_store.lexical import version as lexical_version
from index_store.store import Store

ROOT = Path(__file__).resolve().parent.parent
_CODE = ("assistant", "eval", "index_store", "ingest", "prompts")
_DIGITS = 16  # of a hash that is shown


@dataclass(frozen=True, slots=True)
class Provenance:
    """Hashes are the first 16 hexadecimal digits of SHA-256."""

    questions: str  # the file's name
    questions_hash: str
    corpus_hash: str  # of the contents of all files of current reports
    reports: int
    index: str  # of words and of meaning
    code_hash: str
    machine: str
    command: str  # that repeats the run
    started: str  # ISO 8601, local time
    seconds: float = 0.0
    passed_over: int = 0  # proposals in the file that nobody accepted

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def provenance(store: Store, questions: Path, *, all_ways: bool) -> Provenance:
    """Of a run that begins now. all_ways: each question is typed in every way."""
    reports = store.reports()
    words = ["tracuu", "--store", str(store.folder), "eval", str(questions)]
    return Provenance(
        questions=questions.name,
        questions_hash=_digest([questions.read_bytes()]),
        corpus_hash=_digest(sorted(f.sha256.encode() for r in reports for f in r.files)),
        reports=len(reports),
        index=f"từ {lexical_version()}; nghĩa {store.embedder.fingerprint}",
        code_hash=_code_hash(),
        machine=f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        command=shlex.join([*words, "--typing"] if all_ways else words),
        started=datetime.now().astimezone().isoformat(timespec="seconds"),
    )


def without_folders(made_of: Provenance) -> Provenance:
    """With base names in the command: for the page of a server, whose folders are nobody's business."""
    words = (Path(word).name for word in shlex.split(made_of.command))
    return replace(made_of, command=shlex.join(words))


def _code_hash() -> str:
    files = sorted(file for folder in _CODE for file in (ROOT / folder).rglob("*") if _is_code(file))
    return _digest(
        part for file in files for part in (str(file.relative_to(ROOT)).encode(), file.read_bytes())
    )


def _is_code(file: Path) -> bool:
    return file.suffix in (".py", ".json", ".csv", ".tsv", ".txt") and "__pycache__" not in file.parts


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()[:_DIGITS]
