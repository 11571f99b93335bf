"""What is computed from figures that stand side by side: differences, percentages, sums, shares. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Computed, Formula
from index_store.language.numbers import unit_class
from index_store.records import Figure


@dataclass(frozen=True, slots=True)
class Made:
    """A computed amount as it is shown: printed ("28 hộ", "3,4%"), and its proof, where the quotes hold its inputs."""

    printed: str
    proof: tuple[Computed, ...] = ()


def vietnamese(value: Decimal, places: int = 1) -> str:
    """1234.5 → "1.234,5"; at most `places` decimals, no trailing zeros."""
    text = f"{round(value, places):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _scale(figure: Figure) -> Decimal:
    """How many base units one unit of the figure is: "triệu đồng" → 1000000."""
    return figure.value_base / figure.value if figure.value else Decimal(1)


def _places(figures: Sequence[Figure]) -> int:
    return max(0, *(-int(figure.value.as_tuple().exponent) for figure in figures))


def _common(figures: Sequence[Figure]) -> bool:
    """Whether the figures are printed in one scale, so that the printed numbers themselves can be reckoned with."""
    return len({_scale(figure) for figure in figures if figure.value}) < 2


def _unit(figures: Sequence[Figure]) -> str:
    return next((figure.unit for figure in figures if figure.unit), "")


def _made(value: Decimal, unit: str, places: int, formula: Formula, figures: Sequence[Figure]) -> Made:
    printed = vietnamese(abs(value), places)
    proof = Computed(printed, unit, formula, tuple(f"{figure.value:f}" for figure in figures))
    gap = "" if unit in ("", "%") else " "
    return Made(f"{printed}{gap}{unit}", (proof,) if _common(figures) else ())


def difference(one: Figure, other: Figure) -> Made:
    """How much they lie apart, in the unit of the first; percentages in percentage points."""
    pair = (one, other)
    if unit_class(one.unit) == "percent":
        return _made(one.value - other.value, "điểm phần trăm", _places(pair), "difference", pair)
    scale = _scale(one if one.value else other)
    places = _places(pair) if _common(pair) else max(_places(pair), 1)
    return _made((one.value_base - other.value_base) / scale, _unit(pair), places, "difference", pair)


def percent_change(one: Figure, other: Figure) -> Made | None:
    """By how many per cent the first lies above or below the other; None for percentages, and against nothing."""
    if unit_class(one.unit) == "percent" or not other.value_base:
        return None
    change = (one.value_base - other.value_base) / other.value_base * 100
    return _made(change, "%", 1 if abs(change) >= Decimal("0.1") else 2, "percent_change", (one, other))


def total(figures: Sequence[Figure]) -> Made:
    """All together, in the unit of the first."""
    scale = _scale(figures[0])
    places = _places(figures) if _common(figures) else max(_places(figures), 1)
    value = sum((figure.value_base for figure in figures), Decimal(0)) / scale
    return _made(value, _unit(figures), places, "sum", figures)


def share(one: Figure, other: Figure) -> Made | None:
    """How many per cent the first is of the other; None where the other is nothing."""
    if not other.value_base:
        return None
    return _made(one.value_base / other.value_base * 100, "%", 1, "share", (one, other))
