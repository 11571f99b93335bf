"""Scanned pages: marks by their place, numbers by order, doubt carried to the figure; and a machine without OCR."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfWriter

from index_store.pages import PagePictures, draw_page
from index_store.records import Reading
from index_store.settings import read_settings
from index_store.store import Store
from ingest.lines import split_doubts, with_doubt, without_marks
from ingest.load import ingest
from ingest.read import PARSER_VERSION, read_report
from ingest.scan_image import skew
from ingest.scan_marks import number_spots

ScanPages = Callable[..., Path]
# Invented, like every report here; A5 keeps the reading short.
PAGE = """
#set page(paper: "a5", margin: 1.5cm)
#set text(size: 12pt, lang: "vi", font: "Libertinus Serif")
#grid(columns: (1fr, 1.4fr), align: center,
  [UBND XÃ SUỐI CẠN \\ Số: 52/BC-UBND], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ Suối Cạn, ngày 12 tháng 6 năm 2024])
#align(center)[*BÁO CÁO* \\ *Tình hình kinh tế - xã hội 6 tháng đầu năm 2024*]

*I. KẾT QUẢ ĐẠT ĐƯỢC*

- Diện tích gieo trồng của xã ước đạt 1.250 ha, bằng 64% kế hoạch#footnote[Trong đó lúa 800 ha, ngô 450 ha.].
  Chăn nuôi ổn định, không phát sinh dịch bệnh nguy hiểm trên địa bàn.
- Công tác quản lý, bảo vệ rừng được tăng cường#footnote[Tuần tra 36 lượt, xử lý 04 vụ.]\\; kiểm lâm phối hợp với các
  thôn. Toàn xã còn 87 hộ nghèo năm 2023#footnote[Giảm 12 hộ so với cùng kỳ.].
"""
NOTES = [
    (1, "Diện tích gieo trồng của xã ước đạt 1.250 ha, bằng 64% kế hoạch."),
    (2, "Công tác quản lý, bảo vệ rừng được tăng cường; kiểm lâm phối hợp với các thôn."),
    (3, "Toàn xã còn 87 hộ nghèo năm 2023."),
]


def links(reading: Reading) -> list[tuple[int, str]]:
    return [(note.n, note.anchor) for note in reading.footnotes]


def test_a_leaning_scan_is_read_with_its_header_marks_and_figures(scan: ScanPages, tesseract: str) -> None:
    reading = read_report(scan(PAGE, angle=-3.0))
    assert links(reading) == NOTES
    assert (reading.header.unit.name, reading.header.number) == ("Suối Cạn", "52/BC-UBND")
    assert reading.header.period
    assert {"1.250 ha", "800 ha", "87 hộ nghèo", "12 hộ"} <= {figure.printed for figure in reading.figures}
    assert any("Trang 1 là ảnh quét" in warning for warning in reading.warnings)
    assert reading.parser_version == PARSER_VERSION


@pytest.mark.parametrize("angle", [90.0, 180.0, 270.0])
def test_a_page_that_lies_on_its_side_or_its_head_is_turned_about(
    scan: ScanPages, tesseract: str, angle: float
) -> None:
    path = scan(PAGE, angle=angle)
    reading = read_report(path)
    assert {"1.250 ha", "800 ha", "12 hộ"} <= {figure.printed for figure in reading.figures}
    [words] = reading.page_words
    assert words.turn == angle  # it had been turned the other way
    picture = draw_page(path, 1, "bằng 64% kế hoạch", words=lambda page: words)
    [(x0, top, x1, bottom)] = picture.marked
    assert x1 - x0 > 2 * (bottom - top)
    drawn = Image.open(io.BytesIO(picture.png))
    assert drawn.height > drawn.width


def test_only_the_scanned_pages_of_a_mixed_file_are_read_by_ocr(
    scan: ScanPages, write_pdf: Callable[..., Path], tmp_path: Path, tesseract: str
) -> None:
    writer = PdfWriter()
    writer.append(write_pdf(PAGE.replace("64%", "65%"), "chu.pdf"))
    writer.append(scan('#set page(paper: "a6")\nII. DÂN SỐ\n\nDân số của xã là 4.312 người, giảm 15 người.'))
    mixed = tmp_path / "lan.pdf"
    writer.write(mixed)
    reading = read_report(mixed)
    places = {figure.printed: figure.passage for figure in reading.figures}
    pages = {passage.id: passage.page for passage in reading.passages}
    assert pages[places["4.312 người"]] == 2
    assert pages[places["65%"]] == 1
    assert any("Trang 2 là ảnh quét" in warning for warning in reading.warnings)
    assert (reading.ocr_pages, reading.pages) == (1, 2)


def test_without_ocr_the_file_is_taken_and_read_anew_when_there_is_one(
    scan: ScanPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tesseract: str
) -> None:
    path = scan(PAGE)
    with Store.open(read_settings(store=tmp_path / "kho")) as store:
        with monkeypatch.context() as context:
            context.setenv("PATH", str(tmp_path))
            unread = read_report(path)
        assert "Trang 1 là ảnh quét, chưa đọc được" in unread.warnings[0]
        assert "tesseract-ocr-vie" in unread.warnings[0]
        taken = store.publish(unread)
        assert (taken.status, taken.report.passages) == ("added", 0)
        [row] = ingest([path], store).files
        assert row.status == "replaced"
        assert row.footnotes_linked == 3
        assert (taken.report.ocr_share, row.ocr_share) == (0.0, 1.0)
        assert len(store.reports()) == 1


def test_order_proves_the_numbers_of_marks() -> None:
    def numbers(*read: int) -> list[int | None]:
        return number_spots([{number} - {0} for number in read])

    assert numbers(1, 2, 3) == [1, 2, 3]
    assert numbers(0, 2, 0, 4, 3) == [1, 2, 3, 4, None]
    assert numbers(1, 7, 3, 0, 0, 6) == [1, 2, 3, 4, 5, 6]
    assert numbers(1, 2, 4, 5) == [1, 2, 4, 5]  # a mark that was not seen costs the others nothing
    assert numbers(1, 2, 0, 0, 4) == [1, 2, None, None, 4]  # one of two is no mark: which?
    assert numbers(1, 2, 11) == [1, 2, None]
    assert numbers(7, 8, 9) == [7, 8, 9]  # the pages before are no scans
    assert numbers(7, 8) == [None, None]
    assert number_spots([{1}, {2}, {8, 3}]) == [1, 2, 3]  # read twice, and order says which reading is right
    assert number_spots([]) == []


def test_doubt_stays_with_its_word_and_out_of_the_text() -> None:
    text = " ".join(
        [with_doubt("đạt", 0.3), with_doubt("36.340", 0.62), with_doubt("ha,", 0.5), with_doubt("12%", 0.97)]
    )
    kept, doubts = split_doubts(text)
    assert kept == without_marks(text) == "đạt 36.340 ha, 12%"
    assert [(kept[d.start : d.end], d.confidence) for d in doubts] == [("36.340", 0.62)]


def test_the_lean_of_a_page_is_measured() -> None:
    lines = np.zeros((1200, 900), dtype=bool)
    lines[100:1100:40, 100:800] = True
    lines[101:1101:40, 100:800] = True
    for angle in (-4.0, 0.0, 1.5):
        leaning = Image.fromarray(lines.astype(np.uint8) * 255).rotate(-angle)
        assert skew(np.asarray(leaning) > 128) == pytest.approx(angle, abs=0.15)


def test_a_quote_is_marked_on_the_picture_of_a_scanned_page(
    scan: ScanPages, tmp_path: Path, tesseract: str
) -> None:
    path = scan(PAGE, angle=-3.0)
    with Store.open(read_settings(store=tmp_path / "kho")) as store:
        [row] = ingest([path], store).files
        report = store.report(row.report)
        pictures = PagePictures(store)

        def marked(quote: str) -> int:
            return len(pictures.picture(row.report, 1, quote).marked)

        assert marked("Toàn xã còn 87 hộ nghèo năm 2023.") in (1, 2)
        assert marked("Giảm 12 hộ so với cùng kỳ.") == 1
        assert marked("Toan xa còn 87 hô nghèo năm 2023.") in (1, 2)  # as OCR could have read it
        assert marked("Toàn xã còn 88 hộ nghèo năm 2023.") == 0
        assert marked("Toàn xã còn 8,7 hộ nghèo năm 2023.") == 0
        for passage in store.contents(row.report).passages:
            assert marked(passage.text) or passage.kind == "header", passage.text
        store.correct(report, store.reading(report))
        words = store.page_words(report.files[0], 1)
        assert words
        assert words.lean == pytest.approx(3.0, abs=0.15)
        store.remove(row.report)
        store.restore(row.report)
        assert marked("Giảm 12 hộ so với cùng kỳ.") == 1


def test_the_words_of_a_scan_beside_a_word_file_are_kept_with_it(
    scan: ScanPages, write_docx: Callable[..., Path], tmp_path: Path, tesseract: str
) -> None:
    body = [
        "UBND XÃ SUỐI CẠN", "Số: 52/BC-UBND", "BÁO CÁO", "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
        "I. KẾT QUẢ ĐẠT ĐƯỢC", "Diện tích gieo trồng của xã ước đạt 1.250 ha, bằng 64% kế hoạch. " * 2,
        "Toàn xã còn 87 hộ nghèo, giảm 12 hộ so với cùng kỳ năm trước. Chăn nuôi ổn định, không phát sinh dịch bệnh "
        "nguy hiểm trên địa bàn; công tác quản lý, bảo vệ rừng được tăng cường ở tất cả các thôn trong xã.",
    ]  # fmt: skip
    pages = '#set page(paper: "a5")\n#set text(size: 12pt, lang: "vi", font: "Libertinus Serif")\n'
    with Store.open(read_settings(store=tmp_path / "kho")) as store:
        ingest([write_docx(body), scan(pages + "\n\n".join(body))], store)
        [report] = store.reports()
        assert [file.format for file in report.files] == ["docx", "pdf"]
        assert PagePictures(store).picture(report.id, 1, "Toàn xã còn 87 hộ nghèo").marked
