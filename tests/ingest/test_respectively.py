"""Names first, values after: each value is of its own name."""

from __future__ import annotations

import pytest

from index_store.records import Passage
from ingest.figures import find_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỷ lệ nước hợp vệ sinh và nước sạch theo quy chuẩn lần lượt là 98,3% và 80,6%.",
            {"98,3%": "Tỷ lệ nước hợp vệ sinh", "80,6%": "nước sạch theo quy chuẩn"},
        ),
        (
            "Gia đình văn hóa, thôn (tổ dân phố) văn hóa, cơ quan văn hóa đạt tương ứng 86,8%, 90,3% và 95,8%.",
            {"90,3%": "thôn tổ dân phố văn hóa", "95,8%": "cơ quan văn hóa"},
        ),
        (
            "Hiện còn 930 hộ nghèo và 979 hộ cận nghèo, tương ứng tỷ lệ 3,5% và 7,74%.",
            {"3,5%": "tỷ lệ Hiện hộ nghèo", "7,74%": "tỷ lệ Hiện hộ cận nghèo"},
        ),
        (
            "Xảy ra 20 vụ, làm chết 9 người, bị thương 11 người; cùng kỳ tương ứng 24 vụ, 14 người chết.",
            {"24 vụ": "Xảy ra vụ", "14 người chết": "làm chết người Xảy ra vụ"},
        ),
    ],
)
def test_each_value_is_of_its_own_name(text: str, expected: dict[str, str]) -> None:
    found = {
        f.printed: f.indicator.split(" ‹ ")[0]
        for f in find_figures(Passage("p", "r", "paragraph", text, 1, 0), None)
    }
    assert {printed: found[printed] for printed in expected} == expected
