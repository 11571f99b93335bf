"""DOCX from its XML: footnotes, list numbers, tables, breaks; bombs are refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index_store.records import Header, Unit
from ingest import word_parts
from ingest.footnotes import place_marks
from ingest.page_tables import with_tables
from ingest.passages import Findings, make_passages
from ingest.read import read_report
from ingest.read_docx import read_docx
from ingest.structure import outline
from ingest.word_parts import BrokenDocxError

WriteDocx = Callable[..., Path]


def _read(path: Path) -> Findings:
    source = read_docx(path)
    lines, _, _ = place_marks(source.lines, source.notes, source.raised)
    blocks = outline(with_tables(lines, source)).blocks
    return make_passages(blocks, source.notes, Header(Unit("Suối Cạn", "xã"), "UBND xã", None))


def test_words_own_footnotes_are_linked_wherever_the_mark_stands(write_docx: WriteDocx) -> None:
    path = write_docx(
        [
            "I. KẾT QUẢ",
            "- Có 12 xã về đích trong năm 2023[^1]. Trồng 25ha rừng[^2]; chăn nuôi 300 con[^3].",
            [
                ["TT", "Chỉ tiêu", "ĐVT", "TH 6 tháng"],
                ["1", "Đàn lợn[^4]", "Con", "300"],
                ["2", "Đàn bò", "Con", "40"],
            ],
        ],
        ["Một.", "Hai, 28.369m2.", "Ba.", "Bốn."],
    )
    found = _read(path)
    assert [(n.n, n.anchor) for n in found.footnotes] == [
        (1, "Có 12 xã về đích trong năm 2023."),
        (2, "Trồng 25ha rừng; chăn nuôi 300 con."),
        (3, "Trồng 25ha rừng; chăn nuôi 300 con."),
        (4, "1 | Đàn lợn | Con | 300"),
    ]
    [table] = found.tables
    assert table.header == ("TT", "Chỉ tiêu", "ĐVT", "TH 6 tháng")
    assert [p.text for p in found.passages if p.kind == "row"] == [
        "1 | Đàn lợn | Con | 300",
        "2 | Đàn bò | Con | 40",
    ]


def _raised(before: str, mark: str, after: str = "") -> str:
    raised = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{mark}</w:t></w:r>'
    parts = (f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in (before, after))
    return f"<w:p>{next(parts)}{raised}{next(parts)}</w:p>"


def test_notes_typed_by_hand_below_the_text_are_linked(write_docx: WriteDocx) -> None:
    path = write_docx(
        [
            "I. KẾT QUẢ",
            _raised("- Có 40 hợp tác xã", "1", " đang hoạt động; trồng 25 ha rừng."),
            _raised("- Mở rộng 300 m", "2", " nhà lớp học."),
            "- Thu ngân sách tăng khá².",
            "TM. ỦY BAN NHÂN DÂN",
            "Chú thích:",
            _raised("", "1", " Trong đó 23 hợp tác xã nông nghiệp."),
            _raised("", "2", " Thu từ đất 41 tỷ đồng."),
            "PHỤ LỤC 01",
            "1. Danh sách xã",
        ]
    )
    found = _read(path)
    assert [(n.n, n.anchor) for n in found.footnotes] == [
        (1, "Có 40 hợp tác xã đang hoạt động; trồng 25 ha rừng."),
        (2, "Thu ngân sách tăng khá."),
    ]
    texts = [p.text for p in found.passages]
    assert any("300 m2 nhà lớp học" in text for text in texts)
    assert any("Danh sách xã" in text for text in texts)


def test_a_remark_in_the_middle_of_a_text_is_no_beginning_of_notes(write_docx: WriteDocx) -> None:
    blocks = ["I. KẾT QUẢ", "- Trồng 25 ha rừng.", "Ghi chú:", "1. Số liệu ước tính đến cuối tháng."]
    found = _read(
        write_docx([*blocks, "2. Lĩnh vực văn hóa", "Tổ chức 12 lễ hội.", "II. NHIỆM VỤ", "Thu 100 tỷ."])
    )
    assert not found.footnotes
    assert any("12 lễ hội" in p.text for p in found.passages)


def test_raised_numbers_without_notes_are_no_part_of_a_figure(write_docx: WriteDocx) -> None:
    found = _read(write_docx(["I. KẾT QUẢ", _raised("- Có 40 hợp tác xã", "7", "; trồng 25 ha rừng.")]))
    assert any(p.text == "Có 40 hợp tác xã; trồng 25 ha rừng." for p in found.passages)
    assert not found.footnotes


def test_numbers_that_word_counts_itself_stand_before_their_headings(write_docx: WriteDocx) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{k}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for k, (kind, text) in enumerate([("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3.")])
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )

    def listed(level: int, text: str) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"

    blocks = [
        listed(0, "KẾT QUẢ"),
        listed(1, "Kinh tế"),
        listed(2, "Trồng trọt"),
        "Diện tích đạt 5 ha.",
        listed(1, "Xã hội"),
    ]
    source = read_docx(write_docx(blocks, numbering=numbering))
    sections = outline(source.lines).sections
    assert [(s.number, s.heading, s.level) for s in sections] == [
        ("I", "KẾT QUẢ", 1),
        ("1", "Kinh tế", 2),
        ("1.1", "Trồng trọt", 3),
        ("2", "Xã hội", 2),
    ]


def test_pages_follow_words_own_breaks_even_inside_a_paragraph(write_docx: WriteDocx) -> None:
    broken = (
        "<w:p><w:r><w:t>Một nửa câu </w:t><w:lastRenderedPageBreak/><w:t>và nửa còn lại[^].</w:t></w:r></w:p>"
    )
    source = read_docx(write_docx(["Trang đầu.", broken, "Trang sau."]))
    assert [(line.page, line.text) for line in source.lines] == [
        (1, "Trang đầu."),
        (1, "Một nửa câu"),
        (2, "và nửa còn lại[^]."),
        (2, "Trang sau."),
    ]
    assert not source.warnings


def test_estimated_pages_are_said_to_be_estimates(write_docx: WriteDocx) -> None:
    page_break = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    source = read_docx(write_docx(["Trang đầu.", page_break, "PHỤ LỤC 01"]))
    assert [line.page for line in source.lines] == [1, 2]
    assert "ước lượng" in source.warnings[0]


def test_a_letterhead_laid_out_as_a_table_is_read_as_lines(write_docx: WriteDocx) -> None:
    head = [
        ["UBND XÃ SUỐI CẠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 5/BC-UBND", "Suối Cạn, ngày 5/6/2024"],
    ]
    source = read_docx(write_docx([head, "BÁO CÁO"]))
    assert [line.text for line in source.lines][:2] == [
        "UBND XÃ SUỐI CẠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert not any(line.grid for line in source.lines)


def test_deleted_and_hidden_words_are_not_read(write_docx: WriteDocx) -> None:
    tracked = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>"
    )
    source = read_docx(write_docx([tracked]))
    assert [line.text for line in source.lines] == ["mới"]
    assert any("chữ ẩn" in warning for warning in source.warnings)


def test_a_part_that_unpacks_too_large_is_refused(
    write_docx: WriteDocx, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_parts, "MAX_PART_BYTES", 10_000)
    with pytest.raises(BrokenDocxError, match="giải nén"):
        read_docx(write_docx(["a" * 20_000]))


def test_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;&a;</d>')
    with pytest.raises(BrokenDocxError, match="DOCTYPE"):
        read_docx(path)


def test_a_truncated_docx_is_refused(write_docx: WriteDocx) -> None:
    path = write_docx(["Nội dung " * 500])
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(BrokenDocxError, match="cắt cụt"):
        read_docx(path)


def test_what_writers_type_around_a_mark_is_no_text(write_docx: WriteDocx) -> None:
    own = (
        '<w:p><w:r><w:t>Trồng rừng đạt 95%</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/>'
        "<w:t>(*)</w:t></w:r><w:r><w:t> kế hoạch.</w:t></w:r></w:p>"
    )
    path = write_docx(
        ["I. KẾT QUẢ", "Chăn nuôi có 300 con([^1]), tăng khá.", own],
        ["() Trong đó 120 con lợn.", "* Gồm 25 ha."],
    )
    assert [(n.n, n.text, n.anchor) for n in _read(path).footnotes] == [
        (1, "Trong đó 120 con lợn.", "Chăn nuôi có 300 con, tăng khá."),
        (2, "Gồm 25 ha.", "Trồng rừng đạt 95% kế hoạch."),
    ]


def test_line_breaks_of_a_signature_are_read_as_lines_and_as_blanks_in_a_sentence(
    write_docx: WriteDocx,
) -> None:
    parts = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Mẫu")
    broken = "<w:r><w:br/></w:r>".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in parts)
    reading = read_report(
        write_docx(
            [
                "UBND XÃ SUỐI CẠN",
                "BÁO CÁO năm 2024",
                "1. Kinh tế",
                "Thu đạt 12 tỷ. " * 20,
                f"<w:p>{broken}</w:p>",
            ]
        )
    )
    assert (reading.header.signer, reading.header.signer_position) == ("Lò Văn Mẫu", "Chủ tịch")
    assert reading.passages[-1].text == " ".join(parts)
