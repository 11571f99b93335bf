"""A person at the open page, in a real browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

DESKTOP, PHONE = (1366, 768), (390, 844)
# Words of Gradio's own that no tab may show.
ENGLISH = {"submit", "clear", "upload", "drop", "file", "settings", "loading", "or", "remove"}


class Visitor:
    """A person at the page: asks, waits for the answer, and remembers what the browser complained of."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int] = DESKTOP, **more: Any) -> None:
        settings = {"locale": "vi-VN", **more, "viewport": {"width": size[0], "height": size[1]}}
        self.context = browser.new_context(**settings)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector("#question textarea")
        self.page.wait_for_function("() => Boolean(window.tracuu)")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def ask(self, question: str) -> Locator:
        """The turn that a question typed and sent with Enter gives."""
        turns = self.page.locator("#talk .turn").count()
        self.page.fill("#question textarea", question)
        self.page.keyboard.press("Enter")
        return self.turn(turns + 1)

    def turn(self, number: int) -> Locator:
        found = self.page.locator(f"#turn-{number}")
        found.wait_for(timeout=30_000)
        return found

    def open_tab(self, name: str) -> Page:
        """By a click; on a narrow screen the tabs that do not fit stand behind “…”."""
        self.page.wait_for_selector("[role=tab][aria-selected=true]")
        tab = self.page.get_by_role("tab", name=name, exact=True)
        more = self.page.locator(".overflow-menu > button").first
        tab.or_(more).locator("visible=true").first.wait_for()
        if not tab.is_visible():
            more.click()
            tab = self.page.locator(".overflow-dropdown button", has_text=name)
        tab.click()
        return self.page

    def panel(self) -> Locator:
        """What opened above the question's box."""
        found = self.page.locator("#panel .panel, #panel .told, #panel .refusal")
        found.wait_for(timeout=10_000)
        return found
