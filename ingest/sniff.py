"""What a file really is: by its content, never by its name. Errors say what to do."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from index_store.errors import FileRefusedError
from index_store.records import FileFormat
from ingest.encodings import utf_16

MAX_FILE_BYTES = 100 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_GET_AGAIN = "Hãy xin lại bản gốc rồi nạp lại."
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


class UnreadableFileError(FileRefusedError):
    """The file cannot be opened, or reading it crashed, hung or ran out of memory."""


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
        return _sniff_ole(path)
    if start.startswith(_IMAGES):
        raise UnsupportedFormatError(path, "là tệp ảnh, không có lớp chữ.", "Hãy nạp bản Word hoặc PDF gốc.")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise UnsupportedFormatError(path, "là trang web (HTML).", _SAVE)
    if b"\x00" in start and not utf_16(start):
        raise UnsupportedFormatError(path, "không phải PDF, Word, Excel (.xlsx) hay văn bản thuần.", _SAVE)
    return "txt"


def _sniff_ole(path: Path) -> FileFormat:
    """Which program's old format it is, by the names in its directory; a password shows there too."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data or _is_locked_word(data):
        raise UnsupportedFormatError(path, "được đặt mật khẩu.", "Hãy lưu lại một bản không có mật khẩu.")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        fact = "là bảng tính Excel kiểu cũ (.xls), chưa đọc được."
        raise UnsupportedFormatError(path, fact, "Hãy mở tệp và lưu lại thành .xlsx rồi nạp lại.")
    raise UnsupportedFormatError(path, "không phải tệp Word (.doc).", _SAVE)


def _is_locked_word(data: bytes) -> bool:
    """True for a .doc with a password: its first sector begins with Word's mark, then a flag (fEncrypted)."""
    return data[512:514] == b"\xec\xa5" and len(data) > 523 and bool(data[523] & 1)


def _sniff_zip(path: Path) -> FileFormat:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            kind = package.read("mimetype")[:60] if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error):
        # A file cut short has lost its directory, which stands at the end; the reader says so.
        if path.suffix.lower() in (".docx", ".xlsx"):
            return "docx" if path.suffix.lower() == ".docx" else "xlsx"
        raise UnsupportedFormatError(path, "là tệp nén bị hỏng.", _GET_AGAIN) from None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise UnsupportedFormatError(
        path, "là tệp nén, không phải tài liệu Word.", "Hãy giải nén rồi nạp từng tệp."
    )
