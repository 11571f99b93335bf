"""Headings, numbered tasks, paragraphs joined over lines and pages."""

from __future__ import annotations

import pytest

from ingest.lines import Line
from ingest.structure import outline

WIDE = "Tập trung chỉ đạo công tác gieo trồng, triển khai thực hiện Đề án tái cơ cấu ngành"


def _lines(*texts: str, page: int = 1) -> list[Line]:
    return [Line(text, page, short=True) for text in texts]


def test_the_outline_of_a_report_with_parts() -> None:
    found = outline(
        _lines(
            "BÁO CÁO",
            "Phần thứ nhất",
            "KẾT QUẢ THỰC HIỆN",
            "I. KẾT QUẢ ĐẠT ĐƯỢC",
            "2. Kết quả của một số ngành",
            "2.1. Lĩnh vực kinh tế",
            "2.1.1. Nông nghiệp",
            "- Diện tích gieo trồng đạt 5 ha.",
            "II. HẠN CHẾ",
            "1. Hạn chế, khuyết điểm:",
            "- Tiến độ còn chậm.",
            "Phần thứ hai",
            "NHIỆM VỤ TRỌNG TÂM",
            "1. Rà soát các chỉ tiêu chưa đạt; tập trung chỉ đạo quyết liệt từng tháng.",
            "2. Chú trọng xây dựng thương hiệu. Tiếp tục phát triển nông nghiệp.",
            "Triển khai công tác bồi thường.",
        )
    )
    assert [(s.number, s.heading, s.level) for s in found.sections] == [
        ("Phần thứ nhất", "KẾT QUẢ THỰC HIỆN", 1),
        ("I", "KẾT QUẢ ĐẠT ĐƯỢC", 2),
        ("2", "Kết quả của một số ngành", 3),
        ("2.1", "Lĩnh vực kinh tế", 4),
        ("2.1.1", "Nông nghiệp", 5),
        ("II", "HẠN CHẾ", 2),
        ("1", "Hạn chế, khuyết điểm:", 3),
        ("Phần thứ hai", "NHIỆM VỤ TRỌNG TÂM", 1),
    ]
    assert [b.section for b in found.blocks if b.kind == "paragraph"] == [
        "2.1.1",
        "1",
        "P2.1",
        "P2.2",
        "P2.2",
    ]
    [bullet] = [b for b in found.blocks if b.section == "2.1.1" and b.kind == "paragraph"]
    assert bullet.path == (
        "Phần thứ nhất KẾT QUẢ THỰC HIỆN",
        "I. KẾT QUẢ ĐẠT ĐƯỢC",
        "2. Kết quả của một số ngành",
        "2.1. Lĩnh vực kinh tế",
        "2.1.1. Nông nghiệp",
    )


def test_capital_letters_below_roman_numbers_and_small_letters_below_those() -> None:
    found = outline(
        _lines(
            "I. KẾT QUẢ",
            "A. KINH TẾ",
            "a) Trồng trọt",
            "Đạt khá.",
            "B. XÃ HỘI",
            "Ổn định.",
            "II. HẠN CHẾ",
            "Còn chậm.",
        )
    )
    assert [(s.number, s.level) for s in found.sections] == [
        ("I", 1),
        ("A", 2),
        ("a", 3),
        ("B", 2),
        ("II", 1),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "2023. Chỉ đạo rà soát",
        "6 (khóa XIII), các chỉ thị",
        "7/2023; triển khai thi công",
        "- xã hội năm nay",
    ],
)
def test_a_line_that_begins_like_a_label_goes_on_with_its_sentence(start: str) -> None:
    found = outline(
        [Line("I. KẾT QUẢ", 1, short=True), Line(WIDE, 1), Line(f"{start} theo quy định.", 1, short=True)]
    )
    assert [b.text for b in found.blocks if b.kind == "paragraph"] == [f"{WIDE} {start} theo quy định."]


def test_a_sentence_over_a_page_break_keeps_both_pages() -> None:
    found = outline(
        [
            *_lines("I. KẾT QUẢ"),
            Line(WIDE, 1),
            Line("nông nghiệp theo hướng 599-", 2),
            Line("NQ/HU đã ban hành.", 2, short=True),
        ]
    )
    [block] = [b for b in found.blocks if b.kind == "paragraph"]
    assert block.text == f"{WIDE} nông nghiệp theo hướng 599-NQ/HU đã ban hành."
    assert (block.page, block.page_at(len(WIDE) + 5)) == (1, 2)


def test_front_and_closing_matter_stand_apart_and_an_annex_follows() -> None:
    found = outline(
        _lines(
            "UBND XÃ SUỐI CẠN", "Số: 5/BC-UBND", "BÁO CÁO", "Kết quả 6 tháng", "I. KẾT QUẢ", "Đạt khá.",
            "Nơi nhận:", "- HĐND xã,", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Bình",
            "PHỤ LỤC 01", "Một số chỉ tiêu", "Ghi chú: số liệu ước thực hiện.",
        )
    )  # fmt: skip
    assert [b.kind for b in found.blocks].count("front") == 4
    assert [b.text for b in found.blocks if b.kind == "closing"][-1] == "Lò Văn Bình"
    assert (found.sections[-1].number, found.sections[-1].heading, found.sections[-1].level) == (
        "Phụ lục 01",
        "Một số chỉ tiêu",
        1,
    )
    assert found.blocks[-1].section == "Phụ lục 01"


def test_a_heading_word_gives_marks_in_bold_may_stand_without_a_number() -> None:
    found = outline(
        [
            Line("1. Kinh tế", 1, gap=True),
            Line("Chăn nuôi", 1, gap=True, bold=True),
            Line("Đàn lợn ổn định.", 1, gap=True),
        ]
    )
    block = found.blocks[-1]
    assert (block.section, block.heading, block.path[-1]) == ("1", "Chăn nuôi", "Chăn nuôi")


def test_a_unit_per_thing_cut_behind_its_stroke_is_one_word_again() -> None:
    found = outline([Line("Năng suất lúa đạt 51 tạ/", 1), Line("ha, bằng 102% kế hoạch.", 1, short=True)])
    assert found.blocks[-1].text == "Năng suất lúa đạt 51 tạ/ha, bằng 102% kế hoạch."


def test_recipients_begin_the_closing_below_a_full_line() -> None:
    found = outline(
        [
            *_lines("I. KẾT QUẢ", "- Diện tích gieo trồng đạt 5 ha."),
            Line("- Phấn đấu trong năm 2026 số đơn vị máu tiếp nhận đạt 180 đơn vị trở lên.", 1),
            *_lines("Nơi nhận:", "- Lưu: VT."),
        ]
    )
    assert [(block.kind, block.text) for block in found.blocks[-2:]] == [
        ("closing", "Nơi nhận:"), ("closing", "- Lưu: VT."),
    ]  # fmt: skip


def test_a_heading_in_capitals_as_wide_as_the_text_ends_where_a_label_follows() -> None:
    heading, *rest = "II. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2024", "1. Kinh tế", "Thu ngân sách kịp thời."
    found = outline([*_lines("I. KẾT QUẢ", "Thu đạt khá."), Line(heading, 1), *_lines(*rest)])
    assert [(s.number, s.heading) for s in found.sections][1:] == [("II", heading[4:]), ("1", "Kinh tế")]


def test_the_last_task_of_a_list_is_no_heading() -> None:
    found = outline(_lines("II. NHIỆM VỤ", "1. Tập trung thu ngân sách.", "2. Chăm lo hộ nghèo."))
    assert [block.kind for block in found.blocks] == ["heading", "paragraph", "paragraph"]


def test_the_unit_of_all_figures_is_no_part_of_an_appendixs_heading() -> None:
    found = outline(_lines("PHỤ LỤC 01", "NÔNG THÔN MỚI", "Đơn vị tính: triệu đồng"))
    assert [(s.number, s.heading) for s in found.sections] == [("Phụ lục 01", "NÔNG THÔN MỚI")]


def test_a_sentence_behind_a_small_letter_is_no_heading() -> None:
    found = outline(
        _lines("1. Tai nạn giao thông", "a) Xảy ra 02 vụ, làm 01 người chết, 02 người bị thương.")
    )
    assert [block.kind for block in found.blocks] == ["heading", "paragraph"]
