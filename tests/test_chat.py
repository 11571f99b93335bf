"""The page in a real browser: a person asks, sees the figure, its source, and uploads a report."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
READY_S = 60
NOTES = "\n" + " " * 48 + "\n1 Tổng diện tích gieo trồng 4.321 ha, đạt 61,5% kế hoạch.\n"
TEXT = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN {unit}          Độc lập - Tự do - Hạnh phúc

Số: 7/BC-UBND          {unit}, ngày 20 tháng 6 năm 2024

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm 2024

I. KẾT QUẢ ĐẠT ĐƯỢC

- Sản xuất nông nghiệp giữ đà tăng trưởng, cơ cấu cây trồng chuyển dịch đúng hướng, người dân yên tâm sản

xuất1. Các cấp, các ngành đã tập trung chỉ đạo thực hiện nhiệm vụ ngay từ đầu năm với nhiều giải pháp cụ thể.
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The chat, served by the real command over a store with one report."""
    folder = tmp_path_factory.mktemp("chat")
    (folder / "suoi-vang.txt").write_text(TEXT.format(unit="SUỐI VANG") + NOTES, "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "TRACUU_STORE": str(folder / "store")}
    command = [sys.executable, str(ROOT / "tracuu.py")]
    subprocess.run([*command, "ingest", str(folder / "suoi-vang.txt")], env=environment, check=True)
    with subprocess.Popen([*command, "chat", "--port", str(port)], env=environment) as process:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(READY_S * 2):
            try:
                urllib.request.urlopen(url).close()
                break
            except OSError:
                assert process.poll() is None, "the chat ended before it was ready"
                time.sleep(0.5)
        yield url
        process.send_signal(signal.SIGINT)
        process.wait(20)


@pytest.fixture
def page(address: str, require_program: object) -> Iterator[Page]:
    program = require_program("chromium", "chromium-browser", "google-chrome")  # type: ignore[operator]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address)
        page.wait_for_selector("#question textarea")
        yield page
        browser.close()


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
    _ask(page, "tong dien tich gieo trong 6 thang dau nam 2024 la bao nhieu")
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


def test_a_report_is_uploaded_and_can_be_asked(page: Page, tmp_path: Path) -> None:
    other = tmp_path / "nui-cao.txt"
    other.write_text((TEXT.format(unit="NÚI CAO") + NOTES).replace("4.321", "1.234"), "utf-8")
    page.get_by_role("tab", name="Báo cáo").click()
    page.set_input_files("#upload input[type=file]", [str(other)])
    page.wait_for_selector("#told li", timeout=60_000)
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
