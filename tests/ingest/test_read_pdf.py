"""PDF by size and baseline: marks, notes, running heads, page numbers; and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from index_store.records import Footnote, Header, Unit
from ingest.footnotes import place_marks
from ingest.lines import without_marks
from ingest.passages import make_passages
from ingest.read_pdf import BrokenPdfError, EncryptedPdfError, read_pdf
from ingest.structure import outline

FILLER = (
    "Các cấp, các ngành đã tập trung chỉ đạo thực hiện đồng bộ nhiệm vụ, giải pháp đề ra từ đầu năm. " * 9
)
SETUP = """
#set page(paper: "a4", margin: 2.5cm, numbering: "1")
#set text(size: 13pt, lang: "vi")
#set par(justify: true)
"""


def _footnotes(path: Path) -> list[Footnote]:
    source = read_pdf(path)
    lines, _, _ = place_marks(source.lines, source.notes, source.raised)
    header = Header(Unit("Suối Cạn", "xã"), "UBND xã", None)
    return make_passages(outline(lines).blocks, source.notes, header).footnotes


@pytest.mark.parametrize("figures", ["true", "false"], ids=["superior figures", "small raised figures"])
def test_notes_are_linked_to_their_sentences_over_pages(write_pdf: Callable[..., Path], figures: str) -> None:
    long_note = "Trong đó có nhiều nội dung chi tiết về từng thôn, từng hộ. " * 60
    path = write_pdf(
        SETUP
        + f"#set super(typographic: {figures})\n"
        + f"{FILLER}\n\n- Trồng rừng đạt kế hoạch năm 2023#footnote[{long_note}]\\; "
        + f"chăn nuôi phát triển#footnote[Đàn lợn 300 con.].\n\n{FILLER} "
        + "Lấn chiếm 28 m#super[2] đất đã được xử lý #footnote[Thu hồi 12 m#super[2].].\n\n"
        + f"{FILLER}\n\n"
        + f"Thu ngân sách đạt 64%#footnote[Bằng 101% cùng kỳ.], vượt tiến độ. {FILLER}"
    )
    notes = _footnotes(path)
    assert [(n.n, n.anchor) for n in notes] == [
        (1, "Trồng rừng đạt kế hoạch năm 2023; chăn nuôi phát triển."),
        (2, "Trồng rừng đạt kế hoạch năm 2023; chăn nuôi phát triển."),
        (3, "Lấn chiếm 28 m2 đất đã được xử lý."),
        (4, "Thu ngân sách đạt 64%, vượt tiến độ."),
    ]
    assert notes[0].text.count("từng thôn") == 60
    assert notes[2].text == "Thu hồi 12 m2."


def test_running_heads_and_page_numbers_stay_out_of_sentences(write_pdf: Callable[..., Path]) -> None:
    path = write_pdf(SETUP.replace("numbering", "header: [Báo cáo của xã Suối Cạn], numbering") + FILLER * 12)
    source = read_pdf(path)
    text = " ".join(line.text for line in source.lines)
    assert source.pages >= 3
    assert "Suối Cạn" not in text
    assert without_marks(text).replace("  ", " ") == (FILLER * 12).strip()


def test_a_truncated_pdf_is_refused(write_pdf: Callable[..., Path], tmp_path: Path) -> None:
    broken = tmp_path / "cut.pdf"
    broken.write_bytes(b"%PDF-1.7\n" + b"nothing of a PDF follows")
    with pytest.raises(BrokenPdfError, match="hỏng"):
        read_pdf(broken)


@pytest.mark.parametrize("password", ["", "bi-mat"])
def test_only_a_real_password_stops_reading(
    write_pdf: Callable[..., Path], tmp_path: Path, password: str
) -> None:
    writer = PdfWriter(clone_from=PdfReader(write_pdf(SETUP + FILLER)))
    writer.encrypt(user_password=password, owner_password="chu", algorithm="RC4-128")
    locked = tmp_path / "khoa.pdf"
    writer.write(locked)
    if password:
        with pytest.raises(EncryptedPdfError, match="mật khẩu"):
            read_pdf(locked)
    else:
        assert read_pdf(locked).lines


def test_a_note_number_drawn_with_the_figure_of_square_metres_is_read(write_pdf: Callable[..., Path]) -> None:
    """One face draws the 2 of "m²" and of note 12 with one glyph, and the PDF calls it "²"."""
    notes = " ".join(f"Việc thứ {k} đã xong#footnote[Đất 1{k} m² tại thôn {k}.]." for k in range(1, 24))
    found = _footnotes(write_pdf(SETUP + f"Diện tích 300 m² đất. {notes}"))
    assert [(n.n, n.anchor) for n in found] == [(k, f"Việc thứ {k} đã xong.") for k in range(1, 24)]
    assert found[11].text == "Đất 112 m² tại thôn 12."
