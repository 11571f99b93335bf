"""The list of figures: filtered by words, role, status and section, sorted, paged; and a row's way to its evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from urllib.parse import parse_qsl

import pytest

from assistant.ask import ReportQueryEngine
from assistant.figure_answer import figure_answer, pair_answer
from assistant.figure_index import FigureIndex, Filter, Selection, code, line_of
from assistant.figure_views import (
    Asked,
    listed,
    periods_held,
    reports_asked,
    sections_held,
    side_by_side,
    unit_names,
)
from assistant.figures_html import PAGE, list_html, pairs_html
from assistant.two_periods import pair_figures
from index_store.catalogue import Contents
from index_store.records import Unit
from index_store.store import Store
from ingest.load import ingest

YEAR_2023, YEAR_2024 = "6 tháng đầu năm 2023", "6 tháng đầu năm 2024"


@pytest.fixture(scope="module")
def index(engine: ReportQueryEngine) -> FigureIndex:
    return FigureIndex(engine.store)


def shown(selection: Selection) -> list[str]:
    return [figures.lines[n].shown for figures, n in selection.page(0, len(selection))]


@pytest.mark.parametrize("words", ["gieo trồng", "gieo trong", "GIEO TRỒNG", "trồng gieo"])
def test_words_are_found_with_and_without_diacritics_in_any_order(index: FigureIndex, words: str) -> None:
    found = shown(listed(index, Asked(find=words)))
    assert {"12.480 ha", "12.100 ha", "8.050 ha"} <= set(found)
    assert "95.300 triệu đồng" not in found


@pytest.mark.parametrize("words", ["tỷ lệ hộ nghèo", "ty le ho ngheo"])
def test_a_word_that_only_names_a_measure_need_not_be_printed(
    store: Store, write_report: Callable[..., Path], words: str
) -> None:
    ingest([write_report("a.txt")], store, workers=0)
    assert "87 hộ nghèo" in shown(listed(FigureIndex(store), Asked(find=words)))


def test_figures_named_by_the_words_come_before_those_that_only_stand_beside_them(index: FigureIndex) -> None:
    found = shown(listed(index, Asked(unit="huyện Khe Mây", find="giải thể")))
    assert found[0] == "07 doanh nghiệp"
    assert "45 doanh nghiệp" in found[1:]


def test_unit_period_role_status_and_section_narrow_the_list(index: FigureIndex) -> None:
    every = listed(index, Asked())
    one = listed(index, Asked(unit="huyện Vân Sơn", period=YEAR_2023))
    assert 0 < len(one) < len(every)
    assert {f.report.header.unit.name for f, _ in one.page(0, len(one))} == {"Vân Sơn"}
    plans = listed(index, Asked(role="pct_plan"))
    assert "52,4%" in shown(plans)
    assert all(f.lines[n].role == "pct_plan" for f, n in plans.page(0, len(plans)))
    guessed = listed(index, Asked(status="uoc"))
    assert "95.300 triệu đồng" in shown(guessed)
    assert all(f.lines[n].status == "uoc" for f, n in guessed.page(0, len(guessed)))
    heading = next(name for name in sections_held(index.of(index.store.reports())) if "xã hội" in name)
    social = listed(index, Asked(section=heading))
    assert "03 vụ cháy" in shown(social)
    assert "95.300 triệu đồng" not in shown(social)


def test_units_of_one_name_are_told_apart_by_their_province(
    store: Store, write_report: Callable[..., Path]
) -> None:
    for n, province in enumerate(("Lĩnh Sương", "Trà Bồng")):
        path = write_report(f"{n}.txt", area=f"{n + 1}.111", number=n + 1)
        text = path.read_text("utf-8").replace(
            "UBND XÃ SUỐI CẠN ", f"TỈNH {province.upper()}\nUBND XÃ SUỐI CẠN "
        )
        path.write_text(text, "utf-8")
        ingest([path], store, workers=0)
        edited = replace(store.reading(store.reports()[-1]).header, unit=Unit("Suối Cạn", "xã", province))
        store.correct(store.reports()[-1], replace(store.reading(store.reports()[-1]), header=edited))
    names = list(unit_names(store.reports()).values())
    assert names == ["xã Suối Cạn (Lĩnh Sương)", "xã Suối Cạn (Trà Bồng)"]
    index = FigureIndex(store)
    found = [shown(listed(index, Asked(unit=name, find="gieo trồng", role="level"))) for name in names]
    assert found == [["1.111 ha"], ["2.111 ha"]]


def test_what_no_report_has_gives_an_empty_list(index: FigureIndex) -> None:
    for asked in (Asked(find="tàu vũ trụ"), Asked(unit="huyện Không Có"), Asked(section="Không có mục này")):
        found = listed(index, asked)
        assert len(found) == 0
        assert "Không có số liệu nào khớp" in list_html(found, 0, "report", unit_names(index.store.reports()))


def test_values_are_sorted_by_what_they_amount_to_not_by_how_they_are_printed(index: FigureIndex) -> None:
    high = listed(index, Asked(order="highest"))
    values = [float(f.values[n]) for f, n in high.page(0, len(high))]
    assert values == sorted(values, reverse=True)
    assert shown(high)[0] == "95.300 triệu đồng"  # more than 215.000 con
    low = listed(index, Asked(order="lowest"))
    assert [float(f.values[n]) for f, n in low.page(0, len(low))] == sorted(values)
    by_section = listed(index, Asked(order="section"))
    headings = [f.lines[n].section for f, n in by_section.page(0, len(by_section))]
    assert len([name for name, _ in groupby(headings)]) == len(set(headings))  # each heading's stand together


def test_pages_hold_every_figure_once(index: FigureIndex) -> None:
    every = listed(index, Asked())
    pages = [every.page(at, at + 7) for at in range(0, len(every), 7)]
    spots = [(figures.report.id, n) for page in pages for figures, n in page]
    assert len(spots) == len(set(spots)) == len(every) == sum(r.figures for r in index.store.reports())
    assert PAGE == 50


def test_an_address_brings_the_choices_back_and_nothing_else() -> None:
    asked = Asked(unit="huyện Vân Sơn", find="thu & chi", order="highest")
    assert Asked.from_query(dict(parse_qsl(asked.as_query()))) == asked
    assert Asked.from_query({"order": "1; drop", "khac": "x", "unit": "u" * 999}) == Asked(unit="u" * 200)


def test_a_report_published_anew_is_read_anew(store: Store, write_report: Callable[..., Path]) -> None:
    own = FigureIndex(store)
    ingest([write_report("a.txt", area="1.111")], store, workers=0)
    assert "1.111 ha" in shown(own.select(store.reports(), Filter()))
    ingest([write_report("a.txt", area="2.222")], store, workers=0)
    found = shown(own.select(store.reports(), Filter()))
    assert "2.222 ha" in found
    assert "1.111 ha" not in found


def test_choices_are_what_the_store_holds(index: FigureIndex) -> None:
    assert list(unit_names(index.store.reports()).values()) == ["huyện Khe Mây", "huyện Vân Sơn"]
    assert periods_held(index.store.reports(), "huyện Khe Mây") == [YEAR_2024]
    assert periods_held(index.store.reports(), "") == [YEAR_2024, YEAR_2023]


def held(index: FigureIndex, unit: str, period: str) -> Contents:
    reports = reports_asked(index.store.reports(), f"huyện {unit}", period)
    assert len(reports) == 1
    return index.store.contents(reports[0].id)


def test_a_row_becomes_an_answer_whose_quote_holds_its_figure(index: FigureIndex) -> None:
    contents = held(index, "Vân Sơn", YEAR_2024)
    for number, figure in enumerate(contents.figures):
        answer = figure_answer(contents, number)
        (citation,) = answer.citations
        assert figure.printed in citation.quote
        assert citation.report == contents.report.id
        assert answer.figures[0].value == f"{figure.value:f}"
        assert line_of(contents, number).shown in answer.answer
    areas = [n for n, f in enumerate(contents.figures) if f.printed == "12.480 ha"]
    (cited,) = figure_answer(contents, areas[0]).citations
    assert figure_answer(contents, areas[0]).question == (
        "Tổng diện tích gieo trồng, huyện Vân Sơn, 6 tháng đầu năm 2024"
    )
    assert (cited.footnote, cited.page_name, cited.number) == (1, "trang 1", "12/BC-UBND")


def test_the_same_indicator_of_two_periods_is_paired_and_reckoned(index: FigureIndex) -> None:
    old, new = held(index, "Vân Sơn", YEAR_2023), held(index, "Vân Sơn", YEAR_2024)
    pairs = pair_figures(old, new)
    printed = {(old.figures[a].printed, new.figures[b].printed) for a, b in pairs}
    assert {
        ("12.100 ha", "12.480 ha"),
        ("05 vụ cháy", "03 vụ cháy"),
        ("88.100 triệu đồng", "95.300 triệu đồng"),
    } <= printed
    assert all(old.figures[a].unit_base == new.figures[b].unit_base for a, b in pairs)
    at = next(pair for pair in pairs if old.figures[pair[0]].printed == "12.100 ha")
    answer = pair_answer(old, at[0], new, at[1])
    assert answer.answer == (
        "6 tháng đầu năm 2024: **12.480 ha** [2]; 6 tháng đầu năm 2023: **12.100 ha** [1]. Tăng 380 ha (+3,1%)."
    )
    assert [(c.n, c.period) for c in answer.citations] == [(1, YEAR_2023), (2, YEAR_2024)]
    assert [(c.printed, c.unit, c.inputs) for c in answer.computed] == [
        ("380", "ha", ("12480", "12100")), ("3,1", "%", ("12480", "12100")),
    ]  # fmt: skip


def test_figures_of_other_things_are_never_paired(contain: Callable[..., Contents]) -> None:
    old = contain("Có 12 doanh nghiệp tạm ngừng hoạt động.", "Xảy ra 05 vụ cháy.")
    new = contain("Có 30 doanh nghiệp thành lập mới.", "Xảy ra 04 vụ tai nạn giao thông.")
    assert pair_figures(old, new) == []
    assert pair_figures(old, contain("Không có số liệu.")) == []


def test_two_periods_are_shown_earlier_first_whichever_was_chosen_first(index: FigureIndex) -> None:
    for period, other in ((YEAR_2023, YEAR_2024), (YEAR_2024, YEAR_2023)):
        two = side_by_side(index, Asked(unit="huyện Vân Sơn", period=period, other=other, find="gieo trong"))
        html = pairs_html(two, 0)
        assert html.index(YEAR_2023) < html.index(YEAR_2024)
        assert "Tăng 380 ha" in html
        assert "(tính)" in html


def test_two_periods_that_are_not_there_are_said(index: FigureIndex) -> None:
    assert "Hãy chọn đơn vị" in pairs_html(side_by_side(index, Asked(other=YEAR_2023)), 0)
    lacking = Asked(unit="huyện Khe Mây", period=YEAR_2024, other=YEAR_2023)
    assert "không có báo cáo của cả hai kỳ" in pairs_html(side_by_side(index, lacking), 0)


def test_markup_in_a_report_stays_text_in_the_list(store: Store, write_report: Callable[..., Path]) -> None:
    ingest([write_report("a.txt", name="<b>Suối</b>", area="1.234")], store, workers=0)
    html = list_html(listed(FigureIndex(store), Asked()), 0, "report", unit_names(store.reports()))
    assert "1.234 ha" in html
    assert "<b>" not in html.lower()


def test_a_report_removed_while_the_list_is_made_is_left_out(
    store: Store, write_report: Callable[..., Path]
) -> None:
    ingest([write_report("a.txt"), write_report("b.txt", name="Nậm Pha", number=77)], store, workers=0)
    reports = store.reports()
    store.remove(reports[0].id)
    found = FigureIndex(store).select(reports, Filter())
    assert {figures.report.id for figures in found.reports} == {reports[1].id}


def test_the_list_is_sorted_by_section_while_other_reports_are_being_made_ready(
    engine: ReportQueryEngine,
) -> None:
    index = FigureIndex(engine.store)
    reports = engine.store.reports()
    wanted = index.select(reports, Filter(order="section")).numbers.tolist()
    stop = Event()

    def make_ready() -> None:
        while not stop.is_set():
            code(index._codes, "find", str(monotonic()))  # as a report's new words do

    other = Thread(target=make_ready)
    other.start()
    try:
        for _ in range(300):
            assert index.select(reports, Filter(order="section")).numbers.tolist() == wanted
    finally:
        stop.set()
        other.join()
