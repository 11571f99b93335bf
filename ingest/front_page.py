"""The first page of a report: its letterhead in two columns, its title. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index_store.language.flat import flat
from index_store.language.periods import report_period
from index_store.language.text import fold, normalise, printed
from ingest.signature import columns

_HEAD_LINES = 60  # a letterhead and a title are over by then
_TITLE_LINES = 10
_DOCUMENT = re.compile(r"(?:DỰ THẢO )?BÁO CÁO\b")
_APPENDIX = re.compile(r"(?:phu luc|phu bieu|bieu)\b")
_NATION = re.compile(r"cong hoa xa hoi|dang cong san|doc lap.{1,6}tu do|tu do.{1,6}hanh phuc")
_NATIONS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap - tu do - hanh phuc")
_RULE = re.compile(r"[\W_]*")
NUMBER = re.compile(r"\d{1,5}[A-Z]?\s*[-/–]\s*[A-ZĐ]{2,}[A-ZĐ0-9&]*(?:\s?[-/–]\s?[A-ZĐ][A-ZĐ0-9&.]*)*")
_NUMBER_LINE = re.compile(rf"\bSố\s*:?\s*({NUMBER.pattern})")
PLACE_AND_DATE = re.compile(r"(?:([^,;:.\d]{2,40}), ?)?ngày\b", re.I)
_OFFICE = re.compile(
    r"(?:PHÒNG|SỞ|VĂN PHÒNG|(?:CHI )?CỤC|CÔNG AN|BAN |THANH TRA|TRUNG TÂM|MẶT TRẬN|HỘI |ĐẢNG |UBND|ỦY BAN"
    r"|(?:LIÊN )?ĐOÀN |KHO BẠC|VIỆN |TÒA ÁN|BẢO HIỂM|NGÂN HÀNG|TRẠM |HẠT |ĐỘI |TRƯỜNG |SỐ\b)",
    re.I,
)
_ENDS_TITLE = re.compile(
    r"(?:phan thu|phan [ivx]+\b|kinh gui|[ivx]+\s?[.)]|[a-d]\s?[.)]|\d{1,2}\s?[.)/]|can cu|thi hanh|so:"
    r"|muc luc|noi nhan)",
    re.I,
)
_BEGINS_TEXT = re.compile(
    r"(?:thuc hien|can cu|trong|nam \d|sau thang|\d+ thang|quy |thang \d|uy ban|ubnd|ban thuong vu"
    r"|huyen uy|duoc su|duoi su|de )"
)
_OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:nhiem vu|phuong huong|va|cua|nam|tren|trong tam|trong diem|chu yeu|giai phap|thang|quy"
    r"|ve|ke hoach|tam))$"
)


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The first page up to the end of the title."""

    issuer_text: str  # the left column of the letterhead, its lines joined
    right_text: str  # nation or party, place and date
    title: str
    below: tuple[str, ...]  # lines right after the title


def front_page(lines: Sequence[str]) -> FrontPage:
    head = [line for line in lines[: 3 * _HEAD_LINES] if line.strip()][:_HEAD_LINES]
    at = next((i for i, line in enumerate(head) if _is_document_line(line)), None)
    if at is None:
        # an appendix by itself: its title is no part of the letterhead above it
        end = next((i for i, line in enumerate(head[:12]) if i and _APPENDIX.match(fold(line))), 12)
        left, right = _letterhead(
            [line for line in head[:end] if _NUMBER_LINE.search(line) or line.isupper()]
        )
        return FrontPage(left, right, "", tuple(head))
    left, right = _letterhead(head[:at])
    first = _DOCUMENT.sub("", printed(head[at]), count=1).strip()
    title, after = _title(head, at + 1, [first] if first else [])
    return FrontPage(left, right, title, tuple(head[after:]))


def _is_document_line(line: str) -> bool:
    """ "BÁO CÁO" by itself or with the title in capitals behind it."""
    text = normalise(line)
    match = _DOCUMENT.match(text)
    return bool(match) and (text.isupper() or (match is not None and match.end() == len(text)))


def _letterhead(head: Sequence[str]) -> tuple[str, str]:
    """Left and right column of the letterhead, each as one text."""
    left: list[str] = []
    right: list[str] = []
    for line in head:
        for at, column in enumerate(columns(line)):
            lacking = _lacking(right)
            for part in _parted(column, lacking):
                text = fold(part)
                goes_on = (lacking and lacking.startswith(text)) or _ends_date(text, right)
                if at or _NATION.search(text) or PLACE_AND_DATE.match(part) or goes_on:
                    right.append(part)
                elif not _RULE.fullmatch(text) and len(part) < 120:
                    # a name may go on in the next line, an office or a number begins there
                    left.append(f"; {part}" if left and _OFFICE.match(part) else part)
    return " ".join(left), " ".join(right)


def _lacking(right: Sequence[str]) -> str:
    """What the nation's or the party's name still lacks, folded: a line had no room for it; "" for nothing."""
    above = fold(right[-1]) if right else ""
    return next((name[len(above) :].strip() for name in _NATIONS if above and name.startswith(above)), "")


def _ends_date(text: str, right: Sequence[str]) -> bool:
    """True for the rest of a date that the line above had no room for: "tháng 6 năm" | "2024"."""
    above = fold(right[-1]) if right else ""
    opened = re.search(r"\b(?:ngay|thang|nam)(?: \d+)?$", above)
    return opened is not None and re.match(r"thang \d|nam \d{4}|\d+\b", text) is not None


def _parted(text: str, lacking: str) -> Iterator[str]:
    """Left and right column that one blank keeps apart: "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI…", "Số: 5/BC-UBND
    X, ngày…", "HUYỆN ỦY X X, ngày…". lacking: what the name in the right column still lacks.
    """
    nation = _NATION.search(flat(text))
    number = re.match(r"Số\s*:?\s*\d*\s*[-/]\s*\S+", text)
    rest = len(text) - len(lacking) if lacking and flat(text).endswith(f" {lacking}") else 0
    at = nation.start() if nation else rest or (number.end() if number else _place_at(text))
    yield from (part for part in (text[:at].strip(), text[at:].strip()) if part)


def _place_at(text: str) -> int:
    """Where place and date begin behind an office, which stands in capitals: before the first word that does
    not; 0 where there is no date.
    """
    dated = re.search(r"\bngày\b", text)
    words = list(re.finditer(r"\S+", text[: dated.end()] if dated else ""))
    at = next((k for k, word in enumerate(words) if not word[0].isupper()), 0)
    if at and re.fullmatch(r"\w|TP\.", words[at - 1][0]):  # "A Lưới", "TP. X"
        at -= 1
    return words[at].start() if words else 0


def _title(head: Sequence[str], at: int, parts: list[str]) -> tuple[str, int]:
    """The lines below "BÁO CÁO" that make the title, and the index after them."""
    while at < len(head) and len(parts) < _TITLE_LINES:
        line = printed(head[at])
        text = fold(line)
        so_far = " ".join(parts)
        complete = report_period(so_far) is not None and not _OPEN_END.search(fold(so_far))
        if _RULE.fullmatch(text) or line.startswith("("):
            if parts:
                break
            at += 1
            continue
        if _ENDS_TITLE.match(text) or (parts and len(line) > 220):
            break
        if (
            complete
            and not line[0].islower()
            and (_BEGINS_TEXT.match(text) or line.isupper() != so_far.isupper() or not line.isupper())
        ):
            break
        parts.append(line)
        at += 1
    return " ".join(parts), at


def document_number(front: FrontPage) -> str:
    match = _NUMBER_LINE.search(normalise(front.issuer_text)) or _NUMBER_LINE.search(
        normalise(front.right_text)
    )
    return re.sub(r"\s", "", match[1]).replace("–", "-") if match else ""
