"""Rim: a text file's bytes → Unicode: UTF-8, UTF-16, Windows-1258, or what was typed for legacy fonts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from index_store.errors import FileRefusedError
from ingest.legacy_fonts import FONT_NAMES, guess_encoding, in_unicode, share_of_syllables

_MOSTLY = 0.8  # of the words with letters beyond ASCII must be Vietnamese in the encoding chosen


class EncodingRefusedError(FileRefusedError):
    """Text in an encoding that is none of those known."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "không nhận ra bảng mã của văn bản (không phải Unicode, Windows-1258, TCVN3 hay VNI).",
            "Hãy mở tệp và lưu lại với bảng mã UTF-8 rồi nạp lại.",
        )


def read_text(path: Path) -> tuple[str, tuple[str, ...]]:
    """The text of a file with "\\n" at its line ends; warnings. Raises EncodingRefusedError."""
    text, told = _decoded(path, path.read_bytes())
    if encoding := guess_encoding(text):
        text, told = in_unicode([(text, "")], encoding)[0], FONT_NAMES[encoding]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, (f"Văn bản dùng {told}; chữ đã được chuyển sang Unicode.",) if told else ()


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    """The text, and the encoding's name where a person should know of it."""
    if wide := utf_16(data):
        try:
            return data.decode(wide), ""
        except UnicodeDecodeError as error:
            raise EncodingRefusedError(path) from error
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    text = data.decode("latin-1")
    if guess_encoding(text):
        return text, ""
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if share_of_syllables(vietnamese) < _MOSTLY:
        raise EncodingRefusedError(path)
    return vietnamese, "bảng mã Windows-1258"


def utf_16(data: bytes) -> str:
    """Which UTF-16 it is, by its mark, or by a NUL in most of the odd or the even places; "" for none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < 0.3 * len(start) / 2 or min(even, odd) > 0.02 * len(start):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
