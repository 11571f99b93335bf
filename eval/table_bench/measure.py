"""How much of a gold table a reading got right: cells, headers, units. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from eval.table_bench.cases import GoldTable
from index_store.language.text import printed
from index_store.records import DOUBTFUL, Figure, Reading, Table

_LEAST_SHARE = 0.3  # of a table's cells, empty ones too, that what is read of it holds at least


@dataclass
class Score:
    """Counts over any number of tables; `faults` are lines that say what was wrong."""

    cells: int = 0
    cells_right: int = 0
    misplaced: int = 0  # figures that stand under a header that is not theirs
    unmarked: int = 0  # figures that are wrong and show no doubt
    headers: int = 0
    headers_right: int = 0
    units: int = 0
    units_right: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in (
            "cells",
            "cells_right",
            "misplaced",
            "unmarked",
            "headers",
            "headers_right",
            "units",
            "units_right",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults += other.faults


def score(gold: Sequence[GoldTable], reading: Reading) -> Score:
    """Gold tables against the tables of a reading, each gold table with the one that holds most of it."""
    whole = Score()
    for table in gold:
        best = max((_score_table(table, found, reading) for found in reading.tables), default=None,
                   key=lambda s: s.cells_right)  # fmt: skip
        if (
            best is None or best.cells_right < _LEAST_SHARE * best.cells
        ):  # another table; this one was not read
            best = _score_table(table, Table("", 0, (), ()), reading)
        whole.add(best)
    return whole


def _score_table(gold: GoldTable, found: Table, reading: Reading) -> Score:
    result = Score()
    header = [_plain(h) for h in gold.header]
    got = [_plain(h) for h in found.header]
    result.headers = len(header)
    result.headers_right = sum(a == b for a, b in zip(header, got, strict=False))
    if header != got:
        result.faults.append(f"header {found.header} for {gold.header}")
    figures = _figures(found, reading)
    for row, other in _paired([row.cells for row in gold.rows], found.rows):
        cells, wanted = gold.rows[row].cells, gold.rows[row].units
        read = found.rows[other] if other is not None else ()
        for at, cell in enumerate(cells):
            result.cells += 1
            right = at < len(read) and _plain(read[at]) == _plain(cell)
            result.cells_right += right
            figure = figures.get((other, got[at])) if other is not None and at < len(got) else None
            unmarked = figure is not None and not right and figure.confidence >= DOUBTFUL
            result.unmarked += unmarked
            if not right:
                said = " without a doubt" if unmarked else ""
                result.faults.append(
                    f"row {row} column {at}: {read[at : at + 1]} for {cell!r}{said}; row {read}"
                )
            if at < len(read) and any(map(str.isdigit, read[at])) and not right:
                result.misplaced += _plain(read[at]) in {_plain(c) for c in cells}
            if wanted[at]:
                result.units += 1
                unit = figure.unit if figure and got[at] == header[at] else None
                result.units_right += unit == wanted[at]
                if right and unit != wanted[at]:
                    result.faults.append(f"unit {unit!r} for {wanted[at]!r}: {cells[:2]}, {gold.header[at]}")
    return result


def _figures(table: Table, reading: Reading) -> dict[tuple[int, str], Figure]:
    """Row of `table` and column → the figure there."""
    rows: dict[str, int] = {}  # by passage
    for passage in reading.passages:
        if passage.kind == "row" and passage.table and passage.table.title == table.title:
            at = next(
                (
                    i
                    for i, r in enumerate(table.rows)
                    if " | ".join(r) == passage.text and i not in rows.values()
                ),
                None,
            )
            if at is not None:
                rows[passage.id] = at
    return {
        (rows[f.passage], _plain(f.table.column)): f for f in reading.figures if f.table and f.passage in rows
    }


def _paired(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> list[tuple[int, int | None]]:
    """Each gold row with the row read for it: equal rows first, in order; between them by position."""
    a = ["|".join(map(_plain, row)) for row in gold]
    b = ["|".join(map(_plain, row)) for row in found]
    pairs: list[tuple[int, int | None]] = []
    for _, a0, a1, b0, b1 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        for step in range(a1 - a0):
            pairs.append((a0 + step, b0 + step if b0 + step < b1 else None))
    return pairs


def _plain(text: str) -> str:
    return printed(text).replace(" ", "").casefold()
