"""Cases: questions with known answers, read from JSONL, CSV or XLSX."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from index_store.errors import MissingPathError, QuestionSetError

Item = tuple[str, ...]  # the ways of writing one thing that the answer must hold
YES = frozenset({"true", "1", "có", "co", "yes", "x"})
NO = frozenset({"false", "0", "không", "khong", "no"})


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer to it holds."""

    id: str
    question: str
    category: str = "-"
    history: tuple[str | Mapping[str, str], ...] = ()  # earlier turns, oldest first
    answerable: bool = True
    expect: tuple[Item, ...] = ()  # every item, each in one of its ways
    reports: tuple[str, ...] = ()  # file names without ending; () when the store holds one report
    evidence: tuple[str, ...] = ()  # verbatim sentences
    footnote: int | None = None


def read_cases(path: Path) -> list[Case]:
    """The cases of a question set, in its order. Raises MissingPathError, QuestionSetError.

    A JSON line or a row has: question (required), id, category, history, answerable, expect, report, evidence,
    source {"footnote"} (a column footnote in a table). In a table cell a list is JSON, or items apart by ";" with
    the ways of one item apart by "|".
    """
    if not path.is_file():
        raise MissingPathError(path)
    if path.suffix.lower() not in _READERS:
        raise QuestionSetError(path, ["Bộ câu hỏi phải là tệp .jsonl, .csv hoặc .xlsx."])
    cases: list[Case] = []
    faults: list[str] = []
    seen: set[str] = set()
    for n, read_row in _READERS[path.suffix.lower()](path):
        try:
            case = _case(read_row(), n)
            if case.id in seen:
                raise _FaultError(f"id “{case.id}” đã có ở dòng trước")
        except _FaultError as fault:
            faults.append(f"Dòng {n}: {fault}.")
        else:
            seen.add(case.id)
            cases.append(case)
    if faults:
        raise QuestionSetError(path, faults)
    if not cases:
        raise QuestionSetError(path, ["Không có câu hỏi nào."])
    return cases


class _FaultError(Exception):
    """What is wrong with one line."""


# Line numbers, each with what reads that line: a fault in it is named beside those of the other lines.
Lines = Iterator[tuple[int, Callable[[], Mapping[str, Any]]]]


def _json_lines(path: Path) -> Lines:
    for n, line in enumerate(_text(path).splitlines(), 1):
        if line.strip():
            yield n, partial(_parsed, line)


def _csv_rows(path: Path) -> Lines:
    reader = csv.DictReader(_text(path).splitlines(keepends=True), strict=True)
    try:
        for row in reader:
            yield reader.line_num, partial(_from_cells, row)
    except csv.Error as error:
        raise QuestionSetError(path, [f"Dòng {reader.line_num}: không đọc được CSV ({error})."]) from error


def _xlsx_rows(path: Path) -> Lines:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise QuestionSetError(path, [f"Không mở được tệp Excel ({error})."]) from error
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        names = [str(name or "").strip() for name in next(rows, ())]
        for n, values in enumerate(rows, 2):
            if any(value is not None for value in values):
                yield n, partial(_from_cells, dict(zip(names, values, strict=False)))
    finally:
        book.close()


_READERS = {".jsonl": _json_lines, ".csv": _csv_rows, ".xlsx": _xlsx_rows}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionSetError(path, ["Tệp không phải UTF-8; hãy lưu lại với mã UTF-8."]) from error


def _parsed(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _FaultError(f"không phải JSON ({error})") from error
    if not isinstance(row, dict):
        raise _FaultError("không phải một đối tượng JSON")
    return row


def _from_cells(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A table row with the shapes of a JSON line; empty cells left out."""
    cells = {str(k).strip().lower(): str(v).strip() for k, v in row.items() if k and v not in (None, "")}
    found: dict[str, Any] = dict(cells)
    for name in ("history", "expect", "evidence", "report"):
        if name in cells:
            found[name] = _list(cells[name], nested=name == "expect")
    if "footnote" in cells:
        found["source"] = {"footnote": cells["footnote"]}
    return found


def _list(cell: str, *, nested: bool) -> Any:
    """`nested`: each item is a list of its ways."""
    if cell.startswith("["):
        try:
            return json.loads(cell)
        except ValueError as error:
            raise _FaultError(f"ô bắt đầu bằng “[” mà không phải JSON ({error})") from error
    items = [item.strip() for item in cell.split(";") if item.strip()]
    return [[way.strip() for way in item.split("|")] for item in items] if nested else items


def _case(row: Mapping[str, Any], n: int) -> Case:
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise _FaultError("thiếu “question”")
    answerable = _yes_no(row.get("answerable", True))
    expect = tuple(_item(item) for item in _sequence(row, "expect"))
    if answerable and not expect:
        raise _FaultError("câu trả lời được thì cần “expect”")
    history = _sequence(row, "history")
    if not all(isinstance(turn, str) or (isinstance(turn, dict) and "content" in turn) for turn in history):
        raise _FaultError("“history” phải gồm các câu, hoặc {role, content}")
    report = row.get("report") or []
    reports = [report] if isinstance(report, str) else report
    if not isinstance(reports, list) or not all(isinstance(name, str) for name in reports):
        raise _FaultError("“report” phải là tên tệp, hoặc danh sách tên tệp")
    return Case(
        id=str(row.get("id") or n),
        question=question.strip(),
        category=str(row.get("category") or "-"),
        history=tuple(history),
        answerable=answerable,
        expect=expect,
        reports=tuple(dict.fromkeys(Path(name).stem for name in reports)),
        evidence=tuple(str(sentence) for sentence in _sequence(row, "evidence")),
        footnote=_footnote(row.get("source")),
    )


def _sequence(row: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = row.get(name) or []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        raise _FaultError(f"“{name}” phải là danh sách")
    return value


def _item(item: object) -> Item:
    ways = [item] if isinstance(item, str | int | float) else item
    if not isinstance(ways, list) or not ways or not all(str(way).strip() for way in ways):
        raise _FaultError("mỗi mục của “expect” phải là chữ, hoặc danh sách các cách viết")
    return tuple(str(way).strip() for way in ways)


def _yes_no(value: object) -> bool:
    word = str(value).strip().lower()
    if word not in YES | NO:
        raise _FaultError(f"“answerable” phải là có hoặc không, không phải “{value}”")
    return word in YES


def _footnote(source: object) -> int | None:
    """Only a question about one place has a footnote of its own."""
    number = source.get("footnote") if isinstance(source, dict) else None
    if number in (None, ""):
        return None
    try:
        return int(float(str(number)))
    except ValueError as error:
        raise _FaultError(f"chú thích “{number}” không phải số") from error
