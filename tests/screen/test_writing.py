"""An answer that a language model writes, as a person sees it come."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.assistant.model_server import model_server
from tests.screen.conftest import serving
from tests.screen.visitor import DESKTOP, Visitor

QUESTION = "Tổng diện tích gieo trồng của huyện Suối Vang là bao nhiêu?"


def test_words_of_a_model_are_marked_as_unchecked_until_they_are_checked(
    browser: Browser, chat_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(["Huyện gieo trồng ", "9.999 ha ", "[1]."], pause_s=0.7) as model:
        monkeypatch.setenv("TRACUU_LLM_URL", model)
        monkeypatch.setenv("TRACUU_LLM_MODEL", "thu")
        with serving(chat_store) as address:
            visitor = Visitor(browser, address, DESKTOP)
            page = visitor.page
            page.fill("#question textarea", QUESTION)
            page.keyboard.press("Enter")
            written = page.locator("#writing")
            expect(written.locator(".draft")).to_contain_text("9.999 ha", timeout=20_000)
            expect(written).to_contain_text("Đang viết, chưa đối chiếu")
            expect(page.locator("#talk .turn")).to_have_count(0)
            expect(page.locator("#talk .words")).to_contain_text("4.321 ha", timeout=20_000)
            expect(page.locator("#talk")).to_contain_text("đã bị bỏ")
            expect(written).to_be_hidden()
            assert "9.999" not in page.inner_text("body")
            assert visitor.faults == []
            visitor.context.close()


def test_a_page_closed_meanwhile_loses_nothing(
    browser: Browser, chat_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with model_server(["Tổng diện tích gieo trồng ", "là 4.321 ha ", "[1]."], pause_s=0.7) as model:
        monkeypatch.setenv("TRACUU_LLM_URL", model)
        monkeypatch.setenv("TRACUU_LLM_MODEL", "thu")
        with serving(chat_store) as address:
            visitor = Visitor(browser, address, DESKTOP)
            visitor.page.fill("#question textarea", QUESTION)
            visitor.page.keyboard.press("Enter")
            expect(visitor.page.locator("#writing .draft")).to_contain_text("Tổng", timeout=20_000)
            visitor.page.close()
            page = visitor.context.new_page()
            page.goto(address)
            page.get_by_role("button", name="Các cuộc hỏi đáp trước").click()
            for _ in range(20):  # the model is still writing: the list is looked at again
                page.fill("#find input, #find textarea", "")
                page.fill("#find input, #find textarea", "gieo trong")
                page.wait_for_timeout(500)
                if page.locator("#past li").count():
                    break
            page.locator("#past li .open").click()
            expect(page.locator("#talk .question")).to_have_text(QUESTION)
            expect(page.locator("#talk .words")).to_contain_text("4.321 ha")
            visitor.context.close()
