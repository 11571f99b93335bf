"""Figures of several reports: side by side, ranked, through time; over a small shelf read and published for real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import ReportQueryEngine, open_engine
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest
from tests.assistant.conftest import report_text

ROWS = (  # level, unit, year, area, fires, revenue
    ("HUYỆN", "Vân Sơn", 2024, "12.480", 3, "95.300"),
    ("HUYỆN", "Vân Sơn", 2023, "12.100", 5, "88.100"),
    ("HUYỆN", "Vân Sơn", 2022, "11.900", 6, "80.000"),
    ("HUYỆN", "Khe Mây", 2024, "8.050", 2, "61.700"),
    ("HUYỆN", "Đồi Lau", 2024, "9.990", 3, "70.400"),
    ("HUYỆN", "Suối Cát", 2024, "7.000", 9, "120.000"),
    ("HUYỆN", "Bãi Sậy", 2023, "30.000", 1, "300.000"),
    ("THỊ XÃ", "Cửa Bần", 2024, "1.200", 12, "410.500"),
)
GROWN = {"Khe Mây": "95,5%", "Đồi Lau": "131,5%"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    folder = tmp_path_factory.mktemp("many")
    for n, (level, unit, year, area, fires, revenue) in enumerate(ROWS):
        text = report_text(unit, year, area, fires, revenue, 12 + n)
        text = text.replace("HUYỆN ", f"{level} ", 1)
        if year == 2024 and unit in GROWN:
            text = text.replace("108,2% so với", f"{GROWN[unit]} so với")
        if unit == "Suối Cát":  # printed in another scale, and without the number of fires
            text = text.replace("120.000 triệu đồng", "120 tỷ đồng")
            text = text.replace("xảy ra 09 vụ cháy, ", "đưa 44 người ra khỏi vụ cháy, ")
        (folder / f"bc-{n}.txt").write_text(text, "utf-8")
    settings = Settings(store=tmp_path_factory.mktemp("store"))
    with Store.open(settings) as store:
        assert [f.status for f in ingest([folder], store, workers=1).files] == ["added"] * len(ROWS)
        yield open_engine(store, settings)


HALF = "6 tháng đầu năm 2024"


def test_a_ranking_keeps_to_the_level_named_and_to_one_period(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Huyện nào thu ngân sách cao nhất {HALF}?")
    assert answer.answer == "Huyện Suối Cát cao nhất: **120 tỷ đồng** [1]."
    assert answer.table is not None
    assert [row[0] for row in answer.table.rows] == ["1", "2", "3", "4"]
    assert answer.passages[0].report == answer.citations[0].report
    assert any("thị xã Cửa Bần" in notice for notice in answer.notices)
    everywhere = engine.answer(f"Địa phương nào thu ngân sách cao nhất {HALF}?")
    assert everywhere.answer.startswith("Thị xã Cửa Bần cao nhất: **410.500 triệu đồng**")


def test_units_without_the_figure_are_left_out_and_named(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Huyện nào có số vụ cháy thấp nhất {HALF}?")
    assert answer.answer.startswith("Huyện Khe Mây thấp nhất: **02 vụ cháy**")
    assert any("Không nêu số liệu này: huyện Suối Cát" in notice for notice in answer.notices)


def test_units_that_are_level_share_their_place(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Huyện nào có số vụ cháy cao nhất {HALF}?")
    assert "cùng cao nhất: **03 vụ cháy**" in answer.answer
    assert "Vân Sơn" in answer.answer
    assert "Đồi Lau" in answer.answer
    assert answer.table is not None
    assert [row[0] for row in answer.table.rows] == ["1", "1", "3"]


def test_who_grew_most_is_no_question_of_who_has_most(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Huyện nào có thu ngân sách tăng mạnh nhất {HALF}?")
    assert answer.answer == (
        "Tăng nhiều nhất so với cùng kỳ: huyện Đồi Lau **70.400 triệu đồng**, bằng 131,5% cùng kỳ [1]."
    )
    assert answer.table is not None
    rows = [(row[1], row[3]) for row in answer.table.rows]
    assert (rows[0], rows[-1]) == (("Huyện Đồi Lau", "+31,5%"), ("Huyện Khe Mây", "-4,5%"))
    fallen = engine.answer(f"Huyện nào có thu ngân sách giảm nhiều nhất {HALF}?")
    assert fallen.answer.startswith("Giảm nhiều nhất so với cùng kỳ: huyện Khe Mây **61.700 triệu đồng**")
    unsaid = engine.answer(f"Huyện nào có tổng diện tích gieo trồng tăng nhiều nhất {HALF}?")
    assert unsaid.refused
    assert "không nêu số liệu này tăng hay giảm" in unsaid.answer


def test_what_each_has_is_no_part_of_what_it_has(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Huyện nào có nhiều vụ cháy nhất {HALF}?")
    assert "cùng cao nhất: **03 vụ cháy**" in answer.answer


def test_the_first_three_stand_in_order(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Top 3 huyện có tổng diện tích gieo trồng cao nhất {HALF}")
    assert [f.printed for f in answer.figures] == ["12.480", "9.990", "8.050"]


def test_a_series_goes_from_the_oldest_and_says_how_it_went(engine: ReportQueryEngine) -> None:
    answer = engine.answer("Thu ngân sách 6 tháng đầu năm của huyện Vân Sơn qua các năm")
    assert answer.kind == "series"
    assert [f.printed for f in answer.figures] == ["80.000", "88.100", "95.300"]
    assert answer.answer.endswith("Tăng 15.300 triệu đồng (19,1%) qua các kỳ.")
    assert [c.formula for c in answer.computed] == ["difference", "percent_change"]
    ranged = engine.answer("Thu ngân sách huyện Vân Sơn 6 tháng đầu năm từ năm 2022 đến năm 2024")
    assert ranged.answer == answer.answer


def test_a_comparison_begins_with_what_the_question_names_first(engine: ReportQueryEngine) -> None:
    asked = "Tổng diện tích gieo trồng huyện Vân Sơn {} so với {} thế nào, nêu cả hai số liệu"
    years = (HALF, "6 tháng đầu năm 2023")
    for first, second, printed in ((*years, "12.480"), (*years[::-1], "12.100")):
        answer = engine.answer(asked.format(first, second))
        assert answer.figures[0].printed == printed
        assert answer.answer.endswith("Tăng 380 ha (3,1%).")


def test_figures_in_two_scales_are_compared_and_only_what_the_quotes_prove_is_said(
    engine: ReportQueryEngine,
) -> None:
    answer = engine.answer(f"So sánh thu ngân sách {HALF} của huyện Vân Sơn và huyện Suối Cát")
    assert answer.answer.endswith("Huyện Suối Cát cao hơn.")
    assert answer.computed == ()
    assert answer.table is not None
    assert answer.table.rows[1][2] == "+24,7 tỷ đồng"


def test_the_side_without_a_figure_is_named(engine: ReportQueryEngine) -> None:
    answer = engine.answer(f"Số vụ cháy {HALF} của huyện Suối Cát và huyện Vân Sơn lần lượt là bao nhiêu?")
    assert "huyện Vân Sơn: **03 vụ cháy** [1]" in answer.answer.replace("Huyện", "huyện")
    assert "uyện Suối Cát: không nêu số liệu này" in answer.answer


def test_a_sum_is_given_when_asked_for_with_its_parts_cited(engine: ReportQueryEngine) -> None:
    asked = f"Tổng số vụ cháy của hai huyện Vân Sơn và Khe Mây {HALF} là bao nhiêu?"
    answer = engine.answer(asked)
    assert answer.answer.startswith("Tổng: **5 vụ cháy**.")
    assert (answer.computed[0].formula, answer.computed[0].inputs) == ("sum", ("3", "2"))
    assert len(answer.citations) == 2


def test_two_offices_of_one_unit_are_set_side_by_side(tmp_path: Path) -> None:
    own = report_text("Vân Sơn", 2024, "12.480", 3, "95.300")
    party = own.replace("ỦY BAN NHÂN DÂN  ", "HUYỆN ỦY VÂN SƠN ").replace(
        "HUYỆN VÂN SƠN  ", "*              "
    )
    party = party.replace("12/BC-UBND", "88-BC/HU").replace("95.300", "96.000")
    (tmp_path / "a.txt").write_text(own, "utf-8")
    (tmp_path / "b.txt").write_text(party, "utf-8")
    settings = Settings(store=tmp_path / "store")
    with Store.open(settings) as store:
        ingest([tmp_path / "a.txt", tmp_path / "b.txt"], store)
        answer = open_engine(store, settings).answer(
            "Thu ngân sách huyện Vân Sơn 6 tháng đầu năm 2024: UBND huyện và Huyện ủy báo cáo mỗi bên bao nhiêu?"
        )
    assert "UBND huyện: **95.300 triệu đồng** [1]; Huyện ủy: **96.000 triệu đồng** [2]." in answer.answer
    assert "Huyện ủy cao hơn 700 triệu đồng" in answer.answer
    assert answer.table is not None
    assert answer.table.columns[0] == "Cơ quan"
