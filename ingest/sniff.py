"""Which files to read, and what each really is: by its content, never by its name. Errors say what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from index_store.errors import FileRefusedError, MissingPathError
from index_store.records import FileFormat

MAX_FILE_BYTES = 100 * 2**20
READ = {".pdf", ".docx", ".xlsx", ".txt"}
# Found in a folder, these are probably reports that we cannot read: named, not passed over in silence.
SUSPECTED = {".doc", ".docm", ".odt", ".rtf", ".xls"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_SAVE = "Hãy mở tệp và lưu lại thành .docx hoặc PDF rồi nạp lại."


class EmptyFileError(FileRefusedError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "tệp trống, không có nội dung.", "Hãy kiểm tra lại bản gốc.")


class TooLargeFileError(FileRefusedError):
    def __init__(self, path: Path, size: int) -> None:
        self.size = size
        limit = MAX_FILE_BYTES // 2**20
        super().__init__(
            path, f"tệp nặng {size // 2**20} MB, quá giới hạn {limit} MB.", "Hãy tách hoặc nén lại tệp."
        )


class UnsupportedFormatError(FileRefusedError):
    """The content is of a kind that is not read; `fact` names it."""


def sniff(path: Path) -> FileFormat:
    """The real format of a file. Raises EmptyFileError, TooLargeFileError, UnsupportedFormatError."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise TooLargeFileError(path, size)
    with path.open("rb") as stream:
        start = stream.read(4096)
    if not start.strip():
        raise EmptyFileError(path)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith(b"PK"):
        return _sniff_zip(path)
    if start.startswith(_OLE):
        fact = "là tệp Word/Excel kiểu cũ (.doc, .xls) hoặc tệp Office có mật khẩu."
        raise UnsupportedFormatError(
            path, fact, "Hãy mở tệp, bỏ mật khẩu nếu có, và lưu lại thành .docx hoặc PDF."
        )
    if start.startswith(_IMAGES):
        raise UnsupportedFormatError(path, "là tệp ảnh, không có lớp chữ.", "Hãy nạp bản Word hoặc PDF gốc.")
    if start.startswith(b"{\\rtf"):
        raise UnsupportedFormatError(path, "là tệp RTF.", _SAVE)
    if start.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise UnsupportedFormatError(path, "là trang web (HTML).", _SAVE)
    if b"\x00" in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnsupportedFormatError(
            path, "không phải PDF, Word (.docx), Excel (.xlsx) hay văn bản thuần.", _SAVE
        )
    return "txt"


def _sniff_zip(path: Path) -> FileFormat:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except zipfile.BadZipFile:
        # A file cut short has lost its directory, which stands at the end; the reader says so.
        if path.suffix.lower() in (".docx", ".xlsx"):
            return "docx" if path.suffix.lower() == ".docx" else "xlsx"
        raise UnsupportedFormatError(path, "là tệp nén bị hỏng.", _SAVE) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise UnsupportedFormatError(
        path, "là tệp nén, không phải tài liệu Word.", "Hãy giải nén rồi nạp từng tệp."
    )


def collect(paths: Iterable[Path]) -> Iterator[Path | MissingPathError]:
    """The files to read, each once, folders searched in sorted order; an error for a path that is not there.

    Hidden files and Word's lock files ("~$…") in folders are left out, and so are files of other kinds.
    """
    told: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files = sorted(
                file for file in path.rglob("*") if _is_candidate(file.relative_to(path)) and file.is_file()
            )
        elif path.is_file():
            files = [path]
        else:
            yield MissingPathError(path)
            continue
        for file in files:
            if (real := file.resolve()) not in told:
                told.add(real)
                yield file


def _is_candidate(inside: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in inside.parts)
    return not hidden and inside.suffix.lower() in READ | SUSPECTED
