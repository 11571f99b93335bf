"""The end of a report: who signed, as what, in whose name. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index_store.language.text import fold, normalise, printed

_IN_THE_NAME = re.compile(r"(?:t/?\s?m|kt|tuq|tl|q)\s?[./]+\s*\S|t/m\s", re.I)
_POSITION = re.compile(
    r"(?:q\.\s*|quyen )?(?:pho )?(?:chu tich|bi thu(?: thuong truc)?|chanh van phong|truong (?:phong|ban"
    r"|doan|cong an)"
    r"|(?:chi )?cuc truong|vien truong|chanh an"
    r"|giam doc|tong giam doc|chu nhiem|thu truong|chi huy truong|truong thon|hieu truong|chanh thanh tra"
    r"|truong thi)\b"
)
_NAME = re.compile(
    r"(?:[^\W\d_]+\.\s?)?[^\W\d_]+['’]?(?:[-'’]?[^\W\d_]+)?(?: [^\W\d_]+(?:['’-][^\W\d_]+)?){1,4}"
)
_NO_NAME = re.compile(
    r"(?:da ky|ky ten|noi nhan|nhu tren|luu\b|phu luc|bieu|dang cong san|cong hoa|thuong truc|ban "
    r"|van phong|uy ban|hoi dong"
    r"|kinh te|ket qua|tong so|chi tieu|bao cao)"
)
_LINES_BELOW = 14


@dataclass(frozen=True, slots=True)
class Signature:
    """on_behalf_of: "BAN THƯỜNG VỤ" as printed; line: where the block begins. Empty strings: not found."""

    signer: str = ""
    position: str = ""
    on_behalf_of: str = ""
    line: int = -1


def find_signature(lines: Sequence[str]) -> Signature:
    """The last signature block of a report; an appendix may follow it. All empty when there is none."""
    for i in range(len(lines) - 1, -1, -1):
        if any(is_position(part) for part in columns(lines[i])):
            found = _read(lines, i)
            if found.position or found.signer:
                return found
    return Signature()


def columns(line: str) -> list[str]:
    """What stands side by side on one line, at least two blanks or a tab apart; [] for a blank line."""
    return [printed(part) for part in re.split(r" {2,}|\t+|\u00a0{2,}", line.strip()) if part.strip()]


def sentence_case(text: str) -> str:
    """ "PHÓ BÍ THƯ" → "Phó Bí thư", "BAN THƯỜNG VỤ" → "Ban Thường vụ"; mixed case stays as printed."""
    if not text.isupper():
        return text
    text = text.lower()
    for words in (
        "bí thư",
        "chủ tịch",
        "thường vụ",
        "thường trực",
        "chấp hành",
        "nhân dân",
        "văn phòng",
        "giám đốc",
        "việt nam",
    ):
        shown = "Việt Nam" if words == "việt nam" else words.capitalize()
        text = re.sub(rf"\b{words}\b", shown, text)
    return text[:1].upper() + text[1:]


def is_position(part: str) -> bool:
    """True for a line of a signature block: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"."""
    text = fold(part)
    return bool(_IN_THE_NAME.match(text) or _POSITION.match(text)) and part.isupper() and len(part) < 90


def _read(lines: Sequence[str], last: int) -> Signature:
    """The block whose lowest line of capitals is `last`: the lines of capitals above it and the name
    below.
    """
    first, position, behalf = last, "", ""
    for i in range(last, max(last - 8, -1), -1):
        parts = [part for part in columns(lines[i]) if is_position(part)]
        if parts:
            first, part = i, parts[-1]
            in_the_name = _IN_THE_NAME.match(fold(part))
            position = position or ("" if in_the_name else part)
            if in_the_name and fold(part).replace("/", "").startswith("tm"):
                behalf = re.sub(r"^t/?\s?m\s?[./]*\s*", "", part, flags=re.I)
    signer = ""
    for line in lines[last + 1 : last + 1 + _LINES_BELOW]:
        names = [part for part in columns(line) if is_name(part)]
        if names:
            signer = names[-1].title() if names[-1].isupper() else names[-1]
            break
        if any(part.isupper() and len(part) > 25 for part in columns(line)):
            break
    return Signature(printed(signer), sentence_case(normalise(position)), normalise(behalf), first)


def is_name(part: str) -> bool:
    """True for what can be a person's name, and nothing else beside it."""
    return (
        bool(_NAME.fullmatch(part))
        and all(w[0].isupper() for w in part.split())
        and not _NO_NAME.match(fold(part))
    )
