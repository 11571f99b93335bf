"""One file and many: what is read, refused, skipped, and what one bad file costs the others."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index_store.errors import FileRefusedError
from index_store.settings import read_settings
from index_store.store import Store
from ingest.load import FileResult, ingest
from ingest.read import read_report

REPORT = [
    "UBND XÃ SUỐI CẠN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 52/BC-UBND   Suối Cạn, ngày 12 tháng 6 năm 2024",
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
    "I. KẾT QUẢ ĐẠT ĐƯỢC",
    "1. Nông nghiệp",
    "- Diện tích gieo trồng của xã Suối Cạn ước đạt 1.250 ha, bằng 64% kế hoạch[^1]. Chăn nuôi ổn định.",
    "- Công tác quản lý, bảo vệ rừng được tăng cường; kiểm lâm phối hợp với các thôn tuần tra thường xuyên.",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Lò Văn Bình",
]


@pytest.fixture
def report(write_docx: Callable[..., Path]) -> Path:
    return write_docx(REPORT, ["Trong đó lúa 800 ha, ngô 450 ha."])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(read_settings(store=tmp_path / "kho"))


def test_one_file_from_bytes_to_figures(report: Path) -> None:
    reading = read_report(report)
    assert reading.header.unit.name == "Suối Cạn"
    assert reading.header.period
    assert reading.header.period.label == "6 tháng đầu năm 2024"
    assert [(n.n, n.anchor.split(",")[0], n.section) for n in reading.footnotes] == [
        (1, "Diện tích gieo trồng của xã Suối Cạn ước đạt 1.250 ha", "1")
    ]
    assert {"1.250 ha", "800 ha"} <= {figure.printed for figure in reading.figures}
    assert "Lò Văn Bình" in [p.text for p in reading.passages if p.kind == "header"][-1]


def test_a_file_is_read_by_its_content_and_a_wrong_ending_is_said(report: Path) -> None:
    renamed = report.rename(report.with_suffix(".pdf"))
    reading = read_report(renamed)
    assert reading.file.format == "docx"
    assert any("đuôi “.pdf”" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("trong.txt", b"  \n", "trống"),
        ("anh.pdf", b"\xff\xd8\xff\xe0 JFIF", "ảnh"),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "không phải tệp Word"),
        ("hong.docx", b"PK\x03\x04 cut", "hỏng"),
        ("ngan.txt", "Báo cáo ngắn.".encode(), "chữ"),
        ("tho.txt", ("Trời xanh mây trắng nắng vàng gió thổi. " * 20).encode(), "đơn vị"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match=says):
        read_report(path)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_folder_is_read_in_order_and_a_bad_file_costs_only_itself(
    write_docx: Callable[..., Path], store: Store, tmp_path: Path, workers: int
) -> None:
    folder = tmp_path / "bao_cao"
    folder.mkdir()
    for year in (2022, 2023):
        lines = [line.replace("2024", str(year)).replace("1.250", str(year)) for line in REPORT]
        write_docx(lines, ["Ghi chú."]).rename(folder / f"b{year}.docx")
    (folder / "a-hong.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "~$b2022.docx").write_bytes(b"lock")
    (folder / ".an.txt").write_text("an")
    told: list[tuple[FileResult, int, int]] = []
    result = ingest(
        [folder, tmp_path / "khong-co"], store, workers=workers, progress=lambda *args: told.append(args)
    )
    assert [(Path(f.file).name, f.status) for f in result.files] == [
        ("a-hong.pdf", "refused"),
        ("b2022.docx", "added"),
        ("b2023.docx", "added"),
        ("khong-co", "refused"),
    ]
    assert [(done, total) for _, done, total in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert result.files[1].footnotes_linked == 1
    again = ingest([folder], store, workers=workers)
    assert [f.status for f in again.files] == ["refused", "unchanged", "unchanged"]


def test_the_json_row_has_the_contracts_keys() -> None:
    row = FileResult("a.pdf", "refused", reason="tệp trống").as_json()
    assert set(row) >= {
        "file", "status", "report", "reason", "unit", "province", "issuer", "period", "number", "date",
        "pages",
        "footnotes", "footnotes_linked", "tables", "passages", "figures", "absent_appendices",
        "seconds",
    }  # fmt: skip


def test_reading_files_needs_no_model() -> None:
    heavy = ("torch", "chromadb", "sentence_transformers")
    code = f"import ingest.load, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_units_whose_names_only_a_mark_keeps_apart_are_two(
    store: Store, write_report: Callable[..., Path]
) -> None:
    files = [write_report("a.txt", name="Suối Cạn"), write_report("b.txt", name="Suối Cán", area="1.300")]
    ingest(files, store, workers=1)
    assert {r.header.unit.name for r in store.reports()} == {"Suối Cạn", "Suối Cán"}
