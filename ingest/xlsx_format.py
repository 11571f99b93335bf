"""What Excel shows for a cell: the value in its number format, written the Vietnamese way. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from index_store.language.text import printed

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"[#0?,]*[#0?](?:\.([#0?]+))?(,*)")
_DATE_CODE = re.compile(r"[ymdh]", re.I)
_DIGITS_OF_GENERAL = 11  # as many as Excel shows of a number without a format


def shown(value: object, code: str) -> str:
    """A cell's text: 0.641 in "0.0%" is "64,1%", 41200 in "#,##0" "41.200", a day "30/6/2024"; "" for None.

    Numbers below zero get a minus, also where the format prints brackets; a date keeps the day and the month
    that its format shows. value: as openpyxl gives it; code: its number format.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime | date):
        return _day(value, code)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), code)
    return printed(str(value))


def _day(value: date, code: str) -> str:
    shape = _LITERAL.sub("", code).lower()
    if "d" in shape or not _DATE_CODE.search(shape):
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.month:02d}/{value.year}" if "m" in shape else f"{value.year}"


def _number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return ""
    sections = _sections(code)
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    if value == 0 and len(sections) > 2:
        section = sections[2]
    bare = _LITERAL.sub("", section)
    places = _PLACES.search(bare)
    if places is None:
        words = printed("".join(a or b for a, b in _LITERAL.findall(section)))
        return _general(value) if "General" in bare or not (words or bare.strip()) else words or bare.strip()
    if "%" in bare:
        value *= 100
    value /= 1000 ** len(places[2])
    decimals = places[1] or ""
    text = f"{abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):,f}"
    if "," not in places[0].partition(".")[0]:
        text = text.replace(",", "")
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    if value == 0 and not set(places[0]) & set("0#"):  # "?" keeps room for a digit, and a nought needs none
        text = ""
    figure = ("-" if value < 0 else "") + _vietnamese(text.removesuffix("."))
    before, after = _words(section)
    if value < 0:  # brackets and minus of the format say what the minus before the figure says
        before, after = before.strip("(-"), after.strip(")")
    return printed(f"{before}{figure}{'%' if '%' in bare else ''}{after}")


def _sections(code: str) -> list[str]:
    """The format's parts for numbers above, below and equal to zero."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;])+', code) or ["General"]


def _words(section: str) -> tuple[str, str]:
    """What a format puts before and after the number: '#,##0" ha"' gives ("", " ha")."""
    at = next(
        (n for n, c in enumerate(re.sub(r'"[^"]*"|\\.', lambda m: "x" * len(m[0]), section)) if c in "#0?"), 0
    )
    before, after = ("".join(a or b for a, b in _LITERAL.findall(x)) for x in (section[:at], section[at:]))
    return before, after


def _general(value: Decimal) -> str:
    digits = max(_DIGITS_OF_GENERAL - 1 - max(value.adjusted(), 0), 0)
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return _vietnamese(text.rstrip("0").rstrip(".") if "." in text else text)


def _vietnamese(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))
