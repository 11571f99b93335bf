"""The bench of tables: its marks are right, and what it writes is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.table_bench.__main__ import measure
from eval.table_bench.cases import make_case
from eval.table_bench.measure import score
from eval.table_bench.write import as_docx, as_typst
from eval.table_bench.write_excel import as_xlsx
from ingest.read import read_report


def test_a_case_is_the_same_for_the_same_seed() -> None:
    assert make_case(3) == make_case(3) != make_case(8)


def test_marks_count_a_wrong_cell_a_wrong_unit_and_a_figure_under_another_header(tmp_path: Path) -> None:
    case = make_case(2)
    (tmp_path / "a.docx").write_bytes(as_docx(case))
    reading = read_report(tmp_path / "a.docx")
    perfect = score(case.tables, reading)
    assert perfect.cells_right == perfect.cells == sum(len(t.rows) * len(t.columns) for t in case.tables)
    assert perfect.units_right == perfect.units > 0
    assert perfect.faults == []
    table = reading.tables[0]
    row = next(at for at, cells in enumerate(table.rows) if all(cells[2:4]) and cells[2] != cells[3])
    swapped = list(table.rows[row])
    swapped[2], swapped[3] = swapped[3], swapped[2]
    rows = (*table.rows[:row], tuple(swapped), *table.rows[row + 1 :])
    marks = score(case.tables, replace(reading, tables=(replace(table, rows=rows), *reading.tables[1:])))
    assert (perfect.cells_right - marks.cells_right, marks.misplaced) == (2, 2)
    assert score(case.tables, replace(reading, tables=())).cells_right == 0
    no_units = tuple(replace(figure, unit="") for figure in reading.figures)
    assert score(case.tables, replace(reading, figures=no_units)).units_right == 0


@pytest.mark.parametrize("producer", ["typst", "docx", "xlsx"])
def test_what_the_bench_writes_is_read_right(tmp_path: Path, producer: str) -> None:
    cases = [make_case(seed) for seed in range(1001, 1006)]
    (tmp_path / producer).mkdir()
    for case in cases:
        data = {"typst": as_typst(case, ruled=True), "docx": as_docx(case), "xlsx": as_xlsx(case)}[producer]
        end = {"typst": "pdf"}.get(producer, producer)
        (tmp_path / producer / f"{case.name}.{end}").write_bytes(data)
    marks = measure(cases, tmp_path, [producer])[producer]
    assert marks.cells_right >= 0.99 * marks.cells
    assert marks.units_right >= 0.97 * marks.units
    assert marks.misplaced == 0
