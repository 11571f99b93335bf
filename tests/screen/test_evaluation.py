"""The tab Đánh giá as whoever answers for the tool uses it, on a desktop and on a phone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.screen.visitor import ENGLISH

OpenTab = Callable[[Page, str], None]
WAIT_MS = 60_000
LINES = [
    {"id": "a", "question": "Tổng diện tích gieo trồng huyện Suối Vang 6 tháng đầu năm 2024 là bao nhiêu?",
     "expect": ["4.321"], "report": "suoi-vang", "unit": "ha"},
    {"id": "b", "question": "6 tháng đầu năm 2022, huyện Mây Ngàn gieo trồng được bao nhiêu ha?", "expect": ["12.866"],
     "report": "may-ngan-2022-6-thang", "evidence": ["Tổng diện tích gieo trồng toàn huyện 12.865 ha"],
     "source": {"page": 1, "footnote": 1}},
    {"id": "c", "question": "Huyện Suối Vang có mấy sân bay?", "answerable": False, "reason": "indicator"},
]  # fmt: skip


@pytest.fixture
def evaluation(any_page: Page, open_tab: OpenTab) -> Page:
    """The page at the tab, ready to start."""
    open_tab(any_page, "Đánh giá")
    expect(any_page.locator("#chosen-set input")).to_have_value("Câu hỏi mẫu", timeout=WAIT_MS)
    return any_page


def give(page: Page, path: Path) -> None:
    page.set_input_files("#set-upload input[type=file]", str(path))


def run(page: Page) -> None:
    page.click("#start-run")
    expect(page.locator("#run-status")).to_contain_text("Đang chấm", timeout=WAIT_MS)
    expect(page.locator("#run-status")).to_contain_text("Đã chấm xong", timeout=WAIT_MS)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_an_own_set_is_taken_run_and_its_failure_understood(evaluation: Page, tmp_path: Path) -> None:
    evaluation.click("#own-set > button")
    bad = tmp_path / "loi.csv"
    bad.write_text("question,expect\nBao nhiêu?,1\n,2\nMấy?,\n,3\n", "utf-8")
    give(evaluation, bad)
    expect(evaluation.locator("#set-taken")).to_contain_text("Dòng 3, 5: thiếu “question”", timeout=WAIT_MS)
    good = tmp_path / "bo-thu.jsonl"
    good.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in LINES), "utf-8")
    give(evaluation, good)
    expect(evaluation.locator("#set-taken")).to_contain_text("3 câu", timeout=WAIT_MS)
    run(evaluation)
    expect(evaluation.locator("#result .verdict")).to_contain_text("Đúng 2/3 câu", timeout=WAIT_MS)
    failure = evaluation.locator("#result .failure")
    expect(failure).to_have_count(1)
    failure.locator("summary").click()
    told = failure.inner_text()
    for words in ("Đúng đoạn nhưng lấy sai số", "Cần có: 12.866", "12.865 ha", "trang 1", "chú thích 1"):
        assert words in told
    evaluation.wait_for_function(
        "document.querySelector('#result .failure img').naturalWidth > 600", timeout=WAIT_MS
    )
    assert fits(evaluation)
    run(evaluation)
    evaluation.click("#against-run input")
    evaluation.get_by_role("option").nth(1).click()
    expect(evaluation.locator("#result")).to_contain_text(
        "Không câu nào đổi đúng sai trong 3 câu", timeout=WAIT_MS
    )


def test_proposed_questions_are_run_once_a_person_accepts_them(evaluation: Page, tmp_path: Path) -> None:
    evaluation.click("#own-set > button")
    with evaluation.expect_download() as taken:
        evaluation.get_by_text("Tải câu hỏi đề xuất").click()
    path = tmp_path / "de-xuat.xlsx"
    taken.value.save_as(path)
    book = load_workbook(path)
    for line in (2, 3):
        book.worksheets[0].cell(line, 1).value = "có"
    book.save(path)
    give(evaluation, path)
    told = "2 câu · bỏ qua 38 câu đề xuất chưa được nhận"
    expect(evaluation.locator("#set-taken")).to_contain_text(told, timeout=WAIT_MS)
    run(evaluation)
    expect(evaluation.locator("#result .verdict")).to_contain_text("/2 câu", timeout=WAIT_MS)
    repeats = evaluation.locator("#result pre").inner_text()
    assert repeats.startswith("tracuu --store store eval ")
    assert "/" not in repeats, "the server's folders are not told"


def test_a_run_is_stopped(evaluation: Page) -> None:
    evaluation.locator("#ways input").check()
    evaluation.click("#start-run")
    expect(evaluation.locator("#run-status progress")).to_be_visible(timeout=WAIT_MS)
    evaluation.click("#stop-run")
    expect(evaluation.locator("#run-status")).to_contain_text("Đã dừng", timeout=WAIT_MS)
    expect(evaluation.locator("#stop-run")).to_be_hidden()


def test_an_answer_marked_wrong_becomes_a_question(any_page: Page, open_tab: OpenTab) -> None:
    any_page.fill("#question textarea", "Tổng diện tích gieo trồng huyện Suối Vang 6 tháng đầu năm 2024?")
    any_page.keyboard.press("Enter")
    any_page.locator("[data-act=bad]").last.click(timeout=WAIT_MS)
    any_page.fill("textarea[name=right]", "4.321 ha")
    any_page.locator("[data-act=wrong] button[type=submit]").click()
    expect(any_page.get_by_text("Đã ghi lại")).to_be_visible(timeout=WAIT_MS)
    open_tab(any_page, "Đánh giá")
    any_page.click("#feedback > button")
    any_page.locator("#feedback-list .as-link").first.click(timeout=WAIT_MS)
    expect(any_page.locator("#feedback-right textarea")).to_have_value("4.321 ha", timeout=WAIT_MS)
    any_page.click("#feedback-add")
    expect(any_page.locator("#feedback-told")).to_contain_text("Đã thêm", timeout=WAIT_MS)
    any_page.click("#chosen-set input")
    any_page.get_by_role("option", name="Góp ý từ Hỏi đáp").click()
    run(any_page)
    expect(any_page.locator("#result .verdict")).to_contain_text("Đúng", timeout=WAIT_MS)
    assert fits(any_page)


def test_no_english_word_of_the_tool_is_on_the_tab(evaluation: Page) -> None:
    english = ENGLISH | {"run", "stop"}
    assert not english & set(evaluation.inner_text("body").lower().split())
