"""What a text says in figures and words, read for measuring only.

The product reads numbers with index_store.language.numbers; the measure must not share its mistakes, so it reads on
its own, by value ("36.340" = "36340", "05" = "5") and past digits that are no figures: dates, periods, papers, marks.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from index_store.language.text import normalise


class Number(NamedTuple):
    """of: what stands after the stroke in "14/14"."""

    value: Decimal
    of: Decimal | None = None


Token = Number | str  # a word in lower case; GAP stands where digits that are no figure stood
GAP = "\0"

_DIGITS = r"\d+(?:[.,]\d+)*"
_TOKEN = re.compile(rf"(?<![^\W_])({_DIGITS})(?:\s?/\s?({_DIGITS})(?![^\W_]))?|([^\W\d_]+\d*|%|{GAP})")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3}){2,}(?:\.\d+)?|(?:,\d{3})+\.\d+)")
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_PAPERS = "BC|NQ|KH|QĐ|CTr|CT|TB|KL|UBND|HĐND|HU|TU|TW|NĐ|TT"
_COUNTED = (  # after "2023" these make it an amount, not a year
    "%|ha|tấn|con|hộ|người|lượt|hồ sơ|đơn|vụ|cây|giấy|triệu|tỷ|m2|km|lao động|trường|đối tượng|đảng viên|học|ca|cơ sở|"
    "suất|tài khoản|đoàn|hội|mô|cuộc|lớp|doanh|thanh"
)
_NO_FIGURE = re.compile(
    "|".join(
        (
            rf"\bngày \d{{1,2}} tháng {_MONTH}(?: năm {_YEAR})?",
            rf"\bngày \d{{1,2}}/\d{{1,2}}(?:/{_YEAR})?(?!\d)",
            rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}\b",
            rf"\b{_MONTH}/{_YEAR}\b",
            r"\bsố\s?:?\s?\d+[-/](?-i:[A-ZĐ])[\w/Đ-]*",
            rf"\b\d+[-/](?-i:{_PAPERS})\b[\w/Đ-]*",
            rf"\b{_MONTH} tháng(?: (?:đầu|cuối))?(?: năm)?(?: {_YEAR})?\b",
            r"\btháng \d{1,2}\b",
            rf"\b\d{{1,2}}T[/ ]?{_YEAR}\b",
            rf"\b(?:quý|Q) ?(?:[1-4]|I{{1,3}}|IV)\b(?: ?[/-] ?{_YEAR})?",
            rf"\b(?:năm|kỳ|kì) {_YEAR}\b",
            rf"(?<![\d.,/])20[1-3]\d\b(?![.,/]\d)(?! ?(?:{_COUNTED})(?!\w))",
            r"\[ ?\d+(?: ?[,;-] ?\d+)* ?\]",
            r"\b(?:chú thích|cước chú|trang|phụ lục|mục|phần) (?:số )?[\d.]*\d",
            r"\bbc-\d+(?:\.\w+)?",
            r"[¹⁰⁴-⁹]+",
        )
    ),
    re.I,
)


def number(digits: str) -> Decimal | None:
    """The value of digits in Vietnamese reading: "1.234,5" is 1234.5, "64.1" is 64.1; None when they make no number."""
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED_ENGLISH.fullmatch(digits):
        digits = digits.replace(",", "")
    elif digits.count(",") == 1 and "." not in digits:
        digits = digits.replace(",", ".")
    elif "," in digits or digits.count(".") > 1:
        return None
    return Decimal(digits)


@lru_cache(maxsize=100_000)
def tokens(text: str, *, only_figures: bool) -> tuple[Token, ...]:
    """Numbers and words in order; with only_figures, GAP for dates, periods, papers and marks."""
    text = re.sub(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))", ".", text)  # thin blanks between thousands
    text = re.sub("phần trăm", "%", normalise(text), flags=re.I)
    if only_figures:
        text = _NO_FIGURE.sub(f" {GAP} ", text)
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        digits, under, word = match.groups()
        if word:
            found.append(word.lower())
            continue
        value = number(digits)
        if value is not None:
            found.append(Number(value, number(under) if under else None))
    return tuple(found)


def figures(text: str, *, only_figures: bool = True) -> list[Decimal]:
    """Every number of a text in order, what stands after a stroke too."""
    numbers = (t for t in tokens(text, only_figures=only_figures) if isinstance(t, Number))
    return [value for n in numbers for value in n if value is not None]


def is_figure(way: str) -> bool:
    """Whether an expected text is a figure, not a name or a date."""
    plain = not _NO_FIGURE.search(normalise(way))
    return plain and has_number(way)


def has_number(way: str) -> bool:
    return any(isinstance(t, Number) for t in tokens(way, only_figures=False))


def holds(text: str, way: str) -> bool:
    """Whether the text holds the expected words and numbers next to each other."""
    want = tokens(way, only_figures=False)
    stroke = any(isinstance(t, Number) and t.of is not None for t in want)  # 19/5 may be a day or a share
    got = tokens(text, only_figures=is_figure(way) and not stroke)
    return bool(want) and any(_stands_at(want, got, at) for at in range(len(got) - len(want) + 1))


def begins_with(text: str, way: str) -> bool:
    """Whether the first figure of the text is the expected one, with the unit that it names."""
    got = tokens(text, only_figures=True)
    want = tokens(way, only_figures=False)
    first = next((at for at, t in enumerate(got) if isinstance(t, Number)), None)
    start = next((at for at, t in enumerate(want) if isinstance(t, Number)), None)
    return first is not None and start is not None and _stands_at(want[start:], got, first)


def _stands_at(want: tuple[Token, ...], got: tuple[Token, ...], at: int) -> bool:
    return len(got) - at >= len(want) and all(map(_same, want, got[at:]))


def _same(want: Token, got: Token) -> bool:
    if isinstance(want, Number) and isinstance(got, Number):
        return want.value == got.value and want.of in (None, got.of)
    return want == got
