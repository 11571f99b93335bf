"""The page in a real browser: a person asks, sees the figure, its source, and uploads a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page


def _ask(page: Page, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")


def test_a_question_is_answered_with_its_figure_and_its_source(page: Page) -> None:
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    _ask(page, "tong dien tich gieo trong huyen suoi vang 6 thang dau nam 2024 la bao nhieu")
    page.wait_for_selector("#talk .words strong", timeout=30_000)
    assert page.inner_text("#talk .words strong") == "4.321 ha"
    card = page.inner_text("#cards .card")
    assert "huyện Suối Vang, 6 tháng đầu năm 2024" in card
    assert "chú thích 1" in card
    assert page.inner_text("#cards mark") == "4.321"
    page.click("#talk a.cite")
    assert page.evaluate("location.hash") == "#evidence-1-1"
    assert faults == []


def test_a_follow_up_and_a_refusal_stay_in_the_conversation(page: Page) -> None:
    _ask(page, "Tổng diện tích gieo trồng huyện Suối Vang là bao nhiêu?")
    page.wait_for_selector("#talk .words strong", timeout=30_000)
    _ask(page, "Còn huyện Lũng Cát?")
    page.wait_for_selector("#talk .refusal", timeout=30_000)
    assert "huyện Suối Vang" in page.inner_text("#talk .refusal")
    assert len(page.query_selector_all("#talk .turn")) == 2


def test_markup_in_a_question_stays_text(page: Page) -> None:
    _ask(page, "<img src=x onerror=alert(1)> diện tích gieo trồng là bao nhiêu?")
    page.wait_for_selector("#talk .turn", timeout=30_000)
    assert page.query_selector("#talk img") is None


def test_a_report_is_uploaded_and_can_be_asked(
    page: Page, tmp_path: Path, district_report: Callable[..., str]
) -> None:
    other = tmp_path / "nui-cao.txt"
    other.write_text(district_report("NÚI CAO", "1.234"), "utf-8")
    page.get_by_role("tab", name="Báo cáo").click()
    page.set_input_files("#upload input[type=file]", [str(other)])
    page.wait_for_selector("#told :text('Xong')", timeout=60_000)
    assert "huyện Núi Cao" in page.inner_text("#told")
    assert "nui-cao.txt" in page.inner_text("#reports")
    page.get_by_role("tab", name="Hỏi đáp").click()
    _ask(page, "Tổng diện tích gieo trồng huyện Núi Cao?")
    page.wait_for_selector("#talk .words strong", timeout=30_000)
    assert page.inner_text("#talk .words strong") == "1.234 ha"


def test_no_english_word_of_the_tool_is_on_the_page(page: Page) -> None:
    for tab in ("Hỏi đáp", "Báo cáo"):
        page.get_by_role("tab", name=tab).click()
        words = page.inner_text("body").lower().split()
        assert not {"submit", "clear", "upload", "drop", "file", "settings", "loading", "or"} & set(words)
