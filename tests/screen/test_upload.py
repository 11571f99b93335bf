"""The tab Báo cáo in a real browser: what is dropped there can be asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.screen.visitor import Visitor


def test_a_report_is_uploaded_and_can_be_asked(
    visitor: Visitor, tmp_path: Path, district_report: Callable[..., str]
) -> None:
    page = visitor.page
    other = tmp_path / "suoi-mo.txt"
    other.write_text(district_report("SUỐI MƠ", "1.234"), "utf-8")
    page.get_by_role("tab", name="Báo cáo").click()
    page.set_input_files("#upload input[type=file]", [str(other)])
    for _ in range(5):  # what Gradio shows meanwhile is Vietnamese too
        assert not {"processing", "queue:"} & set(page.inner_text("body").split())
        page.wait_for_timeout(100)
    page.wait_for_selector("#told :text('Xong')", timeout=60_000)
    assert "huyện Suối Mơ" in page.inner_text("#told")
    expect(page.locator("#reports")).to_contain_text("suoi-mo.txt")  # the list follows a moment after
    page.get_by_role("tab", name="Hỏi đáp").click()
    turn = visitor.ask("Tổng diện tích gieo trồng huyện Suối Mơ?")
    expect(turn.locator(".words strong")).to_have_text("1.234 ha")
