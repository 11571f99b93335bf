"""Slips mended and abbreviations read by what the reports print; names and what is right stay."""

from __future__ import annotations

import pytest

from assistant.restore import Restorer
from index_store.language.text import fold

TEXTS = (
    "Tổng diện tích gieo trồng đạt 1.250 ha. Diện tích rừng trồng mới 25 ha. Diện tích lúa 400 ha.",
    "Cấp giấy chứng nhận quyền sử dụng đất cho 45 hộ. Có 45 doanh nghiệp thành lập mới, 7 doanh nghiệp giải thể.",
    "Thu ngân sách nhà nước đạt khá. Sản xuất nông nghiệp phát triển; ngành nông nghiệp tăng trưởng.",
    "Tiếp nhận 12 đơn tố cáo, 5 đơn khiếu nại, tố cáo. Phòng Tài chính - Kế hoạch tham mưu. Tổ chức đảng.",
    "Có 12 sản phẩm OCOP; 7 sản phẩm đạt 4 sao, sản phẩm mới. Xuất khẩu lao động 5 người; 12 lao động có việc làm.",
    "Lao động qua đào tạo; loa truyền thanh thôn; san lấp mặt bằng. Kết nạp 12 đảng viên; 5 đoàn viên công đoàn.",
    "Các trường tiểu học đạt chuẩn. Xử lý 3 trường hợp vi phạm. Huyện Vân Sơn có 87 hộ nghèo.",
)


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Cấp được bao nhiêu giyấ chứng nhận?", "Cấp được bao nhiêu giấy chứng nhận?"),  # two letters changed places
        ("Giyấ chứng nhận?", "Giấy chứng nhận?"),
        ("có bao nhiêu dooanh nghiệp giải thể", "có bao nhiêu doanh nghiệp giải thể"),  # one too many
        ("sản xuất nônng nghiệp", "sản xuất nông nghiệp"),
        ("din tích rừng trồng mới", "diện tích rừng trồng mới"),  # a syllable, but only "diện" goes with "tích"
        ("đưa mấy người đi xuất khẩu loa động", "đưa mấy người đi xuất khẩu lao động"),  # a word, but not there
        ("bao nhiêu san phẩm OCOP", "bao nhiêu sản phẩm OCOP"),  # a mark left out
        ("bao nhiêu xản phẩm OCOP", "bao nhiêu sản phẩm OCOP"),  # as it sounds
        ("tính đến nay caủ xã", "tính đến nay của xã"),  # a mark on the wrong letter
        ("chi thưng xuyên", "chi thường xuyên"),  # with its mark
        ("có maasy hộ nghèo", "có mấy hộ nghèo"),  # Telex, the keyboard not set to it
        ("báo cáo củaUBND xã", "báo cáo của UBND xã"),
        ("cap duoc bao nhieu giya chung nhan", "cap duoc bao nhieu giay chung nhan"),  # no marks where none are typed
    ],
)  # fmt: skip
def test_a_slip_of_the_finger_is_mended(restorer: Restorer, typed: str, meant: str) -> None:
    assert restorer.mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Vân Sơn có 87 hộ nghèo.",
        "Xã Đắk Blô có mấy hộ nghèo?",  # a name that no report prints, and no syllable
        "Huyện Kbang và Ia Grai có bao nhiêu hộ nghèo?",
        "Ông Lò Văn Bhing là ai?",
        "Tỷ lệ bao phủ BHYT, GRDP bình quân",  # of one reading: the terms spell them out
        "ty le bhyt",
        "Chỉ thị 25-CT/TU",  # the number of a paper
        "TX. Đức Khánh, TT Vân Sơn",  # before the name of a unit
        "",
    ],
)
def test_names_abbreviations_and_words_of_reports_stay(restorer: Restorer, text: str) -> None:
    assert restorer.mended(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("số đơn TC", "số đơn tố cáo"),
        ("khiếu nại, TC", "khiếu nại, tố cáo"),
        ("phòng TC - Kế hoạch", "phòng tài chính - Kế hoạch"),
        ("TC đảng", "tổ chức đảng"),
        ("ngân sách NN", "ngân sách nhà nước"),
        ("sản xuất NN", "sản xuất nông nghiệp"),
        ("các trường TH đạt chuẩn", "các trường tiểu học đạt chuẩn"),
        ("3 TH vi phạm", "3 trường hợp vi phạm"),
        ("DT lúa", "diện tích lúa"),
        ("kết nạp mấy ĐV", "kết nạp mấy đảng viên"),
        ("số ĐV công đoàn", "số đoàn viên công đoàn"),
        ("kết nạp mấy đv", "kết nạp mấy đảng viên"),
        ("tỷ lệBHYT", "tỷ lệ BHYT"),
    ],
)
def test_an_abbreviation_of_several_readings_is_read_by_its_neighbours(
    restorer: Restorer, typed: str, meant: str
) -> None:
    assert restorer.mended(typed) == meant


@pytest.mark.parametrize("text", ["DT", "đạt bn % DT", "cây TC", "TC rừng", "bò TH"])
def test_where_no_reading_ever_stood_there_the_abbreviation_stays(restorer: Restorer, text: str) -> None:
    assert restorer.mended(text) == text


@pytest.mark.parametrize(
    "meant",
    [
        "có mấy hộ nghèo",
        "cấp được bao nhiêu giấy chứng nhận",
        "số sản phẩm OCOP năm 2023",  # "năm" before a number
        "quý II có bn doanh nghiệp giải thể",
        "nhờ anh chị xem giúp diện tích gieo trồng",  # words that reports do not print
        "nuôi trồng thủy sản",  # known to ordinary Vietnamese only
        "Tặng mấy suất quà",
    ],
)
def test_marks_are_put_back(meant: str) -> None:
    restorer = Restorer(
        (*TEXTS, "Tặng 4.589 suất quà, tăng 409 suất. Thu ngân sách tăng 12%, tăng 3 tỷ đồng.")
    )
    assert restorer("".join(fold(letter) for letter in meant)) == meant.lower()


def test_capitals_and_words_never_seen_stay(restorer: Restorer) -> None:
    assert restorer("TONG DIEN TICH xyzzy 12 ha") == "TỔNG DIỆN TÍCH xyzzy 12 ha"
