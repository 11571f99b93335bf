"""A list of questions as people have it: pasted lines, or a text, Word or Excel file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.given_files import excel_rows, word_lines
from index_store.errors import FileRefusedError, MissingPathError
from index_store.language.text import printed

MAX_QUESTIONS = 200
READ = (".txt", ".docx", ".xlsx")
_MAX_BYTES = 5_000_000
_NUMBER = re.compile(r"^(?:câu\s*)?(?:\d{1,3}|[a-zđ])\s*[.):/-]\s+|^[-–•+*]\s*", re.IGNORECASE)
_TITLES = frozenset({"câu hỏi", "nội dung", "question", "stt", "tt", "nội dung câu hỏi", "danh sách câu hỏi"})


def questions_in(lines: Iterable[str]) -> list[str]:
    """One question a line, without numbers and bullets before it; each once, empty lines and column titles left out."""
    found = (_NUMBER.sub("", printed(line)) for line in lines)
    return list(dict.fromkeys(q for q in found if len(q) > 2 and q.lower().rstrip(":") not in _TITLES))


def read_questions(path: Path) -> list[str]:
    """The questions of a file. Raises MissingPathError, FileRefusedError (no questions in it, or not readable)."""
    if not path.is_file():
        raise MissingPathError(path)
    read = {".txt": _txt_lines, ".docx": word_lines, ".xlsx": _xlsx_lines}.get(path.suffix.lower())
    if read is None:
        fact = "danh sách câu hỏi phải là tệp .txt, .docx hoặc .xlsx."
        raise FileRefusedError(path, fact, "Hãy lưu lại theo một trong ba loại đó.")
    if path.stat().st_size > _MAX_BYTES:
        raise FileRefusedError(path, "tệp quá lớn.", "Hãy tách thành nhiều tệp.")
    questions = questions_in(read(path))
    if not questions:
        raise FileRefusedError(path, "không có câu hỏi nào.", "Hãy viết mỗi câu hỏi một dòng.")
    return questions


def _txt_lines(path: Path) -> Iterator[str]:
    try:
        yield from path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise FileRefusedError(path, "không phải mã UTF-8.", "Hãy lưu lại với mã UTF-8.") from error


def _xlsx_lines(path: Path) -> Iterator[str]:
    """The longest text of each row: what numbers it and what is beside it are shorter."""
    for row in excel_rows(path):
        yield max((value for value in row if isinstance(value, str)), key=len, default="")
