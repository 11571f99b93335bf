"""Read the periods and dates that a text names: "6 tháng đầu năm 2023", "6T/2023", "quy 1 nam 2024".

Everything is matched on the folded text, so questions typed without diacritics are read too; a word that does carry
diacritics must carry the right ones. Offsets refer to the text as given, which should be NFC.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index_store.language.flat import flat
from index_store.language.text import has_diacritics
from index_store.records import Period, PeriodKind

_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "nhat": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
# With diacritics only these spellings are meant: "thẳng 5" is no month, "Nam 2023" (a name) no year.
_SPELLINGS = frozenset(
    "tháng đầu cuối năm nửa cả quý quí giai đoạn nhiệm kỳ kì thời từ đến của sáu chín bốn tư bảy tám mười một "
    "nhất trọn toàn ngân sách tài chính kế hoạch ngày tới hết tính".split()
)
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
    rf"(?:(?<![\w./,-])(?P<span>{_SPAN})|(?P<q>{_QUARTER})|(?P<m>{_MONTH}(?!\d))|(?P<whole>\b(?:ca|tron)\s+nam\b))"
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
_PLANNED = re.compile(
    r"\b(?:phuong\s+huong|nhiem\s+vu|muc\s+tieu|giai\s+phap|ke\s+hoach|du\s+kien|trong\s+tam|chuong\s+trinh\s+cong\s+tac)"
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
    """Every period that is named with its year, in reading order; full dates are none, two as a range are one.

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
    return list(_kinds(text, find_periods(text)))


def find_years(text: str) -> list[FoundPeriod]:
    """Years that stand alone in a question ("hộ nghèo Tân Phú 2023"), outside every period and date."""
    taken = [(f.start, f.end) for f in (*find_periods(text), *find_dates(text))]
    clear = _clear(flat(text), taken)
    clear = _clear(clear, [m.span() for m in _NO_PERIOD.finditer(clear)])
    return [FoundPeriod(months(int(m["year"]), 1, 12), *m.span()) for m in _BARE_YEAR.finditer(clear)]


def relative(text: str, base: Period) -> Period | None:
    """The period that "năm ngoái", "cùng kỳ", "quý trước"… mean seen from `base`; None when none is said.

    The part of the year is the one named ("quý I năm ngoái", "cả năm ngoái"), else that of `base`.
    """
    clear = flat(text)
    kinds = find_period_kinds(text)
    if not has_diacritics(text) or "quý" in text.lower() or "tháng" in text.lower():
        if re.search(r"\bqu[yi]\s+truoc\b", clear):
            return _before(base, 3)
        if re.search(r"(?<!\d )\bthang\s+truoc\b", clear):
            return _before(base, 1)
    for pattern, years in _YEARS_AWAY:
        if re.search(pattern, clear):
            return kinds[0].in_year(base.year + years) if kinds else _shifted(base, years)
    if re.search(r"\bcung\s+k[yi]\b", clear):
        return _shifted(base, -1)
    if re.search(r"\bk[yi]\s+(?:bao\s+cao\s+)?truoc\b", clear):
        length = {"thang": 1, "quy": 3, "6_thang": 6}.get(base.kind)
        return _before(base, length) if length else _shifted(base, -1)
    return None


_YEARS_AWAY = (
    (r"\bnam\s+(?:kia|truoc\s+nua)\b|\b(?:hai|0?2)\s+nam\s+truoc\b", -2),
    (r"\bnam\s+(?:ngoai|truoc|roi|vua\s+qua)\b", -1),
    (r"\bnam\s+nay\b", 0),
    (r"\b(?:nam\s+(?:sau|toi)|sang\s+nam)\b", 1),
)


def report_period(title: str) -> Period | None:
    """The period that a report covers, from its title; None when the title names none.

    Of "6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2023" the part before the plan counts, with the year
    that stands after it; of a year and a part of it ("kế hoạch năm 2023 trong 6 tháng đầu năm") the part; of "tháng 6
    và 6 tháng đầu năm 2023" the longer.
    """
    dated = find_periods(title)
    first = min([f.start for f in dated] + [k.start for k in _kinds(title, dated)], default=None)
    if first is None:
        years = find_years(title)
        return years[0].period if years else None
    plan = next((m.start() for m in _PLANNED.finditer(flat(title)) if m.start() > first), len(title))
    named = [(f.start, f.period) for f in dated if f.start < plan]
    for kind in _kinds(title, dated):
        if kind.start < plan and (period := _with_the_year_nearby(kind, dated)):
            named.append((kind.start, period))
    named.sort(key=lambda pair: pair[0])
    if not named:
        return None
    whole = named[0][1]
    grown = [p for _, p in named if p.start < whole.start and p.end == whole.end and p.kind != "giai_doan"]
    inside = [p for _, p in named if whole.start <= p.start and p.end <= whole.end]
    return grown[0] if grown else min(inside, key=lambda p: p.end - p.start)


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
    """True unless a word's own diacritics (or a capital, as in "Việt Nam 2023") say that it is another word."""
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
    for first, last in zip(dates, dates[1:], strict=False):
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


def _kinds(text: str, dated: list[FoundPeriod]) -> Iterator[FoundKind]:
    marked = has_diacritics(text)
    clear = _clear(flat(text), [(f.start, f.end) for f in (*dated, *find_dates(text))])
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
    for kind in reversed(list(_kinds(text, dated))):
        for start, other in list(after.items()):
            if kind.end <= start and _JOINED.fullmatch(clear, kind.end, start):
                found = FoundPeriod(kind.in_year(other.period.year), kind.start, kind.end)
                after[kind.start] = found
                yield found


def _with_the_year_nearby(kind: FoundKind, dated: list[FoundPeriod]) -> Period | None:
    """The year of the next dated period of a title, else of the one before it; "quý IV, nhiệm vụ quý I năm 2024"
    looks back over the turn of the year."""
    after = next((f.period for f in dated if f.start > kind.start), None)
    if after is None:
        return kind.in_year(dated[-1].period.year) if dated else None
    period = kind.in_year(after.year)
    return (
        kind.in_year(after.year - 1) if period.start > after.start and after.kind != "giai_doan" else period
    )


def _shifted(base: Period, years: int) -> Period:
    """The same stretch, `years` later; 29 February becomes 28 February."""

    def moved(day: date) -> date:
        last = calendar.monthrange(day.year + years, day.month)[1]
        to_the_end = day.day == calendar.monthrange(day.year, day.month)[1] and day == base.end
        return day.replace(year=day.year + years, day=last if to_the_end else min(day.day, last))

    return Period(base.kind, moved(base.start), moved(base.end))


def _before(base: Period, length: int) -> Period:
    """The stretch of `length` months right before the one that `base` ends in."""
    start_of_last = base.end.year * 12 + (base.end.month - 1) // length * length
    first = start_of_last - length
    return months(first // 12, first % 12 + 1, first % 12 + length)
