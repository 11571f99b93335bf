"""Invented tables with their gold: what stands in each cell, under which headers, in which unit. Pure.

The layouts are those that appendices of reports have (a unit column, a unit above, figures by commune, projects
in landscape, years side by side); names, units and figures are made up at random, and so is the layout of each case.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

RowKind = Literal["group", "row", "sub", "total"]
ColumnKind = Literal["number", "name", "unit", "text", "figure", "share"]

_INDICATORS = (
    ("Tổng diện tích gieo trồng cây hằng năm", "ha"), ("Sản lượng lương thực có hạt", "tấn"),
    ("Tổng đàn trâu, bò", "con"), ("Diện tích trồng mới cây ăn quả theo chuỗi liên kết tiêu thụ", "ha"),
    ("Tổng thu ngân sách nhà nước trên địa bàn", "triệu đồng"), ("Số hợp tác xã thành lập mới", "hợp tác xã"),
    ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng", "tỷ đồng"), ("Số hộ thoát nghèo", "hộ"),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%"), ("Số lao động được giải quyết việc làm", "người"),
    ("Trường đạt chuẩn quốc gia", "trường"), ("Tỷ lệ che phủ rừng", "%"), ("Số vụ tai nạn giao thông", "vụ"),
    ("Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn", "%"), ("Số lượt khách du lịch lưu trú", "lượt khách"),
    ("Khối lượng nước sạch cấp cho khu vực nông thôn", "m3"), ("Kết nạp đảng viên mới", "đảng viên"),
    ("Doanh nghiệp thành lập mới", "doanh nghiệp"), ("Chiều dài đường giao thông được cứng hóa", "km"),
    ("Số mô hình sản xuất ứng dụng công nghệ cao được nhân rộng trong năm", "mô hình"),
)  # fmt: skip
_SUBS = (
    "Trong đó: cây lâu năm", "Lúa nước", "Ngô lai", "Thu thuế, phí và lệ phí", "Thu tiền sử dụng đất", "Nữ",
    "Dân tộc thiểu số", "Khu vực ngoài quốc doanh", "Phần ngân sách cấp huyện được hưởng theo phân cấp",
)  # fmt: skip
_ITEMS = (
    "Chi đầu tư phát triển", "Chi sự nghiệp giáo dục và đào tạo", "Chi sự nghiệp y tế", "Chi quản lý hành chính",
    "Chi bảo đảm xã hội", "Chi sự nghiệp môi trường", "Chi quốc phòng, an ninh", "Chi dự phòng ngân sách",
    "Chi chương trình mục tiêu quốc gia xây dựng nông thôn mới", "Chi khoa học và công nghệ",
)  # fmt: skip
_COMMUNES = (
    "Suối Vàng", "Bản Lềnh", "Đồi Sim", "Nà Khoang", "Phú Mây", "Tân Lũng", "Hòa Trầm", "Cửa Rừng", "Lũng Pha",
    "Thượng Sơn Hạ", "Đắk Rơi", "Ea Nhút", "Bàu Lách", "Vĩnh Khê Đông", "Mường Chà Lớn", "An Thới Trung",
)  # fmt: skip
_PROJECTS = (
    "Nâng cấp, mở rộng đường liên xã Suối Vàng - Bản Lềnh", "Xây mới trường tiểu học Đồi Sim (giai đoạn 2)",
    "Kè chống sạt lở bờ suối khu dân cư Nà Khoang", "Trụ sở làm việc xã Phú Mây", "Hồ chứa nước Lũng Pha",
    "Sửa chữa trạm y tế xã Tân Lũng", "Hệ thống cấp nước sinh hoạt tập trung thôn 4, thôn 5 xã Hòa Trầm",
    "Cầu treo dân sinh thôn Ea Nhút", "Đường dây 0,4 kV và trạm biến áp thôn Đắk Rơi", "Nhà văn hóa xã Bàu Lách",
)  # fmt: skip
_OWNERS = ("Ban QLDA huyện", "UBND xã", "Phòng KT-HT", "Phòng NN-MT")
_GROUPS = ("KINH TẾ", "VĂN HÓA - XÃ HỘI", "QUỐC PHÒNG - AN NINH", "XÂY DỰNG ĐẢNG")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Column:
    """path: header words from the top; unit: of the column's figures, "" where the row or the table says it."""

    path: tuple[str, ...]
    kind: ColumnKind = "figure"
    unit: str = ""
    width: float = 1.0  # beside the others


@dataclass(frozen=True)
class Row:
    """Cells as a reader of the page sees them; units: of each cell's figure, "" where there is no figure."""

    kind: RowKind
    cells: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class GoldTable:
    title: tuple[str, ...]  # lines, "Phụ lục 01" first
    unit_line: str  # "Đơn vị tính: triệu đồng", "" for none
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counted: bool  # a row under the header numbers the columns

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(" > ".join(column.path) for column in self.columns)


@dataclass(frozen=True)
class Case:
    """One document: its tables and how they are laid out."""

    name: str
    tables: tuple[GoldTable, ...]
    landscape: bool
    repeat: bool  # the header comes again on each page
    merged_groups: bool  # a group's name covers the rest of its row
    keep_rows: bool  # no row is cut by a page's end


def make_case(seed: int) -> Case:
    """The same case for the same seed."""
    rng = random.Random(seed)
    layout = _LAYOUTS[seed % len(_LAYOUTS)]
    first = layout(rng, 1)
    tables = [first]
    if rng.random() < 0.3:
        tables.append(rng.choice(_LAYOUTS)(rng, 2))
    widest = max(sum(column.width for column in table.columns) for table in tables)
    landscape = widest > 11 or rng.random() < 0.2
    return Case(
        f"{layout.__name__.strip('_')}-{seed}",
        tuple(tables),
        landscape,
        rng.random() < 0.6,
        rng.random() < 0.6,
        rng.random() < 0.5,
    )


def _amount(rng: random.Random, decimals: int | None = None) -> str:
    """As reports print it: "41.200", "15.420,7", "12"; now and then with thin blanks between thousands."""
    size = rng.choice((1, 2, 3, 4, 5, 6))
    decimals = rng.choice((0, 0, 1, 2)) if decimals is None else decimals
    value = rng.randrange(10 ** (size - 1), 10**size) + rng.randrange(10**decimals) / 10**decimals
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _share(rng: random.Random) -> str:
    return f"{rng.uniform(3, 160):.{rng.choice((0, 1, 1, 2))}f}".replace(".", ",")


def _figure(rng: random.Random, column: Column) -> str:
    if rng.random() < 0.07:
        return rng.choice(("", "-", ""))
    return _share(rng) if column.kind == "share" else _amount(rng)


def _filled(
    rng: random.Random, columns: Sequence[Column], number: str, name: str, unit: str, kind: RowKind = "row",
    rest: Sequence[str] = (),
) -> Row:  # fmt: skip
    """A row of figures. unit: of the columns that have none of their own; rest: words of the text columns."""
    words = iter(rest)
    cells, units = [], []
    for column in columns:
        if column.kind in ("figure", "share"):
            cells.append(_figure(rng, column))
            units.append(column.unit or unit if any(map(str.isdigit, cells[-1])) else "")
        else:
            of_kind = {"number": number, "name": name, "unit": unit}
            cells.append(of_kind[column.kind] if column.kind in of_kind else next(words, ""))
            units.append("")
    return Row(kind, tuple(cells), tuple(units))


def _group(columns: Sequence[Column], number: str, name: str) -> Row:
    empty = ("",) * (len(columns) - 1 - (columns[0].kind == "number"))
    cells = ((number, name) if columns[0].kind == "number" else (f"{number}. {name}",)) + empty
    return Row("group", cells, ("",) * len(columns))


def _title(rng: random.Random, n: int, words: str) -> tuple[str, ...]:
    names = (f"Phụ lục {n:02d}", f"PHỤ LỤC {n}", f"Biểu số {n:02d}", f"PHỤ LỤC SỐ {n:02d}")
    return (rng.choice(names), words.upper() if rng.random() < 0.7 else words)


def _targets(rng: random.Random, n: int) -> GoldTable:
    """Indicators with a unit column, plan, result and comparison; groups by field."""
    first = rng.choice(("TT", "STT", "Stt"))
    unit = rng.choice(("ĐVT", "Đơn vị tính", "Đơn vị"))
    columns = [Column((first,), "number", width=0.6), Column(("Chỉ tiêu",), "name", width=3.2),
               Column((unit,), "unit", width=1.0)]  # fmt: skip
    columns += rng.choice((
        [Column(("Kế hoạch năm 2024",)), Column(("Thực hiện 6 tháng đầu năm 2024",)),
         Column(("So sánh", "% so KH"), "share", "%"), Column(("So sánh", "% so cùng kỳ"), "share", "%")],
        [Column(("TH 6 tháng 2023",)), Column(("Năm 2024", "Kế hoạch")), Column(("Năm 2024", "Ước TH 6 tháng")),
         Column(("Tỷ lệ (%)", "So KH"), "share", "%"), Column(("Tỷ lệ (%)", "So cùng kỳ"), "share", "%")],
        [Column(("Nghị quyết giao",)), Column(("Kết quả thực hiện",)), Column(("Đạt (%)",), "share", "%")],
    ))  # fmt: skip
    rows: list[Row] = []
    at = 0
    for g in range(rng.randint(1, 4)):
        rows.append(_group(columns, _ROMAN[g], _GROUPS[g]))
        for name, unit in rng.sample(_INDICATORS, rng.randint(3, 12)):
            at += 1
            rows.append(_filled(rng, columns, str(at), name, unit))
            if rng.random() < 0.25:
                rows.append(_filled(rng, columns, "-", rng.choice(_SUBS), unit, "sub"))
    return GoldTable(
        _title(rng, n, "Kết quả thực hiện các chỉ tiêu 6 tháng đầu năm 2024"), "", tuple(columns), tuple(rows),
        rng.random() < 0.25,
    )  # fmt: skip


def _budget(rng: random.Random, n: int) -> GoldTable:
    """Items of the budget; the unit of all figures above the table; three rows of headers."""
    unit = rng.choice(("triệu đồng", "triệu đồng", "tỷ đồng", "nghìn đồng"))
    columns = (
        Column(("TT",), "number", width=0.6), Column(("Nội dung",), "name", width=3),
        Column(("Dự toán năm 2024", "Tổng số")), Column(("Dự toán năm 2024", "Trong đó", "Ngân sách tỉnh")),
        Column(("Dự toán năm 2024", "Trong đó", "Ngân sách huyện")), Column(("Thực hiện 6 tháng",)),
        Column(("So sánh TH/DT (%)",), "share", "%"),
    )  # fmt: skip
    rows = [_filled(rng, columns, "", "TỔNG CHI NGÂN SÁCH", unit, "total")]
    for g, name in enumerate(("Chi cân đối ngân sách", "Chi từ nguồn bổ sung có mục tiêu")):
        rows.append(_filled(rng, columns, "AB"[g], name, unit, "total"))
        for i, item in enumerate(rng.sample(_ITEMS, rng.randint(2, 9)), 1):
            rows.append(_filled(rng, columns, rng.choice((str(i), str(i))), item, unit))
    line = rng.choice((f"Đơn vị tính: {unit}", f"ĐVT: {unit.capitalize()}", f"(Đơn vị: {unit})"))
    return GoldTable(_title(rng, n, "Tình hình chi ngân sách 6 tháng đầu năm 2024"), line, columns, tuple(rows),
                     rng.random() < 0.4)  # fmt: skip


def _communes(rng: random.Random, n: int) -> GoldTable:
    """A row for each commune and a row of totals; units in the header's brackets."""
    columns = (
        Column((rng.choice(("TT", "STT")),), "number", width=0.6),
        Column((rng.choice(("Tên xã, thị trấn", "Đơn vị", "Địa phương")),), "name", width=2),
        Column(("Tổng số hộ (hộ)",), unit="hộ"), Column(("Hộ nghèo", "Số hộ"), unit="hộ"),
        Column(("Hộ nghèo", "Tỷ lệ (%)"), "share", "%"), Column(("Hộ cận nghèo", "Số hộ"), unit="hộ"),
        Column(("Hộ cận nghèo", "Tỷ lệ (%)"), "share", "%"),
        Column(("Kinh phí hỗ trợ (triệu đồng)",), unit="triệu đồng", width=1.3),
    )  # fmt: skip
    names = rng.sample(_COMMUNES, rng.randint(5, len(_COMMUNES)))
    rows = [_filled(rng, columns, str(i), name, "") for i, name in enumerate(names, 1)]
    total = _filled(rng, columns, "", rng.choice(("Tổng cộng", "TỔNG SỐ", "Cộng")), "", "total")
    rows = [*rows, total] if rng.random() < 0.7 else [total, *rows]
    return GoldTable(_title(rng, n, "Kết quả rà soát hộ nghèo, hộ cận nghèo 6 tháng đầu năm 2024"), "", columns,
                     tuple(rows), rng.random() < 0.2)  # fmt: skip


def _projects(rng: random.Random, n: int) -> GoldTable:
    """A wide table of projects: words beside figures, long names, a column of notes."""
    columns = (
        Column(("STT",), "number", width=0.6), Column(("Danh mục công trình, dự án",), "name", width=3),
        Column(("Chủ đầu tư",), "text", width=1.4), Column(("Thời gian KC-HT",), "text", width=1.1),
        Column(("Tổng mức đầu tư",)), Column(("Kế hoạch vốn năm 2024", "Tổng số")),
        Column(("Kế hoạch vốn năm 2024", "Ngân sách tỉnh")), Column(("Kế hoạch vốn năm 2024", "Ngân sách huyện")),
        Column(("Giải ngân đến 30/6/2024", "Số tiền")), Column(("Giải ngân đến 30/6/2024", "Tỷ lệ (%)"), "share", "%"),
        Column(("Ghi chú",), "text", width=1.2),
    )  # fmt: skip
    unit = "triệu đồng"
    rows = [_filled(rng, columns, "", "TỔNG CỘNG", unit, "total")]
    at = 0
    for g, name in enumerate(("Công trình chuyển tiếp", "Công trình khởi công mới")):
        rows.append(_group(columns, _ROMAN[g], name))
        for project in rng.sample(_PROJECTS, rng.randint(2, 8)):
            at += 1
            note = rng.choice(("", "", "Đã quyết toán", "Vướng mặt bằng"))
            rest = (rng.choice(_OWNERS), rng.choice(("2023-2025", "2024", "2022-2024")), note)
            rows.append(_filled(rng, columns, str(at), project, unit, rest=rest))
    return GoldTable(_title(rng, n, "Tiến độ giải ngân vốn đầu tư công 6 tháng đầu năm 2024"),
                     rng.choice(("Đơn vị tính: triệu đồng", "ĐVT: Triệu đồng")), columns, tuple(rows),
                     counted=False)  # fmt: skip


def _years(rng: random.Random, n: int) -> GoldTable:
    """Years side by side, no column of numbers."""
    columns = (
        Column(("Chỉ tiêu",), "name", width=3), Column(("Đơn vị tính",), "unit"), Column(("Năm 2021",)),
        Column(("Năm 2022",)), Column(("Năm 2023",)), Column(("6 tháng đầu năm 2024",)),
    )  # fmt: skip
    chosen = rng.sample(_INDICATORS, rng.randint(6, 18))
    rows = tuple(_filled(rng, columns, "", name, unit) for name, unit in chosen)
    return GoldTable(_title(rng, n, "Một số chỉ tiêu chủ yếu giai đoạn 2021-2024"), "", columns, rows, False)


_LAYOUTS = (_targets, _budget, _communes, _projects, _years)
