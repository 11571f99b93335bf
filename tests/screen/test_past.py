"""One's own conversations: found again, opened with the same evidence, deleted and taken back; nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.screen.visitor import Visitor

CHE = "So sánh diện tích chè của huyện Mây Ngàn 6 tháng đầu năm 2022 và 6 tháng đầu năm 2023."
REVENUE = "Thu ngân sách 9 tháng đầu năm 2024 của thị xã Cửa Trầm là bao nhiêu?"


def _past(visitor: Visitor) -> Any:
    if not visitor.page.locator("#find").is_visible():
        visitor.page.get_by_role("button", name="Các cuộc hỏi đáp trước").click()
    visitor.page.locator("#past li, #past .empty").first.wait_for()
    return visitor.page.locator("#past li")


# Of pictures the page itself tells more once it is shown.
_HTML = """() => [...document.querySelectorAll('#talk .turn')].map(turn => turn.outerHTML).join('')
  .replace(/<p class="file caption">.*?<\\/p>| data-at="[^"]*"| style="object-position[^"]*"/g, '')"""


def test_opened_again_a_conversation_is_the_same_and_goes_on(visitor: Visitor) -> None:
    visitor.ask(CHE)
    visitor.ask(REVENUE)
    live = visitor.page.evaluate(_HTML)
    visitor.page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
    expect(visitor.page.locator("#talk .turn")).to_have_count(0)
    visitor.page.reload()
    visitor.page.wait_for_function("() => Boolean(window.tracuu)")
    past = _past(visitor)
    expect(past).to_have_count(1)
    expect(past.first).to_contain_text("2 câu")
    past.first.get_by_role("button", name="So sánh").first.click()
    visitor.turn(2)
    assert visitor.page.evaluate(_HTML) == live
    turn = visitor.ask("Đạt bao nhiêu phần trăm dự toán?")
    expect(turn.locator(".words strong")).to_have_text("77,9%")


def test_a_conversation_is_found_by_any_word_without_diacritics(visitor: Visitor) -> None:
    visitor.ask(CHE)
    visitor.page.get_by_role("button", name="Cuộc hỏi đáp mới").click()
    expect(visitor.page.locator("#talk .turn")).to_have_count(0)
    visitor.ask(REVENUE)
    past = _past(visitor)
    expect(past).to_have_count(2)
    visitor.page.fill("#find input, #find textarea", "dien tich vietgap")
    expect(past).to_have_count(1)
    expect(past.first).to_contain_text("diện tích chè")
    visitor.page.fill("#find input, #find textarea", "cà phê chồn")
    expect(visitor.page.locator("#past .empty")).to_contain_text("Không có cuộc hỏi đáp nào")


def test_a_deleted_conversation_can_be_taken_back(visitor: Visitor) -> None:
    visitor.ask(REVENUE)
    past = _past(visitor)
    past.first.get_by_role("button", name="Xóa").click()
    expect(past).to_have_count(0)
    expect(visitor.page.locator("#talk .turn")).to_have_count(0)
    visitor.panel().get_by_role("button", name="Hoàn tác").click()
    expect(past).to_have_count(1)
    past.first.get_by_role("button", name="Thu ngân sách").first.click()
    expect(visitor.turn(1).locator(".words strong")).to_have_text("498,7 tỷ đồng")


def test_nobody_sees_anothers(visit: Callable[..., Visitor]) -> None:
    one, other = visit(), visit()
    one.ask(CHE)
    other.page.get_by_role("button", name="Các cuộc hỏi đáp trước").click()
    expect(other.page.locator("#past .empty")).to_contain_text("Chưa có cuộc hỏi đáp nào")
