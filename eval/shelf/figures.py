"""How reports print figures: "1.234,5 tỷ đồng", "05 vụ", "tăng 3,1%"; and the other ways of writing them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from eval.shelf.table import MONEY, Indicator


def number(value: Decimal) -> str:
    """1234.50 → "1.234,5"; counts below ten with the office's leading nought: "05"."""
    if value == value.to_integral_value():
        return f"{int(value):02d}" if 0 <= value < 10 else f"{int(value):,}".replace(",", ".")
    text = f"{value:,f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}%".replace(".", ",")


def in_billions(value: Decimal) -> str:
    """Money of 1,000 triệu or more in tỷ: two decimals say all of it."""
    text = f"{value / 1000:,.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def with_unit(value: Decimal, indicator: Indicator, money: str) -> str:
    """money: "triệu" or "tỷ", what a report prefers for large sums."""
    match indicator.unit:
        case "%":
            return f"{_rate(value)}%"
        case _ if indicator.unit != MONEY:
            return f"{number(value)} {indicator.unit}"
    if money == "tỷ" and value >= 1000:
        return f"{in_billions(value)} tỷ đồng"
    return f"{number(value)} triệu đồng"


def bare(value: Decimal, indicator: Indicator, money: str) -> str:
    """Without its unit, except where only the unit says how much it is."""
    if indicator.unit in ("%", MONEY):
        return with_unit(value, indicator, money)
    return number(value)


def ways(value: Decimal, indicator: Indicator, money: str) -> list[str]:
    """What an answer may write: the printed number, or the same money in the other unit."""
    printed = with_unit(value, indicator, money)
    first = printed.split(" ")[0]
    if indicator.unit != MONEY or value < 1000:
        return [first]
    other = f"{number(value)} triệu" if money == "tỷ" else f"{in_billions(value)} tỷ"
    return [f"{first} tỷ" if money == "tỷ" else first, other]


def change(value: Decimal, before: Decimal, indicator: Indicator, money: str, *, relative: bool) -> str:
    """ "tăng 3,1%", "giảm 02 vụ", "tăng 0,4 điểm phần trăm"; "không thay đổi" where nothing can be seen."""
    amount = abs(value - before)
    if indicator.unit == "%":
        shown = f"{_rate(amount)} điểm phần trăm"
    elif relative:
        shown = percent(amount / before * 100)
    else:
        shown = with_unit(amount, indicator, money)
    if not any(digit in shown for digit in "123456789"):
        return "không thay đổi"
    return f"{'tăng' if value > before else 'giảm'} {shown}"


def _rate(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
