"""The chat as a person meets it: the real command over the samples and one invented report, in a real browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.screen.visitor import DESKTOP, Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, str(ROOT / "tracuu.py")]
READY_S = 90
REPORT = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN {unit}          Độc lập - Tự do - Hạnh phúc

Số: 7/BC-UBND          {unit}, ngày 20 tháng 6 năm 2024

BÁO CÁO

Tình hình kinh tế - xã hội 6 tháng đầu năm 2024

I. KẾT QUẢ ĐẠT ĐƯỢC

- Sản xuất nông nghiệp giữ đà tăng trưởng, cơ cấu cây trồng chuyển dịch đúng hướng, người dân yên tâm sản

xuất1. Các cấp, các ngành đã tập trung chỉ đạo thực hiện nhiệm vụ ngay từ đầu năm với nhiều giải pháp cụ thể.

{rule}
1 Tổng diện tích gieo trồng {area} ha, đạt 61,5% kế hoạch.
"""


@pytest.fixture(scope="session")
def district_report() -> Callable[..., str]:
    """district_report("NÚI CAO", "1.234"): the text of an invented half-year report with one footnote."""
    return lambda unit, area: REPORT.format(unit=unit, area=area, rule=" " * 48)


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The chat over a store, served by the real command: its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "TRACUU_STORE": str(store)}
    with subprocess.Popen([*COMMAND, "chat", "--port", str(port)], env=environment) as process:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(READY_S * 2):
            try:
                urllib.request.urlopen(url).close()
                break
            except OSError:
                assert process.poll() is None, "the chat ended before it was ready"
                time.sleep(0.5)
        try:
            yield url
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


@pytest.fixture(scope="session")
def chat_store(
    tmp_path_factory: pytest.TempPathFactory, samples: Path, district_report: Callable[..., str]
) -> Path:
    """A store of the samples and the report of huyện Suối Vang."""
    folder = tmp_path_factory.mktemp("chat")
    (folder / "suoi-vang.txt").write_text(district_report("SUỐI VANG", "4.321"), "utf-8")
    taken = [str(folder / "suoi-vang.txt"), str(samples)]
    subprocess.run(
        [*COMMAND, "--store", str(folder / "store"), "ingest", *taken], check=True, stdout=subprocess.DEVNULL
    )
    return folder / "store"


@pytest.fixture(scope="session")
def address(chat_store: Path) -> Iterator[str]:
    """The chat over that store: its address."""
    with serving(chat_store) as url:
        yield url


@pytest.fixture
def empty_address(tmp_path: Path) -> Iterator[str]:
    """The chat over a store that holds nothing yet: its address."""
    with serving(tmp_path / "empty") as url:
        yield url


@pytest.fixture(scope="session")
def browser(require_program: Callable[..., str]) -> Iterator[Browser]:
    program = require_program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture
def visit(address: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """visit(): a new visitor at the open page; visit(PHONE), and further settings of a browser's context."""
    visitors: list[Visitor] = []

    def arrive(size: tuple[int, int] = DESKTOP, **more: Any) -> Visitor:
        visitors.append(Visitor(browser, address, size, **more))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.context.close()


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    """A new visitor at a desk."""
    return visit()


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The page of a new visitor at a desk."""
    return visitor.page


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desktop", "phone"])
def any_page(request: pytest.FixtureRequest, address: str, browser: Browser) -> Iterator[Page]:
    """A new visitor at the open page, on a desktop and on a phone; what the page logs as an error fails the test."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#question textarea")
    yield page
    assert faults == []
    context.close()


@pytest.fixture
def open_tab() -> Callable[[Page, str], None]:
    """open_tab(page, "Báo cáo"): where a narrow screen hides it, from the menu of the tabs that are hidden."""

    def open_it(page: Page, name: str) -> None:
        hidden = page.locator(".overflow-dropdown").get_by_text(name)
        page.get_by_role("tab", name=name).or_(hidden).first.wait_for(state="attached")
        if hidden.count():
            page.click(".overflow-menu > button")
            hidden.click()
        else:
            page.get_by_role("tab", name=name).click()

    return open_it
