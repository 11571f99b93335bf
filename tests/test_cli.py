"""The commands as a person types them: what they print, what they write, and their exit status."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

import tracuu

ROOT = Path(__file__).resolve().parent.parent
WriteReport = Callable[..., Path]


class Tracuu:
    """`tracuu …` over a store of its own; remembers what was printed."""

    def __init__(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.store, self._capsys = store, capsys
        self.out = self.err = ""

    def __call__(self, *words: str | Path) -> int:
        status = tracuu.main(["--store", str(self.store), *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return status

    def document(self, *words: str | Path, status: int = 0) -> dict[str, object]:
        """The JSON of a command: one document on stdout and nothing else there."""
        assert self(*words, "--json") == status, self.err
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tracuu:
    return Tracuu(tmp_path / "kho", capsys)


@pytest.fixture
def filled(run: Tracuu, write_report: WriteReport) -> Tracuu:
    """A store with two communes."""
    folder = write_report("suoi-can.txt").parent
    write_report("nam-pha.txt", name="Nậm Pha", area="2.318", poor=140, number=77)
    assert run("ingest", folder) == 0, run.err
    return run


def test_help_comes_within_a_second_and_names_every_command() -> None:
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "tracuu.py", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    seconds = time.perf_counter() - started
    for command in ("ingest", "reports", "show", "edit", "remove", "ask", "figures", "eval", "chat", "check"):
        assert command in done.stdout
    assert seconds < 2, "imports must stay lazy (1 s on an idle machine)"


def test_a_folder_goes_in_and_a_second_run_finds_nothing_to_do(filled: Tracuu, tmp_path: Path) -> None:
    found = filled.document("ingest", tmp_path / "bao_cao")
    rows = found["reports"]
    assert isinstance(rows, list)
    assert [(row["unit"], row["status"]) for row in rows] == [
        ("xã Nậm Pha", "unchanged"),
        ("xã Suối Cạn", "unchanged"),
    ]


def test_reports_are_listed_for_people_and_for_programs(filled: Tracuu) -> None:
    assert filled("reports") == 0
    assert "Suối" in filled.out
    rows = filled.document("reports")["reports"]
    assert isinstance(rows, list)
    assert {row["period"] for row in rows} == {"6 tháng đầu năm 2024"}
    assert {row["number"] for row in rows} == {"52/BC-UBND", "77/BC-UBND"}


def test_show_gives_the_outline_and_every_figure(filled: Tracuu) -> None:
    assert filled("show", "suoi-can.txt") == 0
    assert "Nông nghiệp" in filled.out
    document = filled.document("show", "suoi-can.txt")
    assert {"report", "sections", "footnotes", "tables", "passages", "figures"} <= document.keys()
    figures = document["figures"]
    assert isinstance(figures, list)
    assert "1250" in {figure["value"] for figure in figures}


def test_a_question_is_answered_from_the_right_commune_with_its_quote(filled: Tracuu) -> None:
    question = "Diện tích gieo trồng của xã Nậm Pha 6 tháng đầu năm 2024 là bao nhiêu?"
    assert filled("ask", question) == 0
    assert "2.318 ha" in filled.out
    assert "nam-pha.txt" in filled.out
    answer = filled.document("ask", question)
    assert answer["refused"] is False
    citations = answer["citations"]
    assert isinstance(citations, list)
    assert "2.318 ha" in citations[0]["quote"]


def test_a_question_without_evidence_is_refused_and_that_is_no_failure(filled: Tracuu) -> None:
    answer = filled.document("ask", "Xã Suối Cạn có mấy sân bay quốc tế?")
    assert answer["refused"] is True
    assert answer["citations"] == []


def test_a_bad_line_in_a_batch_is_named_and_the_others_are_answered(filled: Tracuu, tmp_path: Path) -> None:
    source, out = tmp_path / "hoi.jsonl", tmp_path / "dap.jsonl"
    lines = [
        {"id": "a", "question": "Xã Suối Cạn có bao nhiêu hộ nghèo?", "history": []},
        {"id": "b", "question": "Còn xã Nậm Pha?", "history": ["Xã Suối Cạn có bao nhiêu hộ nghèo?"]},
    ]
    text = [json.dumps(line, ensure_ascii=False) for line in lines]
    source.write_text("\n".join([text[0], "{hỏng", '{"id": "c"}', text[1]]), "utf-8")
    assert filled("ask", "--batch", source, "--out", out) == 1
    assert "dòng 2" in filled.err
    assert "dòng 3" in filled.err
    answers = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert "87" in answers[0]["answer"]
    assert "140" in answers[1]["answer"]


def test_figures_go_into_a_sheet_in_which_nothing_is_a_formula(
    run: Tracuu, write_report: WriteReport, tmp_path: Path
) -> None:
    path = write_report("cong-thuc.txt")
    path.write_text(path.read_text("utf-8").replace("- Toàn xã có", '=HYPERLINK("x") Toàn xã có'), "utf-8")
    run("ingest", path)
    out = tmp_path / "so-lieu.xlsx"
    assert run("figures", "--out", out) == 0
    sheet = load_workbook(out).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any("1.250" in str(cell.value) for cell in cells)


def test_figures_can_be_narrowed(filled: Tracuu) -> None:
    rows = filled.document("figures", "--unit", "Nậm Pha", "--find", "hộ nghèo")["figures"]
    assert isinstance(rows, list)
    assert "140" in {row["value"] for row in rows}
    assert "1250" not in {row["value"] for row in rows}


def test_a_list_of_questions_becomes_a_sheet_with_sources(filled: Tracuu, tmp_path: Path) -> None:
    asked = tmp_path / "cau-hoi.txt"
    asked.write_text(
        "1. Xã Nậm Pha có bao nhiêu hộ nghèo?\n2. Xã Nậm Pha có bao nhiêu tàu vũ trụ?\n", "utf-8"
    )
    for name in ("phieu.docx", "phieu.xlsx"):
        out = tmp_path / name
        assert (
            filled("export", asked, "--out", out, "--letterhead", "nha-nuoc", "--office", "UBND xã Nậm Pha")
            == 0
        )
        assert "Đã ghi 1 câu trả lời" in filled.out
        assert "Xã Nậm Pha có bao nhiêu tàu vũ trụ?" in filled.out
    document = docx.Document(str(tmp_path / "phieu.docx"))
    words = "\n".join(p.text for p in document.paragraphs)
    assert "140 hộ nghèo" in words
    assert "Báo cáo số 77/BC-UBND" in words
    assert "UBND XÃ NẬM PHA" in document.tables[0].rows[0].cells[0].text
    _, *rows = load_workbook(tmp_path / "phieu.xlsx").worksheets[0].iter_rows(values_only=True)
    assert [140 in row for row in rows].count(True) == 1


@pytest.mark.parametrize(
    ("out", "said"), [("phieu.pdf", ".docx hoặc .xlsx"), ("khong-co/phieu.docx", "Không ghi được")]
)
def test_a_sheet_that_cannot_be_written_is_said_in_one_line(
    filled: Tracuu, tmp_path: Path, out: str, said: str
) -> None:
    (tmp_path / "a.txt").write_text("Có bao nhiêu hộ nghèo?", "utf-8")
    assert filled("export", tmp_path / "a.txt", "--out", tmp_path / out) == 2
    assert said in filled.err
    assert filled.err.count("\n") == 1


def test_a_header_is_corrected_shown_asked_for_and_taken_back(filled: Tracuu) -> None:
    assert filled("edit", "nam-pha.txt", "--unit", "xã Bàu Sim", "--period", "quý I/2023") == 0, filled.err
    assert "xã Bàu Sim" in filled.out
    assert filled("show", "nam-pha.txt") == 0
    assert "Sửa tay: đơn vị “xã Bàu Sim” (đọc được: “xã Nậm Pha”)" in filled.out
    row = filled.document("show", "nam-pha.txt")["report"]
    assert isinstance(row, dict)
    assert row["corrected"] == {"unit": "xã Nậm Pha", "period": "6 tháng đầu năm 2024"}
    answer = filled.document("ask", "Xã Bàu Sim quý I năm 2023 có bao nhiêu hộ nghèo?")
    understood = answer["understood"]
    assert isinstance(understood, dict)
    assert (understood["units"], understood["periods"]) == (["xã Bàu Sim"], ["quý I/2023"])
    assert "140" in str(answer["answer"])
    row = filled.document("edit", "nam-pha.txt", "--reset")["report"]
    assert isinstance(row, dict)
    assert (row["unit"], row["period"], row["corrected"]) == ("xã Nậm Pha", "6 tháng đầu năm 2024", {})


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nam-pha.txt"], "ít nhất một trường"),
        (["nam-pha.txt", "--reset", "--number", "9/BC-UBND"], "ít nhất một trường"),
        (["nam-pha.txt", "--unit", "Nậm Pha"], "Đơn vị “Nậm Pha”"),
        (["nam-pha.txt", "--period", "hôm qua"], "Kỳ báo cáo “hôm qua”"),
        (["khong-co.txt", "--period", "2024"], "khong-co.txt"),
    ],
)
def test_a_correction_that_cannot_be_made_is_said_in_one_line(
    run: Tracuu, words: list[str], says: str
) -> None:
    assert run("edit", *words) == 2
    assert says in run.err
    assert run.err.count("\n") == 1


def test_a_removed_report_answers_no_longer(filled: Tracuu) -> None:
    assert filled("remove", "nam-pha.txt") == 0
    assert filled("show", "nam-pha.txt") == 2
    assert "nam-pha.txt" in filled.err
    answer = filled.document("ask", "Xã Nậm Pha có bao nhiêu hộ nghèo?")
    assert answer["refused"] is True
    removed = filled.document("reports")["removed"]
    assert isinstance(removed, list)
    [aside] = removed
    assert aside["file"] == "nam-pha.txt"
    assert filled("remove", "khac.txt", "--undo") == 2
    assert "nam-pha.txt" in filled.err
    assert filled("remove", "nam-pha.txt", "--undo") == 0
    assert filled("show", aside["report"]) == 0
    assert filled.document("reports")["removed"] == []
    assert filled("remove", "nam-pha.txt", "--undo") == 2
    assert "không giữ báo cáo nào đã bỏ" in filled.err


def test_a_whole_store_checks_well(filled: Tracuu) -> None:
    assert filled("check") == 0, filled.out
    assert "✗" not in filled.out


def test_an_evaluation_prints_scores_writes_its_page_and_compares_runs(
    filled: Tracuu, tmp_path: Path
) -> None:
    questions = tmp_path / "q.jsonl"
    cases = [
        {"id": "a", "question": "Xã Suối Cạn có bao nhiêu hộ nghèo?", "expect": ["87"], "report": "suoi-can"},
        {"id": "b", "question": "Xã Suối Cạn có bao nhiêu hộ nghèo? <script>", "expect": ["<b>88</b>"]},
        {"id": "c", "question": "Xã Suối Cạn có mấy sân bay quốc tế?", "answerable": False},
    ]
    questions.write_text("\n".join(json.dumps(c, ensure_ascii=False) for c in cases), "utf-8")
    first = tmp_path / "lan-1"
    assert filled("eval", questions, "--out", first, "--fail-under", "50") == 0, filled.err
    assert "Trả lời đúng" in filled.out
    assert "2/3" in filled.out
    assert len((first / "results.jsonl").read_text("utf-8").splitlines()) == 3
    page = (first / "page.html").read_text("utf-8")
    assert "1 câu sai" in page
    assert "<script" not in page
    assert "&lt;b&gt;88&lt;/b&gt;" in page
    document = filled.document("eval", questions, "--against", first, "--fail-under", "90", status=1)
    assert document["wrong"] == ["b"]
    assert document["against"] == {"gained": [], "lost": [], "same": 3, "apart": 0, "p": 1.0}
    assert json.loads((first / "summary.json").read_text("utf-8"))["overall"] != {}


def test_a_faulty_question_set_is_refused_before_anything_is_asked(run: Tracuu, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    questions.write_text('{"question": "Bao nhiêu?"}\n{', "utf-8")
    assert run("eval", questions) == 2
    assert "Dòng 1" in run.err
    assert "Dòng 2" in run.err
    assert not run.store.exists()


def bad_files(folder: Path, good: Path) -> dict[str, str]:
    """Files that cannot be taken in, each with a word of the reason."""
    from pypdf import PdfWriter

    (folder / "trong.txt").write_bytes(b"")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "cut.docx").write_bytes(b"PK\x03\x04 word/document.xml cut")
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("mật khẩu", algorithm="AES-256")
    with (folder / "khoa.pdf").open("wb") as stream:
        writer.write(stream)
    (folder / "tho.txt").write_text("Trời xanh mây trắng nắng vàng gió thổi. " * 20, "utf-8")
    (folder / "anh.pdf").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    (folder / "giong.pdf").write_text(good.read_text("utf-8"), "utf-8")  # text that calls itself PDF
    return {
        "trong.txt": "trống",
        "cut.pdf": "PDF",
        "cut.docx": "hỏng",
        "khoa.pdf": "mật khẩu",
        "tho.txt": "đơn vị",
        "anh.pdf": "ảnh",
    }


def test_each_bad_file_costs_one_clear_line_and_the_rest_goes_in(
    run: Tracuu, write_report: WriteReport, tmp_path: Path
) -> None:
    good = write_report("tot.txt")
    reasons = bad_files(good.parent, good)
    rows = run.document("ingest", good.parent, tmp_path / "khong-co", status=1)["reports"]
    assert isinstance(rows, list)
    refused = {Path(row["file"]).name: row["reason"] for row in rows if row["status"] == "refused"}
    assert refused.keys() == {*reasons, "khong-co"}
    for name, word in reasons.items():
        assert word in refused[name]
        assert "\n" not in refused[name]
        assert "Traceback" not in run.err
    assert sorted(row["status"] for row in rows if row["status"] != "refused") == ["added", "duplicate"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "thiếu LỆNH"),
        (["bay"], "không có lệnh 'bay'"),
        (["ingest"], "thiếu ĐƯỜNG_DẪN. Xem `tracuu ingest --help`"),
    ],
)
def test_a_wrong_command_is_said_in_one_line(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        tracuu.main(words)
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "  "],
        ["ask", "--batch", "khong-co.jsonl"],
        ["ask", "--batch", "khong-co.jsonl", "--out", "x.jsonl"],
    ],
)
def test_a_question_that_is_not_there_is_said_in_one_line(run: Tracuu, words: list[str]) -> None:
    assert run(*words) == 2
    assert run.err.strip().count("\n") == 0
    assert run.err.strip()


def test_a_setting_that_cannot_work_is_named(run: Tracuu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACUU_PORT", "cổng")
    assert run("reports") == 2
    assert "TRACUU_PORT" in run.err


def test_a_store_that_cannot_be_made_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    occupied = tmp_path / "tep"
    occupied.write_text("không phải thư mục")
    run = Tracuu(occupied / "kho", capsys)
    assert run("reports") == 2
    assert "Không ghi được vào kho" in run.err
    assert run.err.count("\n") == 1


def test_a_store_of_another_version_is_refused_with_what_to_do(filled: Tracuu) -> None:
    with sqlite3.connect(filled.store / "catalogue.sqlite3") as database:
        database.execute("UPDATE meta SET value = '999' WHERE name = 'schema'")
    database.close()
    assert filled("reports") == 2
    assert "999" in filled.err
    assert "--store" in filled.err


def test_the_sample_reports_all_go_in(run: Tracuu, samples: Path) -> None:
    rows = run.document("ingest", samples)["reports"]
    assert isinstance(rows, list)
    assert rows
    assert all(row["unit"] and row["period"] for row in rows)
