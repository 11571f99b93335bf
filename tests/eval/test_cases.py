"""Question sets: every form read the same, every faulty line named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from eval.cases import Case, read_cases, read_set
from index_store.errors import MissingPathError, QuestionSetError

LINE = {
    "id": "a1",
    "category": "direct",
    "question": "Đàn bò 6 tháng là bao nhiêu?",
    "history": [],
    "answerable": True,
    "expect": [["1.200 con", "1200 con"], ["3%"]],
    "report": "bc-0001.pdf",
    "evidence": ["Đàn bò 1.200 con, tăng 3%"],
    "source": {"page": 2, "section": "2.1", "footnote": 4},
}
WANTED = Case(
    id="a1",
    question="Đàn bò 6 tháng là bao nhiêu?",
    category="direct",
    expect=(("1.200 con", "1200 con"), ("3%",)),
    reports=("bc-0001",),
    evidence=("Đàn bò 1.200 con, tăng 3%",),
    footnote=4,
    page=2,
    section="2.1",
)
COLUMNS = (
    "id",
    "category",
    "question",
    "answerable",
    "expect",
    "report",
    "evidence",
    "footnote",
    "page",
    "section",
)
CELLS = (
    "a1",
    "direct",
    LINE["question"],
    "có",
    "1.200 con|1200 con; 3%",
    "bc-0001.pdf",
    LINE["evidence"],
    4,
    2,
    "2.1",
)


def write_lines(path: Path, *lines: object) -> Path:
    text = "\n".join(
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    path.write_text(text, "utf-8")
    return path


def test_a_json_line_gives_a_case(tmp_path: Path) -> None:
    assert read_cases(write_lines(tmp_path / "q.jsonl", LINE)) == [WANTED]


def test_a_csv_row_as_excel_saves_it_gives_the_same_case(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerow([c[0] if isinstance(c, list) else c for c in CELLS])
    assert read_cases(path) == [WANTED]


def test_a_sheet_row_gives_the_same_case_and_empty_rows_are_passed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(COLUMNS)
    sheet.append([None] * len(COLUMNS))
    sheet.append([c[0] if isinstance(c, list) else c for c in CELLS])
    path = tmp_path / "q.xlsx"
    book.save(path)
    assert read_cases(path) == [WANTED]


def test_every_faulty_line_is_named_with_its_number_and_fault(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "q.jsonl",
        LINE,
        "{không phải json",
        "",
        {"id": "b", "expect": ["1"]},
        {"id": "c", "question": "Bao nhiêu?"},
        {"id": "d", "question": "Bao nhiêu?", "answerable": "có lẽ", "expect": ["1"]},
        {"id": "e", "question": "Bao nhiêu?", "expect": [[]]},
        {"id": "f", "question": "Bao nhiêu?", "expect": ["1"], "history": [5]},
        {"id": "g", "question": "Bao nhiêu?", "expect": ["1"], "source": {"footnote": "bốn"}},
        {"id": "h", "question": "Bao nhiêu?", "expect": ["1"], "report": 7},
        {"id": "i", "question": "Bao nhiêu?", "expect": ["1"], "role": "giá trị"},
        {"id": "j", "question": "Bao nhiêu?", "expect": ["1"], "source": {"page": "hai"}},
        ["một danh sách"],
        LINE,
    )
    with pytest.raises(QuestionSetError) as caught:
        read_cases(path)
    numbers = [int(fault.split(":")[0].removeprefix("Dòng ")) for fault in caught.value.faults]
    assert numbers == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    assert "q.jsonl: 12 dòng có lỗi" in str(caught.value)
    assert "id “a1” đã có" in caught.value.faults[-1]


def test_ten_thousand_rows_with_faults_are_refused_with_every_faulty_line_named(tmp_path: Path) -> None:
    faulty = {n for n in range(2, 10_002) if n % 7 == 0 or 5000 <= n < 5040}
    rows = [f"Câu {n}?,{'' if n in faulty else n}" for n in range(2, 10_002)]
    path = tmp_path / "q.csv"
    path.write_text("question,expect\n" + "\n".join(rows), "utf-8")
    with pytest.raises(QuestionSetError) as caught:
        read_cases(path)
    said = str(caught.value)
    assert f"{len(faulty)} dòng có lỗi" in said
    named: set[int] = set()
    for part in said.split("Dòng ")[1].split(":")[0].split(", "):
        first, _, last = part.partition("-")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == faulty


def test_more_questions_than_can_be_asked_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.cases.MAX_QUESTIONS", 1_200)
    path = tmp_path / "q.csv"
    path.write_text("question,expect\n" + "Bao nhiêu?,1\n" * 1_200, "utf-8")
    assert len(read_cases(path)) == 1_200
    with path.open("a", encoding="utf-8") as stream:
        stream.write("Một câu nữa?,1\n")
    with pytest.raises(QuestionSetError, match=r"hơn 1\.200 câu hỏi"):
        read_cases(path)


def test_only_accepted_proposals_are_questions_and_the_others_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    rows = ("có,Câu 1?,1", ",Câu 2?,2", "không,,", "X,Câu 4?,4", "để sau,Câu 5?,5")
    path.write_text("\n".join(("nhận,question,expect", *rows[:-1])), "utf-8")
    cases, passed_over = read_set(path)
    assert [case.question for case in cases] == ["Câu 1?", "Câu 4?"]
    assert passed_over == 2
    path.write_text("\n".join(("nhận,question,expect", *rows)), "utf-8")
    with pytest.raises(QuestionSetError, match="Dòng 6: “nhận” phải là có hoặc không"):
        read_set(path)
    path.write_text("nhận,question,expect\n,Câu 1?,1\n", "utf-8")
    with pytest.raises(QuestionSetError, match="Chưa câu nào trong 1 câu đề xuất được nhận"):
        read_set(path)


def test_tags_and_status_are_read(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text('question;expect;status;tags\nĐàn bò?;5;uoc;"xã; pdf"\nĐàn bò?;5;;\n', "utf-8")
    first, second = read_cases(path)
    assert (first.status, first.tags) == ("uoc", ("xã", "pdf"))
    assert (second.status, second.tags) == ("", ())


def test_a_csv_with_semicolons_as_excel_saves_it_here_is_read(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text('question;expect;report\nĐàn bò?;"1.200 con|1200 con; 3%";bc-1.pdf\n', "utf-8-sig")
    [case] = read_cases(path)
    assert case.expect == (("1.200 con", "1200 con"), ("3%",))
    assert case.reports == ("bc-1",)


def test_a_cell_that_begins_like_json_must_be_json(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_text('question,expect\nBao nhiêu?,"[1, 2"\nBao nhiêu?,5\n', "utf-8")
    with pytest.raises(QuestionSetError, match="Dòng 2: ô bắt đầu bằng"):
        read_cases(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("q.txt", b"Bao nhieu?", ".jsonl, .csv"),
        ("q.jsonl", b"", "Không có câu hỏi nào"),
        ("q.jsonl", "câu hỏi".encode("utf-16"), "UTF-8"),
        ("q.xlsx", b"PK not a sheet", "Excel"),
    ],
)
def test_a_file_that_is_no_question_set_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(QuestionSetError, match=words) as caught:
        read_cases(path)
    assert "\n" not in str(caught.value)


def test_a_missing_question_set_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError):
        read_cases(tmp_path / "q.jsonl")


def test_the_development_questions_are_read_whole(reference: Path) -> None:
    [path] = sorted((reference / "questions").glob("*.jsonl"))
    cases = read_cases(path)
    assert len(cases) == len(path.read_text("utf-8").splitlines())
    assert any(case.history for case in cases)
    assert any(case.footnote for case in cases)
    assert not all(case.answerable for case in cases)
