"""Lists of questions as people have them: numbered lines, a column of Excel, a table of Word; and what is no list."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from assistant.question_list import questions_in, read_questions
from index_store.errors import FileRefusedError, MissingPathError

ASKED = ["Thu ngân sách 6 tháng đạt bao nhiêu?", "Có bao nhiêu hộ nghèo?"]


@pytest.mark.parametrize(
    "lines",
    [
        ASKED,
        [f"{n}. {question}" for n, question in enumerate(ASKED, 1)],
        [f"{n}) {question}" for n, question in enumerate(ASKED, 1)],
        [f"Câu {n}: {question}" for n, question in enumerate(ASKED, 1)],
        [f"- {question}" for question in ASKED],
        ["Danh sách câu hỏi:", "", f"  {ASKED[0]}\u00a0", ASKED[1], ASKED[0]],
    ],
)
def test_numbers_bullets_titles_and_repeats_are_left_out(lines: list[str]) -> None:
    assert questions_in(lines) == ASKED


def test_a_question_that_begins_with_a_number_keeps_it() -> None:
    assert questions_in(["6 tháng đầu năm thu bao nhiêu?"]) == ["6 tháng đầu năm thu bao nhiêu?"]


def test_text_word_and_excel_give_the_same_questions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeff" + "\r\n".join(ASKED), "utf-8")
    book = Workbook()
    for row in (
        ["STT", "Câu hỏi", "Ghi chú"],
        *([n, question, "gấp"] for n, question in enumerate(ASKED, 1)),
    ):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    document = docx.Document()
    document.add_paragraph("Danh sách câu hỏi")
    document.add_paragraph(f"1. {ASKED[0]}")
    document.add_table(1, 2).rows[0].cells[1].text = ASKED[1]
    document.save(str(tmp_path / "c.docx"))
    for name in ("a.txt", "b.xlsx", "c.docx"):
        assert read_questions(tmp_path / name) == ASKED, name


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.4", ".txt, .docx hoặc .xlsx"),
        ("a.txt", "Thu ngân sách?".encode("utf-16"), "UTF-8"),
        ("a.txt", b"\n \n", "không có câu hỏi nào"),
        ("a.docx", b"khong phai word", "không mở được tệp Word"),
        ("a.xlsx", b"khong phai excel", "không mở được tệp Excel"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileRefusedError, match=said):
        read_questions(tmp_path / name)


def test_a_file_that_unpacks_to_much_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 60_000_000)
    with pytest.raises(FileRefusedError, match="quá lớn"):
        read_questions(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.xlsx", "xl/workbook.xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.xlsx", "[Content_Types].xml"),
        ("a.docx", "word/document.xml"),
        ("a.docx", "[Content_Types].xml"),
    ],
)
def test_a_damaged_file_is_refused_with_what_to_do(tmp_path: Path, name: str, part: str) -> None:
    whole, damaged = tmp_path / f"whole-{name}", tmp_path / name
    if name.endswith("xlsx"):
        book = Workbook()
        book.active.append([ASKED[0]])
        book.save(whole)
    else:
        document = docx.Document()
        document.add_paragraph(ASKED[0])
        document.save(str(whole))
    assert read_questions(whole) == ASKED[:1]
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(damaged, "w") as made:
        for entry in given.namelist():
            data = given.read(entry)
            made.writestr(entry, data[: len(data) // 2] if entry == part else data)
    with pytest.raises(FileRefusedError, match=r"không mở được tệp .+ và lưu lại"):
        read_questions(damaged)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        read_questions(tmp_path / "khong-co.txt")
