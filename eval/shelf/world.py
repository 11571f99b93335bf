"""The invented country: its units and its figures, each a pure function of the seed.

A figure is drawn from the words that name it, never from a running generator: last year's figure in one
report is therefore the figure of last year's report, and a larger shelf changes nothing in a smaller one.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from itertools import product
from typing import TypeVar

from eval.shelf.table import MONEY, Indicator, read_table
from index_store.language.text import fold
from index_store.records import Period

_T = TypeVar("_T")
FIRST_YEAR = 2016
_SCALE = {
    "tỉnh": 8.0, "huyện": 1.0, "thị xã": 1.15, "thành phố": 1.7, "quận": 1.4, "xã": 0.12, "phường": 0.16,
}  # fmt: skip


def draw(*names: object) -> float:
    """A number in [0, 1) that only the names decide."""
    digest = hashlib.blake2b("|".join(map(str, names)).encode(), digest_size=6).digest()
    return int.from_bytes(digest) / 2**48


def pick(choices: Sequence[_T], *names: object) -> _T:
    return choices[int(draw(*names) * len(choices))]


@dataclass(frozen=True)
class Place:
    """A unit. parts: the earlier communes that it was made of in July 2025."""

    name: str
    level: str
    province: str
    parts: tuple[Place, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{self.level} {self.name}"

    @cached_property
    def key(self) -> str:
        """For file names and draws: "huyen-go-say-hac-khue"."""
        new = "-moi" if self.parts else ""
        return fold(f"{self.level} {self.name} {self.province}").replace(" ", "-") + new

    @property
    def letter(self) -> str:
        """Which topics it reports (see indicators.txt)."""
        return "t" if self.level == "tỉnh" else "x" if self.level in ("xã", "phường") else "h"


def make_places(count: int, seed: int) -> list[Place]:
    """The first `count` units. Each dozen holds every level, a name inside another one, one name in two
    provinces, communes with the commune that they became part of, which at times keeps the name of one.
    """
    names, provinces = _names("unit", seed), _names("province", seed)
    sides = read_table().choices["unit_side"]
    fresh = iter(names * (1 + count // 40))
    places: list[Place] = []
    while len(places) < count:
        dozen = len(places) // 12
        home, other = (provinces[(2 * dozen + side) % len(provinces)] for side in (0, 1))
        first, side = next(fresh), sides[dozen % len(sides)]
        parts = tuple(Place(next(fresh), "xã", home) for _ in range(3))
        merged = parts[0].name if dozen % 2 else next(fresh)
        wards = tuple(Place(next(fresh), "phường", home) for _ in range(2))
        province = home if dozen < len(provinces) // 2 else ""
        places += [
            Place(first, "huyện", home),
            Place(f"{first} {side}", "huyện", home),
            Place(merged, "xã", home, parts),
            parts[0],
            Place(next(fresh), "thị xã", other),
            Place(province, "tỉnh", home) if province else Place(next(fresh), "huyện", home),
            Place(first, "huyện", other),
            Place(next(fresh), "phường", home, wards),
            Place(next(fresh), "thành phố", other),
            parts[1],
            wards[0],
            Place(next(fresh), "huyện", other),
        ]
    return places[:count]


def _names(what: str, seed: int) -> list[str]:
    """Every name that the first and second words give, in an order of the seed's."""
    firsts, seconds = (read_table().choices[f"{what}_{side}"] for side in ("first", "second"))
    return sorted((f"{a} {b}" for a, b in product(firsts, seconds)), key=lambda name: draw(seed, name))


@dataclass(frozen=True, slots=True)
class World:
    """The figures. `edition` "" is the truth; any other word names a report that differs here and there."""

    seed: int

    def value(self, place: Place, key: str, period: Period, edition: str = "") -> Decimal:
        """The figure of a period: of a flow within it, of a stock or a rate at its end."""
        return _value(self.seed, place, key, period.start.month, period.end.month, period.year, edition)

    def plan(self, place: Place, key: str, year: int) -> Decimal:
        """The year's plan, as round as plans are."""
        return _plan(self.seed, place, read_table().indicators[key], year)


@lru_cache(maxsize=100_000)
def _value(seed: int, place: Place, key: str, first: int, last: int, year: int, edition: str) -> Decimal:
    indicator = read_table().indicators[key]
    names = (seed, place.key, key, first, last, year)
    if indicator.kind == "part":
        whole = _value(seed, place, indicator.whole, first, last, year, edition)
        share = indicator.low + (indicator.high - indicator.low) * draw(*names, edition)
        return min(whole, max(Decimal(1), rounded(float(whole) * share / 100, indicator)))
    if place.parts:
        values = [_value(seed, part, key, first, last, year, "") for part in place.parts]
        exact = sum(map(float, values)) / (len(values) if indicator.kind == "rate" else 1)
    elif indicator.kind == "flow":
        exact = _until(seed, place, indicator, year, last) - _until(seed, place, indicator, year, first - 1)
    else:
        before, after = (_annual(seed, place, indicator, y) for y in (year - 1, year))
        exact = before + (after - before) * last / 12
    value = max(rounded(exact, indicator), Decimal(1))
    if edition and draw(*names, edition) < 0.4:
        step = max(float(value) * (0.01 + 0.05 * draw(*names, edition, "step")), 10.0**-indicator.places)
        lower = draw(*names, edition, "side") < 0.5 and float(value) > 2 * step
        moved = rounded(float(value) + (-step if lower or indicator.unit == "%" else step), indicator)
        return moved if moved > 0 else value
    return value


def _until(seed: int, place: Place, indicator: Indicator, year: int, month: int) -> float:
    """What has come together from January to the end of `month`, in whole steps."""
    names = (seed, place.key, indicator.key, year)
    months = [0.6 + 0.8 * draw(*names, m) for m in range(12)]
    return float(
        rounded(_annual(seed, place, indicator, year) * sum(months[:month]) / sum(months), indicator)
    )


@lru_cache(maxsize=100_000)
def _annual(seed: int, place: Place, indicator: Indicator, year: int) -> float:
    """The whole year, or its end."""
    if place.parts:
        parts = [_annual(seed, part, indicator, year) for part in place.parts]
        return sum(parts) / (len(parts) if indicator.kind == "rate" else 1)
    names = (seed, place.key, indicator.key)
    low, high = indicator.low, indicator.high
    if indicator.kind == "rate":
        shift = math.sin(
            6.28 * draw(*names, "turn") + (year - FIRST_YEAR) * (0.4 + draw(*names, "speed") / 2)
        )
        middle = low + (high - low) * (0.3 + 0.4 * draw(*names))
        return middle + shift * (high - low) * 0.28
    base: float = low * (high / low) ** draw(*names) * _SCALE[place.level]
    for later in range(FIRST_YEAR, year):
        base *= 1 + (draw(*names, later) - 0.38) * (0.22 if indicator.kind == "flow" else 0.12)
    return base


def _plan(seed: int, place: Place, indicator: Indicator, year: int) -> Decimal:
    whole = _annual(seed, place, indicator, year)
    near = draw(seed, place.key, indicator.key, year, "plan")
    if indicator.kind == "rate":
        return rounded(min(whole + (near - 0.4) * (indicator.high - indicator.low) / 8, 99.9), indicator)
    wanted = whole * (0.9 + 0.2 * near if indicator.kind == "flow" else 0.98 + 0.06 * near)
    digits = max(len(str(int(wanted))) - 3, 0)
    return max(Decimal(1), Decimal(round(wanted / 10**digits) * 10**digits))


def rounded(value: float, indicator: Indicator) -> Decimal:
    """To the step that reports print; large money to ten million, so that it can be told in tỷ as well."""
    if indicator.unit == MONEY:
        step = Decimal(10) if value >= 1000 else Decimal("0.1")
    else:
        step = Decimal(1).scaleb(-indicator.places)
    return (Decimal(repr(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step
