"""What the first and the last page say about a report: unit, issuer, period, number, date, title, signer. Pure.

Nothing is guessed: what the report does not say stays "" or None. The file's name is asked for the period only when
neither title nor headings name one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from index_store.language.flat import flat
from index_store.language.periods import find_dates, find_period_kinds, find_periods, report_period
from index_store.language.places import RANKS, FoundUnit, find_units
from index_store.language.text import fold, normalise, printed
from index_store.language.toponyms import PROVINCES
from index_store.language.unit_names import CENTRAL_CITIES, display_name
from index_store.records import Header, Period, Unit
from ingest.signature import Signature, columns, find_signature, sentence_case

_HEAD_LINES = 60  # a letterhead and a title are over by then
_TITLE_LINES = 10
_DOCUMENT = re.compile(r"(?:DỰ THẢO )?BÁO CÁO\b")
_NATION = re.compile(r"cong hoa xa hoi|dang cong san|doc lap.{1,6}tu do|tu do.{1,6}hanh phuc")
_RULE = re.compile(r"[\W_]*")
_NUMBER = re.compile(r"\d{1,5}[A-Z]?\s*[-/–]\s*[A-ZĐ]{2,}[A-ZĐ0-9&]*(?:\s?[-/–]\s?[A-ZĐ][A-ZĐ0-9&.]*)*")
_NUMBER_LINE = re.compile(rf"\bSố\s*:?\s*({_NUMBER.pattern})")
_PLACE_AND_DATE = re.compile(r"(?:([^,;:.\d]{2,40}), ?)?ngày\b", re.I)
_OFFICE = re.compile(
    r"(?:PHÒNG|SỞ|VĂN PHÒNG|CHI CỤC|CÔNG AN|BAN |THANH TRA|TRUNG TÂM|MẶT TRẬN|HỘI |ĐẢNG |UBND|ỦY BAN|TRƯỜNG |SỐ\b)",
    re.I,
)
_DEPARTMENT = re.compile(
    r"(?:PHÒNG|SỞ|VĂN PHÒNG|CHI CỤC|CÔNG AN|BAN CHỈ HUY|BAN QUẢN LÝ|THANH TRA|TRUNG TÂM)\b"
)
_ENDS_TITLE = re.compile(
    r"(?:phan thu|phan [ivx]+\b|kinh gui|[ivx]+\s?[.)]|[a-d]\s?[.)]|\d{1,2}\s?[.)/]|can cu|thi hanh|so:|muc luc|noi nhan)",
    re.I,
)
_BEGINS_TEXT = re.compile(
    r"(?:thuc hien|can cu|trong|nam \d|sau thang|\d+ thang|quy |thang \d|uy ban|ubnd|ban thuong vu|huyen uy|duoc su|duoi su|de )"
)
_OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:nhiem vu|phuong huong|va|cua|nam|tren|trong tam|trong diem|chu yeu|giai phap|thang|quy|ve|ke hoach|tam))$"
)
_REPLACES = re.compile(
    rf"(?:thay thế|thay cho|đính chính|hủy bỏ|huỷ bỏ)\s+(?:cho\s+)?[Bb]áo cáo\s*(?:số)?\s*:?\s*({_NUMBER.pattern})"
)
_APPENDIX = re.compile(
    r"\bphu\s+luc\s*(?:so\s*)?:?\s*(?P<n>\d{1,2}(?![\d.]|/)|[ivx]{1,5}\b)?"
    r"(?P<more>(?:\s*(?:,|va)\s*(?:\d{2}(?![\d./]|,\d)|[ivx]{1,4}\b))*)"
)
_ATTACHED = re.compile(r"[\s,]*(?:dinh kem|kem theo|dinh|kem)")
_NOT_OURS = re.compile(
    r"[\s,]*(?:ban hanh )?(?:kem theo|cua|tai) (?:nghi dinh|quyet dinh|thong tu|nghi quyet|luat)"
)
_COMMITTEES = {
    "huyện": "Huyện ủy",
    "thành phố": "Thành ủy",
    "thị xã": "Thị ủy",
    "quận": "Quận ủy",
    "tỉnh": "Tỉnh ủy",
}
_SUFFIXES = (("UBND", "UBND"), ("HĐND", "HĐND"), ("HU", "Huyện ủy"), ("TU", "Tỉnh ủy"), ("ĐU", "Đảng ủy"))


@dataclass(frozen=True, slots=True)
class _Front:
    """The first page up to the end of the title."""

    issuer_text: str  # the left column of the letterhead, its lines joined
    right_text: str  # nation or party, place and date
    title: str
    below: tuple[str, ...]  # lines right after the title


def read_header(lines: Sequence[str], file_name: str) -> Header:
    """The header of a report from all its lines in reading order, as printed; unknown facts stay empty.

    The letterhead's columns may stand on one line, two blanks apart, or one after the other.
    """
    front, signature = _front(lines), find_signature(lines)
    number = _number(front)
    issuer_words = (
        _issuer_words(front.issuer_text) or _issuer_words(signature.on_behalf_of) or _by_suffix(number)
    )
    unit = _unit(front, lines, signature)
    unit = _with_province(unit, front, lines)
    day = _date(front, lines, signature)
    return Header(
        unit=unit,
        issuer=_issuer(issuer_words, unit.level),
        period=_period(front, day, file_name),
        number=number,
        date=day,
        title=front.title,
        signer=signature.signer,
        signer_position=signature.position,
        replaces=_replaces(lines),
        absent_appendices=absent_appendices(lines),
    )


def absent_appendices(lines: Sequence[str]) -> tuple[str, ...]:
    """Appendices that the text refers to but that are not attached: ("Phụ lục 01",); () when all are there."""
    attached, named = set[str](), dict[str, None]()
    for line in lines:
        text = fold(printed(line))
        match = _APPENDIX.match(text)
        alone = match and re.fullmatch(r"[\s:–-]*", text[match.end() :])
        if match and (alone or (printed(line)[:7].isupper() and len(text) < 150)):
            attached.add(_appendix(match["n"] or ""))
    whole = fold(" ".join(map(printed, lines)))
    for match in _APPENDIX.finditer(whole):
        if _NOT_OURS.match(whole, match.end()):
            continue
        if match["n"] or _ATTACHED.match(whole, match.end()):
            named[_appendix(match["n"] or "")] = None
            named.update(
                (_appendix(n), None) for n in re.findall(r"\d+|[ivx]+", match["more"].replace("va", " "))
            )
    absent = [name for name in named if name not in attached]
    return tuple(name for name in absent if name != "Phụ lục" or not attached)


def _appendix(number: str) -> str:
    return f"Phụ lục {int(number):02d}" if number.isdigit() else f"Phụ lục {number.upper()}".strip()


def _front(lines: Sequence[str]) -> _Front:
    head = [line for line in lines[: 3 * _HEAD_LINES] if line.strip()][:_HEAD_LINES]
    at = next((i for i, line in enumerate(head) if _is_document_line(line)), None)
    if at is None:
        left, right = _letterhead(head[:12])
        return _Front(left, right, "", tuple(head))
    left, right = _letterhead(head[:at])
    first = _DOCUMENT.sub("", printed(head[at]), count=1).strip()
    title, after = _title(head, at + 1, [first] if first else [])
    return _Front(left, right, title, tuple(head[after:]))


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
        for part in (part for column in columns(line) for part in _parted(column)):
            text = fold(part)
            if (
                _NATION.search(text)
                or _PLACE_AND_DATE.match(part)
                or (right and re.match(r"thang \d|nam \d{4}", text))
            ):
                right.append(part)
            elif not _RULE.fullmatch(text) and len(part) < 120:
                # a name may go on in the next line, an office or a number begins there
                left.append(f"; {part}" if left and _OFFICE.match(part) else part)
    return " ".join(left), " ".join(right)


def _parted(text: str) -> Iterator[str]:
    """Left and right column that one blank keeps apart: "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI…", "Số: 5/BC-UBND X, ngày…"."""
    nation = _NATION.search(flat(text))
    number = re.match(r"Số\s*:?\s*\d*\s*[-/]\s*\S+", text)
    at = nation.start() if nation else number.end() if number else 0
    yield from (part for part in (text[:at].strip(), text[at:].strip()) if part)


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


def _number(front: _Front) -> str:
    match = _NUMBER_LINE.search(normalise(front.issuer_text)) or _NUMBER_LINE.search(
        normalise(front.right_text)
    )
    return re.sub(r"\s", "", match[1]).replace("–", "-") if match else ""


def _date(front: _Front, lines: Sequence[str], signature: Signature) -> date | None:
    """The date of the letterhead; else the one that stands with a place above the signature."""
    dates = find_dates(printed(front.right_text))
    if dates:
        return dates[0].date
    start = max(signature.line - 12, 0)
    for line in lines[start : signature.line + 1] if signature.line >= 0 else ():
        for part in columns(line):
            found = find_dates(part)
            if found and _PLACE_AND_DATE.match(part) and found[0].end >= len(part) - 1:
                return found[0].date
    return None


def _issuer_words(text: str) -> str:
    """Who speaks, without its unit: "UBND", "Huyện ủy", "Ban Thường vụ"…; "" when the text does not say."""
    folded = fold(text)
    for pattern, words in (
        (r"mat tran to quoc|\bmttq\b", "Ủy ban MTTQ Việt Nam"),
        (r"\bban thuong vu\b", "Ban Thường vụ"),
        (r"\bban chap hanh\b", "Ban Chấp hành Đảng bộ"),
        (r"\bhuyen uy\b", "Huyện ủy"),
        (r"\bthanh uy\b", "Thành ủy"),
        (r"\bthi uy\b", "Thị ủy"),
        (r"\bquan uy\b", "Quận ủy"),
        (r"\bdang uy\b", "Đảng ủy"),
        (r"\btinh uy\b", "Tỉnh ủy"),
        (r"hoi dong nhan dan|\bhdnd\b", "HĐND"),
    ):
        if re.search(pattern, folded):
            return words
    offices = (part.strip() for part in re.split(r";|\bSố\b", normalise(text)))
    if office := next((part for part in offices if _DEPARTMENT.match(part)), ""):
        return sentence_case(office)
    return "UBND" if re.search(r"uy ban nhan dan|\bubnd\b", folded) else ""


def _by_suffix(number: str) -> str:
    ends = re.split(r"[-/]", number)
    return next((words for suffix, words in _SUFFIXES if suffix in ends[1:]), "")


def _issuer(words: str, level: str) -> str:
    """The issuer in words with the level of its unit: "UBND huyện", "Ban Thường vụ Huyện ủy", "Đảng ủy xã"."""
    committee = _COMMITTEES.get(level, f"Đảng ủy {level}".strip() if level else "")
    if words == "Ban Thường vụ":
        return f"{words} {committee}".strip()
    if words in ("UBND", "HĐND", "Đảng ủy", "Ban Chấp hành Đảng bộ", "Ủy ban MTTQ Việt Nam"):
        return f"{words} {level}".strip()
    return words


def _unit(front: _Front, lines: Sequence[str], signature: Signature) -> Unit:
    """Whose report it is: by the letterhead, else by the title, else the unit that the text is mostly about."""
    found = find_units(front.issuer_text)
    if found:
        return _lowest(found)
    level = _level_of_committee(front.issuer_text) or _level_of_committee(signature.on_behalf_of)
    place = _PLACE_AND_DATE.search(printed(front.right_text.replace("Độc lập - Tự do - Hạnh phúc", "")))
    if level and place and place[1]:
        name = place[1].strip()
        return find_units(name)[0].unit if find_units(name) else Unit(display_name(name), level)
    titled = [unit for unit in find_units(front.title) if unit.unit.level != "tỉnh"] or find_units(
        front.title
    )
    if titled:
        return _lowest(titled)
    return _most_named(lines)


def _lowest(found: Sequence[FoundUnit]) -> Unit:
    """The smallest unit of a letterhead is the one that writes; the others say where it belongs."""
    unit = max(found, key=lambda f: RANKS[f.unit.level]).unit
    whole = next((f.unit.name for f in found if f.unit.level == "tỉnh"), unit.province)
    central = next((f.unit.name for f in found if fold(f.unit.name) in CENTRAL_CITIES and f.unit != unit), "")
    return Unit(unit.name, unit.level, unit.province or whole or central)


def _level_of_committee(text: str) -> str:
    folded = fold(text)
    for level, committee in _COMMITTEES.items():
        if re.search(rf"\b{fold(committee)}\b", folded):
            return level
    match = re.search(
        r"(?:dang uy|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd) (xa|phuong|thi tran|huyen|tinh|thi xa)\b",
        folded,
    )
    return next((level for level in RANKS if match and fold(level) == match[1]), "")


def _most_named(lines: Sequence[str]) -> Unit:
    """The unit named most often at the level that the text speaks of most ("Huyện ủy", "toàn huyện")."""
    text = printed(" ".join(lines))
    units = Counter((f.unit.name, f.unit.level) for f in find_units(text) if f.unit.level != "tỉnh")
    if not units:
        return Unit("", "")
    lowered = normalise(text).lower()
    spoken = {
        level: len(re.findall(rf"(?:toàn|địa bàn|đảng bộ|ubnd|hđnd) {level}\b", lowered)) for level in RANKS
    }
    for level, committee in _COMMITTEES.items():
        spoken[level] += len(re.findall(rf"\b{committee.lower()}\b", lowered))
    ranked = units.most_common()
    name, level = max(ranked, key=lambda item: (spoken[item[0][1]] > 0, item[1] * (1 + spoken[item[0][1]])))[
        0
    ]
    return Unit(name, level)


def _with_province(unit: Unit, front: _Front, lines: Sequence[str]) -> Unit:
    """The province as the report names it: beside the unit, else the one that is named most often."""
    if unit.province or not unit.name:
        return unit
    named = Counter(_provinces(lines, unit))
    beside = Counter(
        f.unit.province for line in lines for f in find_units(printed(line)) if _is(f.unit, unit)
    )
    beside.pop("", None)
    best = beside.most_common(1) or named.most_common(1)
    return Unit(unit.name, unit.level, best[0][0]) if best else unit


def _is(unit: Unit, other: Unit) -> bool:
    return (unit.name, unit.level) == (other.name, other.level)


def _provinces(lines: Sequence[str], unit: Unit) -> Iterator[str]:
    for found in find_units(printed(" ".join(lines))):
        if found.unit.level == "tỉnh" or (
            found.unit.level == "thành phố"
            and fold(found.unit.name) in CENTRAL_CITIES
            and not _is(found.unit, unit)
        ):
            yield PROVINCES.get(fold(found.unit.name), found.unit.name)
        elif found.unit.province:
            yield found.unit.province


def _period(front: _Front, day: date | None, file_name: str) -> Period | None:
    """By the title; its year may stand in a heading or the letterhead's date; last by headings and file name."""
    if period := report_period(front.title):
        return period
    headings = [printed(line) for line in front.below if printed(line).isupper()]
    kinds = find_period_kinds(front.title)
    if kinds and (period := report_period(f"{front.title} {' '.join(headings)}")):
        return period
    if kinds and day:
        return kinds[0].in_year(day.year)
    for heading in headings:
        if period := report_period(heading):
            return period
    named = find_periods(re.sub(r"[_-]+", " ", PurePath(file_name).stem))
    return named[0].period if named else None


def _replaces(lines: Sequence[str]) -> str:
    match = _REPLACES.search(normalise(" ".join(lines)))
    return re.sub(r"\s", "", match[1]).replace("–", "-") if match else ""
