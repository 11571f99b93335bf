"""Markup in reports, file names, questions, notes, titles and question sets is shown as words, in every tab."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.screen.conftest import COMMAND, serving
from tests.screen.visitor import Visitor

# As HTML, as a template of JavaScript, as one of Handlebars: Gradio's HTML has to do with all three.
MARK = '<img src=x onerror="window.hit=1"> ${window.hit=2} {{value}} `'
NAME = "<img src=x onerror='window.hit=1'>&amp; nui-cao.txt"
QUESTION = f"Tổng diện tích gieo trồng huyện Núi Cao? {MARK}"


@pytest.fixture
def marked(tmp_path: Path, browser: Browser, district_report: Callable[..., str]) -> Iterator[Visitor]:
    """A visitor over a report that holds markup wherever a report can."""
    text = district_report("NÚI CAO", "1.234").replace("ĐẠT ĐƯỢC", f"ĐẠT ĐƯỢC {MARK}")
    text = text.replace("ha, đạt", f"ha {MARK}, đạt")
    (tmp_path / NAME).write_text(text, "utf-8")
    store = str(tmp_path / "store")
    subprocess.run([*COMMAND, "--store", store, "ingest", str(tmp_path / NAME)], check=True)
    with serving(tmp_path / "store") as address:
        yield Visitor(browser, address)


def harmless(page: Page) -> bool:
    return bool(page.evaluate("window.hit === undefined && !document.querySelector('img[src=x]')"))


def test_markup_is_words_in_every_tab(marked: Visitor, tmp_path: Path) -> None:
    page = marked.page
    turn = marked.ask(QUESTION)
    expect(turn.locator(".words strong")).to_have_text("1.234 ha")
    expect(turn.locator(".question")).to_have_text(QUESTION)
    expect(turn.locator("blockquote").first).to_contain_text(MARK)
    turn.locator("[data-act=pin]").click()
    marked.panel()
    turn.locator("[data-act=bad]").click()
    page.fill("#panel [name=note]", MARK)
    page.fill("#panel [name=right]", MARK)
    page.click("#panel [type=submit]")
    expect(page.locator("#panel .told")).to_be_visible()
    page.click("#before > button")
    expect(page.locator("#past")).to_contain_text("window.hit=1")
    assert harmless(page)

    marked.open_tab("Số liệu")
    page.locator("#figures tbody tr").first.click()
    expect(page.locator("#figures-source")).to_contain_text(MARK)
    page.fill("#figures-find textarea, #figures-find input", MARK)
    page.click("#figures-go")
    assert harmless(page)

    marked.open_tab("Chuẩn bị họp")
    expect(page.locator("#entries")).to_contain_text("1.234")
    page.fill("#sheet-title textarea, #sheet-title input", MARK)
    page.keyboard.press("Enter")
    page.fill("#sheet-words textarea", MARK)
    page.click("#sheet-note")
    expect(page.locator("#entries p.note")).to_contain_text(MARK)
    page.click("#sheet-drop")
    expect(page.locator("#sheet-told")).to_contain_text(MARK)
    assert harmless(page)

    marked.open_tab("Báo cáo")
    expect(page.locator("#reports")).to_contain_text(NAME)
    page.fill("#find-report textarea, #find-report input", "nui-cao")
    page.locator("#reports [data-do=open]").first.click()
    expect(page.locator("#report-text")).to_contain_text(MARK)
    assert harmless(page)
    page.click("#remove")
    expect(page.locator("#notice")).to_contain_text(NAME)
    page.locator("#notice [data-do=restore]").click()
    expect(page.locator("#notice")).to_contain_text("Đã lấy lại")
    assert harmless(page)

    marked.open_tab("Đánh giá")
    page.click("#own-set > button")
    faulty, given = tmp_path / f"{NAME}.jsonl", tmp_path / "bo.jsonl"
    faulty.write_text(json.dumps({"question": "A", "answerable": MARK}), "utf-8")
    page.set_input_files("#set-upload input[type=file]", str(faulty))
    expect(page.locator("#set-taken")).to_contain_text("window.hit=1")
    line = {
        "id": MARK,
        "category": MARK,
        "question": QUESTION,
        "expect": ["9.999", MARK],
        "evidence": [MARK],
        "report": NAME,
    }
    given.write_text(json.dumps(line), "utf-8")
    page.set_input_files("#set-upload input[type=file]", str(given))
    expect(page.locator("#set-taken")).to_contain_text("1 câu")
    page.click("#start-run")
    expect(page.locator("#run-status")).to_contain_text("Đã chấm xong", timeout=60_000)
    expect(page.locator("#result .failure summary")).to_have_text(QUESTION)
    page.click("#feedback > button")
    expect(page.locator("#feedback-list")).to_contain_text(MARK)
    assert harmless(page)
    with page.expect_download() as taken:
        page.locator("#run-status").get_by_text("Tải trang kết quả").click()
    alone = tmp_path / taken.value.suggested_filename
    taken.value.save_as(alone)
    assert alone.suffix == ".html"
    page.goto(alone.as_uri())
    assert harmless(page)
