"""What the first and the last page say about a report."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index_store.records import Unit
from ingest.header import read_header
from ingest.signature import find_signature, sentence_case

PEOPLES_COMMITTEE = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BÀU SIM           Độc lập - Tự do - Hạnh phúc
TỈNH GIA LAI            ---------------
Số: 45/BC-UBND          Bàu Sim, ngày 05 tháng 7 năm 2024

BÁO CÁO
Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 6 tháng đầu năm 2024,
phương hướng, nhiệm vụ 6 tháng cuối năm 2024
_______
(Báo cáo này thay thế Báo cáo số 40/BC-UBND ngày 28/6/2024)
Kính gửi: UBND tỉnh Gia Lai
I. KẾT QUẢ
Các chỉ tiêu đạt khá (chi tiết tại Phụ lục 01 và
Phụ lục 02 kèm theo).
Nơi nhận:                     TM. ỦY BAN NHÂN DÂN
- UBND tỉnh;                         KT. CHỦ TỊCH
- Lưu: VT.                          PHÓ CHỦ TỊCH
                                     (Đã ký)
                                 Trần Thị Lan Anh
PHỤ LỤC 01
Kết quả các chỉ tiêu""".splitlines()


def test_a_letterhead_in_two_columns_is_read_whole() -> None:
    header = read_header(PEOPLES_COMMITTEE, "bao-cao.docx")
    assert header.unit == Unit("Bàu Sim", "huyện", "Gia Lai")
    assert header.issuer == "UBND huyện"
    assert header.number == "45/BC-UBND"
    assert header.date == date(2024, 7, 5)
    assert header.period is not None
    assert header.period.label == "6 tháng đầu năm 2024"
    assert header.title.startswith("Kết quả thực hiện")
    assert header.title.endswith("6 tháng cuối năm 2024")
    assert (header.signer, header.signer_position) == ("Trần Thị Lan Anh", "Phó Chủ tịch")
    assert header.replaces == "40/BC-UBND"
    assert header.absent_appendices == ("Phụ lục 02",)


def test_columns_that_follow_one_another_or_share_a_line_give_the_same() -> None:
    expected = read_header(PEOPLES_COMMITTEE, "")
    sequence = [
        "ỦY BAN NHÂN DÂN", "HUYỆN BÀU SIM", "TỈNH GIA LAI", "Số: 45/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Bàu Sim, ngày 05 tháng 7 năm 2024",
    ]  # fmt: skip
    one_blank = [" ".join(line.split()) for line in PEOPLES_COMMITTEE[:4]]
    for letterhead in (sequence, one_blank):
        assert read_header([*letterhead, *PEOPLES_COMMITTEE[4:]], "") == expected


@pytest.mark.parametrize(
    ("letterhead", "unit", "issuer"),
    [
        (["ĐẢNG BỘ TỈNH GIA LAI", "HUYỆN ỦY BÀU SIM", "*"], Unit("Bàu Sim", "huyện", "Gia Lai"), "Huyện ủy"),
        (["ĐẢNG BỘ HUYỆN BÀU SIM", "ĐẢNG ỦY XÃ PHÚ SƠN"], Unit("Phú Sơn", "xã"), "Đảng ủy xã"),
        (["UBND PHƯỜNG XUÂN BÀU - LÂM AN"], Unit("Xuân Bàu - Lâm An", "phường"), "UBND phường"),
        (["HỘI ĐỒNG NHÂN DÂN", "THỊ XÃ BÀU SIM"], Unit("Bàu Sim", "thị xã"), "HĐND thị xã"),
        (["ỦY BAN NHÂN DÂN", "TỈNH GIA LAI"], Unit("Gia Lai", "tỉnh", "Gia Lai"), "UBND tỉnh"),
        (["UBND HUYỆN BÀU SIM", "PHÒNG NỘI VỤ"], Unit("Bàu Sim", "huyện"), "Phòng nội vụ"),
        (
            ["CỤC THỐNG KÊ TỈNH GIA LAI - CHI CỤC THỐNG KÊ HUYỆN BÀU SIM"],
            Unit("Bàu Sim", "huyện", "Gia Lai"),
            "Chi cục thống kê huyện",
        ),
        (["CÔNG AN TỈNH GIA LAI", "CÔNG AN XÃ PHÚ SƠN"], Unit("Phú Sơn", "xã", "Gia Lai"), "Công an xã"),
        (["HUYỆN ỦY", "*", "Bàu Sim, ngày 12 tháng 6 năm 2023"], Unit("Bàu Sim", "huyện"), "Huyện ủy"),
    ],
)
def test_unit_and_issuer_are_those_of_the_letterhead(letterhead: list[str], unit: Unit, issuer: str) -> None:
    header = read_header([*letterhead, "BÁO CÁO", "Tổng kết công tác năm 2023"], "")
    assert (header.unit, header.issuer) == (unit, issuer)


def test_without_a_letterhead_signature_and_text_say_whose_report_it_is() -> None:
    text = """BÁO CÁO
Tình hình thực hiện nhiệm vụ quý I, nhiệm vụ trọng tâm quý II năm 2024
-----
Huyện ủy lãnh đạo xây dựng huyện Bàu Sim phát triển; trên địa bàn huyện Bàu Sim, tỉnh Gia Lai tình hình ổn
định. Xã Phú Sơn về đích sớm.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

K' Brêu""".splitlines()
    header = read_header(text, "")
    assert header.unit == Unit("Bàu Sim", "huyện", "Gia Lai")
    assert header.issuer == "Ban Thường vụ Huyện ủy"
    assert (header.number, header.date) == ("", None)
    assert (header.signer, header.signer_position) == ("K' Brêu", "Phó Bí thư")


def test_the_year_may_stand_in_the_date_or_the_file_name_alone() -> None:
    lines = [
        "UBND HUYỆN BÀU SIM",
        "Bàu Sim, ngày 01 tháng 7 năm 2023",
        "BÁO CÁO",
        "Sơ kết công tác 6 tháng đầu năm",
    ]
    dated, named = (
        read_header(lines, "").period,
        read_header(["Nội dung"], "bao_cao_quy_1_nam_2024.pdf").period,
    )
    assert dated is not None
    assert dated.label == "6 tháng đầu năm 2023"
    assert named is not None
    assert named.label == "quý I/2024"


def test_a_province_broken_over_two_lines_is_read_whole() -> None:
    lines = [
        "ỦY BAN NHÂN DÂN    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "HUYỆN LŨNG TRE    Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
        "Thực hiện chương trình năm 2024, UBND huyện Lũng Tre, tỉnh Cẩm",
        "",
        "Uyên tập trung chỉ đạo các ngành.",
    ]
    assert read_header(lines, "bc.txt").unit == Unit("Lũng Tre", "huyện", "Cẩm Uyên")


def test_a_number_left_open_is_no_number() -> None:
    header = read_header(["UBND HUYỆN BÀU SIM", "Số:      /BC-UBND", "BÁO CÁO", "Tổng kết năm 2023"], "")
    assert (header.number, header.unit.name) == ("", "Bàu Sim")


def test_what_is_not_said_stays_empty() -> None:
    header = read_header(["Một đoạn văn bất kỳ.", "Không có tiêu đề."], "tai-lieu.txt")
    assert header.unit == Unit("")
    assert (header.issuer, header.period, header.number, header.date, header.title, header.signer) == (
        "", None, "", None, "", "",
    )  # fmt: skip


def test_an_appendix_of_another_paper_is_not_missing() -> None:
    lines = [
        "theo Phụ lục II ban hành kèm theo Nghị định số 8",
        "(các phụ lục 01, 02 đính kèm)",
        "PHỤ LỤC 01",
    ]
    assert read_header(lines, "").absent_appendices == ("Phụ lục 02",)


@pytest.mark.parametrize(
    ("lines", "absent"),
    [
        (("Kết quả nêu tại Phụ lục 01.", "Phụ lục 01. Kết quả sản xuất", "Lúa 40 ha"), ()),
        (("Kết quả nêu tại Phụ lục 01.", "Phụ lục 01: Kết quả sản xuất"), ()),
        (
            ("Kết quả nêu tại", "Phụ lục 01. Thu ngân sách trên địa bàn đạt khá so với"),
            ("Phụ lục 01",),
        ),  # wrapped
        (("Đạt kế hoạch.", "Phụ lục 01 kèm theo báo cáo này."), ("Phụ lục 01",)),
        (("Đạt kế hoạch.", "Phụ lục 01: kèm theo."), ("Phụ lục 01",)),
    ],
)
def test_an_appendix_is_there_where_a_line_is_its_title(
    lines: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    assert read_header(lines, "").absent_appendices == absent


def test_the_last_signature_counts_even_before_an_appendix() -> None:
    lines = ["TM. ĐẢNG ỦY", "BÍ THƯ", "LÊ VĂN TÁM", "PHỤ LỤC 01", "TT Chỉ tiêu KH TH", "1 Số vụ 12 13"]
    signature = find_signature(lines)
    assert (signature.signer, signature.position, signature.on_behalf_of) == (
        "Lê Văn Tám",
        "Bí thư",
        "ĐẢNG ỦY",
    )
    assert find_signature(["Không ai ký."]).line == -1
    office = find_signature(["Nơi nhận:          CHI CỤC TRƯỞNG", "- Lưu: VT.         Nguyễn Văn Tám"])
    assert (office.signer, office.position) == ("Nguyễn Văn Tám", "Chi cục trưởng")


def test_capitals_become_the_usual_spelling() -> None:
    assert sentence_case("PHÓ CHỦ TỊCH THƯỜNG TRỰC") == "Phó Chủ tịch Thường trực"


def test_the_real_report_is_read_as_its_gold_says(reference: Path) -> None:
    folder = reference / "reports"
    gold = json.loads((folder / "gold_structure.json").read_text("utf-8"))
    name = "duc-trong-2023-6-thang.txt"
    header = read_header((folder / name).read_text("utf-8").split("\n"), name)
    assert header.unit == Unit(gold["district"], gold["district_kind"], gold["province"])
    assert f"{header.issuer} {header.unit.name}" == gold["issuer"]
    assert header.title == gold["title"]
    assert header.period is not None
    assert header.period.label == gold["period"]
    assert (header.signer, header.signer_position) == (gold["signer"]["name"], gold["signer"]["position"])
    absent = [each["name"] for each in gold["appendices_referenced"] if not each["present"]]
    assert list(header.absent_appendices) == absent


def test_a_nation_or_a_date_that_a_narrow_column_breaks_stays_on_its_side() -> None:
    lines = [
        "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "HUYỆN BÀU SIM VIỆT NAM",
        "Số: 45/BC-UBND   Độc lập - Tự do - Hạnh phúc", "Bàu Sim, ngày 05 tháng 7 năm", "2024", *PEOPLES_COMMITTEE[4:],
    ]  # fmt: skip
    header = read_header(lines, "")
    assert (header.unit.full_name, header.date) == ("huyện Bàu Sim", date(2024, 7, 5))


@pytest.mark.parametrize(
    ("letterhead", "unit", "issuer"),
    [
        (
            ["UBND TỈNH GIA LAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "ỦY BAN NHÂN DÂN PHƯỜNG Bàu Sim, ngày 05 tháng 12 năm 2025", "BÀU SIM", "Số: 45/BC-UBND"],
            Unit("Bàu Sim", "phường", "Gia Lai"), "UBND phường",
        ),
        (
            ["ĐẢNG BỘ TỈNH GIA LAI   ĐẢNG CỘNG SẢN VIỆT NAM",
             "ĐẢNG ỦY ĐẶC KHU CÙ RÙA Cù Rùa, ngày 05 tháng 12 năm 2025", "Số: 45-BC/ĐU"],
            Unit("Cù Rùa", "đặc khu", "Gia Lai"), "Đảng ủy đặc khu",
        ),
        (
            ["TỈNH ỦY GIA LAI   ĐẢNG CỘNG SẢN VIỆT NAM",
             "HUYỆN ỦY BÀU SIM ĐÔNG Bàu Sim Đông, ngày 05 tháng 12 năm 2025", "Số 45-BC/HU"],
            Unit("Bàu Sim Đông", "huyện", "Gia Lai"), "Huyện ủy",
        ),
        (
            ["UBND TỈNH GIA LAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
             "UBND XÃ A BÀU A Bàu, ngày 05 tháng 12 năm 2025", "Số: 45/BC-UBND"],
            Unit("A Bàu", "xã", "Gia Lai"), "UBND xã",
        ),
    ],
)  # fmt: skip
def test_a_place_one_blank_behind_the_office_is_no_part_of_its_name(
    letterhead: list[str], unit: Unit, issuer: str
) -> None:
    header = read_header([*letterhead, "BÁO CÁO", "Tình hình năm 2025"], "")
    assert (header.unit, header.issuer, header.date) == (unit, issuer, date(2025, 12, 5))


def test_a_party_letterhead_without_a_level_is_of_the_unit_that_the_text_names() -> None:
    lines = """ĐẢNG BỘ TỈNH LÂM GIANG          ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY SUỐI LAU
Số: 63-BC/ĐU          Suối Lau, ngày 17 tháng 9 năm 2025
BÁO CÁO
Tình hình 9 tháng đầu năm 2025
Xã Suối Lau đi vào hoạt động từ 01/7/2025.""".splitlines()
    header = read_header(lines, "bc.txt")
    assert (header.unit, header.issuer) == (Unit("Suối Lau", "xã", "Lâm Giang"), "Đảng ủy xã")


@pytest.mark.parametrize(
    ("below", "unit"),
    [
        ("(Kèm theo Báo cáo số 77/BC-UBND; đơn vị tính: hố)", Unit("", "")),
        ("(Kèm theo Báo cáo số 77/BC-UBND ngày 28/3/2024 của UBND huyện Bàu Sim)", Unit("Bàu Sim", "huyện")),
    ],
)
def test_an_appendix_names_the_number_of_its_report(below: str, unit: Unit) -> None:
    header = read_header(["PHỤ LỤC 02 - PHONG TRÀO CỦA CÁC XÃ QUÝ I NĂM 2024", below, "Đồi Mít"], "pl.xlsx")
    assert (header.attached_to, header.unit) == ("77/BC-UBND", unit)
