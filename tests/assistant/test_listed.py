"""Several quantities in one question, as people list them; what is one question stays one."""

from __future__ import annotations

import pytest

from assistant.listed import listed


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("cho biết số hộ nghèo và tỷ lệ hộ nghèo của", ["cho biết số hộ nghèo", "tỷ lệ hộ nghèo"]),
        ("xin số vụ cháy và số đơn tố cáo luôn một lượt nhé", ["xin số vụ cháy", "số đơn tố cáo"]),
        (
            "số nhà tình nghĩa và xuất khẩu lao động lần lượt là bao nhiêu",
            ["số nhà tình nghĩa", "xuất khẩu lao động"],
        ),
        ("tổng thu và tổng chi ngân sách là bao nhiêu?", ["tổng thu", "tổng chi ngân sách"]),
        ("ty le nuoc sach va ty le rac thu gom la bn", ["ty le nuoc sach", "ty le rac thu gom"]),
        ("tổng số đảng viên; huy hiệu Đảng?", ["tổng số đảng viên", "huy hiệu Đảng"]),
        (": (1) số cây phân tán, (2) đàn lợn", ["số cây phân tán", "đàn lợn"]),
        ("cho các số liệu: số hộ nghèo, cận nghèo, đàn bò", ["số hộ nghèo, cận nghèo", "đàn bò"]),
    ],
)
def test_a_list_is_read_item_by_item(question: str, items: list[str]) -> None:
    assert [item.text for item in listed(question)] == items


def test_what_stands_before_the_colon_is_of_every_item() -> None:
    assert {item.topic for item in listed("Tai nạn giao thông: số vụ, số người chết?")} == {
        "Tai nạn giao thông"
    }


@pytest.mark.parametrize(
    "question",
    [
        "số hộ nghèo, cận nghèo",
        "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ",
        "so sánh số hộ nghèo và số hộ cận nghèo",
        "số vụ cháy, nổ là bao nhiêu",
        "số xã và thị trấn",
        "",
    ],
)
def test_what_is_one_thing_is_not_taken_apart(question: str) -> None:
    assert listed(question) == []


def test_a_result_and_its_share_of_the_plan_are_two_figures_of_one_thing() -> None:
    found = listed("quỹ vì người nghèo: số thực hiện và % so kế hoạch")
    assert [(item.text, item.role) for item in found] == [
        ("quỹ vì người nghèo", "level"),
        ("quỹ vì người nghèo", "pct_plan"),
    ]
