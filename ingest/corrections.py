"""Header fields corrected by hand: read from what a person types, set over what was read, kept when a file comes again.

A report's header is in the context that its passages are indexed with, and its period tells earlier values from its
own; so a reading is made anew under the corrected header. Nothing of the file is read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

from index_store.errors import CorrectionError
from index_store.language.periods import find_dates, find_periods, find_years
from index_store.language.text import fold, normalise
from index_store.language.toponyms import PROVINCES
from index_store.language.unit_names import ABBREVIATIONS, LEVELS, display_name
from index_store.records import Corrections, Header, Period, Reading, Report, Unit
from ingest.figures import figures_of
from ingest.front_page import NUMBER
from ingest.header import full_issuer, issuer_words
from ingest.passages import in_context

if TYPE_CHECKING:
    from index_store.store import Store

UNPLACED = (
    "Không thấy tên đơn vị lẫn kỳ báo cáo trong tệp. Hãy điền bằng lệnh `tracuu edit TÊN_TỆP --unit 'huyện …' "
    "--period '6 tháng đầu năm …'` (hoặc nhờ người quản trị); trước đó báo cáo này chỉ được dùng để trả lời khi kho "
    "không có báo cáo nào khác, hoặc khi câu hỏi nêu đúng số của nó."
)
FIELD_NAMES = {
    "unit": "đơn vị",
    "province": "tỉnh",
    "issuer": "cơ quan",
    "period": "kỳ báo cáo",
    "number": "số",
    "date": "ngày",
}
_LEVEL = re.compile(
    rf"(?P<level>{'|'.join(LEVELS)})\s+|(?P<short>{'|'.join(ABBREVIATIONS)})\.\s*", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_]+(?:(?: |-| - |['’])[^\W\d_]+){0,6}")
_NUMBERED = re.compile(r"\d{1,2}")  # "quận 3", "phường 12"
_AROUND_A_TIME = re.compile(r"(?:\b(?:kỳ|báo cáo|trong|từ|ngày)\b|[\s.,])*", re.IGNORECASE)


def parse_corrections(
    unit: str | None = None,
    province: str | None = None,
    issuer: str | None = None,
    period: str | None = None,
    number: str | None = None,
    day: str | None = None,
) -> Corrections:
    """What a person typed, each field as a report would print it; None: not to be touched.

    "huyện Đức Trọng, tỉnh Lâm Đồng" as the unit sets the province too. Raises CorrectionError.
    """
    own, whole = _unit(unit) if unit is not None else (None, None)
    return Corrections(
        unit=own,
        province=_province(province) if province is not None else whole,
        issuer=_issuer(issuer) if issuer is not None else None,
        period=_period(period) if period is not None else None,
        number=_number(number) if number is not None else None,
        date=_date(day) if day is not None else None,
    )


def edit(store: Store, name: str, given: Corrections) -> Report:
    """Set these fields of a report beside those set before; a field set to what was read is one no longer set.

    Raises UnknownReportError, StoreLockedError.
    """
    return _publish(store, name, lambda earlier: _over(earlier, given))


def reset(store: Store, name: str) -> Report:
    """Take back all that was corrected in a report. Raises UnknownReportError, StoreLockedError."""
    return _publish(store, name, lambda _: Corrections())


def _publish(store: Store, name: str, change: Callable[[Corrections], Corrections]) -> Report:
    with store.writing():
        report = store.report(name)
        reading = under(store.reading(report), change(report.corrections))
        return report if reading.corrections == report.corrections else store.correct(report, reading)


def kept(reading: Reading, held: Report) -> Reading:
    """A file that comes again, under the corrections of its report; where it now says something else, it warns."""
    found = under(reading, held.corrections)
    before = field_words(held.as_read or held.header)
    now, shown = field_words(reading.header), field_words(found.header)
    warnings = [
        f"Nay đọc được {FIELD_NAMES[name]} là “{now[name] or 'không rõ'}” (trước đây: “{before[name] or 'không rõ'}”); "
        f"vẫn dùng “{shown[name]}” đã sửa tay. Nếu không còn đúng, chạy `tracuu edit {held.id} --reset`."
        for name in found.corrections.fields
        if now[name] != before[name]
    ]
    return replace(found, warnings=(*found.warnings, *warnings))


def under(reading: Reading, corrections: Corrections) -> Reading:
    """The reading with these fields in its header, in its passages' contexts and in the roles of its figures."""
    read = reading.as_read or reading.header
    corrections = _needed(read, corrections)
    header = _header(read, corrections)
    passages = tuple(in_context(reading.passages, reading.tables, header))
    sure = {(f.passage, f.start, f.end): f.confidence for f in reading.figures}
    least = {p.id: p.confidence for p in passages}
    figures = tuple(
        replace(f, confidence=sure.get((f.passage, f.start, f.end), least[f.passage]))
        for f in figures_of(passages, reading.tables, header.period)
    )
    warnings = [warning for warning in reading.warnings if warning != UNPLACED]
    return replace(
        reading,
        header=header,
        warnings=(*warnings, *(() if header.placed else (UNPLACED,))),
        passages=passages,
        figures=figures,
        as_read=read if corrections.fields else None,
        corrections=corrections,
    )


def field_words(header: Header) -> dict[str, str]:
    """The fields that can be corrected, as words; "" for what is not stated."""
    return {
        "unit": header.unit.full_name,
        "province": header.unit.province,
        "issuer": header.issuer,
        "period": header.period.label if header.period else "",
        "number": header.number,
        "date": f"{header.date:%d/%m/%Y}" if header.date else "",
    }


def _over(earlier: Corrections, given: Corrections) -> Corrections:
    return replace(earlier, **{name: getattr(given, name) for name in given.fields})


def _needed(read: Header, corrections: Corrections) -> Corrections:
    """Those that differ from what was read."""
    own = {
        "unit": Unit(read.unit.name, read.unit.level),
        "province": read.unit.province,
        "issuer": read.issuer,
        "period": read.period,
        "number": read.number,
        "date": read.date,
    }
    same = {f.name: None for f in fields(corrections) if getattr(corrections, f.name) == own[f.name]}
    return replace(corrections, **same)


def _header(read: Header, c: Corrections) -> Header:
    unit = c.unit or read.unit
    province = unit.name if unit.level == "tỉnh" else read.unit.province
    issuer = read.issuer
    if c.issuer is not None:
        issuer = full_issuer(c.issuer, unit.level)
    elif unit.level != read.unit.level:  # "UBND huyện" of what is a commune
        issuer = full_issuer(issuer_words(issuer) or issuer, unit.level)
    return replace(
        read,
        unit=Unit(unit.name, unit.level, province if c.province is None else c.province),
        issuer=issuer,
        period=c.period or read.period,
        number=read.number if c.number is None else c.number,
        date=c.date or read.date,
    )


def _unit(text: str) -> tuple[Unit, str | None]:
    """The unit with its level; its province where it is named after it."""
    words = normalise(text).strip()
    own, _, whole = (part.strip(" )") for part in re.sub(r"\s*\(", ",", words, count=1).partition(","))
    said = _LEVEL.match(own)
    level = ""
    if said:
        level = (said["level"] or ABBREVIATIONS[said["short"].upper()]).lower()
    name = own[said.end() :] if said else ""
    numbered = level in ("quận", "phường") and _NUMBERED.fullmatch(name)
    if not numbered and not _NAME.fullmatch(name):
        raise CorrectionError(
            "--unit", words, "Hãy ghi cả cấp và tên, có dấu, ví dụ: --unit 'huyện Đức Trọng'."
        )
    return Unit(_named(name), level), _province(whole) if whole else None


def _province(text: str) -> str:
    words = normalise(text).strip()
    name = re.sub(r"(?:tỉnh|thành phố|tp\.?)\s+", "", words, count=1, flags=re.IGNORECASE)
    if not _NAME.fullmatch(name):
        raise CorrectionError("--province", words, "Hãy ghi tên tỉnh, ví dụ: --province 'Lâm Đồng'.")
    return PROVINCES.get(fold(name), _named(name))


def _named(name: str) -> str:
    return display_name(name.title() if name.islower() else name)


def _issuer(text: str) -> str:
    words = normalise(text).strip()
    if not any(map(str.isalpha, words)):
        raise CorrectionError("--issuer", words, "Hãy ghi tên cơ quan, ví dụ: --issuer 'UBND huyện'.")
    return words


def _period(text: str) -> Period:
    words = normalise(text).strip()
    for found in (find_periods(words), find_years(words)):
        if len(found) == 1 and _AROUND_A_TIME.fullmatch(words[: found[0].start] + words[found[0].end :]):
            return found[0].period
    raise CorrectionError(
        "--period",
        words,
        "Hãy ghi một kỳ có năm, ví dụ: 'quý I/2024', '6 tháng đầu năm 2024', 'tháng 5/2024', 'năm 2024'.",
    )


def _number(text: str) -> str:
    words = re.sub(r"\s", "", re.sub(r"^\s*số\s*:?\s*", "", normalise(text), flags=re.IGNORECASE))
    if not NUMBER.fullmatch(words):
        raise CorrectionError("--number", text.strip(), "Hãy ghi cả ký hiệu, ví dụ: --number '189/BC-UBND'.")
    return words.replace("–", "-")


def _date(text: str) -> date:
    words = normalise(text).strip()
    found = find_dates(words)
    if len(found) == 1 and _AROUND_A_TIME.fullmatch(words[: found[0].start] + words[found[0].end :]):
        return found[0].date
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise CorrectionError("--date", words, "Hãy ghi ngày có thật, ví dụ: --date 20/06/2024.") from error
