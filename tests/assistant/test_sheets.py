"""Meeting sheets: what is pinned stays as it was answered, in the order given, through the desk and into the files."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise

import docx
import pytest
from openpyxl import load_workbook

from assistant.answer import Answer, Understood
from assistant.ask import ReportQueryEngine
from assistant.export_words import title_of
from assistant.meeting import Meeting
from assistant.sheet_docx import save_docx
from assistant.sheet_html import sheet_html
from assistant.sheet_xlsx import save_xlsx
from assistant.sheets import (
    MAX_ENTRIES,
    FullSheetError,
    Letterhead,
    NoOwnerError,
    Sheet,
    new_sheet,
    pin_answer,
    read_sheet,
    sheets_of,
)
from index_store.desk import NotKeptError

FIGURE = "Diện tích gieo trồng huyện Vân Sơn 6 tháng đầu năm 2024?"
COMPARED = "So sánh diện tích gieo trồng huyện Vân Sơn 6 tháng đầu năm 2023 và 6 tháng đầu năm 2024"
REFUSED = "Có bao nhiêu tàu vũ trụ ở huyện Vân Sơn?"


@pytest.fixture(scope="module")
def answers(engine: ReportQueryEngine) -> list[Answer]:
    found = [engine.answer(question) for question in (FIGURE, COMPARED, REFUSED)]
    assert [a.kind for a in found] == ["figure", "comparison", "refusal"]
    return found


@pytest.fixture
def sheet(answers: list[Answer]) -> Sheet:
    found = Sheet().with_text("heading", "I. Kinh tế")
    for answer in answers:
        found = found.with_answer(answer)
    return found.with_text("note", "Rà lại số dự toán.\nHỏi phòng Tài chính.")


def words_of(document: docx.document.Document) -> str:
    """All that a reader sees of a document, its tables too."""
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def as_docx(sheet: Sheet, title: str = "Phiếu") -> docx.document.Document:
    stream = io.BytesIO()
    save_docx(stream, title, sheet, date(2024, 7, 5))
    return docx.Document(io.BytesIO(stream.getvalue()))


def as_rows(sheet: Sheet, name: str = "Phiếu") -> list[dict[str, object]]:
    stream = io.BytesIO()
    save_xlsx(stream, sheet)
    titles, *rows = load_workbook(io.BytesIO(stream.getvalue()))[name].iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_entries_move_up_and_down_and_stop_at_the_ends(sheet: Sheet) -> None:
    first, second, *_, last = (entry.id for entry in sheet.entries)
    assert [e.id for e in sheet.moved(second, -1).entries][:2] == [second, first]
    assert sheet.moved(first, -1) == sheet
    assert sheet.moved(last, 1) == sheet
    assert sheet.moved("khong-co", 1) == sheet
    assert sheet.moved(first, 1).moved(first, -1) == sheet


def test_what_is_dropped_comes_back_where_it_was(sheet: Sheet) -> None:
    for entry in (*sheet.entries, *sheet.unanswered):
        without = sheet.without(entry.id)
        assert entry.id not in {e.id for e in (*without.entries, *without.unanswered)}
        assert without.put_back(sheet, entry.id) == sheet
        assert sheet.put_back(sheet, entry.id) == sheet


def test_headings_and_notes_are_reworded_and_answers_are_not(sheet: Sheet) -> None:
    heading, answer = sheet.entries[0], sheet.entries[1]
    assert sheet.reworded(heading.id, " II. Xã hội ").entries[0].text == "II. Xã hội"
    assert sheet.reworded(heading.id, "  ") == sheet.without(heading.id)
    assert sheet.reworded(answer.id, "khác") == sheet
    assert sheet.with_text("note", " \n ") == sheet


def test_marks_are_counted_through_the_sheet(sheet: Sheet) -> None:
    shown = [entry.answer for entry in sheet.numbered() if entry.answer]
    numbers = [c.n for answer in shown for c in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    for answer in shown:
        own = {c.n for c in answer.citations}
        assert {f.citation for f in answer.figures} <= own
        assert all(f"[{n}]" in answer.answer for n in own)
        if answer.table:
            assert {cell for row in answer.table.rows for cell in row if cell.startswith("[")} == {
                f"[{n}]" for n in own
            }


def test_a_mark_that_cites_nothing_is_left_alone(answers: list[Answer]) -> None:
    odd = replace(answers[0], answer="Theo [7], **12.480 ha** [1].")
    *_, last = Sheet().with_answer(answers[0]).with_answer(odd).numbered()
    assert last.answer is not None
    assert last.answer.answer == "Theo [7], **12.480 ha** [2]."


def test_a_refusal_is_listed_apart(sheet: Sheet) -> None:
    (refused,) = sheet.unanswered
    assert refused.answer is not None
    assert refused.answer.question == REFUSED
    assert all(e.answer is None or not e.answer.refused for e in sheet.entries)


def test_a_full_sheet_says_so(answers: list[Answer]) -> None:
    full = Sheet().with_text("note", "x")
    full = replace(full, entries=full.entries * MAX_ENTRIES)
    with pytest.raises(FullSheetError, match="phiếu mới"):
        full.with_answer(answers[0])


def test_pinned_answers_come_back_from_the_desk_as_they_were(
    engine: ReportQueryEngine, answers: list[Answer]
) -> None:
    desk = engine.store.desk
    title = pin_answer(desk, "nguoi-ghim", answers[0])
    assert pin_answer(desk, "nguoi-ghim", answers[1]) == title
    (kept,) = sheets_of(desk, "nguoi-ghim")
    stored = [e.answer for e in read_sheet(kept).entries]
    assert stored == [replace(a, passages=(), timings={}) for a in answers[:2]]
    assert sheets_of(desk, "nguoi-khac") == []


def test_the_sheet_last_opened_is_the_one_pinned_to(engine: ReportQueryEngine, answers: list[Answer]) -> None:
    desk, meeting = engine.store.desk, Meeting(engine)
    first, second = new_sheet(desk, "hai-phieu", "Giao ban"), new_sheet(desk, "hai-phieu", "Giao ban")
    assert (first.title, second.title) == ("Giao ban", "Giao ban (2)")
    meeting.opened("hai-phieu", first.id)
    assert pin_answer(desk, "hai-phieu", answers[0]) == "Giao ban"
    assert len(read_sheet(desk.get("hai-phieu", first.id)).entries) == 1
    assert read_sheet(desk.get("hai-phieu", second.id)).entries == ()


def test_nobody_changes_the_sheet_of_another(engine: ReportQueryEngine) -> None:
    meeting = Meeting(engine)
    mine = meeting.begin("chu-phieu")
    for act in (
        lambda: meeting.opened("ke-khac", mine.id),
        lambda: meeting.rename("ke-khac", mine.id, "x"),
        lambda: meeting.add("ke-khac", mine.id, "note", "x"),
        lambda: meeting.drop("ke-khac", mine.id),
        lambda: list(meeting.answer_all("ke-khac", mine.id, [FIGURE])),
    ):
        with pytest.raises(NotKeptError):
            act()
    with pytest.raises(NoOwnerError, match="cookie"):
        meeting.sheets("")


def test_dropping_is_undone_once_for_an_entry_and_for_a_sheet(engine: ReportQueryEngine) -> None:
    meeting = Meeting(engine)
    kept = meeting.begin("hoan-tac")
    kept = meeting.add("hoan-tac", kept.id, "heading", "I. Kinh tế")
    (entry,) = read_sheet(kept).entries
    meeting.drop_entry("hoan-tac", kept.id, entry.id)
    meeting.add("hoan-tac", kept.id, "note", "ghi thêm sau khi bỏ")
    back = meeting.undo("hoan-tac")
    assert back is not None
    assert [e.text for e in read_sheet(back).entries] == ["I. Kinh tế", "ghi thêm sau khi bỏ"]
    meeting.drop("hoan-tac", kept.id)
    assert meeting.undo("nguoi-khac") is None
    assert meeting.undo("hoan-tac") is not None
    assert read_sheet(meeting.desk.get("hoan-tac", kept.id)).entries == read_sheet(back).entries
    assert meeting.undo("hoan-tac") is None


def test_a_list_of_questions_is_answered_one_by_one_and_kept_at_once(engine: ReportQueryEngine) -> None:
    meeting = Meeting(engine)
    kept = meeting.begin("danh-sach")
    run = meeting.answer_all("danh-sach", kept.id, [FIGURE, REFUSED, COMPARED])
    assert next(run) == 1
    assert len(read_sheet(meeting.desk.get("danh-sach", kept.id)).entries) == 1  # whoever stops now has one
    meeting.add("danh-sach", kept.id, "note", "thêm trong lúc chạy")
    assert list(run) == [2, 3]
    sheet = read_sheet(meeting.desk.get("danh-sach", kept.id))
    assert [e.kind for e in sheet.entries] == ["answer", "note", "answer"]
    assert len(sheet.unanswered) == 1


def test_what_is_pinned_and_written_at_the_same_time_all_stands_on_the_sheet(
    engine: ReportQueryEngine, answers: list[Answer]
) -> None:
    meeting = Meeting(engine)
    kept = meeting.begin("cung-luc")

    def work(n: int) -> None:
        for _ in range(10):
            if n % 2:
                meeting.add("cung-luc", kept.id, "note", f"ghi chú {n}")
            else:
                pin_answer(meeting.desk, "cung-luc", answers[0])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(read_sheet(meeting.kept("cung-luc", kept.id)).entries) == 40


def test_a_list_that_is_stopped_answers_no_further_question(engine: ReportQueryEngine) -> None:
    meeting = Meeting(engine)
    kept = meeting.begin("dung-lai")
    run = meeting.answer_all("dung-lai", kept.id, [FIGURE] * 5)
    assert next(run) == 1
    meeting.stop("nguoi-khac", kept.id)
    assert next(run) == 2
    meeting.stop("dung-lai", kept.id)
    assert list(run) == []
    assert len(read_sheet(meeting.desk.get("dung-lai", kept.id)).entries) == 2
    assert len(list(meeting.answer_all("dung-lai", kept.id, [FIGURE]))) == 1


def test_word_holds_every_figure_quote_and_source_of_the_answers(sheet: Sheet) -> None:
    words = words_of(as_docx(sheet))
    for entry in sheet.numbered():
        if entry.answer is None:
            assert all(line in words for line in entry.text.splitlines())
            continue
        answer = entry.answer
        assert title_of(answer) in words
        assert answer.answer.replace("**", "") in words
        for citation in answer.citations:
            assert f"“{citation.quote}”" in words
            assert f"[{citation.n}] Báo cáo số {citation.number}" in words
            assert f"trang {citation.page}" in words
        assert all(figure.printed in words for figure in answer.figures)
    assert "chú thích 1" in words
    assert "380 ha, 3,1%: tính từ 12.480 và 12.100." in words
    assert words.index("Câu chưa trả lời được") < words.index(REFUSED)


def test_a_comparison_becomes_a_table_of_word_with_a_heading_on_each_page(sheet: Sheet) -> None:
    (table,) = as_docx(sheet).tables
    compared = next(e.answer for e in sheet.numbered() if e.answer and e.answer.table)
    assert compared.table is not None
    cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert cells == [compared.table.columns, *compared.table.rows]
    assert "tblHeader" in table.rows[0]._tr.xml


@pytest.mark.parametrize(
    ("form", "present", "absent"),
    [
        ("plain", (), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM")),
        ("state", ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"), ("ĐẢNG CỘNG SẢN VIỆT NAM",)),
        ("party", ("ĐẢNG CỘNG SẢN VIỆT NAM",), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",)),
    ],
)  # fmt: skip
def test_a_letterhead_stands_on_top_when_asked_for(
    sheet: Sheet, form: str, present: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    head = Letterhead(form, "Tỉnh Lĩnh Sương", "Huyện Vân Sơn", "Vân Sơn")  # type: ignore[arg-type]
    words = words_of(as_docx(replace(sheet, letterhead=head), "Họp giao ban"))
    assert "HỌP GIAO BAN" in words
    assert all(text in words for text in present)
    assert not any(text in words for text in absent)
    if form != "plain":
        assert "HUYỆN VÂN SƠN" in words
        assert "Vân Sơn, ngày 05 tháng 07 năm 2024" in words


def test_excel_has_numbers_as_numbers_each_with_its_source(sheet: Sheet) -> None:
    rows = as_rows(sheet)
    shown = [e.answer for e in sheet.numbered() if e.answer]
    wanted = [(float(f.value), f"[{f.citation}]") for a in shown for f in a.figures]
    assert sorted((r["Giá trị"], r["Nguồn"]) for r in rows if str(r["Nguồn"]).startswith("[")) == sorted(
        wanted
    )
    quotes = {c.quote for a in shown for c in a.citations}
    assert {r["Nguyên văn"] for r in rows if r["Nguyên văn"]} == quotes
    area = next(r for r in rows if r["Giá trị"] == 12480)
    assert (area["Đơn vị tính"], area["Chú thích"], area["Trang"]) == ("ha", 1, 1)
    assert (area["Số báo cáo"], area["Ngày"], area["Phần"]) == ("12/BC-UBND", "20/6/2024", "I. Kinh tế")
    made = [r for r in rows if r["Nguồn"] == "tính"]
    assert [(r["Giá trị"], r["Đơn vị tính"]) for r in made] == [(380, "ha"), (3.1, "%")]
    (refused,) = as_rows(sheet, "Chưa trả lời được")
    assert refused["Câu hỏi"] == REFUSED


def test_nothing_that_a_person_wrote_breaks_the_files(answers: list[Answer]) -> None:
    odd = replace(
        answers[0], question="=1+1\x00\x0b<b>&", understood=Understood(), answer="**=HYPERLINK(1)** \x07 [1]"
    )
    head = Letterhead("state", "Tỉnh\x0b", "Huyện\x01", "Xã\x1f")
    sheet = Sheet(letterhead=head).with_answer(odd).with_text("heading", "<w:t>")
    sheet = sheet.with_text("note", "@SUM(A1)\x1f\n\nsau dòng trống")
    words = words_of(as_docx(sheet, "a/b\x00"))
    assert "@SUM(A1)\n\nsau dòng trống" in words
    assert "HUYỆN" in words
    assert "=1+1<b>&" in words
    assert "<w:t>" in words
    stream = io.BytesIO()
    save_xlsx(stream, sheet)
    page = load_workbook(io.BytesIO(stream.getvalue()))["Phiếu"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    html = sheet_html(sheet)
    assert "<b>&" not in html
    assert "&lt;w:t&gt;" in html


def test_the_screen_shows_what_the_files_hold(sheet: Sheet) -> None:
    from html import escape, unescape
    from re import sub

    seen = unescape(sub(r"<[^>]+>", "", sheet_html(sheet)))
    for entry in sheet.numbered():
        if entry.answer:
            assert entry.answer.answer.replace("**", "") in seen
            assert all(citation.quote in seen for citation in entry.answer.citations)
    places = [
        sheet_html(sheet).index(escape(title_of(e.answer) if e.answer else e.text)) for e in sheet.entries
    ]
    assert all(a < b for a, b in pairwise(places))


def test_a_question_typed_without_diacritics_has_them_on_the_sheet(engine: ReportQueryEngine) -> None:
    asked = engine.answer("dien tich gieo trong huyen van son 6 thang dau nam 2024")
    words = words_of(as_docx(Sheet().with_answer(asked)))
    assert "Diện tích gieo trồng huyện Vân Sơn 6 tháng đầu năm 2024" in words


def test_an_empty_sheet_says_how_to_fill_it() -> None:
    assert "Ghim câu trả lời" in sheet_html(Sheet())
    assert as_rows(Sheet()) == []
    assert words_of(as_docx(Sheet(), "Trống")).strip() == "TRỐNG"
