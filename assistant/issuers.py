"""Whose report a question asks for: "theo báo cáo năm 2023 của Huyện ủy", "số liệu UBND H. báo cáo". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index_store.language.text import fold
from index_store.records import Header

# -- how offices are called, in folded text
_STATE = r"ubnd|uy ban nhan dan|uy ban(?! (?:mttq|mat tran|kiem tra|bau cu))|chinh quyen"
_COUNCIL = r"hdnd|hoi dong nhan dan"
_PARTY = (
    r"(?:(?:ban thuong vu|btv|ban chap hanh|bch|thuong truc|van phong) (?:dang bo )?)?"
    r"(?:huyen uy|thi uy|thanh uy|quan uy|tinh uy|dang uy|cap uy|h\. ?uy)|ban thuong vu|btv"
)
_OTHER = (
    r"(?:uy ban |ban thuong truc )*(?:mttq|mat tran to quoc)|cong an|ban chi huy quan su|vien kiem sat|toa an"
    r"|kho bac|chi cuc [a-z]+(?: (?!huyen|thi|thanh|quan|xa|tinh|khu)[a-z]+)?"
    r"|phong (?!chong|ngua|ve|khi|trao)[a-z]+(?: [a-z]+)?(?: ?- ?[a-z]+ [a-z]+(?: va [a-z]+ [a-z]+)?)?|trung tam y te"
    r"|so (?!bao|may|hieu|nao|ky|ngay|lieu|luong|tien|vu|ho|nguoi|huyen|xa|tinh|thi|thanh|phuong|quan|dac|cua)"
    r"[a-z]+(?: [a-z]+)?"
)
_LEVELS = {
    "huyen": "huyện", "h": "huyện", "thi xa": "thị xã", "tx": "thị xã", "thanh pho": "thành phố",
    "tp": "thành phố", "quan": "quận", "q": "quận", "xa": "xã", "x": "xã", "phuong": "phường", "p": "phường",
    "thi tran": "thị trấn", "tt": "thị trấn", "tinh": "tỉnh", "t": "tỉnh",
}  # fmt: skip
_OF_LEVEL = rf"(?: (?P<level>{'|'.join(_LEVELS)})(?!\w)\.?)?"
_LEVEL_AT_END = re.compile(rf"{_OF_LEVEL}$")
_OFFICE = rf"(?P<whose>(?:van phong )?(?:{_STATE}|{_COUNCIL}|{_PARTY})(?!\w){_OF_LEVEL})"

# -- how a source is named
_PAPER = r"(?<!da )(?<!phai )(?<!\w)(?:bao cao|bc|b/c|so lieu)(?!\w)"
# What a report is called between "báo cáo" and the office that wrote it.
_CALLED = (
    r"(?:[ ,]*(?:(?<!\w)(?:so|ve|tinh hinh|ket qua|kinh te|xa hoi|kt|xh|ktxh|qp|an|quoc phong|an ninh|phat trien"
    r"|tong ket|so ket|chinh tri|cong tac|dinh k[yi]|hang (?:thang|quy|nam)|bao cao|thang|quy|nam|ky"
    r"|chinh thuc|va)(?!\w)|[-–/&]))*"
)
_BY = r"(?: (?:cua|do|tu|ben|phia|o|tai))*"
_SOURCES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:theo|trong|tai) )?(?:cac )?{_PAPER}{_CALLED}{_BY} {_OFFICE}(?: (?:bao cao|gui|trinh|lap))?",
        rf"{_PAPER}{_CALLED} ?, {_OFFICE}(?=[ )?.!]*$)",  # "… (báo cáo năm 2023, UBND huyện)"
        rf"^\W*{_OFFICE} ?:",  # "UBND huyện năm 2023: chợ nào …"
        rf"(?:(?:theo|trong|tai) )?{_PAPER}{_CALLED} (?:cua|do) (?P<whose>(?:dang bo|{_OTHER}){_OF_LEVEL})(?!\w)",
        rf"(?:(?:theo|do) )?(?<!\w){_OFFICE} (?:bao cao|cho biet|cong bo|cung cap)(?! (?:len|cho|voi|hdnd|tinh))(?!\w)",
        rf"theo (?:phia |ben |so lieu )?(?:cua )?{_OFFICE}(?! (?:chi dao|yeu cau|quy dinh|giao|phan cong|ban hanh))",
        rf"\(\s?(?:theo |bao cao |bc )?{_OFFICE}\s?\)",
        rf"theo (?:bao cao|bc|so lieu)(?: (?:cua|do))? (?P<whose>(?!so )(?:{_OTHER}){_OF_LEVEL})(?=[ )?.,:]|$)",
        r"(?<!\w)(?:bc|bao cao) (?P<whose>hu)(?!\w)",
    )
)
# "UBND xã …": right before a unit's name it says no more than the name does.
_BEFORE_UNIT = re.compile(rf"(?<!\w)(?:van phong )?(?:{_STATE}|{_PARTY}|thuong truc (?:{_COUNCIL})) $")
_WHOLE = re.compile(r"(?<!\w)(?<!du )(?<!quyet )(?<!ke )(?<!an )(?<!thanh )(?<!tinh )toan $")  # no "dự toán"
# "UBND huyện và Huyện ủy báo cáo mỗi bên bao nhiêu", "giữa báo cáo UBND huyện và báo cáo Huyện ủy khác nhau thế nào"
_EITHER = re.sub(r"\?P<\w+>", "?:", _OFFICE)
_BOTH = re.compile(
    rf"(?:(?:giua |theo )?(?:bao cao|bc|so lieu|so) (?:cua )?)?(?P<first>{_EITHER}) (?:va|voi|hay)"
    rf" (?:(?:bao cao|bc|so lieu|so) )?(?:cua )?(?P<second>{_EITHER})(?: (?:bao cao|bc))?"
    r"(?=[^?]*(?<!\w)(?:moi ben|moi noi|khac nhau|khac gi|chenh|lech|ben nao|so nao))"
)
_COMMITTEE_OF = {"huyen": "huyện", "thi": "thị xã", "thanh": "thành phố", "tinh": "tỉnh", "quan": "quận"}
_GROUPS = {
    "HĐND": re.compile(rf"(?<!\w)(?:{_COUNCIL})(?!\w)"),
    "cấp ủy": re.compile(rf"(?<!\w)(?:{_PARTY}|ban chap hanh|hu|du|dang bo)(?!\w)"),
    "UBND": re.compile(rf"(?<!\w)(?:{_STATE})(?!\w)"),
}
_NAMED = {
    "HĐND": _GROUPS["HĐND"],
    "cấp ủy": re.compile(rf"(?<!\w)(?:{_PARTY})(?!\w)"),
    "UBND": _GROUPS["UBND"],
}


@dataclass(frozen=True, slots=True)
class FoundIssuer:
    """An office named as the source. start, end: the words that say so ("theo báo cáo … của Huyện ủy")."""

    group: str  # "UBND", "HĐND", "cấp ủy"; for another office its own name, folded
    level: str  # of the unit that the office is of, where that is said: "Tỉnh ủy" is of a tỉnh
    office: tuple[int, int]  # where its name stands
    start: int
    end: int


@lru_cache(maxsize=1024)
def issuer_group(issuer: str) -> str:
    """ "UBND", "HĐND" or "cấp ủy": the three kinds of office that report; "" for another."""
    folded = fold(issuer)
    return next((name for name, pattern in _GROUPS.items() if pattern.search(folded)), "")


def is_by(header: Header, groups: Sequence[str]) -> bool:
    """Whether a report is by one of the offices that a question named."""
    return issuer_group(header.issuer) in groups or any(
        group not in _GROUPS and group in fold(header.issuer) for group in groups
    )


def find_issuers(clear: str) -> list[FoundIssuer]:
    """The offices that a question names as its sources, in its order; [] for none ("Đảng bộ huyện kết nạp…").

    clear: the question folded, its offsets kept, with blanks for periods and names of units: they may stand
    anywhere between "báo cáo" and the office.
    """
    at = [i for i, c in enumerate(clear) if c != " " or i == 0 or clear[i - 1] != " "]
    text = "".join(clear[i] for i in at)
    if both := _BOTH.search(text):
        whole = at[both.start()], at[both.end() - 1] + 1
        return [
            _office(both[name], (at[both.start(name)], at[both.end(name) - 1] + 1), whole)
            for name in ("first", "second")
        ]
    found: list[re.Match[str]] = []
    for pattern in _SOURCES:
        for match in pattern.finditer(text):
            if all(match.end() <= m.start() or m.end() <= match.start() for m in found):
                found.append(match)
    return [_found(match, at) for match in sorted(found, key=lambda m: m.start())]


def with_office(clear: str, start: int) -> int:
    """Where a unit's name begins together with the office right before it, or with "toàn".

    clear: the question folded.
    """
    whole = _WHOLE.search(clear, 0, start)
    start = whole.start() if whole else start
    before = _BEFORE_UNIT.search(clear, 0, start)
    return before.start() if before else start


def office_named(clear: str) -> str:
    """The one kind of office that a question names in any part; "" for none, and for several.

    It may be who did what is asked: of two reports on one period its own is the likelier to tell of it.
    """
    named = [group for group, pattern in _NAMED.items() if pattern.search(clear)]
    return named[0] if len(named) == 1 else ""


def _found(match: re.Match[str], at: list[int]) -> FoundIssuer:
    """at: the offset of each letter of the text matched."""
    first, last = match.span("whose")
    span, whole = (at[first], at[last - 1] + 1), (at[match.start()], at[match.end() - 1] + 1)
    return _office(match["whose"], span, whole)


def _office(office: str, span: tuple[int, int], whole: tuple[int, int]) -> FoundIssuer:
    """span: where it stands; whole: with the words that make it the source."""
    of_party = re.search(r"(?<!\w)(huyen|thi|thanh|tinh|quan) uy(?!\w)", office)
    said = _LEVEL_AT_END.search(office)
    level = _COMMITTEE_OF[of_party[1]] if of_party else _LEVELS.get(said["level"], "") if said else ""
    return FoundIssuer(issuer_group(office) or _own_name(office), level, span, *whole)


def _own_name(office: str) -> str:
    """ "cong an huyen" → "cong an", "uy ban mat tran to quoc" → "mttq": as far as letterheads agree on it."""
    name = re.sub(rf"^(?:uy ban |ban thuong truc )*|{_OF_LEVEL}$", "", office)
    return name.replace("mat tran to quoc", "mttq").strip()
