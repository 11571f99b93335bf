"""The tab Báo cáo as a clerk uses it, on a desktop and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.screen.visitor import ENGLISH

OpenTab = Callable[[Page, str], None]
PDF = "may-ngan-2022-6-thang.pdf"
WAIT_MS = 60_000


@pytest.fixture
def reports(any_page: Page, open_tab: OpenTab) -> Page:
    """The page at the tab, its list filled."""
    open_tab(any_page, "Báo cáo")
    any_page.wait_for_selector("#reports .as-link", timeout=WAIT_MS)
    return any_page


def find(page: Page, words: str) -> None:
    page.fill("#find-report input, #find-report textarea", words)


def upload(page: Page, *files: Path) -> None:
    page.set_input_files("#upload input[type=file]", [str(file) for file in files])
    expect(page.locator("#told")).to_contain_text("Xong", timeout=WAIT_MS)


def open_report(page: Page, words: str) -> None:
    find(page, words)
    expect(page.locator("#reports tbody tr")).to_have_count(1, timeout=WAIT_MS)
    page.locator("#reports .as-link").click()
    page.wait_for_selector("#report-title", timeout=WAIT_MS)


def fits(page: Page) -> bool:
    """Nothing is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def own_file(
    reports: Page, tmp_path: Path, district_report: Callable[..., str], request: pytest.FixtureRequest
) -> Path:
    """A report of a district that only this test has."""
    tests = {"undo": "SÔNG BẠC", "correct": "ĐÁ MÀI", "upload": "NÚI CAO"}
    name = next(value for key, value in tests.items() if key in request.node.name)
    suffix = {"desktop": "", "phone": " HẠ"}["phone" if "phone" in request.node.name else "desktop"]
    file = tmp_path / f"{name.replace(' ', '-')}{suffix.replace(' ', '-')}.txt"
    file.write_text(district_report(f"{name}{suffix}", "1.234"), "utf-8")
    return file


def test_an_upload_tells_what_was_read_and_what_was_refused(
    reports: Page, own_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "hong.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    picture = tmp_path / "anh.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    upload(reports, own_file, bad, picture)
    told = reports.inner_text("#told")
    assert "1 tệp đã nạp" in told
    assert "2 tệp không nhận" in told
    assert "huyện Núi Cao" in told
    assert "chú thích 1/1" in told
    assert "hong.pdf" in told
    assert "anh.jpg" in told
    find(reports, own_file.name)
    expect(reports.locator("#reports tbody tr")).to_have_count(1)
    assert fits(reports)
    reports.locator("#told .as-link").first.click()
    expect(reports.locator("#report-title")).to_contain_text("huyện Núi Cao")


def test_the_list_is_searched_and_sorted(reports: Page) -> None:
    find(reports, "cua tram 2024")
    expect(reports.locator("#reports tbody tr")).to_have_count(2)
    find(reports, "không đâu có")
    expect(reports.locator("#reports")).to_contain_text("Không có báo cáo nào khớp “không đâu có”")
    find(reports, "")
    expect(reports.locator("#reports tbody tr").nth(3)).to_be_visible()
    reports.click("#finding [role=listbox], #finding input[role=listbox], #finding .wrap input >> nth=-1")
    reports.get_by_role("option", name="Theo đơn vị").click()
    expect(reports.locator("#reports .as-link").first).to_contain_text("thị xã Cửa Trầm")
    assert fits(reports)


def test_a_report_is_read_beside_its_pages_with_notes_in_place(reports: Page) -> None:
    open_report(reports, PDF)
    note = reports.locator("#report-text .note").first
    before = note.evaluate("e => e.previousElementSibling.innerText")
    assert "chịu rét.1" in before.replace(" ", " ")
    assert "12.865 ha" in note.inner_text()
    note.locator("button.page").click()
    picture = reports.locator("#page-picture img")
    expect(picture).to_have_attribute("src", re.compile(r"12\.865"), timeout=WAIT_MS)
    reports.wait_for_function(
        "document.querySelector('#page-picture img').naturalWidth > 600", timeout=WAIT_MS
    )
    answer = reports.request.get(str(picture.evaluate("e => e.src")))
    assert int(answer.headers["x-danh-dau"]) >= 1, "the note is marked on its page"
    assert picture.is_visible()
    reports.click("#page-on")
    expect(reports.locator("#page-picture .where")).to_contain_text("Trang 2/")
    assert fits(reports)


def test_fields_are_corrected_by_hand_and_taken_back(reports: Page, own_file: Path) -> None:
    upload(reports, own_file)
    open_report(reports, own_file.name)
    reports.click("#correct > button")
    reports.fill("#field-period input, #field-period textarea", "hôm qua")
    reports.click("#save-fields")
    expect(reports.locator("#report-message")).to_contain_text("Hãy ghi một kỳ có năm")
    reports.fill("#field-period input, #field-period textarea", "quý I/2024")
    reports.click("#save-fields")
    expect(reports.locator("#report-message")).to_contain_text("Đã lưu", timeout=WAIT_MS)
    expect(reports.locator("#report-message")).to_be_in_viewport()
    expect(reports.locator("#report-title")).to_contain_text("quý I/2024")
    expect(reports.locator("#report-head")).to_contain_text("đọc được: 6 tháng đầu năm 2024")
    reports.click("#reset-fields")
    expect(reports.locator("#report-title")).to_contain_text("6 tháng đầu năm 2024", timeout=WAIT_MS)
    assert fits(reports)


def test_a_removal_is_undone_at_once_or_after_a_reload(
    reports: Page, own_file: Path, open_tab: OpenTab
) -> None:
    upload(reports, own_file)
    open_report(reports, own_file.name)
    reports.click("#remove")
    expect(reports.locator("#notice")).to_contain_text("khỏi kho")
    expect(reports.locator("#reports")).to_contain_text("Không có báo cáo nào khớp")
    reports.locator("#notice").get_by_text("Hoàn tác").click()
    expect(reports.locator("#reports tbody tr")).to_have_count(1, timeout=WAIT_MS)
    open_report(reports, own_file.name)
    reports.click("#remove")
    expect(reports.locator("#notice")).to_contain_text("khỏi kho")
    expect(reports.locator("#reports")).to_contain_text(
        "Không có báo cáo nào khớp"
    )  # nothing under way any more
    reports.reload()
    open_tab(reports, "Báo cáo")
    reports.click("#removed summary")
    reports.locator("#removed li", has_text=own_file.name).get_by_text("Lấy lại").click()
    expect(reports.locator("#notice")).to_contain_text("Đã lấy lại", timeout=WAIT_MS)
    find(reports, own_file.name)
    expect(reports.locator("#reports tbody tr")).to_have_count(1)


def test_versions_lead_to_each_other(reports: Page) -> None:
    open_report(reports, "may-ngan-2023-6-thang.docx")
    replaced = reports.locator("#report-head .version .as-link").first
    assert "Bản này đã được thay bằng" in reports.inner_text("#report-head")
    replaced.click()
    expect(reports.locator("#report-head")).to_contain_text("Thay thế", timeout=WAIT_MS)


def test_a_report_is_found_and_opened_by_keyboard_alone(reports: Page) -> None:
    reports.focus("#find-report input, #find-report textarea")
    reports.keyboard.type("cua-tram-2023-9-thang")
    expect(reports.locator("#reports tbody tr")).to_have_count(1)
    for _ in range(6):
        reports.keyboard.press("Tab")
        if reports.evaluate("document.activeElement.classList.contains('as-link')"):
            break
    reports.keyboard.press("Enter")
    expect(reports.locator("#report-title")).to_contain_text("thị xã Cửa Trầm")


def test_no_english_word_of_the_tool_is_on_the_tab(reports: Page) -> None:
    english = ENGLISH | {"processing"}
    assert not english & set(reports.inner_text("body").lower().split())
    open_report(reports, PDF)
    assert not english & set(reports.inner_text("body").lower().split())
