"""The page as a whole: Vietnamese, usable by all, and what it says when there is nothing yet or nothing goes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.screen.visitor import DESKTOP, PHONE, Visitor

REVENUE = "Thu ngân sách 9 tháng đầu năm 2024 của thị xã Cửa Trầm là bao nhiêu?"
TABS = ("Hỏi đáp", "Số liệu", "Chuẩn bị họp", "Báo cáo", "Hướng dẫn")
AXE = "axe-core/axe.min.js"  # npm install --no-save axe-core, in a folder that TRACUU_NODE_MODULES names


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core; skips where it is not installed, fails under TRACUU_REQUIRE_PROGRAMS=1."""
    folder = os.environ.get("TRACUU_NODE_MODULES", "")
    script = Path(folder) / AXE
    if folder and script.is_file():
        return script.read_text("utf-8")
    message = f"axe-core is not installed in TRACUU_NODE_MODULES={folder!r}"
    if os.environ.get("TRACUU_REQUIRE_PROGRAMS") == "1":
        pytest.fail(message)
    pytest.skip(message)


def _faults(page: Page, axe: str) -> list[str]:
    """What axe finds that keeps people out."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:200]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_keeps_people_out(visit: Callable[..., Visitor], axe: str, size: tuple[int, int]) -> None:
    visitor = visit(size)
    page = visitor.page
    turn = visitor.ask(
        "So sánh diện tích chè của huyện Mây Ngàn 6 tháng đầu năm 2022 và 6 tháng đầu năm 2023."
    )
    visitor.ask("Sản lượng than đá của huyện Mây Ngàn năm 2023?")
    assert _faults(page, axe) == []
    turn.locator("[data-field=period]").click()
    visitor.panel()
    assert _faults(page, axe) == []
    page.keyboard.press("Escape")
    turn.get_by_role("button", name="Câu trả lời sai").click()
    visitor.panel()
    page.get_by_role("button", name="Các cuộc hỏi đáp trước").click()
    page.locator("#past li").first.wait_for()
    assert _faults(page, axe) == []
    for tab in TABS[1:]:
        visitor.open_tab(tab)
        page.wait_for_timeout(300)
        if tab == "Số liệu":
            page.locator("#figures tbody tr").first.click()
            page.locator("#figures-source .card").wait_for()
        assert _faults(page, axe) == []
        if page.get_by_role("button", name="Đóng nguồn").is_visible():
            page.get_by_role("button", name="Đóng nguồn").click()


_ENGLISH = """() => {
  const found = [], spoken = /[à-ỹđ]/i, known = /^[\\d\\W]*$|\\.(pdf|docx|txt|xlsx)|BC-UBND|^(Trang|PDF|Enter)$/;
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    for (const element of document.querySelectorAll(`body [${name}]`)) {
      const words = element.getAttribute(name);
      if (words && !spoken.test(words) && !known.test(words)) found.push(`${name}: ${words}`);
    }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement.closest('script, style, .question, .figures tbody')) continue;
    const words = texts.currentNode.textContent.trim();
    if (words && /[a-z]{3}/i.test(words) && !spoken.test(words) && !known.test(words)) found.push(words);
  }
  return found;
}"""


@pytest.mark.parametrize("language", ["vi-VN", "en-US", "fr-FR"])
def test_no_english_reaches_a_person(visit: Callable[..., Visitor], language: str) -> None:
    visitor = visit(locale=language)
    page = visitor.page
    visitor.ask(REVENUE)
    for tab in TABS:
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(500)
        assert page.evaluate(_ENGLISH) == []
    assert page.evaluate("document.documentElement.lang") == "vi"


def test_a_fault_of_the_program_is_said_in_vietnamese(visitor: Visitor) -> None:
    # What no button sends; Python's words for it hold Vietnamese letters.
    visitor.page.evaluate("() => window.tracuu({act: 'chip', turn: 'đơn vị'})")
    expect(visitor.page.locator(".toast-body").first).to_contain_text(
        "Chương trình gặp lỗi khi xử lý. Hãy thử lại"
    )
    assert visitor.page.evaluate(_ENGLISH) == []


def test_a_lost_connection_is_said_in_vietnamese(visitor: Visitor) -> None:
    visitor.ask(REVENUE)
    visitor.context.set_offline(True)
    visitor.page.fill("#question textarea", "Còn năm 2023?")
    visitor.page.keyboard.press("Enter")
    toast = visitor.page.locator(".toast-body").first
    expect(toast).to_contain_text("Mất kết nối với máy chủ. Hãy kiểm tra mạng", timeout=15_000)
    assert visitor.page.evaluate(_ENGLISH) == []
    assert visitor.page.input_value("#question textarea") == "Còn năm 2023?"  # nothing typed is lost


def test_the_page_is_light_whatever_the_system_prefers(visit: Callable[..., Visitor]) -> None:
    visitor = visit(color_scheme="dark")
    visitor.ask(REVENUE)
    ground = visitor.page.evaluate("getComputedStyle(document.querySelector('#composer')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert not visitor.page.evaluate("document.body.classList.contains('dark')")


def test_an_example_of_the_guide_is_asked_by_a_click(visitor: Visitor) -> None:
    visitor.page.get_by_role("tab", name="Hướng dẫn").click()
    example = visitor.page.locator("#guide button.ask").first
    example.wait_for(timeout=60_000)
    question = example.inner_text()
    example.click()
    expect(visitor.turn(1).locator(".question")).to_have_text(question)
    expect(visitor.turn(1)).to_be_visible()


def test_an_empty_store_says_what_to_do_and_takes_the_samples_in(
    empty_address: str, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(empty_address)
    page.wait_for_function("() => Boolean(window.tracuu)")
    expect(page.locator("#begin")).to_contain_text("Kho chưa có báo cáo nào. Mở thẻ Báo cáo")
    page.locator("#begin").get_by_role("button", name="Nạp báo cáo mẫu").click()
    expect(page.locator("#panel .told")).to_contain_text("Đã nạp báo cáo mẫu", timeout=120_000)
    expect(page.locator("#begin button.ask").first).to_be_visible()
    page.locator("#begin button.ask").first.click()
    expect(page.locator("#turn-1 .words")).to_be_visible(timeout=30_000)
    context.close()
