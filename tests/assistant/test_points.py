"""All that a report lists below a heading: which points are asked for, where they end, how long ones are shown."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Citation, Understood
from assistant.ask import ReportQueryEngine
from assistant.copies import one_line, paragraph
from assistant.points import LONG, MOST, listed_points
from assistant.understand import Need, understand
from index_store.records import Passage

BOTH, ALONE, TASKS = "II. HẠN CHẾ, NGUYÊN NHÂN", "2. Nguyên nhân của hạn chế", "III. NHIỆM VỤ, GIẢI PHÁP"
REPORT = (
    ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "Thu ngân sách đạt 12 tỷ đồng, bằng 64% dự toán."),
    (BOTH, "Bên cạnh kết quả đạt được, xã còn một số hạn chế:"),
    (BOTH, "- Giải ngân vốn đầu tư công đạt thấp."),
    (BOTH, "- Còn 31 hộ chưa bàn giao mặt bằng."),
    (BOTH, "Nguyên nhân: giá vật liệu tăng, nhà thầu thiếu cát."),
    (BOTH, "Một số cán bộ chưa quyết liệt trong công việc."),
    (ALONE, "Thời tiết diễn biến bất thường, mưa lũ kéo dài."),
    (TASKS, "1. Hoàn thành bàn giao mặt bằng trước ngày 31/3/2025. Giao địa chính xã chủ trì."),
    (TASKS, "Phần nối của ý thứ nhất, nói rõ cách làm."),
    (TASKS, "2. Gieo trồng hết diện tích vụ xuân năm tới."),
    (TASKS, "3. Tổ chức hội thi nông dân giỏi trong quý II."),
    (TASKS, "Đề nghị UBND tỉnh hỗ trợ 45 tỷ đồng xử lý sạt lở."),
    (TASKS, "Trên đây là báo cáo tình hình của Ủy ban nhân dân xã."),
    (TASKS, "TM. ỦY BAN NHÂN DÂN"),
    (TASKS, "Nguyễn Văn Ví Dụ, Chủ tịch xã Suối Cạn."),
)


def _passages(*rows: tuple[str, str]) -> list[Passage]:
    return [
        Passage(f"p{n}", "r", "paragraph", text, 1, n, path=(heading,))
        for n, (heading, text) in enumerate(rows)
    ]


def _asked(question: str) -> Need:
    return understand(question, question, marked=True)


@pytest.mark.parametrize(
    ("question", "points"),
    [
        (
            "Những hạn chế là gì?",
            ["Giải ngân vốn đầu tư công đạt thấp.", "Còn 31 hộ chưa bàn giao mặt bằng."],
        ),
        (
            "Nguyên nhân của những hạn chế là gì?",
            [
                "Nguyên nhân: giá vật liệu tăng, nhà thầu thiếu cát.",
                "Một số cán bộ chưa quyết liệt trong công việc.",
                "Thời tiết diễn biến bất thường, mưa lũ kéo dài.",
            ],
        ),
        (
            "Nhiệm vụ trọng tâm là gì?",
            [
                "Hoàn thành bàn giao mặt bằng trước ngày 31/3/2025.",
                "Gieo trồng hết diện tích vụ xuân năm tới.",
                "Tổ chức hội thi nông dân giỏi trong quý II.",
            ],
        ),
        ("Báo cáo kiến nghị, đề xuất gì?", ["Đề nghị UBND tỉnh hỗ trợ 45 tỷ đồng xử lý sạt lở."]),
        ("Hạn chế trong giải ngân là gì?", []),  # one thing's, which is looked for by its words
        ("Có bao nhiêu nhiệm vụ?", []),
        ("Thu ngân sách đạt bao nhiêu?", []),
    ],
)
def test_the_points_below_the_heading_asked_for_are_listed(question: str, points: list[str]) -> None:
    found = listed_points(_asked(question), _passages(*REPORT))
    assert [e.text for e in found.shown] == points
    assert found.left == 0


def test_a_report_without_such_a_heading_lists_nothing() -> None:
    assert listed_points(_asked("Những hạn chế là gì?"), _passages(*REPORT[:1])).shown == []


def test_points_numbered_below_an_unusual_heading_end_where_their_causes_begin() -> None:
    heading = "VI. NHỮNG MẶT CHƯA ĐẠT"
    rows = (
        (heading, "6.1. Tàu cá mất kết nối còn xảy ra ở một số nơi."),
        (heading, "6.2. Vệ sinh môi trường ven biển chưa bảo đảm."),
        (heading, "6.3. Trụ sở phân tán, người dân phải đi lại nhiều."),
        (heading, "6.4. Nguyên nhân chủ yếu của những hạn chế trên: nhân lực chuyên môn thiếu."),
    )
    found = listed_points(_asked("Báo cáo nêu những hạn chế nào?"), _passages(*rows))
    assert [e.text for e in found.shown] == [
        "Tàu cá mất kết nối còn xảy ra ở một số nơi.",
        "Vệ sinh môi trường ven biển chưa bảo đảm.",
        "Trụ sở phân tán, người dân phải đi lại nhiều.",
    ]


def test_of_many_points_the_first_are_shown_and_the_rest_counted() -> None:
    rows = [(TASKS, f"{n}. Làm việc thứ {n} cho thật tốt.") for n in range(1, MOST + 4)]
    found = listed_points(_asked("Nhiệm vụ trọng tâm là gì?"), _passages(*rows))
    assert [e.text for e in found.shown] == [f"Làm việc thứ {n} cho thật tốt." for n in range(1, MOST + 1)]
    assert found.left == 3


def test_a_long_point_ends_where_a_clause_does() -> None:
    clause = " ".join(["chậm"] * (LONG - 5))
    [point] = listed_points(
        _asked("Những hạn chế là gì?"), _passages((BOTH, f"Một là {clause}; hai là {clause}; ba."))
    ).shown
    assert point.text == f"Một là {clause}"


def test_a_list_is_copied_in_one_line() -> None:
    cited = tuple(
        Citation(n, "r", "a.pdf", "", "xã Suối Cạn", "năm 2024", "", "", 1, None, None, 1.0, quote)
        for n, quote in enumerate(("Giải ngân đạt thấp.", "Còn 31 hộ chưa bàn giao."), 1)
    )
    points = "- Giải ngân đạt thấp. [1]\n- Còn 31 hộ chưa bàn giao. [2]"
    listed = Answer("Hạn chế?", Understood(), "list", points, citations=cited)
    assert one_line(listed).startswith("Giải ngân đạt thấp. [1] Còn 31 hộ chưa bàn giao. [2] Nguồn: [1] ")
    assert "\n" not in paragraph(listed)


def test_a_list_is_cited_point_by_point(engine: ReportQueryEngine) -> None:
    answer = engine.answer("Những hạn chế của huyện Vân Sơn 6 tháng đầu năm 2024 là gì?")
    assert answer.kind == "list"
    assert (
        answer.answer
        == "Tiến độ xây dựng một số công trình còn chậm do vướng mắc trong giải phóng mặt bằng. [1]"
    )
    assert [c.section_heading for c in answer.citations] == ["HẠN CHẾ VÀ NGUYÊN NHÂN"]
