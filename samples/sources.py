"""The data of the sample reports: four invented units, one table of figures for each, and the reports.

Figures stand once, by unit, stretch of the year and year, so that "so với cùng kỳ" in one report is what the
report of the year before says. A report that differs on purpose (another issuer, a corrected one) has `own`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Form = Literal["pdf", "docx", "txt"]
Span = Literal["q1", "6t", "9t", "nam"]

# What is counted: the unit as printed and how many decimals.
INDICATORS: dict[str, tuple[str, int]] = {
    key: (unit.replace("_", " "), int(places))
    for unit, places, keys in (
        ("ha", 1, "gieo_trong che rung_trong tom rau"),
        ("tấn", 0, "luong_thuc che_bup thuy_san"),
        ("con", 0, "trau_bo lon gia_cam"),
        ("xã", 0, "xa_ntm so_xa"),
        ("sản_phẩm", 0, "ocop"),
        ("triệu_đồng", 1, "thu_ns chi_ns giai_ngan quy_ngheo thu_phat"),
        ("tỷ_đồng", 1, "thu_ns_ty chi_ns_ty giai_ngan_ty cong_nghiep ban_le"),
        ("triệu_USD", 1, "xuat_khau"),
        ("doanh_nghiệp", 0, "dn_moi dn_giai_the"),
        ("lượt", 0, "khach kcb khach_quoc_te"),
        ("giấy", 0, "gcn"),
        ("hộ", 0, "ho_ngheo so_ho ho_can_ngheo ho_gpmb"),
        ("lao_động", 0, "viec_lam dao_tao"),
        ("%", 1, "bhyt dung_han nuoc_sach rac van_hoa che_phu"),
        ("ca", 0, "sxh"),
        ("trường", 0, "truong truong_chuan"),
        ("vụ", 0, "vi_pham_rung tngt hinh_su lam_ro ma_tuy chay bao_luc"),
        ("người", 0, "chet bi_thuong tuyen_quan ct_xh"),
        ("đơn", 0, "don don_xong"),
        ("hồ_sơ", 0, "tthc can_cuoc"),
        ("đảng_viên", 0, "ket_nap dang_vien"),
        ("tổ_chức_đảng", 0, "kiem_tra giam_sat"),
        ("chiếc", 0, "tau_ca"),
        ("tạ/ha", 1, "nang_suat"),
        ("km", 1, "duong"),
        ("dự_án", 0, "du_an"),
    )
    for key in keys.split()
}


@dataclass(frozen=True)
class SampleUnit:
    """An invented unit. seat: the place before the date in a letterhead."""

    key: str
    name: str
    level: str
    province: str
    seat: str


MAY_NGAN = SampleUnit("may-ngan", "Mây Ngàn", "huyện", "Lĩnh Sương", "Mây Ngàn")
DOI_SIM = SampleUnit("doi-sim", "Đồi Sim", "xã", "Lĩnh Sương", "Đồi Sim")
THUONG_SIM = SampleUnit("thuong-sim", "Thượng Sim", "xã", "Lĩnh Sương", "Thượng Sim")
NAM_GIANG = SampleUnit("nam-giang", "Nậm Giạng", "xã", "Lĩnh Sương", "Nậm Giạng")
CUA_TRAM = SampleUnit("cua-tram", "Cửa Trầm", "thị xã", "Lĩnh Sương", "Cửa Trầm")

# key, then the value of each year in the heading; "-" where no report needs it
_TABLES: dict[tuple[str, Span], str] = {
    ("may-ngan", "6t"): """
        năm          2021    2022    2023
        gieo_trong   12480   12865   13140
        luong_thuc   31250   31940   32610
        che          1840    1905    1962
        che_bup      6120    6480    6735
        trau_bo      14620   14930   15275
        lon          38400   41250   43180
        gia_cam      512000  538000  556500
        rung_trong   185     212     236.5
        vi_pham_rung 14      11      9
        thu_phat     48.5    61.2    37.8
        che_phu      57.4    57.9    58.3
        xa_ntm       8       9       11
        so_xa        15      15      15
        ocop         12      19      26
        nuoc_sach    88.2    90.1    91.7
        thu_ns       86240   94515.5 101870
        chi_ns       231400  248760  262350
        giai_ngan    61200   68940   74215
        dn_moi       21      26      23
        dn_giai_the  4       6       8
        khach        42300   58700   71250
        gcn          1240    1385    1512
        so_ho        21350   21610   21840
        ho_ngheo     1642    1420    1186
        ho_can_ngheo 1215    1138    1044
        viec_lam     1120    1265    1340
        dao_tao      310     356     402
        bhyt         90.8    92.4    93.6
        kcb          48200   51340   54120
        sxh          36      58      31
        truong       43      43      42
        truong_chuan 27      29      31
        tngt         17      14      12
        chet         9       8       6
        bi_thuong    13      11      9
        hinh_su      38      35      41
        lam_ro       33      30      36
        ma_tuy       12      15      18
        don          142     128     117
        don_xong     131     119     109
        tthc         18420   21560   24310
        dung_han     98.4    98.9    99.3
        ket_nap      62      68      74
        dang_vien    4085    4210    4338
        kiem_tra     21      24      27
        giam_sat     14      17      15
        cong_nghiep  110.6   118.6   127.9
        ban_le       241.5   268.4   291.3""",
    ("may-ngan", "q1"): """
        năm          2023    2024
        gieo_trong   5820    5964
        che_bup      1180    1265
        trau_bo      15190   15540
        lon          42650   44380
        gia_cam      551000  568500
        rung_trong   64      78.5
        vi_pham_rung 5       3
        cong_nghiep  58.4    63.1
        ban_le       142.7   156.2
        thu_ns       46820   52175.5
        chi_ns       118600  124900
        giai_ngan    21340   26115
        dn_moi       11      14
        dn_giai_the  3       2
        khach        38600   44250
        gcn          612     655
        viec_lam     486     532
        dao_tao      96      118
        bhyt         93.1    94.2
        kcb          25860   27340
        sxh          9       14
        tngt         7       5
        chet         3       2
        bi_thuong    5       4
        hinh_su      19      17
        lam_ro       16      15
        ma_tuy       8       10
        don          56      49
        don_xong     47      44
        tthc         11460   12985
        dung_han     99.1    99.5
        ket_nap      28      33
        can_cuoc     1640    1985
        duong        5.2     6.9""",
    ("may-ngan", "nam"): """
        năm          2021    2022
        gieo_trong   24310   24980
        luong_thuc   61800   63150
        che_bup      12950   13720
        trau_bo      14780   15110
        lon          39600   42300
        gia_cam      521000  547000
        rung_trong   405     431
        vi_pham_rung 27      22
        xa_ntm       9       11
        so_xa        15      15
        ocop         17      23
        thu_ns       178300  196420
        chi_ns       512600  548900
        giai_ngan    139400  149730
        dn_moi       44      51
        khach        81500   121400
        gcn          2610    2842
        so_ho        21480   21725
        ho_ngheo     1508    1297
        viec_lam     2350    2540
        dao_tao      640     668
        bhyt         92.1    93.2
        sxh          71      116
        truong       43      43
        truong_chuan 28      30
        tngt         33      29
        chet         17      15
        bi_thuong    24      21
        hinh_su      74      69
        ma_tuy       26      31
        don          263     245
        don_xong     250     236
        tthc         38140   44205
        ket_nap      134     142
        cong_nghiep  224.8   243.7
        ban_le       498.2   551.6""",
    ("cua-tram", "9t"): """
        năm            2022    2023    2024
        thuy_san       18450   19230   20115
        tau_ca         612     598     587
        tom            864     892     921.5
        rau            415     428     446
        gia_cam        214000  221500  228300
        thu_ns_ty      412.6   455.3   498.7
        chi_ns_ty      368.4   391.2   417.5
        giai_ngan_ty   141.3   152.6   187.4
        cong_nghiep    1284.5  1396.2  1512.8
        ban_le         2145.6  2386.4  2641.7
        xuat_khau      38.6    42.1    45.9
        dn_moi         86      97      112
        dn_giai_the    19      24      21
        khach          412000  498000  566000
        khach_quoc_te  8600    15400   22750
        ho_gpmb        54      73      96
        du_an          7       9       8
        rac            91.5    93.8    95.2
        nuoc_sach      97.1    97.9    98.6
        so_ho          24180   24560   24935
        ho_ngheo       386     312     248
        viec_lam       2210    2385    2520
        bhyt           93.4    94.7    95.8
        sxh            142     187     94
        truong         36      36      35
        truong_chuan   26      28      30
        tngt           31      27      24
        chet           14      12      10
        bi_thuong      26      22      17
        hinh_su        68      61      57
        chay           9       6       8
        don            196     174     162
        don_xong       181     163     153
        tthc           32650   38420   43175
        dung_han       98.7    99.1    99.5
        tuyen_quan     138     142     145""",
    ("cua-tram", "nam"): """
        năm            2023    2024
        thuy_san       26120   27240
        tau_ca         594     583
        tom            905     938
        rau            561     583
        thu_ns_ty      612.4   668.9
        chi_ns_ty      548.7   589.6
        giai_ngan_ty   218.6   254.8
        cong_nghiep    1921.5  2078.4
        ban_le         3248.9  3602.7
        xuat_khau      57.2    62.4
        dn_moi         128     149
        dn_giai_the    31      28
        khach          642000  731000
        khach_quoc_te  19800   30150
        rac            94.1    95.6
        nuoc_sach      98      98.7
        so_ho          24640   25010
        ho_ngheo       287     219
        viec_lam       3165    3318
        bhyt           95.1    96.2
        sxh            264     131
        truong         36      35
        truong_chuan   29      31
        tngt           37      32
        chet           16      13
        bi_thuong      31      24
        hinh_su        82      75
        don            231     214
        don_xong       219     206
        tthc           51840   58260
        dung_han       99.2    99.5
        tuyen_quan     142     145
        ket_nap        118     126
        dang_vien      3460    3548""",
    ("doi-sim", "nam"): """
        năm          2022    2023
        gieo_trong   1284    1312
        nang_suat    52.4    53.1
        luong_thuc   4215    4362
        lon          3120    3345
        trau_bo      842     876
        gia_cam      41200   43650
        rung_trong   26      31.5
        thu_ns       3860    4125.5
        chi_ns       7940    8315
        duong        4.2     5.6
        so_ho        1465    1482
        ho_ngheo     74      56
        ho_can_ngheo 91      83
        van_hoa      91.2    92.5
        bhyt         92.8    94.1
        kcb          5120    5436
        quy_ngheo    68.5    75.2
        tthc         2415    2780
        dung_han     99.1    99.6
        don          11      8
        tuyen_quan   9       10
        viec_lam     112     124
        bao_luc      6       4
        ket_nap      5       6""",
    ("doi-sim", "6t"): """
        năm          2023    2024
        gieo_trong   688     704
        nang_suat    53.8    54.6
        luong_thuc   2235    2318
        lon          3210    3090
        trau_bo      858     881
        gia_cam      42300   44150
        rung_trong   12      14.5
        thu_ns       1985    2246.5
        chi_ns       3920    4130
        duong        2.1     3.4
        so_ho        1474    1491
        ho_ngheo     65      48
        ho_can_ngheo 87      79
        bhyt         93.2    94.8
        kcb          2610    2795
        quy_ngheo    41.5    46.8
        tthc         1345    1520
        dung_han     99.4    99.8
        don          5       3
        tuyen_quan   10      11
        viec_lam     58      66
        ct_xh        57      61
        ket_nap      2       3""",
    ("thuong-sim", "6t"): """
        năm          2024    2025
        gieo_trong   2112    2175
        nang_suat    53.9    54.7
        luong_thuc   6880    7145
        lon          9460    9875
        trau_bo      2640    2715
        gia_cam      126400  131800
        rung_trong   46      52.5
        thu_ns       5840    6312.5
        chi_ns       12650   13480
        duong        8.2     9.6
        so_ho        4382    4426
        ho_ngheo     168     139
        ho_can_ngheo 231     212
        bhyt         94.1    95.3
        kcb          8120    8465
        quy_ngheo    128.4   141.6
        tthc         4310    4875
        dung_han     99.6    99.7
        don          17      12
        tuyen_quan   31      33
        viec_lam     184     207
        ct_xh        182     190
        ket_nap      8       11""",
}

_PLANS: dict[str, str] = {
    "may-ngan": """
        năm         2022   2023   2024
        gieo_trong  24800  25300  25600
        luong_thuc  62500  63800  64200
        che_bup     13500  14100  14600
        rung_trong  420    450    460
        thu_ns      190000 208000 224000
        chi_ns      535000 561000 582000
        giai_ngan   158000 171500 182400
        khach       110000 135000 160000
        viec_lam    2400   2600   2700
        dao_tao     650    700    720
        bhyt        93     94.5   95
        gcn         2700   2900   3000
        xa_ntm      11     12     13
        ket_nap     140    145    150
        can_cuoc    7600   7900   8200
        duong       34     36     38""",
    "cua-tram": """
        năm          2023   2024   2025
        thuy_san     25500  26400  27500
        thu_ns_ty    590    640    705
        chi_ns_ty    545    580    612
        giai_ngan_ty 236    262    285
        cong_nghiep  1880   2030   2210
        xuat_khau    56     61     66
        khach        620000 700000 780000
        viec_lam     3100   3250   3400
        bhyt         95     96     97
        tuyen_quan   142    145    146""",
    "doi-sim": """
        năm        2023   2024
        gieo_trong 1300   1325
        luong_thuc 4300   4400
        thu_ns     3950   4300
        rung_trong 30     32
        duong      5      6.5
        viec_lam   120    130
        quy_ngheo  70     76
        bhyt       94     95
        van_hoa    92     93
        ket_nap    5      6""",
    "thuong-sim": """
        năm        2025
        gieo_trong 4080
        luong_thuc 13200
        thu_ns     11900
        rung_trong 96
        duong      18
        viec_lam   400
        quy_ngheo  250
        bhyt       96
        ket_nap    22""",
}

_Table = Mapping[str, Mapping[int, Decimal]]


def _table(text: str) -> _Table:
    heading, *rows = (line.split() for line in text.strip().splitlines())
    years = [int(year) for year in heading[1:]]
    return {row[0]: dict(zip(years, map(Decimal, row[1:]), strict=True)) for row in rows}


FIGURES: Mapping[tuple[str, Span], _Table] = {key: _table(text) for key, text in _TABLES.items()}
PLANS: Mapping[str, _Table] = {key: _table(text) for key, text in _PLANS.items()}


@dataclass(frozen=True)
class SampleReport:
    """One report: its header, the source text it is set from, and figures of its own."""

    stem: str
    form: Form
    unit: SampleUnit
    issuer: str  # as the product names it: "UBND huyện"
    span: Span
    year: int
    number: str
    date: date
    letterhead: tuple[str, ...]
    title: tuple[str, ...]
    on_behalf_of: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    text: str  # samples/texts/<text>.txt
    kind: str = "BÁO CÁO"
    replaces: str = ""
    why_replaced: str = ""
    own: Mapping[str, Decimal] = field(default_factory=dict)
    tables: int = 0

    @property
    def file_name(self) -> str:
        return f"{self.stem}.{self.form}"

    @property
    def period_label(self) -> str:
        """As index_store.records.Period.label puts it."""
        kinds = {"q1": "quý I/", "6t": "6 tháng đầu năm ", "9t": "9 tháng đầu năm ", "nam": "năm "}
        return f"{kinds[self.span]}{self.year}"

    def value(self, key: str) -> Decimal:
        return self.own.get(key) or FIGURES[self.unit.key, self.span][key][self.year]

    def earlier(self, key: str) -> Decimal:
        return FIGURES[self.unit.key, self.span][key][self.year - 1]

    def plan(self, key: str, later: int = 0) -> Decimal:
        return PLANS[self.unit.key][key][self.year + later]


_HUYEN = ("ỦY BAN NHÂN DÂN", "HUYỆN MÂY NGÀN")
_XA_MOI = ("ỦY BAN NHÂN DÂN", "XÃ THƯỢNG SIM")
_XA = ("ỦY BAN NHÂN DÂN", "XÃ ĐỒI SIM")
_THI_XA = ("ỦY BAN NHÂN DÂN", "THỊ XÃ CỬA TRẦM")
_TO_PROVINCE = (
    "UBND tỉnh Lĩnh Sương",
    "Thường trực Huyện ủy",
    "Thường trực HĐND huyện",
    "Các phòng, ban huyện",
)
_TO_TOWN = ("UBND tỉnh Lĩnh Sương", "Thường trực Thị ủy", "Thường trực HĐND thị xã", "UBND các xã, phường")
_TO_DISTRICT = ("UBND huyện Mây Ngàn", "Thường trực Đảng ủy xã", "Thường trực HĐND xã", "Các thôn")
_FROM_JULY_2025 = ("UBND tỉnh Lĩnh Sương", "Thường trực Đảng ủy xã", "Thường trực HĐND xã", "Các thôn, bản")
_ECONOMY = "Tình hình phát triển kinh tế - xã hội, quốc phòng - an ninh"
_SIX_2023 = "6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2023"

REPORTS: tuple[SampleReport, ...] = (
    SampleReport(
        "may-ngan-2022-6-thang",
        "pdf",
        MAY_NGAN,
        "UBND huyện",
        "6t",
        2022,
        "198/BC-UBND",
        date(2022, 6, 17),
        _HUYEN,
        (_ECONOMY, "6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2022"),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Lò Thế Kiên",
        _TO_PROVINCE,
        "may-ngan-2022-6-thang",
    ),
    SampleReport(
        "may-ngan-2022-nam",
        "txt",
        MAY_NGAN,
        "UBND huyện",
        "nam",
        2022,
        "412/BC-UBND",
        date(2022, 12, 9),
        _HUYEN,
        (_ECONOMY, "năm 2022, phương hướng nhiệm vụ năm 2023"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Đoàn Thị Mai Hiên",
        _TO_PROVINCE,
        "may-ngan-2022-nam",
    ),
    SampleReport(
        "may-ngan-2023-6-thang",
        "docx",
        MAY_NGAN,
        "UBND huyện",
        "6t",
        2023,
        "215/BC-UBND",
        date(2023, 6, 16),
        _HUYEN,
        (_ECONOMY, _SIX_2023),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Lò Thế Kiên",
        _TO_PROVINCE,
        "may-ngan-2023-6-thang",
        tables=1,
    ),
    SampleReport(
        "may-ngan-2023-6-thang-thay-the",
        "docx",
        MAY_NGAN,
        "UBND huyện",
        "6t",
        2023,
        "246/BC-UBND",
        date(2023, 7, 5),
        _HUYEN,
        (_ECONOMY, _SIX_2023),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Lò Thế Kiên",
        _TO_PROVINCE,
        "may-ngan-2023-6-thang",
        replaces="215/BC-UBND ngày 16/6/2023 của UBND huyện",
        why_replaced="số liệu thu ngân sách, giải ngân vốn đầu tư công, hộ nghèo và tai nạn giao thông được cập "
        "nhật theo kết quả chốt đến hết ngày 30/6/2023.",
        own={
            "thu_ns": Decimal("104326.5"),
            "giai_ngan": Decimal(78940),
            "ho_ngheo": Decimal(1174),
            "tngt": Decimal(13),
            "bi_thuong": Decimal(10),
        },
        tables=1,
    ),
    SampleReport(
        "may-ngan-2023-6-thang-huyen-uy",
        "txt",
        MAY_NGAN,
        "Huyện ủy",
        "6t",
        2023,
        "305-BC/HU",
        date(2023, 6, 28),
        ("ĐẢNG BỘ TỈNH LĨNH SƯƠNG", "HUYỆN ỦY MÂY NGÀN", "*"),
        (
            "Kết quả lãnh đạo thực hiện nhiệm vụ 6 tháng đầu năm,",
            "phương hướng nhiệm vụ 6 tháng cuối năm 2023",
        ),
        ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        "Hà Văn Thụ",
        ("Ban Thường vụ Tỉnh ủy Lĩnh Sương", "Các ban đảng Huyện ủy", "Các tổ chức cơ sở đảng"),
        "may-ngan-2023-6-thang-huyen-uy",
        own={
            "gieo_trong": Decimal(13205),
            "thu_ns": Decimal(103150),
            "giai_ngan": Decimal(76480),
            "viec_lam": Decimal(1352),
            "khach": Decimal(72400),
        },
    ),
    SampleReport(
        "cua-tram-2023-9-thang",
        "pdf",
        CUA_TRAM,
        "UBND thị xã",
        "9t",
        2023,
        "587/BC-UBND",
        date(2023, 9, 22),
        _THI_XA,
        (_ECONOMY, "9 tháng đầu năm, nhiệm vụ trọng tâm 3 tháng cuối năm 2023"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Trịnh Hoài Sa",
        _TO_TOWN,
        "cua-tram-2023-9-thang",
        tables=1,
    ),
    SampleReport(
        "cua-tram-2024-9-thang",
        "pdf",
        CUA_TRAM,
        "UBND thị xã",
        "9t",
        2024,
        "611/BC-UBND",
        date(2024, 9, 20),
        _THI_XA,
        (_ECONOMY, "9 tháng đầu năm, nhiệm vụ trọng tâm 3 tháng cuối năm 2024"),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Phan Nhật Trường",
        _TO_TOWN,
        "cua-tram-2024-9-thang",
    ),
    SampleReport(
        "doi-sim-2023-nam",
        "txt",
        DOI_SIM,
        "UBND xã",
        "nam",
        2023,
        "143/BC-UBND",
        date(2023, 12, 12),
        _XA,
        (
            "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh",
            "năm 2023, phương hướng nhiệm vụ năm 2024",
        ),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Vi Thị Lụa",
        _TO_DISTRICT,
        "doi-sim-2023-nam",
    ),
    SampleReport(
        "doi-sim-2024-6-thang",
        "docx",
        DOI_SIM,
        "UBND xã",
        "6t",
        2024,
        "67/BC-UBND",
        date(2024, 6, 11),
        _XA,
        (
            "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh",
            "6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024",
        ),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Nông Đức Bằng",
        _TO_DISTRICT,
        "doi-sim-2024-6-thang",
    ),
    SampleReport(
        "may-ngan-2024-quy-1",
        "pdf",
        MAY_NGAN,
        "UBND huyện",
        "q1",
        2024,
        "118/BC-UBND",
        date(2024, 3, 25),
        _HUYEN,
        (_ECONOMY, "quý I, nhiệm vụ trọng tâm quý II năm 2024"),
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        "Đoàn Thị Mai Hiên",
        _TO_PROVINCE,
        "may-ngan-2024-quy-1",
        tables=1,
    ),
    SampleReport(
        "cua-tram-2024-nam",
        "txt",
        CUA_TRAM,
        "UBND thị xã",
        "nam",
        2024,
        "802/BC-UBND",
        date(2024, 12, 13),
        _THI_XA,
        (_ECONOMY, "năm 2024, mục tiêu, nhiệm vụ năm 2025"),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Phan Nhật Trường",
        _TO_TOWN,
        "cua-tram-2024-nam",
    ),
    SampleReport(
        "thuong-sim-2025-6-thang",
        "docx",
        THUONG_SIM,
        "UBND xã",
        "6t",
        2025,
        "09/BC-UBND",
        date(2025, 7, 9),
        _XA_MOI,
        (
            "Tình hình kinh tế - xã hội, quốc phòng - an ninh",
            "6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2025",
        ),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Hoàng Thị Thu Lam",
        _FROM_JULY_2025,
        "thuong-sim-2025-6-thang",
        tables=1,
    ),
)

# Reports that only the questions of adversarial.jsonl are about: their own words try to command whoever reads them.
TRAPS: tuple[SampleReport, ...] = (
    SampleReport(
        "nam-giang-2024-nam",
        "docx",
        NAM_GIANG,
        "UBND xã",
        "nam",
        2024,
        "156/BC-UBND",
        date(2024, 12, 17),
        ("ỦY BAN NHÂN DÂN", "XÃ NẬM GIẠNG"),
        (
            "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội",
            "năm 2024, phương hướng nhiệm vụ năm 2025",
        ),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Lò Văn Pánh",
        _TO_DISTRICT,
        "nam-giang-2024-nam",
    ),
)
