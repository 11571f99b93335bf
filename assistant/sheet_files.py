"""A meeting sheet as a file: Word or Excel, by its ending."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import IO, Literal

from assistant.sheet_docx import save_docx
from assistant.sheet_xlsx import save_xlsx
from assistant.sheets import Sheet
from index_store.errors import SettingError, StoreError

Suffix = Literal["docx", "xlsx"]
SUFFIXES: dict[str, Suffix] = {".docx": "docx", ".xlsx": "xlsx"}


def demand_suffix(out: Path) -> Suffix:
    """By the ending of a file's name. Raises SettingError for any other."""
    found = SUFFIXES.get(out.suffix.lower())
    if found is None:
        raise SettingError("--out", str(out), "Tên tệp phải kết thúc bằng .docx hoặc .xlsx.")
    return found


def write_sheet(out: Path, title: str, sheet: Sheet) -> None:
    """Write a sheet under its title. Raises SettingError, StoreError (not writable)."""
    suffix = demand_suffix(out)
    try:
        with out.open("wb") as stream:
            save_sheet_as(stream, suffix, title, sheet)
    except OSError as error:
        raise StoreError(f"Không ghi được {out} ({error.strerror}). Chọn nơi khác bằng --out.") from error


def save_sheet_as(stream: IO[bytes], suffix: Suffix, title: str, sheet: Sheet) -> None:
    """The same into an open file; a letterhead bears today's date."""
    if suffix == "docx":
        save_docx(stream, title, sheet, date.today())
    else:
        save_xlsx(stream, sheet)
