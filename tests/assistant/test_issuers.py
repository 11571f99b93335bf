"""Who is named as the source of what is asked, and who is only spoken of."""

from __future__ import annotations

import pytest

from assistant.issuers import find_issuers, issuer_group
from index_store.language.flat import flat


@pytest.mark.parametrize(
    ("question", "group", "level"),
    [
        ("Theo báo cáo          của Huyện ủy, có", "cấp ủy", "huyện"),
        ("theo bao cao              cua ubnd huyen", "UBND", "huyện"),
        ("Huyện ủy báo cáo có bao nhiêu hộ", "cấp ủy", "huyện"),
        ("số liệu UBND H. báo cáo", "UBND", "huyện"),
        ("báo cáo của Chi cục Thống kê huyện", "chi cuc thong ke", "huyện"),
        ("báo cáo của Chi cục Thuế huyện", "chi cuc thue", "huyện"),
        ("BC của BTV Thành ủy", "cấp ủy", "thành phố"),
        ("theo UBND thị xã", "UBND", "thị xã"),
        ("BC HU", "cấp ủy", ""),
        ("báo cáo KT-XH            của UBND", "UBND", ""),
        ("báo cáo do UBND thị xã lập", "UBND", "thị xã"),
        ("số vụ cháy (UBND)", "UBND", ""),
        ("theo báo cáo của HĐND xã", "HĐND", "xã"),
        ("theo báo cáo của Tỉnh ủy", "cấp ủy", "tỉnh"),
        ("theo báo cáo của Đảng bộ huyện", "cấp ủy", "huyện"),
        ("theo báo cáo của Công an huyện", "cong an", "huyện"),
        ("có mấy dự án (theo báo cáo Phòng Tài chính - Kế hoạch)", "phong tai chinh - ke hoach", ""),
        ("theo báo cáo của Ủy ban MTTQ huyện", "mttq", "huyện"),
    ],
)
def test_an_office_named_as_the_source_is_found(question: str, group: str, level: str) -> None:
    [found] = find_issuers(flat(question))
    assert (found.group, found.level) == (group, level)


@pytest.mark.parametrize(
    "question",
    [
        "Đảng bộ huyện kết nạp bao nhiêu đảng viên", "Huyện ủy ban hành văn bản nào", "theo chỉ đạo của Huyện ủy",
        "UBND huyện đã ban hành bao nhiêu văn bản", "Chủ tịch UBND huyện là ai", "theo quyết định của UBND",
        "Báo cáo nêu số nghị quyết của HĐND huyện là bao nhiêu", "Theo báo cáo, số văn bản của UBND huyện ban hành",
        "theo Huyện ủy chỉ đạo", "các báo cáo của huyện", "Báo cáo năm 2023 của      số bao nhiêu",
        "bao cao 6 thang cua       so may",
        "Theo báo cáo phòng chống thiên tai, có bao nhiêu nhà bị sập", "số hiệu báo cáo của     ",
    ],
)  # fmt: skip
def test_an_office_that_is_only_spoken_of_is_no_source(question: str) -> None:
    assert find_issuers(flat(question)) == []


@pytest.mark.parametrize(
    "question",
    [
        "Số hộ nghèo năm 2024: UBND huyện và Huyện ủy báo cáo mỗi bên bao nhiêu?",
        "Số hộ nghèo giữa báo cáo UBND huyện và báo cáo Huyện ủy khác nhau thế nào?",
    ],
)
def test_two_offices_that_are_compared_are_both_sources(question: str) -> None:
    assert [(i.group, i.level) for i in find_issuers(flat(question))] == [
        ("UBND", "huyện"),
        ("cấp ủy", "huyện"),
    ]


def test_two_sources_are_two() -> None:
    found = find_issuers(flat("theo UBND huyện và theo Huyện ủy khác nhau thế nào"))
    assert [f.group for f in found] == ["UBND", "cấp ủy"]


@pytest.mark.parametrize(
    ("issuer", "group"),
    [
        ("Ban Thường vụ Huyện ủy", "cấp ủy"), ("Đảng ủy xã", "cấp ủy"), ("UBND thành phố", "UBND"), ("HĐND xã", "HĐND"),
        ("Ủy ban MTTQ Việt Nam huyện", ""), ("Công an huyện", ""), ("Phòng Tài chính - Kế hoạch", ""),
    ],
)  # fmt: skip
def test_three_kinds_of_office_report(issuer: str, group: str) -> None:
    assert issuer_group(issuer) == group
