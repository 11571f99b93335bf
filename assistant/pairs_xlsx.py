"""Two periods side by side as a workbook: both figures with their places, and what is computed from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from assistant.figure_answer import MADE
from assistant.figure_index import line_of
from assistant.figure_views import TwoPeriods
from assistant.figures_list import ROLES, row_of
from assistant.workbook import Cell, save_rows
from index_store.catalogue import Contents
from index_store.language.numbers import unit_class
from index_store.records import Figure

_PLACE = (
    ("number", "Số báo cáo"), ("section", "Mục"), ("page", "Trang"), ("footnote", "Chú thích"), ("quote", "Nguyên văn"),
)  # fmt: skip


def save_pairs(stream: IO[bytes], two: TwoPeriods) -> None:
    """Write a workbook; where nothing stands side by side it says why."""
    if two.first is None or two.second is None:
        save_rows(stream, {"Hai kỳ": (("Lưu ý",), [(two.said,)])})
        return
    periods = [c.report.header.period for c in (two.first, two.second)]
    names = [period.label if period else "không rõ kỳ" for period in periods]
    titles = (
        "Đơn vị", "Chỉ tiêu", "Vai trò", *names, "Đơn vị tính", f"Chênh lệch ({MADE})", f"% ({MADE})",
        *(f"{title}, {name}" for name in names for _, title in _PLACE),
    )  # fmt: skip
    save_rows(stream, {"Hai kỳ": (titles, _rows(two, two.first, two.second))})


def _rows(two: TwoPeriods, first: Contents, second: Contents) -> Iterator[list[Cell]]:
    unit = second.report.header.unit.full_name
    for a, b in two.pairs:
        old, new = first.figures[a], second.figures[b]
        yield [
            unit, line_of(second, b).indicator, ROLES[new.role],
            *_reckoned(old, new), *_place(first, old), *_place(second, new),
        ]  # fmt: skip


def _reckoned(old: Figure, new: Figure) -> list[Cell]:
    """Both values in one unit, that unit, how far they lie apart, and by how many per cent."""
    same = old.unit == new.unit
    was, now = (old.value, new.value) if same else (old.value_base, new.value_base)
    share = unit_class(new.unit) == "percent" or not was
    percent = None if share else round((now - was) / abs(was) * 100, 1)
    return [was, now, new.unit if same else new.unit_base, now - was, percent]


def _place(contents: Contents, figure: Figure) -> list[Cell]:
    passage = next(p for p in contents.passages if p.id == figure.passage)
    row = row_of(contents.report, figure, passage)
    return [row[name] for name, _ in _PLACE]
