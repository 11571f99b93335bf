"""The tab Chuẩn bị họp in a real browser: pinned, ordered, undone, filled from a list, taken away."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    Visitor = Any

DESKTOP, PHONE = (1366, 768), (390, 844)
AREA = "Tổng diện tích gieo trồng huyện Suối Vang 6 tháng đầu năm 2024?"
COMPARED = "So sánh diện tích chè của huyện Mây Ngàn 6 tháng đầu năm 2022 và 6 tháng đầu năm 2023."
SHARES = "So sánh tỷ lệ giải ngân của Mây Ngàn và Cửa Trầm năm 2023"
REFUSED = "Huyện Suối Vang có bao nhiêu tàu vũ trụ?"
ENTRY = "#entries .entry"


def opened(visitor: Visitor) -> Page:
    page: Page = visitor.open_tab("Chuẩn bị họp")
    expect(page.locator("#entries")).to_contain_text("Phiếu chưa có gì")
    return page


def add(page: Page, words: str, button: str) -> None:
    page.locator("#sheet-words textarea, #sheet-words input").fill(words)
    page.get_by_role("button", name=button, exact=True).click()


def answer_list(page: Page, *questions: str) -> None:
    page.get_by_role("button", name="Trả lời cả danh sách câu hỏi").click()
    page.locator("#sheet-pasted textarea").fill("\n".join(f"{n}. {q}" for n, q in enumerate(questions, 1)))
    page.get_by_role("button", name="Trả lời tất cả").click()


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def taken(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    out = folder / download.value.suggested_filename
    download.value.save_as(out)
    return out


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_an_answer_goes_from_the_chat_into_word(
    visit: Callable[..., Visitor], size: tuple[int, int], tmp_path: Path
) -> None:
    visitor = visit(size)
    turn = visitor.ask(COMPARED)
    said = turn.locator(".words").inner_text()
    quotes = turn.locator(".card blockquote").all_inner_texts()
    turn.get_by_role("button", name="Ghim vào phiếu họp").click()
    expect(visitor.panel()).to_contain_text("Đã ghim")
    page = visitor.page
    visitor.open_tab("Chuẩn bị họp")
    entry = page.locator(ENTRY)
    expect(entry.locator(".words")).to_have_text(said)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    words = words_of(taken(page, "Xuất Word", tmp_path))
    assert said in words
    assert quotes
    assert all(f"“{quote}”" in words for quote in quotes)
    page.reload()
    visitor.open_tab("Chuẩn bị họp")
    page.locator(f"{ENTRY} summary").click()
    assert page.locator(f"{ENTRY} blockquote").all_inner_texts() == quotes
    book = load_workbook(taken(page, "Xuất Excel", tmp_path)).worksheets[0]
    cells = [cell for row in book.iter_rows(values_only=True) for cell in row]
    assert {1905, 1962, *quotes} <= set(cells)
    assert visitor.faults == []


def test_headings_and_notes_are_ordered_edited_dropped_and_brought_back(visitor: Visitor) -> None:
    page = opened(visitor)
    add(page, "Rà lại số dự toán", "Thêm ghi chú")
    expect(page.locator(ENTRY)).to_have_count(1)
    add(page, "I. Kinh tế <b>", "Thêm đề mục")
    expect(page.locator(ENTRY)).to_have_count(2)
    page.get_by_role("button", name="Đưa lên: I. Kinh tế").click()
    expect(page.locator(ENTRY).first).to_contain_text("I. Kinh tế <b>")
    page.get_by_role("button", name="Sửa: I. Kinh tế").click()
    expect(page.locator("#sheet-words textarea, #sheet-words input")).to_have_value("I. Kinh tế <b>")
    add(page, "I. Thu ngân sách", "Lưu")
    expect(page.locator(ENTRY).first).to_contain_text("I. Thu ngân sách")
    page.get_by_role("button", name="Bỏ khỏi phiếu: Rà lại").focus()
    page.keyboard.press("Enter")
    expect(page.locator(ENTRY)).to_have_count(1)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(ENTRY)).to_have_count(2)
    assert visitor.faults == []


def test_sheets_are_named_changed_and_deleted_with_undo(visitor: Visitor, tmp_path: Path) -> None:
    page = opened(visitor)
    add(page, "Của phiếu đầu", "Thêm ghi chú")
    expect(page.locator(ENTRY)).to_have_count(1)
    page.get_by_role("button", name="Phiếu mới").click()
    expect(page.locator("#entries")).to_contain_text("Phiếu chưa có gì")
    title = page.locator("#sheet-title textarea, #sheet-title input")
    title.fill("Giao ban 5/7")
    title.press("Enter")
    expect(page.locator("#sheet-key input").first).to_have_value("Giao ban 5/7")
    assert taken(page, "Xuất Word", tmp_path).name == "Giao ban 5 7.docx"
    page.get_by_role("button", name="Xóa phiếu").click()
    expect(page.locator("#entries")).to_contain_text("Của phiếu đầu")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#sheet-key input").first).to_have_value("Giao ban 5/7")
    assert visitor.faults == []


def test_a_list_of_questions_fills_the_sheet_and_names_what_has_no_answer(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = opened(visitor)
    answer_list(page, AREA, REFUSED, COMPARED)
    expect(page.locator("#sheet-progress")).to_contain_text("Xong 3 câu", timeout=30_000)
    expect(page.locator("#entries h2")).to_have_text("Câu chưa trả lời được (1)")
    expect(page.locator("ol.entries .entry")).to_have_count(2)
    page.get_by_role("button", name="Tiêu đề văn bản khi xuất ra Word").click()
    page.get_by_label("Cơ quan nhà nước").check()
    office = page.get_by_label("Cơ quan lập phiếu")
    office.fill("UBND huyện Suối Vang")
    with page.expect_response(lambda r: "/queue/data" in r.url):
        office.press("Tab")
    words = words_of(taken(page, "Xuất Word", tmp_path))
    assert "4.321 ha" in words
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "UBND HUYỆN SUỐI VANG" in words
    assert words.index("Câu chưa trả lời được") < words.index(REFUSED)
    assert visitor.faults == []


def test_a_file_of_questions_is_read_and_a_wrong_one_refused(visitor: Visitor, tmp_path: Path) -> None:
    (tmp_path / "cau-hoi.txt").write_text(f"1) {AREA}\n", "utf-8")
    (tmp_path / "sai.txt").write_bytes("Thu ngân sách?".encode("utf-16"))
    page = opened(visitor)
    page.get_by_role("button", name="Trả lời cả danh sách câu hỏi").click()
    page.get_by_role("button", name="Trả lời tất cả").click()
    expect(page.locator("#sheet-progress")).to_contain_text("Chưa có câu hỏi nào")
    for name, said in (("sai.txt", "UTF-8"), ("cau-hoi.txt", "Xong 1 câu")):
        page.set_input_files("#sheet-file input[type=file]", str(tmp_path / name))
        expect(page.locator("#sheet-file")).to_contain_text(name.partition(".")[0])
        page.get_by_role("button", name="Trả lời tất cả").click()
        expect(page.locator("#sheet-progress")).to_contain_text(said, timeout=30_000)
    expect(page.locator(ENTRY)).to_contain_text("4.321 ha")
    assert visitor.faults == []


def test_a_long_list_is_stopped_and_keeps_what_was_answered(visitor: Visitor) -> None:
    page = opened(visitor)
    years = [f"Tổng diện tích gieo trồng huyện Suối Vang 6 tháng đầu năm 2024? (lần {n})" for n in range(200)]
    answer_list(page, *years)
    expect(page.locator("#sheet-progress")).to_contain_text("Đã trả lời", timeout=30_000)
    page.get_by_role("button", name="Dừng", exact=True).click()
    expect(page.locator("#sheet-progress")).to_contain_text("Đã dừng sau", timeout=30_000)
    assert 0 < page.locator(ENTRY).count() < 200
    assert visitor.faults == []


def test_another_s_sheet_cannot_be_taken(
    visitor: Visitor, visit: Callable[..., Visitor], address: str
) -> None:
    page = opened(visitor)
    link = page.get_by_role("link", name="Xuất Word").get_attribute("href")
    assert link is not None
    other = visit()
    assert other.page.request.get(address.rstrip("/") + link).status == 404
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address.rstrip("/") + link)
    assert visitor.page.request.get(address.rstrip("/") + link).status == 200
    for wrong in (
        "/xuat/phieu/khong-co.docx",
        link.replace(".docx", ".pdf"),
        "/xuat/phieu/..%2Fcatalogue.docx",
    ):
        assert visitor.page.request.get(address.rstrip("/") + wrong).status == 404


def has_both_sides(path: Path) -> bool:
    words = words_of(path)
    sources = ("của UBND huyện Mây Ngàn", "của UBND thị xã Cửa Trầm")
    return all(said in words for said in ("46%", "64,7%", "đạt 46%", "đạt 64,7%", *sources))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_two_districts_compared_after_another_year_s_turn_go_into_word(
    visit: Callable[..., Visitor], size: tuple[int, int], tmp_path: Path
) -> None:
    visitor = visit(size)
    visitor.ask("Thu ngân sách năm 2022 của huyện Mây Ngàn đạt bao nhiêu phần trăm dự toán?")
    turn = visitor.ask(SHARES)
    expect(turn.locator("tbody tr")).to_have_count(2)
    turn.get_by_role("button", name="Ghim vào phiếu họp").click()
    expect(visitor.panel()).to_contain_text("Đã ghim")
    visitor.open_tab("Chuẩn bị họp")
    assert has_both_sides(taken(visitor.page, "Xuất Word", tmp_path))


def test_a_comparison_goes_into_word_by_keyboard_alone(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page

    def tab_to(words: str, *, back: bool = False) -> None:
        for _ in range(60):
            page.keyboard.press("Shift+Tab" if back else "Tab")
            focused = "(document.activeElement.textContent || '').trim()"
            if page.evaluate(focused) == words:
                return
        raise AssertionError(f"the keyboard does not reach “{words}”")

    page.keyboard.type(SHARES)
    page.keyboard.press("Enter")
    visitor.turn(1)
    tab_to("Ghim vào phiếu họp", back=True)
    page.keyboard.press("Enter")
    expect(visitor.panel()).to_contain_text("Đã ghim")
    tab_to("Chuẩn bị họp", back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Chuẩn bị họp")).to_have_attribute("aria-selected", "true")
    expect(page.locator(ENTRY)).to_have_count(1)
    tab_to("Xuất Word")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "phieu.docx")
    assert has_both_sides(tmp_path / "phieu.docx")
