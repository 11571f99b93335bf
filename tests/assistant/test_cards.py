"""What reaches the page is escaped, and shows where each figure stands."""

from __future__ import annotations

from assistant.answer import Answer, AnswerFigure, AnswerTable, Citation, Understood
from assistant.cards import evidence_html
from assistant.turns import answer_html

EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


def _answer(**more: object) -> Answer:
    citation = Citation(
        1,
        "r",
        f"{EVIL}.pdf",
        "t",
        f"huyện {EVIL}",
        "năm 2024",
        "2.1",
        EVIL,
        3,
        4,
        None,
        0.5,
        f"đạt 64,1% {EVIL}",
    )
    fields: dict[str, object] = {
        "question": EVIL,
        "understood": Understood(text=EVIL + "?"),
        "kind": "figure",
        "answer": f"Đạt **64,1%** {EVIL} [1] [7].",
        "notices": (EVIL,),
        "table": AnswerTable((EVIL,), ((EVIL,), ("b [1]",))),
        "citations": (citation,),
        "figures": (AnswerFigure("64.1", "64,1", "%", "level", 1),),
    }
    return Answer(**{**fields, **more})  # type: ignore[arg-type]  # test shorthand


def test_nothing_from_a_report_or_a_question_becomes_markup() -> None:
    page = answer_html(_answer(), 1) + evidence_html(_answer(), 1)
    assert "<img" not in page
    assert "<script" not in page
    assert "&lt;img" in page


def test_marks_lead_to_the_cards_and_unknown_ones_stay_text() -> None:
    page = answer_html(_answer(), 2)
    assert 'href="#evidence-2-1"' in page
    assert "[7]" in page
    assert "evidence-2-7" not in page
    assert 'id="evidence-2-1"' in evidence_html(_answer(), 2)


def test_a_card_says_where_and_marks_the_figure() -> None:
    card = evidence_html(_answer(), 1)
    assert "trang 3" in card
    assert "chú thích 4" in card
    assert "<mark>64,1</mark>%" in card
    assert "Cần đối chiếu" in card


def test_a_part_of_a_longer_number_is_not_marked() -> None:
    figure = AnswerFigure("4", "4", "vụ", "level", 1)
    assert "<mark>" not in evidence_html(_answer(figures=(figure,)), 1)
