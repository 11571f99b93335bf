"""TXT as extractions leave it: with note zones, with form feeds, and plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from index_store.records import page_name
from ingest.encodings import EncodingRefusedError
from ingest.footnotes import place_marks
from ingest.lines import Source, marks_in, without_marks
from ingest.page_tables import with_tables
from ingest.read_txt import read_txt
from ingest.structure import outline

BODY = [
    f"- Công tác số {k} của xã được triển khai đúng kế hoạch đã đề ra trong kỳ báo cáo này."
    for k in range(1, 12)
]


def _double_spaced(pages: list[tuple[list[str], list[str]]]) -> str:
    """Body lines with an empty line after each; 48 blanks open the notes; a page begins with a blank."""
    out: list[str] = []
    for number, (body, notes) in enumerate(pages):
        for at, line in enumerate(body):
            out += [(" " if number and at == 0 else "") + line + " ", ""]
        if notes:
            out += [" " * 48, *notes]
        elif out[-1] == "":
            out.pop()
    return "\n".join(out) + "\n"


def test_pages_zones_and_notes_of_extracted_text(tmp_path: Path) -> None:
    first = [*BODY, "- Toàn xã trồng được 25ha rừng, hoàn thành kế hoạch năm 20231. Chăn nuôi được"]
    second = ["duy trì ổn định2; thú y được quan tâm.", *BODY]
    path = tmp_path / "xa.txt"
    path.write_text(
        _double_spaced(
            [
                (first, ["1", " Trong đó rừng sản xuất 20 ha, còn", "", "5 ha phòng hộ. "]),
                (second, ["2 Đàn lợn 300 con. "]),
            ]
        )
    )
    source = read_txt(path)
    assert source.pages == 2
    assert [(n.n, n.page, n.text) for n in source.notes] == [
        (1, 1, "Trong đó rừng sản xuất 20 ha, còn 5 ha phòng hộ."),
        (2, 2, "Đàn lợn 300 con."),
    ]
    lines, linked, _ = place_marks(source.lines, source.notes, source.raised)
    assert linked == {0, 1}
    [carrier] = [line for line in lines if marks_in(line.text) == [0]]
    assert "25ha rừng, hoàn thành kế hoạch năm 2023." in without_marks(carrier.text)


def _single_spaced(path: Path, *after: str) -> Source:
    """A page of body whose two notes open with a line of blanks; then the lines given."""
    carrier = "- Toàn xã trồng được 25ha rừng1. Chăn nuôi được duy trì ổn định2."
    notes = ["1 Trong đó rừng sản xuất 20 ha.", "2 Đàn lợn 300 con,", "46 con bò."]
    path.write_text("\n".join(["BÁO CÁO", "", *BODY, carrier, " " * 48, *notes, *after]) + "\n", "utf-8")
    return read_txt(path)


NOTES = ["Trong đó rừng sản xuất 20 ha.", "Đàn lợn 300 con, 46 con bò."]
SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Trần Văn Kiểm"]
APPENDIX = ["Phụ lục 01. Kết quả sản xuất", "1. Lúa: 40 ha.", "3 Ngô: 12 ha."]


@pytest.mark.parametrize(
    "after",
    [
        ["", *SIGNATURE, "", *APPENDIX],
        [*SIGNATURE, "", *APPENDIX],  # no empty line above the signature
        ["", " " * 40 + SIGNATURE[0], " " * 44 + SIGNATURE[1], *SIGNATURE[2:], "", *APPENDIX],
        ["", "Nơi nhận:", "- Thường trực Đảng ủy;", "", *SIGNATURE],
        ["", "- Thu ngân sách đạt khá.", "", *SIGNATURE],
        ["", *APPENDIX],
        [" 3. Lĩnh vực xã hội", "- An ninh được giữ vững."],  # a page begins: a blank, no empty line
        [" ", "3. Lĩnh vực xã hội", "- An ninh được giữ vững."],  # … with its empty line
    ],
)
def test_notes_of_single_spaced_text_end_where_the_body_goes_on(tmp_path: Path, after: list[str]) -> None:
    source = _single_spaced(tmp_path / "xa.txt", *after)
    assert [(n.n, n.text) for n in source.notes] == list(enumerate(NOTES, 1))
    told = [line.text for line in source.lines]
    printed = [line.strip() for line in after if line.strip()]
    assert told[-len(printed) :] == printed
    lines, linked, _ = place_marks(source.lines, source.notes, source.raised)
    assert linked == {0, 1}
    [carrier] = [line for line in lines if marks_in(line.text)]
    assert without_marks(carrier.text) == "- Toàn xã trồng được 25ha rừng. Chăn nuôi được duy trì ổn định."


def test_a_note_s_number_alone_on_its_line_leads_what_begins_with_the_next_number(tmp_path: Path) -> None:
    """ "2", then "3 tháng đầu năm …": the third note, wrapped over two lines, still stands in the notes' zone."""
    notes = [
        "1 Trong đó rừng sản xuất 20 ha.",
        "2",
        " 3 tháng đầu năm, có 05 lô đất đấu giá thành công.",
        "3 3 tháng đầu năm, xảy ra 02 vụ cháy, thiệt",
        "",
        "hại 40 triệu đồng.",
        "4 Số hộ nghèo 36 hộ.",
    ]
    body = [line for text in (*BODY, "- Rừng1, đất2, cháy3, hộ nghèo4.") for line in (text, "")]
    path = tmp_path / "xa.txt"
    path.write_text("\n".join(["BÁO CÁO", "", *body, " " * 48, *notes, " II. NHIỆM VỤ", ""]), "utf-8")
    assert [(note.n, note.text) for note in read_txt(path).notes] == [
        (1, "Trong đó rừng sản xuất 20 ha."),
        (2, "3 tháng đầu năm, có 05 lô đất đấu giá thành công."),
        (3, "3 tháng đầu năm, xảy ra 02 vụ cháy, thiệt hại 40 triệu đồng."),
        (4, "Số hộ nghèo 36 hộ."),
    ]


def test_an_empty_line_may_be_the_first_of_a_page(tmp_path: Path) -> None:
    source = _single_spaced(tmp_path / "xa.txt", " ", "3. Lĩnh vực xã hội", *BODY * 4, " ", "4. An ninh")
    pages = {line.text: line.page for line in source.lines}
    assert (pages["3. Lĩnh vực xã hội"], pages["4. An ninh"]) == (2, 3)


def test_a_sentence_goes_on_below_the_notes_that_end_its_page(tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    carrier = "- Toàn xã trồng được 25ha rừng1, chăm sóc 40 ha và giao cho các thôn bản quản lý, bảo vệ"
    notes = [" " * 48, "1 Trong đó rừng sản xuất 20 ha.", "", "theo quy ước đã ký.", *BODY]
    path.write_text("\n".join([*BODY, carrier, *notes]) + "\n", "utf-8")
    source = read_txt(path)
    blocks = outline(source.lines).blocks
    assert source.pages == 2
    assert any(block.text.endswith("bảo vệ theo quy ước đã ký.") for block in blocks)


def test_a_heading_below_the_notes_is_none_of_them_by_the_form_of_its_number(tmp_path: Path) -> None:
    source = _single_spaced(tmp_path / "xa.txt", "", "3. Lĩnh vực xã hội", "- An ninh được giữ vững.")
    assert [note.text for note in source.notes] == NOTES
    assert [(line.text, line.page) for line in source.lines[-2:]] == [
        ("3. Lĩnh vực xã hội", 2), ("- An ninh được giữ vững.", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["{} ", "{}. "])
@pytest.mark.parametrize("turn", [["", "{}", ""], ["", "{}", "\f"], ["\f{}", ""]])
def test_a_page_number_below_the_notes_is_no_part_of_them(tmp_path: Path, form: str, turn: list[str]) -> None:
    pages = [["2. Lĩnh vực xã hội", *BODY, f"Mức sống tăng đều{n}.", "____________", form.format(n) + "Tăng 2%."]
             for n in (1, 2, 3)]  # fmt: skip
    first = 2 if turn[0].startswith("\f") else 1  # the number of the page that begins, or that ends
    lines = [line for n, page in enumerate(pages) for line in (*page, *(x.format(n + first) for x in turn))]
    path = tmp_path / "xa.txt"
    path.write_text("\n".join([*lines, "Hết."]) + "\n", "utf-8")
    source = read_txt(path)
    assert [(note.n, note.text, note.page) for note in source.notes] == [
        (n, "Tăng 2%.", n) for n in (1, 2, 3)
    ]
    assert [line.page for line in source.lines if line.text.startswith("2.")] == [1, 2, 3]
    assert source.pages == 4


def test_a_blank_between_paragraphs_turns_no_page(tmp_path: Path) -> None:
    source = _single_spaced(tmp_path / "xa.txt", "", "- Thu ngân sách khá.", " ", "- Chi đúng dự toán.", " ")
    assert [line.page for line in source.lines[-2:]] == [2, 2]


@pytest.mark.parametrize("spaced", [[], [""]])
def test_a_signer_parted_from_the_position_by_notes_is_no_part_of_them(
    tmp_path: Path, spaced: list[str]
) -> None:
    body = ["- Toàn xã trồng được 25ha rừng1.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    printed = [part for line in [*BODY, *body] for part in (line, *spaced)]
    path = tmp_path / "xa.txt"
    notes = ["", " " * 48, "1 Trong đó rừng sản xuất 20 ha.", "", "Trần Văn Kiểm", "", " PHỤ LỤC 01"]
    path.write_text("\n".join([*printed, *notes]) + "\n", "utf-8")
    source = read_txt(path)
    assert [note.text for note in source.notes] == ["Trong đó rừng sản xuất 20 ha."]
    assert "Trần Văn Kiểm" in [line.text for line in source.lines]


def test_wide_rows_of_an_appendix_leave_the_lines_of_the_text_whole(tmp_path: Path) -> None:
    row = "{} Chỉ tiêu của phụ lục với tên thật dài, dài hơn một dòng của lời văn báo cáo tấn 1.200 1.304 108,7 tăng so"
    text = ["- Trong kỳ đã trồng 25 ha rừng, chăm sóc 40 ha; nghiệm thu 12 công trình;", "30 hộ được hỗ trợ."]
    path = tmp_path / "xa.txt"
    path.write_text("\n".join([*BODY, *text, "", *map(row.format, range(1, 9))]) + "\n", "utf-8")
    assert [line.short for line in read_txt(path).lines if line.text in text] == [False, True]


def test_a_line_of_blanks_above_no_note_opens_none(tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    path.write_text("\n".join([*BODY, " " * 48, "- Chăn nuôi ổn định.", "2 ao cá."]) + "\n", "utf-8")
    assert read_txt(path).notes == ()


def test_form_feeds_rules_and_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    path.write_text(
        "BÁO CÁO\n\nThu ngân sách đạt khá[1].\n\n______________\n[1] Bằng 102% dự toán.\n"
        "\f2\n\nChi ngân sách đúng quy định.\n"
        "\f3\n\nHết.\n"
    )
    source = read_txt(path)
    assert source.pages == 3
    assert [line.text for line in source.lines if line.page > 1] == ["Chi ngân sách đúng quy định.", "Hết."]
    assert [(n.n, n.text) for n in source.notes] == [(1, "Bằng 102% dự toán.")]
    _, linked, _ = place_marks(source.lines, source.notes, source.raised)
    assert linked == {0}


@pytest.mark.parametrize("anew", [False, True])
def test_notes_at_the_foot_of_a_page_are_known_by_the_marks_above_them(tmp_path: Path, anew: bool) -> None:
    first = [
        "- Chăn nuôi được duy trì1. Rừng được",
        "giữ vững2.",
        "",
        "1 Tổng đàn trâu 1.240 con;",
        "đàn bò 310 con.",
    ]
    third = 1 if anew else 3
    second = [
        f"- Việc giảm nghèo đạt kết quả{third}.",
        "",
        "1. Không phải chú thích.",
        "",
        f"{third} Còn 87 hộ nghèo.",
    ]
    path = tmp_path / "a.txt"
    path.write_text("\n".join([*first, "2 Trồng 25 ha."]) + "\n\f" + "\n".join(second), encoding="utf-8")
    source = read_txt(path)
    assert [(note.mark, note.page, note.text) for note in source.notes] == [
        ("1", 1, "Tổng đàn trâu 1.240 con; đàn bò 310 con."),
        ("2", 1, "Trồng 25 ha."),
        (str(third), 2, "Còn 87 hộ nghèo."),
    ]
    assert "1. Không phải chú thích." in [line.text for line in source.lines]


def test_numbered_lines_that_no_mark_waits_for_are_no_notes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Phương hướng năm 2025.\n\n1 Giữ vững an ninh.\n2 Giảm nghèo.\n\fTrang sau.", encoding="utf-8"
    )
    assert read_txt(path).notes == ()


def test_notes_gathered_at_the_end_and_superscript_letters(tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    path.write_text(
        "Đất bị lấn chiếm là 300 m², đã thu hồi một phần, được quan tâm¹.\n\nChú thích:\n"
        "1 Thu hồi 120 m² tại thôn Một.\n"
    )
    source = read_txt(path)
    lines, linked, _ = place_marks(source.lines, source.notes, source.raised)
    assert linked == {0}
    assert without_marks(lines[0].text) == "Đất bị lấn chiếm là 300 m², đã thu hồi một phần, được quan tâm."


def test_plain_text_without_notes_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    path.write_text("\ufeffBÁO CÁO\n\n1. Kinh tế\n\nThu ngân sách 6 tháng đạt 1.234 triệu đồng.\n", "utf-8")
    source = read_txt(path)
    assert [line.text for line in source.lines] == [
        "BÁO CÁO",
        "1. Kinh tế",
        "Thu ngân sách 6 tháng đạt 1.234 triệu đồng.",
    ]
    assert source.notes == ()


def test_text_that_is_not_unicode_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("Thu ngân sách".encode("cp1258", "replace") + b"\xe2\xff")
    with pytest.raises(EncodingRefusedError, match="UTF-8"):
        read_txt(path)


def test_a_headers_lines_keep_the_columns_they_stand_under(tmp_path: Path) -> None:
    path = tmp_path / "xa.txt"
    appendix = [
        "PHỤ LỤC 01",
        "TT   Tên chỉ tiêu          ĐVT    Cùng kỳ 2022  Thực hiện 9   Bằng % so",
        "                                                tháng đầu     cùng kỳ",
        "                                                năm 2023",
        "1    Tổng đàn trâu         con    14.887        15.377        103,3",
        "2    Sản lượng cá          tấn    1.975         1.868         94,6",
    ]
    path.write_text("\n".join([*BODY, "", *appendix]) + "\n", "utf-8")
    source = read_txt(path)
    [table] = [line.table for line in with_tables(source.lines, source) if line.table]
    assert table.header[3:] == ("Cùng kỳ 2022", "Thực hiện 9 tháng đầu năm 2023", "Bằng % so cùng kỳ")


def test_a_page_that_plain_text_cannot_tell_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    body = "1. Kinh tế\n" + "Sản xuất nông nghiệp được giữ vững qua các vụ.\n" * 120
    path.write_text(body)
    source = read_txt(path)
    assert (source.paging, {line.page for line in source.lines}) == ("unknown", {1})
    assert any("không nêu được số trang" in warning for warning in source.warnings)
    path.write_text(body + "\f2. Xã hội\nHộ nghèo giảm.\n")
    assert read_txt(path).paging == "known"
    assert page_name(1, "unknown", "a.txt") == "không rõ trang"
    assert page_name(3, "estimated", "a.docx") == "khoảng trang 3"
    assert page_name(3, "known", "a.xlsx") == "sheet 3"


@pytest.mark.parametrize("form", ["{}", "⁽{}⁾"])
def test_raised_numbers_open_the_notes_of_a_page(tmp_path: Path, form: str) -> None:
    file = tmp_path / "bc.txt"
    text = (
        "- Chăn nuôi từng bước hồi phục¹. Trồng trọt được duy trì².\n- Thu hút đầu tư được quan tâm.\n"
        "¹ Tổng đàn lợn 8.362 con, đạt 99,5% kế\nhoạch năm.\n² Gieo trồng 1.250 ha.\n\n        1\n"
        "\f- Văn hóa có chuyển biến³.\n³ Có 12 buổi biểu diễn.\n"
    )
    for mark in "¹²³":
        text = text.replace(mark, form.format(mark))
    file.write_text(text, "utf-8")
    source = read_txt(file)
    assert [(note.n, note.text) for note in source.notes] == [
        (1, "Tổng đàn lợn 8.362 con, đạt 99,5% kế hoạch năm."),
        (2, "Gieo trồng 1.250 ha."),
        (3, "Có 12 buổi biểu diễn."),
    ]


MARKED = [
    "- Toàn xã trồng được 25ha rừng{0}. Chăn nuôi được duy trì ổn định, không có dịch bệnh lớn xảy ra trong kỳ.",
    "- Công tác thú y được quan tâm chỉ đạo từ đầu năm, tiêm phòng đúng lịch, đủ liều ở tất cả các thôn, bản{1}.",
]
BELOW = ["1 Trong đó rừng sản xuất 20 ha.", "2 Tiêm 1.200 liều vắc xin."]


@pytest.mark.parametrize("marks", [("1", "2"), ("(1)", " (2)"), ("[1]", "[2]")])
@pytest.mark.parametrize("spaced", [True, False])
@pytest.mark.parametrize(
    "going_on", ["- An ninh trật tự được giữ vững", "5. Quốc phòng, an ninh", "và bàn giao"]
)
def test_a_body_goes_on_right_below_notes_that_nothing_ends(
    tmp_path: Path, marks: tuple[str, str], spaced: bool, going_on: str
) -> None:
    """No blank, no rule, no form feed: the last note has ended, and the line is none of theirs."""
    carriers = [line.format(*marks) for line in MARKED]
    above, below = [*BODY, *carriers], [f"{going_on} theo kế hoạch đã đề ra từ đầu năm của xã.", *BODY]
    gap = "\n\n" if spaced else "\n"
    path = tmp_path / "xa.txt"
    path.write_text(
        gap.join(above) + gap + " " * 48 + "\n" + "\n".join(BELOW) + "\n" + gap.join(below) + "\n", "utf-8"
    )
    source = read_txt(path)
    assert [note.text for note in source.notes] == [line[2:] for line in BELOW]
    assert [line.page for line in source.lines if line.text.startswith(going_on)] == [2]
    lines, linked, warnings = place_marks(source.lines, source.notes, source.raised)
    assert (linked, warnings) == ({0, 1}, [])
    [first] = [line for line in lines if marks_in(line.text) == [0]]
    assert "25ha rừng" in without_marks(first.text)


def test_a_figure_is_no_mark_where_marks_stand_in_brackets(tmp_path: Path) -> None:
    carriers = [line.format("(1)", " (2)") for line in MARKED]
    path = tmp_path / "xa.txt"
    traded = "- Nhập khẩu 12 triệu USD, xuất khẩu 41 triệu USD."
    path.write_text("\n".join([*BODY, traded, *carriers, " " * 48, *BELOW]) + "\n", "utf-8")
    source = read_txt(path)
    lines, linked, _ = place_marks(source.lines, source.notes, source.raised)
    assert linked == {0, 1}
    assert traded in [line.text for line in lines]
