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
from functools import lru_cache
from itertools import pairwise

from index_store.language import period_patterns as patterns
from index_store.language.flat import flat, without
from index_store.language.text import has_diacritics
from index_store.records import Period, PeriodKind


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
    for match in patterns.DATE.finditer(flat(text)):
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
    return list(_periods(text))


@lru_cache(maxsize=512)  # a question's parts and its bare years are looked for beside its periods
def _periods(text: str) -> tuple[FoundPeriod, ...]:
    marked, clear = has_diacritics(text), _undated(text)
    found = _date_ranges(text, find_dates(text))
    for match in patterns.STAGE.finditer(clear):
        first, last = int(match["first"]), int(match["last"])
        if first < last and _meant(text, match, marked):
            found.append(FoundPeriod(_stage(first, last), *match.span()))
    clear = without(clear, [m.span() for m in patterns.STAGE.finditer(clear)])
    for match in patterns.MONTH_RANGE.finditer(clear):
        one, other = _number(match["first"]), _number(match["last"])
        if one < other and _meant(text, match, marked):
            found.append(FoundPeriod(months(_year(match), one, other), *match.span()))
            clear = without(clear, [match.span()])
    for match in patterns.QUARTER_LIST.finditer(clear):
        if _meant(text, match, marked):
            found.extend(_listed_quarters(match))
            clear = without(clear, [match.span()])
    for match in patterns.DATED.finditer(clear):
        if _meant(text, match, marked) and (part := _part(match)):
            until = bool(match["whole"] and patterns.ONLY_UNTIL.search(clear[: match.start()]))
            found.append(FoundPeriod(months(_year(match), *part), *match.span(), until))
            found.extend(_same_kind_after(clear, match.end(), part))
    found.sort(key=lambda f: f.start)
    found.extend(_borrowing_a_year(text, found))
    return tuple(sorted(found, key=lambda f: f.start))


def find_period_kinds(text: str) -> list[FoundKind]:
    """Parts of a year named without the year ("6 tháng đầu năm", "quý I", "cả năm"), for questions."""
    return list(kinds_without_year(text, find_periods(text)))


def find_years(text: str) -> list[FoundPeriod]:
    """Years, and months as "5/2024", that stand alone in a question ("hộ nghèo Tân Phú 2023"), outside every
    period and date.
    """
    clear = without(_undated(text), [(f.start, f.end) for f in _periods(text)])
    found = [FoundPeriod(months(_year(m), 1, 12), *m.span()) for m in patterns.BARE_YEAR.finditer(clear)]
    for match in patterns.BARE_MONTH.finditer(clear):
        month = int(match["month"])
        found.append(FoundPeriod(months(_year(match), month, month), *match.span()))
    return sorted(found, key=lambda f: f.start)


def kinds_without_year(text: str, dated: list[FoundPeriod]) -> Iterator[FoundKind]:
    marked = has_diacritics(text)
    clear = without(_undated(text), [(f.start, f.end) for f in dated])
    for match in patterns.KIND.finditer(clear):
        duration = (
            match["count"]
            and not match["end"]
            and (
                patterns.A_DURATION_AFTER.match(clear, match.end())
                or patterns.A_DURATION_BEFORE.search(clear[: match.start()])
            )
        )
        if not duration and _meant(text, match, marked) and (part := _part(match)):
            yield FoundKind(_kind(*part), *part, *match.span())


def _undated(text: str) -> str:
    """The flat text without its dates and without what looks like a period and is none."""
    clear = without(flat(text), [(d.start, d.end) for d in find_dates(text)])
    return without(clear, [m.span() for m in patterns.NO_PERIOD.finditer(clear)])


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
    return int(word) if word.isdigit() else patterns.WORDS[" ".join(word.split())]


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    return year if year > 99 else 2000 + year


def _part(match: re.Match[str]) -> tuple[int, int] | None:
    """First and last month of what was matched; None for a thirteenth month and the like."""
    if match["whole"]:
        return 1, 12
    if match["quarter"] or match["which"]:
        last = 3 * (_number(match["quarter"]) if match["quarter"] else 4 if match["which"] == "cuoi" else 1)
        return last - 2, last
    if match["month"]:
        return _number(match["month"]), _number(match["month"])
    count = _number(match["count"]) if match["count"] else 6
    if match["quarters"]:
        count = 3 * _number(match["quarters"])
    return (13 - count, 12) if {match["end"], match["half"], match["edge"]} & {"cuoi", "sau"} else (1, count)


def _listed_quarters(match: re.Match[str]) -> Iterator[FoundPeriod]:
    named = list(patterns.QUARTER_IN_LIST.finditer(match.string, *match.span("list")))
    for one in named:
        last = 3 * _number(one[0])
        start = match.start() if one is named[0] else one.start()
        end = match.end() if one is named[-1] else one.end()
        yield FoundPeriod(months(_year(match), last - 2, last), start, end)


def _meant(text: str, match: re.Match[str], marked: bool) -> bool:
    """True unless a word's own diacritics, or a capital ("Việt Nam 2023"), say that it is another word."""
    words = re.findall(r"[^\W\d_]+", match[0])
    shown = re.findall(r"[^\W\d_]+", text[match.start() : match.end()])
    for word, own in zip(words, shown, strict=True):
        if own.lower() != word and own.lower() not in patterns.SPELLINGS:
            return False
    if not marked or not shown:
        return True
    before = text[: match.start()].rstrip().rpartition(" ")[2]
    word = shown[0].lower()
    name = word == "nam" and (
        flat(before) in patterns.BEFORE_THE_SOUTH or (shown[0] == "Nam" and before[-1:].isalpha())
    )
    return not name and word not in ("quy", "qui")


def _date_ranges(text: str, dates: list[FoundDate]) -> list[FoundPeriod]:
    found, clear = [], flat(text)
    for first, last in pairwise(dates):
        if first.date < last.date and patterns.DATE_RANGE.fullmatch(clear, first.end, last.start):
            same = first.date.year == last.date.year and first.date.day == 1
            period = months(last.date.year, first.date.month, last.date.month) if same else None
            if period is None or period.end != last.date:
                period = Period("khac", first.date, last.date)
            found.append(FoundPeriod(period, first.start, last.end))
    return found


def _same_kind_after(clear: str, at: int, part: tuple[int, int]) -> Iterator[FoundPeriod]:
    """ "… năm 2022 và 2023": the bare years that follow mean the same part of their year."""
    while match := patterns.LIKE_THE_ONE_BEFORE.match(clear, at):
        yield FoundPeriod(months(int(match["year"]), *part), match.start("year"), match.end())
        at = match.end()


def _borrowing_a_year(text: str, dated: list[FoundPeriod]) -> Iterator[FoundPeriod]:
    """ "quý I và 9 tháng năm 2024": a part of a year that is joined to a dated period has its year."""
    clear, after = flat(text), {f.start: f for f in dated}
    for kind in reversed(list(kinds_without_year(text, dated))):
        for start, other in list(after.items()):
            if kind.end <= start and patterns.JOINED.fullmatch(clear, kind.end, start):
                found = FoundPeriod(kind.in_year(other.period.year), kind.start, kind.end)
                after[kind.start] = found
                yield found
