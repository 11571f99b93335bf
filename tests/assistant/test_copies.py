"""What is copied says the figure and, alone and without the page, where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, AnswerFigure, Citation, Computed, Understood
from assistant.ask import ReportQueryEngine
from assistant.copies import one_line, paragraph
from assistant.sources import day_name, office_name

CITED = Citation(
    n=1, report="r", report_file="a.pdf", title="t", unit="huyện Mây Ngàn", period="6 tháng đầu năm 2023", section="2",
    section_heading="Thu", page=2, footnote=6, table=None, confidence=1.0, quote="Thu 5 tỷ đồng", issuer="UBND huyện",
    number="246/BC-UBND", date="2023-07-05", pictured=True,
)  # fmt: skip
ANSWER = Answer(
    "thu?", Understood(), "figure", "Thu ngân sách **104,3 tỷ đồng**, đạt 50,2% dự toán [1].", citations=(CITED,),
    figures=(AnswerFigure("104.3", "104,3", "tỷ đồng", "level", 1),),
)  # fmt: skip


def test_one_line_names_unit_period_and_source() -> None:
    assert one_line(ANSWER) == (
        "Huyện Mây Ngàn, 6 tháng đầu năm 2023: thu ngân sách 104,3 tỷ đồng, đạt 50,2% dự toán "
        "(Báo cáo số 246/BC-UBND ngày 05/7/2023 của UBND huyện Mây Ngàn, 6 tháng đầu năm 2023, trang 2, chú thích 6)."
    )


def test_a_paragraph_begins_with_its_report() -> None:
    assert paragraph(ANSWER) == (
        "Theo Báo cáo số 246/BC-UBND ngày 05/7/2023 của UBND huyện Mây Ngàn (6 tháng đầu năm 2023, trang 2, "
        "chú thích 6), thu ngân sách 104,3 tỷ đồng, đạt 50,2% dự toán."
    )


def test_several_sources_keep_their_marks() -> None:
    other = replace(
        CITED, n=2, report="s", unit="xã Đồi Sim", issuer="UBND xã", number="", date="", page=1, footnote=None
    )
    answer = replace(
        ANSWER, answer="Huyện Mây Ngàn **5 ha** [1]; xã Đồi Sim **3 ha** [2].", citations=(CITED, other)
    )
    assert one_line(answer).startswith(
        "Huyện Mây Ngàn 5 ha [1]; xã Đồi Sim 3 ha [2]. Nguồn: [1] Báo cáo số 246/BC-UBND"
    )
    assert one_line(answer).endswith("[2] Báo cáo 6 tháng đầu năm 2023 của UBND xã Đồi Sim, trang 1.")
    assert paragraph(answer).startswith("Theo Báo cáo số 246/BC-UBND ngày 05/7/2023 của UBND huyện Mây Ngàn")


def test_an_estimate_and_what_was_computed_are_said() -> None:
    guess = replace(ANSWER, figures=(replace(ANSWER.figures[0], status="uoc"),))
    assert "(số ước thực hiện)" in one_line(guess)
    assert "(số ước thực hiện)" in paragraph(guess)
    computed = replace(ANSWER, computed=(Computed("2", "ha", "difference", ("7", "5")),))
    assert "Do máy tính từ các số đã dẫn: 2 ha" in one_line(computed)


def test_every_figure_of_a_real_answer_and_its_page_are_in_its_copies(engine: ReportQueryEngine) -> None:
    answer = engine.answer("Thu ngân sách huyện Vân Sơn 6 tháng đầu năm 2024 là bao nhiêu?")
    for text in (one_line(answer), paragraph(answer)):
        assert all(figure.printed in text for figure in answer.figures)
        assert f"trang {answer.citations[0].page}" in text
        assert "**" not in text


@pytest.mark.parametrize(
    ("issuer", "unit", "name"),
    [
        ("UBND huyện", "huyện Đức Trọng", "UBND huyện Đức Trọng"),
        ("Huyện ủy", "huyện Đức Trọng", "Huyện ủy Đức Trọng"),
        ("Ban Thường vụ Thị ủy", "thị xã Cửa Trầm", "Ban Thường vụ Thị ủy Cửa Trầm"),
        ("Đảng ủy xã", "xã Đồi Sim", "Đảng ủy xã Đồi Sim"),
        ("Chi cục Thống kê", "huyện Đức Trọng", "Chi cục Thống kê, huyện Đức Trọng"),
        ("", "xã Đồi Sim", "xã Đồi Sim"),
    ],
)
def test_an_office_is_named_with_its_unit(issuer: str, unit: str, name: str) -> None:
    assert office_name(issuer, unit) == name


def test_days_are_written_as_papers_write_them() -> None:
    assert (day_name("2023-02-05"), day_name("2023-11-20")) == ("05/02/2023", "20/11/2023")
