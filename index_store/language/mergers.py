"""Which units a merged unit was made of, and since when: merged_units.csv, and a store's own units.csv.

An office edits the table in a spreadsheet: one row for each old unit, columns in any order, dates as
"01/07/2025" or "2025-07-01", comma or semicolon between the cells.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from index_store.errors import MergedUnitsError
from index_store.language.periods import find_dates
from index_store.language.text import printed, same_name
from index_store.language.unit_names import LEVELS
from index_store.records import Unit

SHIPPED = Path(__file__).with_name("merged_units.csv")
COLUMNS = ("đơn vị mới", "cấp", "tỉnh", "đơn vị cũ", "cấp cũ", "tỉnh cũ", "từ ngày")


@dataclass(frozen=True, slots=True)
class Merger:
    """`old` is a part of `new` since a day; a unit that kept its name has a row of its own too."""

    new: Unit
    old: Unit
    since: date


def same_unit(a: Unit, b: Unit) -> bool:
    """One name and level, and one province as far as both say it."""
    return (
        a.level == b.level
        and same_name(a.name, b.name)
        and (not a.province or not b.province or same_name(a.province, b.province))
    )


def read_mergers(*paths: Path) -> tuple[Merger, ...]:
    """The rows of the files that exist, in order. Raises MergedUnitsError, naming every row it cannot use."""
    return tuple(m for path in paths if path.exists() for m in _read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _read(path: Path, _changed_ns: int) -> tuple[Merger, ...]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MergedUnitsError(path, [f"không đọc được ({error})."]) from error
    found, faults = [], []
    lines = text.splitlines()
    mark = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.DictReader(lines, delimiter=mark)
    missing = [name for name in COLUMNS if name not in [printed(n).lower() for n in rows.fieldnames or ()]]
    if missing:
        raise MergedUnitsError(path, [f"thiếu cột {', '.join(missing)}."])
    for row in rows:
        cells = {printed(name).lower(): printed(cell or "") for name, cell in row.items() if name}
        if not any(cells.values()):
            continue
        fault = next(_faults(cells), "")
        if fault:
            faults.append(f"dòng {rows.line_num}: {fault}.")
        else:
            found.append(_merger(cells))
    if faults:
        raise MergedUnitsError(path, faults)
    return tuple(found)


def _faults(cells: dict[str, str]) -> Iterator[str]:
    for name in ("đơn vị mới", "đơn vị cũ"):
        if not cells[name]:
            yield f"cột “{name}” còn trống"
    for name in ("cấp", "cấp cũ"):
        if cells[name].lower() not in LEVELS:
            yield f"cột “{name}” phải là một trong {', '.join(LEVELS)}"
    if _day(cells["từ ngày"]) is None:
        yield "cột “từ ngày” phải là ngày, như 01/07/2025"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        dates = find_dates(text)
        return dates[0].date if dates else None


def _merger(cells: dict[str, str]) -> Merger:
    since = _day(cells["từ ngày"])
    assert since is not None
    return Merger(
        Unit(cells["đơn vị mới"], cells["cấp"].lower(), cells["tỉnh"]),
        Unit(cells["đơn vị cũ"], cells["cấp cũ"].lower(), cells["tỉnh cũ"]),
        since,
    )


def predecessors(unit: Unit, mergers: Sequence[Merger]) -> list[Merger]:
    """The mergers that made a unit; [] when none is known."""
    return [m for m in mergers if same_unit(m.new, unit)]


def successors(unit: Unit, mergers: Sequence[Merger]) -> list[Merger]:
    """The mergers that a unit went into; several when it was divided."""
    return [m for m in mergers if same_unit(m.old, unit) and not same_unit(m.new, unit)]
