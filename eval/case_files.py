"""The rows of a question set, as JSONL, CSV or XLSX: each read by itself, so that a fault in one hides no other."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from assistant.given_files import excel_rows
from index_store.errors import FileRefusedError, QuestionSetError
from index_store.language.text import normalise

LISTS = ("history", "expect", "evidence", "report", "tags")  # columns whose cells hold several things
SOURCE = ("page", "section", "footnote")
ACCEPTED = "nhận"  # the column in which a person accepts a proposed question; an empty cell accepts nothing


class FaultError(Exception):
    """What is wrong with one line."""


# Line numbers, each with what reads that line: a fault in it is named beside those of the other lines.
Lines = Iterator[tuple[int, Callable[[], Mapping[str, Any]]]]


def _json_lines(path: Path) -> Lines:
    for n, line in enumerate(_text(path).splitlines(), 1):
        if line.strip():
            yield n, partial(_parsed, line)


def _csv_rows(path: Path) -> Lines:
    text = _text(path)
    names = text.partition("\n")[0]
    mark = max(",;\t", key=names.count)  # Excel saves with ";" where a comma is the decimal mark
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True, delimiter=mark)
    try:
        for row in reader:
            yield reader.line_num, partial(_from_cells, row)
    except csv.Error as error:
        raise QuestionSetError(
            path, [f"Dòng {reader.line_num}: dấu ngoặc kép của ô không đóng đúng chỗ."]
        ) from error


def _xlsx_rows(path: Path) -> Lines:
    try:
        titles, *rows = excel_rows(path) or [()]
    except FileRefusedError as error:
        raise QuestionSetError(path, [f"{error.fact[:1].upper()}{error.fact[1:]} {error.remedy}"]) from error
    names = [str(name or "").strip() for name in titles]
    for n, values in enumerate(rows, 2):
        if any(value is not None for value in values):
            yield n, partial(_from_cells, dict(zip(names, values, strict=False)))


READERS = {".jsonl": _json_lines, ".csv": _csv_rows, ".xlsx": _xlsx_rows}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionSetError(path, ["Tệp không phải UTF-8; hãy lưu lại với mã UTF-8."]) from error


def _parsed(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FaultError("không phải JSON") from error
    if not isinstance(row, dict):
        raise FaultError("không phải một đối tượng JSON")
    return row


def _from_cells(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A table row with the shapes of a JSON line; empty cells left out."""
    named = {normalise(str(k)).strip().lower(): v for k, v in row.items() if k}
    cells = {k: str(v).strip() for k, v in named.items() if v not in (None, "")}
    found: dict[str, Any] = ({ACCEPTED: "không"} if ACCEPTED in named else {}) | cells
    for name in LISTS:
        if name in cells:
            found[name] = _list(cells[name], nested=name == "expect")
    if source := {name: cells[name] for name in SOURCE if name in cells}:
        found["source"] = source
    return found


def _list(cell: str, *, nested: bool) -> Any:
    """`nested`: each item is a list of its ways."""
    if cell.startswith("["):
        try:
            return json.loads(cell)
        except ValueError as error:
            raise FaultError("ô bắt đầu bằng “[” mà không phải JSON") from error
    items = [item.strip() for item in cell.split(";") if item.strip()]
    return [[way.strip() for way in item.split("|")] for item in items] if nested else items
