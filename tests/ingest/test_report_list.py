"""The list of reports: searched, sorted, turned over, and what asks to be looked at; markup stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index_store.records import Header, Period, Report, SourceFile, Unit
from index_store.store import Store
from ingest.corrections import edit, parse_corrections
from ingest.load import ingest
from ingest.report_list import PAGE_SIZE, Listing, listing, removed_html, to_look_at

WriteReport = Callable[..., Path]


def report(
    name: str, year: int = 2024, *, sequence: int = 1, doubtful: int = 0, warnings: Sequence[str] = ()
) -> Report:
    period = Period("nam", date(year, 1, 1), date(year, 12, 31))
    header = Header(Unit(name, "xã", "Lâm Đồng"), "UBND xã", period, "52/BC-UBND", date(year, 12, 20))
    file = SourceFile(f"/tai/{name} {year}.pdf", f"{name}{year}", "pdf", 1)
    return Report(
        f"{name}.{year}", header, (file,), 4, doubtful, 0, 2, 20, 31, 1, True, sequence, tuple(warnings)
    )


def keys(found: Listing) -> list[str]:
    return re.findall(r'data-key="([^"]+)"', found.html)


SHELF = [
    report("Cao Sơn", 2022, sequence=3),
    report("An Bình", 2024, sequence=1, warnings=["Trang 2 quét mờ."]),
    report("An Bình", 2023, sequence=2),
]


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("Mới nạp trước", ["Cao Sơn.2022", "An Bình.2023", "An Bình.2024"]),
        ("Theo đơn vị", ["An Bình.2024", "An Bình.2023", "Cao Sơn.2022"]),
        ("Kỳ mới trước", ["An Bình.2024", "An Bình.2023", "Cao Sơn.2022"]),
        ("Cần xem lại trước", ["An Bình.2024", "An Bình.2023", "Cao Sơn.2022"]),
    ],
)
def test_it_is_sorted_as_asked(order: str, wanted: list[str]) -> None:
    assert keys(listing(SHELF, "", order, 0)) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("an binh 2023", ["An Bình.2023"]),
        ("Sơn", ["Cao Sơn.2022"]),
        ("cao sơn 2022.pdf", ["Cao Sơn.2022"]),
        ("52/bc-ubnd 20/12/2024", ["An Bình.2024"]),
    ],
)
def test_it_is_searched_by_words_with_or_without_their_marks(words: str, wanted: list[str]) -> None:
    assert keys(listing(SHELF, words, "Theo đơn vị", 0)) == wanted


def test_a_thousand_reports_come_in_pages_that_hold_each_once() -> None:
    shelf = [report(f"Xã {n:04}", sequence=n) for n in range(1000)]
    first = listing(shelf, "", "Theo đơn vị", 0)
    assert (first.pages, first.found, len(keys(first))) == (1000 // PAGE_SIZE, 1000, PAGE_SIZE)
    every = [key for page in range(first.pages) for key in keys(listing(shelf, "", "Theo đơn vị", page))]
    assert sorted(every) == sorted(r.id for r in shelf)
    assert listing(shelf, "", "Theo đơn vị", 99).page == first.pages - 1, (
        "a page that is not there is the last"
    )


def test_nothing_found_is_said_with_the_words_as_text() -> None:
    found = listing(SHELF, "<b>không có", "Theo đơn vị", 0)
    assert (found.found, found.pages) == (0, 1)
    assert "&lt;b&gt;không có" in found.html
    assert "<b>" not in found.html


def test_what_should_be_looked_at_is_said_in_words() -> None:
    assert to_look_at(report("An Bình")) == []
    odd = report("", doubtful=3, warnings=["Trang 2 quét mờ."])
    odd = replace(odd, header=replace(odd.header, period=None, absent_appendices=("Phụ lục 01",)))
    said = to_look_at(odd)
    assert len(said) == 5
    for words in ("đơn vị", "kỳ báo cáo", "3 chú thích", "Phụ lục 01", "Trang 2 quét mờ."):
        assert any(words in line for line in said), words


def test_markup_in_a_name_stays_text() -> None:
    name = "<img src=x onerror=alert(1)>"
    at = datetime(2024, 6, 1, tzinfo=UTC)
    for html in (listing([report(name)], "", "Theo đơn vị", 0).html, removed_html([(report(name), at)])):
        assert "&lt;img" in html
        assert "<img" not in html


def test_a_report_edited_by_hand_says_so_in_the_list(store: Store, write_report: WriteReport) -> None:
    [result] = ingest([write_report("a.txt")], store, workers=1).files
    assert "có sửa tay" not in listing(store.reports(), "", "Theo đơn vị", 0).html
    edit(store, result.report, parse_corrections(period="năm 2023"))
    page = listing(store.reports(), "", "Theo đơn vị", 0).html
    assert "có sửa tay" in page
    assert "xã Suối Cạn, năm 2023" in page
