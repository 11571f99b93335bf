"""What the first and the last page say about a report: unit, issuer, period, number, date, title, signer.
Pure.

Nothing is guessed: what the report does not say stays "" or None. The file's name is asked for the period
only when neither title nor headings name one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from index_store.language.periods import find_dates, find_period_kinds, find_periods, report_period
from index_store.language.places import RANKS, FoundUnit, find_units
from index_store.language.text import fold, normalise, printed
from index_store.language.toponyms import PROVINCES
from index_store.language.unit_names import CENTRAL_CITIES, display_name
from index_store.records import Header, Period, Unit
from ingest.appendices import Belonging, absent_appendices, belonging
from ingest.front_page import NUMBER, PLACE_AND_DATE, FrontPage, document_number, front_page
from ingest.signature import Signature, columns, find_signature, sentence_case

_DEPARTMENT = re.compile(
    r"(?:PHÒNG|SỞ|VĂN PHÒNG|(?:CHI )?CỤC|CÔNG AN|BAN|THANH TRA|TRUNG TÂM|HỘI(?! ĐỒNG NHÂN DÂN)"
    r"|(?:LIÊN )?ĐOÀN|KHO BẠC|VIỆN|TÒA ÁN|BẢO HIỂM XÃ HỘI|NGÂN HÀNG|TRẠM|HẠT|ĐỘI|TRƯỜNG)\b"
)
_REPLACES = re.compile(
    rf"(?:thay thế|thay cho|đính chính|hủy bỏ"
    rf"|huỷ bỏ)\s+(?:cho\s+)?[Bb]áo cáo\s*(?:số)?\s*:?\s*({NUMBER.pattern})"
)
_COMMITTEES = {
    "huyện": "Huyện ủy",
    "thành phố": "Thành ủy",
    "thị xã": "Thị ủy",
    "quận": "Quận ủy",
    "tỉnh": "Tỉnh ủy",
}
_SUFFIXES = (("UBND", "UBND"), ("HĐND", "HĐND"), ("HU", "Huyện ủy"), ("TU", "Tỉnh ủy"), ("ĐU", "Đảng ủy"))


def read_header(lines: Sequence[str], file_name: str) -> Header:
    """The header of a report from all its lines in reading order, as printed; unknown facts stay empty.

    The letterhead's columns may stand on one line, two blanks apart, or one after the other.
    """
    front, signature = front_page(lines), find_signature(lines)
    number = document_number(front)
    speaker = issuer_words(front.issuer_text) or issuer_words(signature.on_behalf_of) or _by_suffix(number)
    of_report = belonging(lines) if not front.title else Belonging()
    unit = _unit(front, lines, signature, of_report)
    unit = _with_province(unit, front, lines)
    day = _date(front, lines, signature)
    return Header(
        unit=unit,
        issuer=full_issuer(speaker, unit.level),
        period=_period(front, day, file_name),
        number=number,
        date=day,
        title=front.title,
        signer=signature.signer,
        signer_position=signature.position,
        replaces=_replaces(lines),
        absent_appendices=absent_appendices(lines),
        attached_to=of_report.number,
    )


def _date(front: FrontPage, lines: Sequence[str], signature: Signature) -> date | None:
    """The date of the letterhead; else the one that stands with a place above the signature."""
    dates = find_dates(printed(front.right_text))
    if dates:
        return dates[0].date
    start = max(signature.line - 12, 0)
    for line in lines[start : signature.line + 1] if signature.line >= 0 else ():
        for part in columns(line):
            found = find_dates(part)
            if found and PLACE_AND_DATE.match(part) and found[0].end >= len(part) - 1:
                return found[0].date
    return None


def issuer_words(text: str) -> str:
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
    offices = (
        part.strip()
        for part in re.split(r";|\bSố\b|\s[-–]\s(?=\S+\s\S)(?!KẾ HOẠCH|Kế hoạch)", normalise(text))
    )
    if named := [part for part in offices if _DEPARTMENT.match(part)]:
        return _of_level(named[-1])  # a superior office stands above the one that writes
    return "UBND" if re.search(r"uy ban nhan dan|\bubnd\b", folded) else ""


def _of_level(office: str) -> str:
    """ "CÔNG AN XÃ BẢN LỀNH" → "Công an xã": the unit's name stands elsewhere."""
    units = find_units(office)
    if units and units[-1].start and units[-1].end == len(office):
        return f"{sentence_case(office[: units[-1].start].strip())} {units[-1].unit.level}"
    return sentence_case(office)


def _by_suffix(number: str) -> str:
    ends = re.split(r"[-/]", number)
    return next((words for suffix, words in _SUFFIXES if suffix in ends[1:]), "")


def full_issuer(words: str, level: str) -> str:
    """The issuer in words with the level of its unit: "UBND huyện", "Ban Thường vụ Huyện ủy", "Đảng ủy
    xã".
    """
    committee = _COMMITTEES.get(level, f"Đảng ủy {level}".strip() if level else "")
    if words == "Ban Thường vụ":
        return f"{words} {committee}".strip()
    if words in ("UBND", "HĐND", "Đảng ủy", "Ban Chấp hành Đảng bộ", "Ủy ban MTTQ Việt Nam"):
        return f"{words} {level}".strip()
    return words


def _unit(front: FrontPage, lines: Sequence[str], signature: Signature, of_report: Belonging) -> Unit:
    """Whose report it is: by the letterhead, else by the title, else the unit that the text is mostly
    about; an appendix is of the unit of its report, which names it or will be found by its number.
    """
    captioned = fold(front.issuer_text).startswith("phu luc")  # its title in capitals is no letterhead
    found = [] if of_report.number and captioned else find_units(front.issuer_text)
    if named := _committee_alone(front.issuer_text, lines):
        return replace(named, province=_lowest(found).province if found else "")
    if found:
        return _lowest(found)
    if of_report.number:
        told = find_units(of_report.said) or find_units(of_report.before)
        return _lowest(told) if told else Unit("", "")
    level = _level_of_committee(front.issuer_text) or _level_of_committee(signature.on_behalf_of)
    place = PLACE_AND_DATE.search(printed(front.right_text.replace("Độc lập - Tự do - Hạnh phúc", "")))
    if level and place and place[1]:
        name = place[1].strip()
        return find_units(name)[0].unit if find_units(name) else Unit(display_name(name), level)
    titled = [unit for unit in find_units(front.title) if unit.unit.level != "tỉnh"] or find_units(
        front.title
    )
    if titled:
        return _lowest(titled)
    return _most_named(lines)


_COMMITTEE_ALONE = re.compile(
    rf"(?:ĐẢNG ỦY|UBND|ỦY BAN NHÂN DÂN|HĐND|HỘI ĐỒNG NHÂN DÂN) (?!{'|'.join(RANKS)}|các|khối)", re.I
)


def _committee_alone(issuer_text: str, lines: Sequence[str]) -> Unit | None:
    """The unit of "ĐẢNG ỦY SÔNG MƠ", whose letterhead leaves out its level: as the text mostly calls it."""
    text = printed(issuer_text)
    found = _COMMITTEE_ALONE.search(text)
    if found is None:
        return None
    words = re.split(r"[;,:(]|\bSố\b", text[found.end() :])[0].split()
    whole = printed(" ".join(lines))
    for size in range(min(len(words), 4), 1, -1):
        name = fold(" ".join(words[:size]))
        called = Counter((f.unit.level, f.unit.name) for f in find_units(whole) if fold(f.unit.name) == name)
        if called:
            (level, shown), _ = called.most_common(1)[0]
            return Unit(shown, level)
    return None


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


def _with_province(unit: Unit, front: FrontPage, lines: Sequence[str]) -> Unit:
    """The province as the report names it: beside the unit, else the one that is named most often."""
    if unit.province or not unit.name:
        return unit
    name = fold(unit.name)
    naming = [shown for line in lines if name in fold(shown := printed(line)).replace("’", "'")]
    beside = Counter(f.unit.province for line in naming for f in find_units(line) if _is(f.unit, unit))
    beside.pop("", None)
    province = next((name for name, _ in beside.most_common(1)), "")
    if " " not in province:  # not said beside it, or cut by a line's end: "tỉnh Cẩm" over "Uyên tập trung …"
        opening = f"{province} " if province else ""
        named = (name for name, _ in Counter(_provinces(lines, unit)).most_common())
        province = next((name for name in named if name.startswith(opening)), province)
    return Unit(unit.name, unit.level, province)


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


def _period(front: FrontPage, day: date | None, file_name: str) -> Period | None:
    """By the title; its year may stand in a heading or the letterhead's date; last by headings and file
    name.
    """
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
