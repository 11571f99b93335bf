"""Read the periods and dates that a text names: "6 tháng đầu năm 2023", "6T/2023", "quy 1 nam 2024".

Everything is matched on the folded text, so questions typed without diacritics are read too; a word that does
carry diacritics must carry the right ones. Offsets refer to the text as given, which should be NFC.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index_store.language.flat import flat
from index_store.language.text import has_diacritics
from index_store.records import Period, PeriodKind

_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "nhat": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
# With diacritics only these spellings are meant: "thẳng 5" is no month, "Nam 2023" (a name) no year.
_SPELLINGS = frozenset(
    {
        "tháng", "năm", "quý", "quí", "đầu", "cuối", "nửa", "cả", "trọn", "toàn", "giai", "đoạn", "nhiệm",
        "kỳ", "kì", "thời", "từ", "đến", "tới", "của", "ngày", "hết", "tính", "ngân", "sách", "tài", "chính",
        "kế", "hoạch", "một", "nhất", "bốn", "tư", "sáu", "bảy", "tám", "chín", "mười",
    }
)  # fmt: skip
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_COUNT = r"(?:1[0-2]|0?[1-9]|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi(?:\s+(?:mot|hai))?)"
_SPAN = (
    rf"(?:(?P<count>{_COUNT})\s*(?:thang\b|t(?![^\W\d_]))(?:\s*(?P<end>dau|cuoi)\b(?:\s+(?:cua\s+)?nam\b)?)?"
    r"|nua\s+(?:nam\s+)?(?P<half>dau|cuoi)\b(?:\s+(?:cua\s+)?nam\b)?)"
)
_QUARTER = r"(?:\bqu[yi]\s*\.?\s*|\bq\.?\s*)(?P<quarter>iv|i{1,3}|0?[1-4]|mot|nhat|hai|ba|bon|tu)\b"
_MONTH = rf"(?:\bthang\s+|\bt\.?(?=\d))(?P<month>{_COUNT})"
_WHOLE = r"(?:\b(?:ca|tron|toan)\s+)?\bnam(?:\s+(?:ngan\s+sach|tai\s+chinh|ke\s+hoach))?\b"
_OF_YEAR = r"(?:\s*[/-]\s*|\s*,?\s*\(?(?:cua\s+)?nam\s+|\s+\(?|(?<=\dt))"
_DASH = r"\s*(?:-|–|—|den(?:\s+nam)?|toi)\s*"

_DATED = re.compile(
    rf"(?:(?<![\w./,-])(?P<span>{_SPAN}{_OF_YEAR})|(?P<q>{_QUARTER}{_OF_YEAR})|(?P<m>{_MONTH}{_OF_YEAR})"
    rf"|(?P<whole>{_WHOLE}\s+))(?P<year>{_YEAR})"
)
_STAGE = re.compile(
    rf"\b(?:giai\s+doan|nhiem\s+k[yi]|thoi\s+k[yi]|tu\s+nam|tu|\d+\s+nam|nam)\s*[(,]?\s*(?:tu\s+)?(?:nam\s+)?"
    rf"(?P<first>{_YEAR}){_DASH}(?P<last>{_YEAR})"
)
_DATE = re.compile(
    rf"(?<![\d/.-])(?:ngay\s+)?(?P<day>\d\d?)(?:\s+thang\s+|\s*(?P<mark>[/.-])\s*)(?P<month>\d\d?)"
    rf"(?:\s*,?\s*nam\s+|(?(mark)\s*(?P=mark)\s*|\s*[/,.-]\s*))(?P<year>{_YEAR})"
)
_DATE_RANGE = re.compile(r"\s*(?:-|–|—|(?:cho\s+)?den(?:\s+het)?)\s*(?:ngay\s+)?")
# A date whose day was left open for the pen, a school year: no period is meant.
_NO_PERIOD = re.compile(
    rf"ngay[\s.…_]*thang\s*\d*[\s./]*(?:nam\s*)?{_YEAR}|\bnam\s+hoc\s+\d{{4}}(?:{_DASH}\d{{4}})?"
)
_KIND = re.compile(
    rf"(?:(?<![\w./,-])(?P<span>{_SPAN})|(?P<q>{_QUARTER})|(?P<m>{_MONTH}(?!\d))|(?P<whole>\b(?:ca"
    rf"|tron)\s+nam\b))"
    rf"(?!\s*[/-]?\s*\d{{3}})"
)
_A_DURATION_AFTER = re.compile(r"\s*(?:tuoi|tu\b|lan\b|mot\s+lan|luong|tro\s+len|/\s*lan)")
_A_DURATION_BEFORE = re.compile(r"\b(?:duoi|tren|moi|thoi\s+han|han|sau|qua|tu)\s+$")
_LIKE_THE_ONE_BEFORE = re.compile(rf"\s*(?:,|va|voi|so\s+voi|hay|hoac|;)\s*(?P<year>{_YEAR})")
_JOINED = re.compile(r"\s*(?:,|va|voi|so\s+voi|hay|hoac|-|–|;)\s*(?:cua\s+)?")
_BEFORE_THE_SOUTH = frozenset(("viet", "mien", "phia"))
_BARE_YEAR = re.compile(
    r"(?<![\w./,-])(?P<year>20\d\d)(?!\w|[.,/-]\d|\s*%"
    r"|\s*(?:con|ha|ho|nguoi|vu|trieu|ty|nghin|dong|tan|ta|kg|km|m2|m3|cay|luot|hoc|truong)\b)"
)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period in a text. until: only its end is named ("đến năm 2030", a target rather than a stretch)."""

    period: Period
    start: int
    end: int
    until: bool = False


@dataclass(frozen=True, slots=True)
class FoundKind:
    """A part of a year named without the year: "quý I" has months 1 to 3."""

    kind: PeriodKind
    first_month: int
    last_month: int
    start: int
    end: int

    def in_year(self, year: int) -> Period:
        return months(year, self.first_month, self.last_month)


@dataclass(frozen=True, slots=True)
class FoundDate:
    date: date
    start: int
    end: int


def months(year: int, first: int, last: int) -> Period:
    """The period from month `first` to month `last` of a year, of the kind that reports call it."""
    start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    return Period(_kind(first, last), start, end)


def find_dates(text: str) -> list[FoundDate]:
    """Full dates in reading order: "ngày 20 tháng 06 năm 2022", "20/06/2022", "20-6-2022"; [] for none."""
    found = []
    for match in _DATE.finditer(flat(text)):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:  # "31/02/2023": printed, but no date
            continue
        found.append(FoundDate(day, match.start(), match.end()))
    return found


def find_periods(text: str) -> list[FoundPeriod]:
    """Every period named with its year, in reading order; a full date is none, two that make a range are one.

    "quý I và quý II năm 2024" gives both, "6 tháng đầu năm 2022 và 2023" too.
    """
    marked, dates = has_diacritics(text), find_dates(text)
    found = _date_ranges(text, dates)
    clear = _clear(flat(text), [(d.start, d.end) for d in dates])
    clear = _clear(clear, [m.span() for m in _NO_PERIOD.finditer(clear)])
    for match in _STAGE.finditer(clear):
        first, last = int(match["first"]), int(match["last"])
        if first < last and _meant(text, match, marked):
            found.append(FoundPeriod(_stage(first, last), *match.span()))
    clear = _clear(clear, [m.span() for m in _STAGE.finditer(clear)])
    for match in _DATED.finditer(clear):
        if _meant(text, match, marked) and (part := _part(match)):
            until = bool(
                match["whole"] and re.search(r"(?<!tinh )\b(?:den|tam nhin)\s+$", clear[: match.start()])
            )
            found.append(FoundPeriod(months(int(match["year"]), *part), *match.span(), until))
            found.extend(_same_kind_after(clear, match.end(), part))
    found.sort(key=lambda f: f.start)
    found.extend(_borrowing_a_year(text, found))
    return sorted(found, key=lambda f: f.start)


def find_period_kinds(text: str) -> list[FoundKind]:
    """Parts of a year named without the year ("6 tháng đầu năm", "quý I", "cả năm"), for questions."""
    return list(kinds_without_year(text, find_periods(text)))


def find_years(text: str) -> list[FoundPeriod]:
    """Years that stand alone in a question ("hộ nghèo Tân Phú 2023"), outside every period and date."""
    clear = _clear(flat(text), [(f.start, f.end) for f in find_periods(text)])
    clear = _clear(clear, [(d.start, d.end) for d in find_dates(text)])
    clear = _clear(clear, [m.span() for m in _NO_PERIOD.finditer(clear)])
    return [FoundPeriod(months(int(m["year"]), 1, 12), *m.span()) for m in _BARE_YEAR.finditer(clear)]


def _kind(first: int, last: int) -> PeriodKind:
    if (first, last) == (1, 12):
        return "nam"
    if (first, last) in ((1, 6), (7, 12)):
        return "6_thang"
    if (first, last) == (1, 9):
        return "9_thang"
    if first == last:
        return "thang"
    return "quy" if last - first == 2 and last % 3 == 0 else "khac"


def _stage(first: int, last: int) -> Period:
    return Period("giai_doan", date(first, 1, 1), date(last, 12, 31))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[" ".join(word.split())]


def _part(match: re.Match[str]) -> tuple[int, int] | None:
    """First and last month of what was matched; None for a thirteenth month and the like."""
    if match["whole"]:
        return 1, 12
    if match["quarter"]:
        last = 3 * _number(match["quarter"])
        return last - 2, last
    if match["month"]:
        return _number(match["month"]), _number(match["month"])
    count = _number(match["count"]) if match["count"] else 6
    return (13 - count, 12) if "cuoi" in (match["end"], match["half"]) else (1, count)


def _meant(text: str, match: re.Match[str], marked: bool) -> bool:
    """True unless a word's own diacritics, or a capital ("Việt Nam 2023"), say that it is another word."""
    words = re.findall(r"[^\W\d_]+", match[0])
    shown = re.findall(r"[^\W\d_]+", text[match.start() : match.end()])
    for word, own in zip(words, shown, strict=True):
        if own.lower() != word and own.lower() not in _SPELLINGS:
            return False
    if not marked or not shown:
        return True
    before = text[: match.start()].rstrip().rpartition(" ")[2]
    word = shown[0].lower()
    name = word == "nam" and (
        flat(before) in _BEFORE_THE_SOUTH or (shown[0] == "Nam" and before[-1:].isalpha())
    )
    return not name and word not in ("quy", "qui")


def _clear(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the spans blotted out, as long as before."""
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def _date_ranges(text: str, dates: list[FoundDate]) -> list[FoundPeriod]:
    found, clear = [], flat(text)
    for first, last in pairwise(dates):
        if first.date < last.date and _DATE_RANGE.fullmatch(clear, first.end, last.start):
            same = first.date.year == last.date.year and first.date.day == 1
            period = months(last.date.year, first.date.month, last.date.month) if same else None
            if period is None or period.end != last.date:
                period = Period("khac", first.date, last.date)
            found.append(FoundPeriod(period, first.start, last.end))
    return found


def _same_kind_after(clear: str, at: int, part: tuple[int, int]) -> Iterator[FoundPeriod]:
    """ "… năm 2022 và 2023": the bare years that follow mean the same part of their year."""
    while match := _LIKE_THE_ONE_BEFORE.match(clear, at):
        yield FoundPeriod(months(int(match["year"]), *part), match.start("year"), match.end())
        at = match.end()


def kinds_without_year(text: str, dated: list[FoundPeriod]) -> Iterator[FoundKind]:
    marked = has_diacritics(text)
    clear = _clear(flat(text), [(f.start, f.end) for f in dated])
    clear = _clear(clear, [(d.start, d.end) for d in find_dates(text)])
    clear = _clear(clear, [m.span() for m in _NO_PERIOD.finditer(clear)])
    for match in _KIND.finditer(clear):
        duration = (
            match["count"]
            and not match["end"]
            and (
                _A_DURATION_AFTER.match(clear, match.end())
                or _A_DURATION_BEFORE.search(clear[: match.start()])
            )
        )
        if not duration and _meant(text, match, marked) and (part := _part(match)):
            yield FoundKind(_kind(*part), *part, *match.span())


def _borrowing_a_year(text: str, dated: list[FoundPeriod]) -> Iterator[FoundPeriod]:
    """ "quý I và quý II năm 2024": a part of a year that is joined to a dated period has its year."""
    clear, after = flat(text), {f.start: f for f in dated}
    for kind in reversed(list(kinds_without_year(text, dated))):
        for start, other in list(after.items()):
            if kind.end <= start and _JOINED.fullmatch(clear, kind.end, start):
                found = FoundPeriod(kind.in_year(other.period.year), kind.start, kind.end)
                after[kind.start] = found
                yield found
