"""What reaches the page is escaped, says where each figure stands, and is the same after it was kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from assistant.answer import Answer, AnswerFigure, AnswerTable, Citation, CitedCell, Computed, Understood
from assistant.cards import OPEN, card_html, evidence_html
from assistant.charts import chart_html
from assistant.chosen import Chosen
from assistant.turn_html import turn_html

EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
CITED = Citation(
    n=1, report="r", report_file="bao-cao.pdf", title="t", unit="huyện Mây Ngàn", period="năm 2024", section="2.1",
    section_heading="Thu ngân sách", page=3, footnote=4, table=None, confidence=1.0,
    quote="Thu ngân sách ước đạt 64,1 tỷ đồng, bằng 164,1% cùng kỳ", issuer="UBND huyện", number="9/BC-UBND",
    date="2024-12-05", pictured=True,
)  # fmt: skip


def made(**more: Any) -> Answer:
    fields: dict[str, Any] = {
        "question": "thu ngan sach",
        "understood": Understood(("huyện Mây Ngàn",), ("năm 2024",), "", "thu ngân sách", ("UBND huyện",)),
        "kind": "figure",
        "answer": "Thu ngân sách **64,1 tỷ đồng**, bằng 164,1% cùng kỳ [1] [7].",
        "notices": ("Số liệu đến năm 2024.",),
        "citations": (CITED,),
        "figures": (AnswerFigure("64.1", "64,1", "tỷ đồng", "level", 1, "uoc"),),
    }
    return Answer(**{**fields, **more})


def test_nothing_from_a_report_or_a_question_becomes_markup() -> None:
    cited = replace(
        CITED, unit=EVIL, period=EVIL, report_file=EVIL, section_heading=EVIL, quote=EVIL, report=EVIL, issuer=EVIL,
        number=EVIL, table=CitedCell(EVIL, EVIL, EVIL),
    )  # fmt: skip
    table = AnswerTable((EVIL, "Số liệu"), ((EVIL, "5 ha"), (EVIL + "[1]", "6 ha")))
    answer = made(
        question=EVIL, answer=f"**{EVIL}** [1]", notices=(EVIL,), citations=(cited,), table=table, suggestions=(EVIL,),
        understood=Understood((EVIL,), (EVIL,), "", EVIL + "?", (EVIL,)), computed=(Computed(EVIL, EVIL, "sum", ()),),
    )  # fmt: skip
    for kind in ("figure", "comparison", "series", "refusal"):
        page = turn_html(replace(answer, kind=kind), 1, Chosen(unit=EVIL), pins=True)
        assert "<img src=x" not in page
        assert "<script" not in page
        assert 'onerror="' not in page
        assert "&lt;img src=x" in page


def test_marks_lead_to_their_cards_and_unknown_ones_stay_text() -> None:
    page = turn_html(made(), 2)
    assert 'href="#evidence-2-1" aria-describedby="quote-2-1"' in page
    assert 'id="evidence-2-1"' in page
    assert 'id="quote-2-1"' in page
    assert "[7]" in page
    assert "evidence-2-7" not in page


def test_one_figure_stands_large_with_its_status() -> None:
    page = turn_html(made(), 1)
    assert "<strong>64,1 tỷ đồng</strong>" in page
    assert ">ước</span>" in page
    assert ">ước</span>" not in turn_html(made(figures=()), 1)


def test_a_card_says_where_and_marks_whole_figures_alone() -> None:
    card = card_html(CITED, ["64,1"])
    assert "Báo cáo số 9/BC-UBND ngày 05/12/2024 của UBND huyện Mây Ngàn" in card
    assert "mục 2.1 Thu ngân sách · trang 3 · chú thích 4" in card
    assert "<mark>64,1</mark> tỷ" in card
    assert "bằng 164,1%" in card
    assert "Cần đối chiếu" not in card
    assert "Cần đối chiếu" in card_html(replace(CITED, confidence=0.5))


def test_a_card_has_the_page_where_there_is_one_and_says_so_where_there_is_none() -> None:
    card = card_html(CITED)
    assert 'src="/trang/r/3?doan=Thu' in card
    assert 'href="/goc/r#page=3"' in card
    assert "Mở bản gốc, trang 3" in card
    word = card_html(replace(CITED, report_file="bao-cao.docx", pictured=False))
    assert "<img" not in word
    assert "Tệp Word không có hình trang" in word
    assert 'href="/goc/r"' in word


def test_of_many_cards_the_later_ones_are_folded_away() -> None:
    many = tuple(replace(CITED, n=n) for n in range(1, OPEN + 3))
    page = evidence_html(made(citations=many), 1)
    assert "Xem thêm 2 nguồn" in page
    assert page.index("<details") < page.index(f'id="evidence-1-{OPEN + 1}"')
    assert "<details" not in evidence_html(made(citations=many[:OPEN]), 1)


TABLE = AnswerTable(
    ("Đơn vị", "Số liệu", "Nguồn"), (("Xã A", "1.200 triệu đồng", "[1]"), ("Xã B", "0,6 tỷ đồng", "[1]"))
)


def test_bars_are_as_long_as_the_figures_in_one_unit() -> None:
    chart = chart_html(made(kind="comparison", table=TABLE))
    assert "width:100.0%" in chart
    assert "width:50.0%" in chart
    assert 'aria-label="Biểu đồ. Xã A: 1.200 triệu đồng; Xã B: 0,6 tỷ đồng"' in chart


def test_a_series_is_a_line() -> None:
    chart = chart_html(made(kind="series", table=TABLE))
    assert '<polyline points="25.00,0.00 75.00,50.00"/>' in chart


def test_figures_of_different_units_are_not_drawn() -> None:
    rows = (("Xã A", "5 ha", "[1]"), ("Xã B", "6 hộ", "[1]"))
    assert chart_html(made(kind="comparison", table=replace(TABLE, rows=rows))) == ""
    rows = (("Xã A", "5 ha", "[1]"), ("Xã B", "không nêu", ""))
    assert chart_html(made(kind="comparison", table=replace(TABLE, rows=rows))) == ""


def test_what_was_computed_names_its_sources() -> None:
    figures = (AnswerFigure("5", "5", "ha", "level", 1), AnswerFigure("7", "7", "ha", "level", 2))
    cited = (CITED, replace(CITED, n=2))
    computed = (
        Computed("2", "ha", "difference", ("7", "5")),
        Computed("40", "%", "percent_change", ("7", "5")),
    )
    page = turn_html(made(kind="comparison", figures=figures, citations=cited, computed=computed), 1)
    assert "2 ha, 40%: tính từ <a" in page
    assert page.count(": tính từ") == 1


def test_an_answer_that_was_kept_gives_the_same_page_again() -> None:
    answer = made(table=TABLE, computed=(Computed("2", "ha", "difference", ("7", "5")),))
    again = Answer.from_json(json.loads(json.dumps(answer.as_json())))
    chosen = Chosen(period="năm 2024")
    assert turn_html(again, 3, Chosen(**json.loads(json.dumps(chosen.as_json())))) == turn_html(
        answer, 3, chosen
    )
