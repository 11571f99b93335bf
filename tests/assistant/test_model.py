"""The optional language model: its words are shown only when all that they state stands in what they cite."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import pytest

from assistant import model
from assistant.answer import Answer
from assistant.ask import ReportQueryEngine, open_engine
from assistant.chosen import Chosen
from assistant.model import LONGEST_REPLY, reachable
from assistant.turn_html import draft_html
from assistant.verify import Source, renumbered, states_figure, verified
from index_store.settings import Settings
from tests.assistant.model_server import model_server

ABOUT = "Báo cáo số 12/BC-UBND ngày 20/6/2024 của UBND huyện Vân Sơn, 6 tháng đầu năm 2024"
SOURCES = [
    Source("Diện tích 12.480 ha, đạt 61,5% kế hoạch.", ABOUT),
    Source("Có 05 vụ cháy; 14/14 xã đạt chuẩn theo Quyết định số 7/QĐ-UBND ngày 05 tháng 6 năm 2024.", ABOUT),
    Source("Tổng thu 730.734 triệu đồng.", ABOUT),
]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diện tích là 12.480 ha [1].", True),
        ("Có 5 vụ cháy [2], diện tích 12.480 ha [1].", True),
        ("Có năm vụ cháy [2].", True),
        ("Có ba vụ cháy [2].", False),
        ("6 tháng đầu năm 2024, diện tích là 12.480 ha [1].", True),
        ("Năm 2023, diện tích là 12.480 ha [1].", False),
        ("Diện tích là 12.481 ha [1].", False),
        ("Diện tích là 12.480 người [1].", False),
        ("Diện tích là 12.480 m2 [1].", False),
        ("Diện tích là 12.480 ha [2].", False),
        ("Diện tích là 12.480 ha.", False),
        ("Diện tích là 12.480 ha [4].", False),
        ("Theo Quyết định số 7/QĐ-UBND ngày 5/6/2024, có 14/14 xã đạt chuẩn [2].", True),
        ("Theo Quyết định số 7/QĐ-HĐND, có 14/14 xã đạt chuẩn [2].", False),
        ("Ngày 5/7/2024 có 14/14 xã đạt chuẩn [2].", False),
        ("Có 14/20 xã đạt chuẩn [2].", False),
        ("Tổng thu 730,7 tỷ đồng [3].", True),
        ("Tổng thu 730,8 tỷ đồng [3].", False),
        ("Tổng thu 730.734 tỷ đồng [3].", False),
        ("Mục 2.1.1: tổng thu 730.734 triệu đồng [3].", False),
    ],
)
def test_an_answer_is_verified_against_the_passages_it_cites(text: str, good: bool) -> None:
    assert verified(text, SOURCES) is good


def test_what_a_text_without_a_quantity_says_is_no_figure() -> None:
    assert states_figure("Có 5 vụ cháy [2].")
    assert states_figure("Có ba vụ cháy [2].")
    assert not states_figure("Năm 2024 không có vụ cháy nào [2], theo Báo cáo số 12/BC-UBND ngày 20/6/2024.")


def test_a_mark_is_shown_once_it_is_written_to_its_end_and_stands_for_a_passage() -> None:
    assert renumbered("Có 5 vụ [2], 12 ha [9", {2: 1}) == "Có 5 vụ [1], 12 ha"
    assert renumbered("Có 5 vụ [2] và [7].", {2: 1}) == "Có 5 vụ [1] và ."


def _written(engine: ReportQueryEngine, url: str) -> list[Answer]:
    settings = Settings(llm_url=url, llm_model="thu", store=engine.settings.store)
    asking = open_engine(engine.store, settings).written("Huyện Vân Sơn xảy ra mấy vụ cháy?", (), Chosen())
    return list(asking)


def test_an_answer_is_a_draft_while_it_is_written_and_shown_when_it_is_verified(
    engine: ReportQueryEngine,
) -> None:
    with model_server(["Có 03 vụ ", "cháy, không có thiệt hại về người [", "1]."]) as url:
        *drafts, answer = _written(engine, url)
    assert [draft.answer for draft in drafts] == [
        "",
        "Có 03 vụ",
        "Có 03 vụ cháy, không có thiệt hại về người",
        "Có 03 vụ cháy, không có thiệt hại về người [1].",
        "Có 03 vụ cháy, không có thiệt hại về người [1].",
    ]
    assert all(draft.draft and "chưa đối chiếu" in draft_html(draft, 1) for draft in drafts)
    assert [c.n for c in drafts[-1].citations] == [1]
    assert (answer.engine, answer.draft, answer.answer) == ("llm", False, drafts[-1].answer)
    assert "03 vụ cháy" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        (["Có 09 vụ ", "cháy [1]."], "đã bị bỏ"),
        (["KHÔNG ", "CÓ."], "không thấy câu trả lời"),
        ([""], "câu rỗng"),
        (list(repeat("Có 03 vụ cháy [1]. ", LONGEST_REPLY // 10)), "chưa xong"),
    ],
    ids=["invented", "silent", "empty", "babbling"],
)
def test_what_is_not_supported_brings_the_extract_back(
    engine: ReportQueryEngine, pieces: Sequence[str], said: str
) -> None:
    with model_server(pieces) as url:
        answer = _written(engine, url)[-1]
    assert (answer.engine, answer.draft) == ("extractive", False)
    assert "**03 vụ cháy**" in answer.answer
    assert any(said in notice for notice in answer.notices)


def test_a_model_that_falls_silent_is_given_up(
    engine: ReportQueryEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "SILENT_S", 0.2)
    with model_server(["Có 03 vụ ", "cháy [1]."], pause_s=1.0) as url:
        answer = _written(engine, url)[-1]
    assert answer.engine == "extractive"
    assert any("không trả lời được" in notice for notice in answer.notices)


def test_a_model_that_fails_is_named_and_the_extract_answers(engine: ReportQueryEngine) -> None:
    with model_server([], status=500) as url:
        answer = _written(engine, url)[-1]
        assert "TRACUU_LLM_URL" in str(reachable(Settings(llm_url=url, llm_model="thu")))
    assert answer.engine == "extractive"
    assert any("không trả lời được" in notice for notice in answer.notices)


def test_a_comparison_is_left_as_its_table_states_it(engine: ReportQueryEngine) -> None:
    with model_server(["Bằng nhau [1]."]) as url:
        settings = Settings(llm_url=url, llm_model="thu", store=engine.settings.store)
        answer = open_engine(engine.store, settings).answer(
            "So sánh số vụ cháy của huyện Vân Sơn và huyện Khe Mây 6 tháng đầu năm 2024?"
        )
    assert answer.engine == "extractive"
    assert answer.table is not None
