"""Word and Excel files that people give as lists of questions: opened under limits; a damaged one is said to be."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from index_store.errors import FileRefusedError

MAX_UNPACKED = 50_000_000  # bytes


@contextmanager
def _opened(path: Path, program: str) -> Iterator[IO[bytes]]:
    """Around all reading of a file. program: that it is of, "Word" or "Excel"."""
    try:
        with path.open("rb") as stream:
            with ZipFile(stream) as packed:
                unpacked = sum(part.file_size for part in packed.infolist())
            if unpacked > MAX_UNPACKED:
                raise FileRefusedError(path, "tệp quá lớn.", "Hãy tách thành nhiều tệp.")
            yield stream
    # The readers let many a builtin error of damaged parts through.
    except (
        BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError, ValueError, TypeError,
        AttributeError, IndexError, SyntaxError,
    ) as error:  # fmt: skip
        fact, remedy = f"không mở được tệp {program}.", f"Hãy mở bằng {program} và lưu lại."
        raise FileRefusedError(path, fact, remedy) from error


def excel_rows(path: Path) -> list[tuple[object, ...]]:
    """The rows of the first sheet, formulas as their kept results. Raises FileRefusedError."""
    from openpyxl import load_workbook

    with _opened(path, "Excel") as stream:
        book = load_workbook(stream, read_only=True, data_only=True)
        return list(book.worksheets[0].iter_rows(values_only=True))


def word_lines(path: Path) -> list[str]:
    """Paragraphs, then the longest cell of each table row. Raises FileRefusedError."""
    import docx

    with _opened(path, "Word") as stream:
        document = docx.Document(stream)
        rows = (row for table in document.tables for row in table.rows)
        longest = (max((cell.text for cell in row.cells), key=len, default="") for row in rows)
        return [*(paragraph.text for paragraph in document.paragraphs), *longest]
