"""The tab Hỏi đáp in a real browser: a person asks, sees the figure and where it stands, and goes on from there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.screen.visitor import DESKTOP, PHONE, Visitor

AREA = "tong dien tich gieo trong huyen suoi vang 6 thang dau nam 2024 la bao nhieu"
REVENUE = "Thu ngân sách 9 tháng đầu năm 2024 của thị xã Cửa Trầm là bao nhiêu?"
COMPARED = "So sánh diện tích chè của huyện Mây Ngàn 6 tháng đầu năm 2022 và 6 tháng đầu năm 2023."


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_question_is_answered_with_its_figure_and_its_source(
    visit: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = visit(size)
    turn = visitor.ask(AREA)
    expect(turn.locator(".words strong")).to_have_text("4.321 ha")
    expect(turn.locator(".understood")).to_contain_text("Tổng diện tích gieo trồng huyện Suối Vang")
    expect(turn.locator(".notice").first).to_contain_text("Số liệu đến 6 tháng đầu năm 2024")
    card = turn.locator(".card")
    expect(card).to_contain_text("huyện Suối Vang, 6 tháng đầu năm 2024")
    expect(card).to_contain_text("Báo cáo số 7/BC-UBND ngày 20/6/2024 của UBND huyện Suối Vang")
    expect(card).to_contain_text("chú thích 1")
    expect(card).to_contain_text("Tệp văn bản thuần không có hình trang")
    expect(card.locator("mark").first).to_have_text("4.321")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert visitor.faults == []


def test_a_mark_shows_its_quote_and_leads_to_its_card(visitor: Visitor) -> None:
    turn = visitor.ask(COMPARED)
    second = turn.locator(".words a.cite").nth(1)
    second.hover()
    tip = visitor.page.locator("#tip")
    expect(tip).to_contain_text("1.962 ha")
    second.click()
    expect(visitor.page.locator("#evidence-1-2")).to_be_focused()
    expect(tip).to_be_hidden()
    turn.locator(".words a.cite").first.focus()  # by keyboard the quote is told as well
    expect(tip).to_contain_text("1.905")
    visitor.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert visitor.faults == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_page_stands_beside_the_quote_and_is_enlarged_by_a_click(
    visit: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = visit(size)
    turn = visitor.ask(REVENUE)
    turn.locator(".leaf").scroll_into_view_if_needed()
    expect(turn.locator(".caption")).to_contain_text("Trang 2: câu trích được tô vàng", timeout=10_000)
    expect(turn.get_by_role("link", name="Mở bản gốc, trang 2")).to_have_attribute("href", _ends("#page=2"))
    turn.locator(".leaf").click()
    sheet = visitor.page.locator("#sheet")
    expect(sheet).to_be_visible()
    visitor.page.wait_for_function("document.querySelector('#sheet').scrollTop > 0")  # the mark is in sight
    assert sheet.locator("img").evaluate("image => image.naturalWidth") > 500
    visitor.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert visitor.faults == []


def _ends(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words) + "$")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_comparison_has_bars_and_a_table_and_says_what_was_computed(
    visit: Callable[..., Visitor], size: tuple[int, int]
) -> None:
    visitor = visit(size)
    turn = visitor.ask(COMPARED)
    assert turn.locator(".chart.bars .track").count() == 2
    widths = turn.locator(".chart .track span").evaluate_all("bars => bars.map(b => b.offsetWidth)")
    assert 0 < widths[0] < widths[1]
    expect(turn.locator("tbody tr").nth(1)).to_contain_text("1.962 ha")
    expect(turn.locator("tbody tr").nth(1).locator("a.cite")).to_have_text("[2]")
    expect(turn.locator(".computed").first).to_contain_text("57 ha, 3%: tính từ [1], [2]")
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_trend_is_a_line(visitor: Visitor) -> None:
    turn = visitor.ask("Diễn biến thu ngân sách của huyện Mây Ngàn qua các năm")
    assert turn.locator(".chart.line polyline").count() == 1
    expect(turn.locator(".chart .dot b").first).to_have_text("94.515,5 triệu đồng")


def test_a_chip_says_what_was_understood_and_a_click_asks_again(visitor: Visitor) -> None:
    turn = visitor.ask("Tổng thu ngân sách của huyện Mây Ngàn là bao nhiêu?")
    first = turn.locator(".words").inner_text()
    chip = turn.locator("[data-field=period]")
    expect(chip).to_contain_text("quý I/2024")
    chip.click()
    panel = visitor.panel()
    expect(panel.locator("[aria-pressed=true]")).to_have_text("quý I/2024")
    panel.get_by_role("button", name="năm 2022", exact=True).click()
    expect(turn.locator("[data-field=period]")).to_have_text("Kỳ báo cáo: năm 2022 (đã chọn)")
    expect(
        turn.locator("[data-field=period]")
    ).to_be_focused()  # where the person was before the panel opened
    assert turn.locator(".words").inner_text() != first
    assert visitor.page.locator("#talk .turn").count() == 1
    turn.locator("[data-field=period]").click()
    visitor.panel().get_by_role("button", name="Bỏ chọn, theo câu hỏi").click()
    expect(turn.locator("[data-field=period]")).to_contain_text("quý I/2024")
    expect(turn.locator(".words")).to_have_text(first, use_inner_text=True)


def test_the_office_is_changed_by_its_chip(visitor: Visitor) -> None:
    turn = visitor.ask("Thu ngân sách huyện Mây Ngàn 6 tháng đầu năm 2023?")
    expect(turn.locator("[data-field=issuer]")).to_contain_text("UBND huyện")
    turn.locator("[data-field=issuer]").click()
    visitor.panel().get_by_role("button", name="Huyện ủy").click()
    expect(turn.locator(".words strong")).to_have_text("103.150 triệu đồng")


def test_follow_ups_refusals_and_their_nearest_questions(visitor: Visitor) -> None:
    visitor.ask("Tổng diện tích gieo trồng huyện Suối Vang là bao nhiêu?")
    turn = visitor.ask("Còn huyện Lũng Cát?")
    expect(turn.locator(".refusal")).to_contain_text("huyện Suối Vang")
    turn = visitor.ask("Sản lượng than đá của huyện Mây Ngàn năm 2023?")
    near = turn.locator("button.ask").first
    question = near.inner_text()
    near.click()
    expect(visitor.turn(4).locator(".question")).to_have_text(question)
    expect(visitor.turn(4).locator(".words")).to_be_visible()


def test_an_answer_is_copied_with_its_source(visit: Callable[..., Visitor]) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    turn = visitor.ask(REVENUE)
    turn.get_by_role("button", name="Chép một dòng").click()
    expect(visitor.page.locator("#said")).to_have_text("Đã chép")
    line = visitor.page.evaluate("navigator.clipboard.readText()")
    assert "498,7 tỷ đồng" in line
    assert "Báo cáo số 611/BC-UBND" in line
    assert "\n" not in line
    turn.get_by_role("button", name="Chép thành câu").click()
    visitor.page.wait_for_function("async line => await navigator.clipboard.readText() !== line", arg=line)
    assert visitor.page.evaluate("navigator.clipboard.readText()").startswith("Theo Báo cáo số 611/BC-UBND")


def test_without_a_clipboard_it_is_copied_all_the_same(visitor: Visitor) -> None:
    visitor.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )  # as over plain http
    visitor.page.evaluate(
        "addEventListener('copy', () => (window.copied = document.getSelection().toString()))"
    )
    turn = visitor.ask(REVENUE)
    turn.get_by_role("button", name="Chép một dòng").click()
    expect(visitor.page.locator("#said")).to_have_text("Đã chép")
    visitor.page.fill("#question textarea", "")
    visitor.page.focus("#question textarea")
    visitor.page.keyboard.press("Control+V")
    assert "498,7 tỷ đồng" in visitor.page.input_value("#question textarea")


def test_a_wrong_answer_is_reported_with_the_right_one(visitor: Visitor) -> None:
    turn = visitor.ask(REVENUE)
    turn.get_by_role("button", name="Câu trả lời sai").click()
    panel = visitor.panel()
    expect(panel.get_by_label("Sai ở chỗ nào")).to_be_focused()
    panel.get_by_label("Sai ở chỗ nào").fill("Nhầm kỳ")
    panel.get_by_label("Câu trả lời đúng").fill("500 tỷ đồng")
    panel.get_by_role("button", name="Gửi").click()
    expect(visitor.page.locator("#panel .told")).to_contain_text("Đã ghi lại")
    turn.get_by_role("button", name="Câu trả lời đúng").click()
    expect(visitor.page.locator("#panel .told")).to_contain_text("Cảm ơn")


def test_markup_in_a_question_stays_text(visitor: Visitor) -> None:
    turn = visitor.ask("<img src=x onerror=alert(1)> diện tích gieo trồng là bao nhiêu?")
    expect(turn.locator(".question")).to_contain_text("<img")
    assert visitor.page.locator("#talk .question img").count() == 0
    assert visitor.faults == []


def test_by_keyboard_alone(visitor: Visitor) -> None:
    page: Page = visitor.page
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type("Tổng thu ngân sách của huyện Mây Ngàn là bao nhiêu?")
    page.keyboard.press("Enter")
    turn = visitor.turn(1)
    expect(page.locator("#question textarea")).to_be_focused()
    _tab_to(page, "#turn-1 [data-field=period]", back=True)
    page.keyboard.press("Enter")
    panel = visitor.panel()
    expect(panel.locator(".choice").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(turn.locator("[data-field=period]")).to_be_focused()
    _tab_to(page, "#turn-1 a.cite")
    expect(page.locator("#tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#evidence-1-1")).to_be_focused()
    _tab_to(page, "#evidence-1-1 .leaf")
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_visible()
    page.keyboard.press("Escape")
    _tab_to(page, "#question textarea")
    page.keyboard.type("Còn năm 2022?")
    page.keyboard.press("Enter")
    expect(visitor.turn(2).locator("[data-field=period]")).to_contain_text("năm 2022")


def _tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until the element has the focus, as a person without a mouse does."""
    for _ in range(40):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_each_answer_keeps_its_own_evidence(visitor: Visitor) -> None:
    first = visitor.ask(AREA)
    second = visitor.ask(REVENUE)
    third = visitor.ask(AREA)  # asked again it is cited again
    for turn, file in (
        (first, "suoi-vang.txt"),
        (second, "cua-tram-2024-9-thang.pdf"),
        (third, "suoi-vang.txt"),
    ):
        turn.locator(".words a.cite").click()
        expect(visitor.page.locator(".card.shown")).to_have_count(1)
        expect(turn.locator(".card.shown")).to_contain_text(file)


def test_many_tabs_of_one_browser_all_get_answers(visitor: Visitor) -> None:
    """A browser holds six connections to a server; a tab that kept one open would starve the seventh."""
    for _ in range(7):
        page = visitor.context.new_page()
        page.goto(visitor.page.url)
        page.wait_for_function("() => Boolean(window.tracuu)")
        page.fill("#question textarea", REVENUE)
        page.keyboard.press("Enter")
        expect(page.locator("#turn-1 .words strong")).to_have_text("498,7 tỷ đồng", timeout=30_000)
