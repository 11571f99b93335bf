"""An invented shelf for questions of scope: headers alone, in a line each, with the mark that tests call them by."""

from __future__ import annotations

from datetime import date

from assistant.holdings import Holdings
from index_store.language.mergers import Merger
from index_store.language.periods import find_periods
from index_store.records import Header, Report, SourceFile, Unit

MAY_NGAN = Unit("Mây Ngàn", "huyện", "Lĩnh Sương")
CUA_TRAM = Unit("Cửa Trầm", "thị xã", "Lĩnh Sương")
DOI_SIM = Unit("Đồi Sim", "xã", "Lĩnh Sương")
THUONG_SIM = Unit("Thượng Sim", "xã", "Lĩnh Sương")
SUOI_LAM = Unit("Suối Lâm", "huyện", "Gia Lai")
SUOI_LAM_DONG = Unit("Suối Lâm Đông", "huyện", "Long An")
HOA_PHONG_TN = Unit("Hòa Phong", "huyện", "Tây Ninh")
HOA_PHONG_PY = Unit("Hòa Phong", "huyện", "Phú Yên")
BUON_BAU = Unit("Buôn Bàu", "thành phố", "Đắk Lắk")
BEN_SU = Unit("Bến Sú", "phường", "Lĩnh Sương")
PHUOC_DIEM = Unit("Phước Điểm", "huyện", "Bình Thuận")
BAN_CHANH = Unit("Bản Chanh", "xã", "Lĩnh Sương")

# mark, unit, issuer, period, number, day of issue, current, replaces
_ROWS: tuple[tuple[str, Unit, str, str, str, str, bool, str], ...] = (
    ("MN-6T22", MAY_NGAN, "UBND huyện", "6 tháng đầu năm 2022", "140/BC-UBND", "2022-06-20", True, ""),
    ("MN-22", MAY_NGAN, "UBND huyện", "năm 2022", "512/BC-UBND", "2022-12-12", True, ""),
    ("MN-6T23cũ", MAY_NGAN, "UBND huyện", "6 tháng đầu năm 2023", "215/BC-UBND", "2023-06-15", False, ""),
    ("MN-6T23", MAY_NGAN, "UBND huyện", "6 tháng đầu năm 2023", "246/BC-UBND", "2023-06-28", True, "215/BC-UBND"),
    ("MN-6T23hu", MAY_NGAN, "Huyện ủy", "6 tháng đầu năm 2023", "189-BC/HU", "2023-07-05", True, ""),
    ("MN-Q24", MAY_NGAN, "UBND huyện", "quý I/2024", "118/BC-UBND", "2024-03-25", True, ""),
    ("CT-9T23", CUA_TRAM, "UBND thị xã", "9 tháng đầu năm 2023", "380/BC-UBND", "2023-09-20", True, ""),
    ("CT-9T24", CUA_TRAM, "UBND thị xã", "9 tháng đầu năm 2024", "402/BC-UBND", "2024-09-20", True, ""),
    ("CT-9T24tu", CUA_TRAM, "Ban Thường vụ Thị ủy", "9 tháng đầu năm 2024", "77-BC/TU", "2024-09-25", True, ""),
    ("CT-24", CUA_TRAM, "UBND thị xã", "năm 2024", "802/BC-UBND", "2024-12-13", True, ""),
    ("DS-23", DOI_SIM, "UBND xã", "năm 2023", "91/BC-UBND", "2023-12-05", True, ""),
    ("DS-6T24", DOI_SIM, "UBND xã", "6 tháng đầu năm 2024", "45/BC-UBND", "2024-06-10", True, ""),
    ("TS-6T25", THUONG_SIM, "UBND xã", "6 tháng đầu năm 2025", "09/BC-UBND", "2025-07-09", True, ""),
    ("SL-6T23", SUOI_LAM, "UBND huyện", "6 tháng đầu năm 2023", "15/BC-UBND", "2023-06-20", True, ""),
    ("SL-T5", SUOI_LAM, "UBND huyện", "tháng 5/2024", "33/BC-UBND", "2024-05-25", True, ""),
    ("SL-T6", SUOI_LAM, "UBND huyện", "tháng 6/2024", "41/BC-UBND", "2024-06-25", True, ""),
    ("SLD-6T23", SUOI_LAM_DONG, "UBND huyện", "6 tháng đầu năm 2023", "15/BC-UBND", "2023-06-21", True, ""),
    ("HPTN-23", HOA_PHONG_TN, "UBND huyện", "năm 2023", "600/BC-UBND", "2023-12-10", True, ""),
    ("HPPY-23", HOA_PHONG_PY, "UBND huyện", "năm 2023", "610/BC-UBND", "2023-12-11", True, ""),
    ("BB-6T23", BUON_BAU, "UBND thành phố", "6 tháng đầu năm 2023", "70/BC-UBND", "2023-06-20", True, ""),
    ("BB-6T23tu", BUON_BAU, "Ban Thường vụ Thành ủy", "6 tháng đầu năm 2023", "71-BC/TU", "2023-06-20", True, ""),
    ("BS-Q24", BEN_SU, "UBND phường", "quý I/2024", "12/BC-UBND", "2024-03-20", True, ""),
    ("PD-23", PHUOC_DIEM, "UBND huyện", "giai đoạn 2021-2023", "99/BC-UBND", "2023-12-20", True, ""),
)  # fmt: skip
MERGERS = tuple(
    Merger(THUONG_SIM, Unit(name, "xã", "Lĩnh Sương"), date(2025, 7, 1))
    for name in ("Đồi Sim", "Bản Chanh", "Nậm Cọ")
)


def report(
    mark: str, unit: Unit, issuer: str, period: str, number: str = "", day: str = "2024-01-01",
    current: bool = True, replaces: str = "", order: int = 0,
) -> Report:  # fmt: skip
    """A report that is only a header; its id is the mark."""
    header = Header(
        unit, issuer, find_periods(period)[0].period, number, date.fromisoformat(day), replaces=replaces
    )
    file = SourceFile(f"{mark}.txt", mark, "txt", 1)
    return Report(mark, header, (file,), 1, 0, 0, 0, 0, 0, 1, current, order)


SHELF = Holdings((report(*row, order=n) for n, row in enumerate(_ROWS)), MERGERS)
