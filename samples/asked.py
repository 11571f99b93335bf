"""What is asked about the sample reports: one line per question, figures named by their key, never typed.

A tuple is (category, question, report stem, figures or words that the answer must hold). "key" or "key.form"
is a figure of the report (see layout.printed_figure); other text is taken as it is, "a|b" gives alternatives;
what starts with "=" is the evidence: words that stand in the report. Follow-ups carry their earlier turns,
questions over several reports one stem per figure; "stem|stem" where either report answers.
"""

from __future__ import annotations

_M22, _M22N, _M23 = "may-ngan-2022-6-thang", "may-ngan-2022-nam", "may-ngan-2023-6-thang-thay-the"
_OLD, _HU = "may-ngan-2023-6-thang", "may-ngan-2023-6-thang-huyen-uy"
_C23, _C24 = "cua-tram-2023-9-thang", "cua-tram-2024-9-thang"
_D23, _D24 = "doi-sim-2023-nam", "doi-sim-2024-6-thang"

Asked = tuple[str, str, str, tuple[str, ...]]

ONE_REPORT: tuple[Asked, ...] = (
    ("direct", "6 tháng đầu năm 2022, huyện Mây Ngàn gieo trồng được bao nhiêu ha?", _M22, ("gieo_trong",)),
    (
        "direct",
        "Sản lượng chè búp tươi của huyện Mây Ngàn 6 tháng đầu năm 2022 là bao nhiêu tấn?",
        _M22,
        ("che_bup",),
    ),
    (
        "direct",
        "Năm 2022 huyện Mây Ngàn thu ngân sách nhà nước trên địa bàn được bao nhiêu?",
        _M22N,
        ("thu_ns",),
    ),
    ("direct", "Cả năm 2022, huyện Mây Ngàn xảy ra bao nhiêu vụ tai nạn giao thông?", _M22N, ("tngt",)),
    (
        "direct",
        "Theo báo cáo của UBND huyện Mây Ngàn, thu ngân sách 6 tháng đầu năm 2023 là bao nhiêu?",
        _M23,
        ("thu_ns",),
    ),
    (
        "direct",
        "Theo Báo cáo số 215/BC-UBND, thu ngân sách 6 tháng đầu năm 2023 ước thực hiện bao nhiêu?",
        _OLD,
        ("thu_ns",),
    ),
    (
        "direct",
        "Theo báo cáo của Huyện ủy Mây Ngàn, thu ngân sách 6 tháng đầu năm 2023 đạt bao nhiêu?",
        _HU,
        ("thu_ns",),
    ),
    (
        "direct",
        "6 tháng đầu năm 2023, Đảng bộ huyện Mây Ngàn kết nạp được bao nhiêu đảng viên mới?",
        _HU,
        ("ket_nap",),
    ),
    (
        "direct",
        "9 tháng đầu năm 2023, sản lượng thủy sản của thị xã Cửa Trầm là bao nhiêu tấn?",
        _C23,
        ("thuy_san",),
    ),
    ("direct", "Thị xã Cửa Trầm có bao nhiêu hộ nghèo tính đến 9 tháng đầu năm 2024?", _C24, ("ho_ngheo",)),
    (
        "direct",
        "Kim ngạch xuất khẩu 9 tháng đầu năm 2024 của thị xã Cửa Trầm đạt bao nhiêu triệu USD?",
        _C24,
        ("xuat_khau",),
    ),
    ("direct", "Năm 2023 xã Đồi Sim còn bao nhiêu hộ nghèo?", _D23, ("ho_ngheo",)),
    (
        "direct",
        "Xã Đồi Sim làm được bao nhiêu km đường bê tông trong 6 tháng đầu năm 2024?",
        _D24,
        ("duong",),
    ),
    (
        "direct",
        "Tỷ lệ tham gia bảo hiểm y tế của xã Đồi Sim 6 tháng đầu năm 2024 là bao nhiêu?",
        _D24,
        ("bhyt",),
    ),
    ("nodiac", "dan lon cua huyen may ngan 6 thang dau nam 2022 la bao nhieu con", _M22, ("lon",)),
    ("nodiac", "nam 2022 huyen may ngan co bao nhieu ca sot xuat huyet", _M22N, ("sxh",)),
    ("nodiac", "thi xa cua tram 9 thang dau nam 2024 don bao nhieu luot khach du lich", _C24, ("khach",)),
    ("nodiac", "xa doi sim nam 2023 trong moi duoc bao nhieu ha rung", _D23, ("rung_trong",)),
    ("nodiac", "dien tich nuoi tom thi xa cua tram 9 thang nam 2023", _C23, ("tom",)),
    ("abbr", "Thu NSNN H. Mây Ngàn 6T/2022 bn?", _M22, ("thu_ns",)),
    ("abbr", "Số vụ TNGT của TX Cửa Trầm 9T/2024?", _C24, ("tngt",)),
    ("abbr", "Tỷ lệ BHYT TX Cửa Trầm 9T/2023 là bao nhiêu?", _C23, ("bhyt",)),
    ("abbr", "Huyện Mây Ngàn cấp được bn GCN QSDĐ trong năm 2022?", _M22N, ("gcn",)),
    ("abbr", "Số DN thành lập mới của TX Cửa Trầm 9T/2024", _C24, ("dn_moi",)),
    ("short", "đàn gia cầm Mây Ngàn 6 tháng 2022", _M22, ("gia_cam",)),
    ("short", "Cửa Trầm 9 tháng 2024 khách quốc tế", _C24, ("khach_quoc_te",)),
    ("short", "Đồi Sim 2023 quỹ vì người nghèo", _D23, ("quy_ngheo",)),
    ("short", "hộ cận nghèo Đồi Sim 6T/2024", _D24, ("ho_can_ngheo",)),
    (
        "paraphrase",
        "Trong 9 tháng của năm 2023, ngư dân thị xã Cửa Trầm đang sở hữu mấy tàu đánh cá?",
        _C23,
        ("tau_ca",),
    ),
    (
        "paraphrase",
        "Bao nhiêu lao động ở huyện Mây Ngàn có việc làm mới trong năm 2022?",
        _M22N,
        ("viec_lam",),
    ),
    ("paraphrase", "Có bao nhiêu thanh niên xã Đồi Sim lên đường tòng quân năm 2023?", _D23, ("tuyen_quan",)),
    (
        "paraphrase",
        "Số người thiệt mạng vì tai nạn giao thông ở thị xã Cửa Trầm 9 tháng đầu năm 2023?",
        _C23,
        ("chet",),
    ),
    ("paraphrase", "Heo của xã Đồi Sim 6 tháng đầu năm 2024 còn mấy con?", _D24, ("lon",)),
    (
        "companion",
        "Thu ngân sách năm 2022 của huyện Mây Ngàn đạt bao nhiêu phần trăm dự toán?",
        _M22N,
        ("thu_ns.kh",),
    ),
    (
        "companion",
        "Giải ngân vốn đầu tư công 6 tháng đầu năm 2022 của huyện Mây Ngàn đạt bao nhiêu % kế hoạch?",
        _M22,
        ("giai_ngan.kh",),
    ),
    (
        "companion",
        "Sản lượng thủy sản 9 tháng đầu năm 2024 của thị xã Cửa Trầm tăng bao nhiêu % so với cùng kỳ?",
        _C24,
        ("thuy_san.tang",),
    ),
    (
        "companion",
        "Số ca sốt xuất huyết ở thị xã Cửa Trầm 9 tháng đầu năm 2024 giảm bao nhiêu ca?",
        _C24,
        ("sxh.hon",),
    ),
    (
        "companion",
        "Tỷ lệ hộ nghèo của xã Đồi Sim năm 2023 là bao nhiêu phần trăm?",
        _D23,
        ("ho_ngheo/so_ho",),
    ),
    (
        "companion",
        "Theo báo cáo 6 tháng đầu năm 2022, tổng kế hoạch vốn của huyện Mây Ngàn là bao nhiêu?",
        _M22,
        ("giai_ngan.giao",),
    ),
    (
        "companion",
        "Chỉ tiêu thu ngân sách năm 2024 của xã Đồi Sim là bao nhiêu?",
        f"{_D23}|{_D24}",
        ("thu_ns.sau",),
    ),
    (
        "table",
        "Diện tích cây dược liệu của huyện Mây Ngàn 6 tháng đầu năm 2023 là bao nhiêu ha?",
        _M23,
        ("164", "=Diện tích cây dược liệu | ha | 320 | 118 | 164"),
    ),
    (
        "table",
        "6 tháng đầu năm 2023, huyện Mây Ngàn có bao nhiêu lao động đi làm việc ở nước ngoài?",
        _M23,
        ("35", "=Lao động đi làm việc ở nước ngoài | người | 60 | 22 | 35"),
    ),
    (
        "table",
        "Thu ngân sách của phường Bến Sú, thị xã Cửa Trầm 9 tháng đầu năm 2023 là bao nhiêu?",
        _C23,
        ("14.865", "=Phường Bến Sú | 14.865 | 4.735 | 51"),
    ),
    (
        "table",
        "Xã Cồn Lau (thị xã Cửa Trầm) có bao nhiêu hộ nghèo trong 9 tháng đầu năm 2023?",
        _C23,
        ("84", "=Xã Cồn Lau | 6.315 | 3.640 | 84"),
    ),
    (
        "list",
        "Những xã nào của huyện Mây Ngàn đạt chuẩn nông thôn mới trong năm 2022?",
        _M22N,
        ("Khe Rêu", "Bản Chanh", "=các xã đạt chuẩn trong năm là Khe Rêu và Bản Chanh"),
    ),
    (
        "list",
        "Năm 2023, xã Đồi Sim còn những tiêu chí nông thôn mới nào chưa đạt?",
        _D23,
        ("thu nhập", "môi trường", "=02 tiêu chí chưa đạt là thu nhập và môi trường"),
    ),
    (
        "list",
        "Các điểm tập kết rác của xã Đồi Sim năm 2024 sẽ được xây dựng ở những thôn nào?",
        _D23,
        (
            "Khau Lĩnh",
            "Bờ Rào",
            "Suối Cát",
            "=Xây dựng 03 điểm tập kết rác tại các thôn Khau Lĩnh, Bờ Rào và Suối Cát",
        ),
    ),
    (
        "list",
        "Những dự án nào của huyện Mây Ngàn phải điều chuyển vốn trong năm 2022?",
        _M22N,
        (
            "đường Tả Sài - Pa Khoang",
            "kè suối Nậm Lúa",
            "=02 dự án phải điều chuyển vốn là đường Tả Sài - Pa Khoang và kè suối Nậm Lúa",
        ),
    ),
    ("who", "Ai ký báo cáo 9 tháng đầu năm 2024 của UBND thị xã Cửa Trầm?", _C24, ("Phan Nhật Trường",)),
    (
        "who",
        "Cơ quan nào chủ trì đợt cao điểm trấn áp tội phạm ma túy cuối năm 2023 của huyện Mây Ngàn?",
        _M23,
        ("Công an huyện", "=Công an huyện chủ trì mở đợt cao điểm"),
    ),
    (
        "when",
        "Dự án kè biển Hải Vọng ở thị xã Cửa Trầm được khánh thành ngày nào?",
        _C24,
        ("19/8/2024", "=được khánh thành ngày 19/8/2024"),
    ),
    (
        "when",
        "Xã Đồi Sim phải hoàn thành các điểm tập kết rác trước ngày nào?",
        _D23,
        ("30/6/2024", "=hoàn thành trước ngày 30/6/2024"),
    ),
    (
        "document",
        "Huyện ủy Mây Ngàn ban hành văn bản nào về chuyển đổi cơ cấu cây trồng?",
        _HU,
        ("88-KL/HU", "=Kết luận số 88-KL/HU ngày 14/02/2023 về chuyển đổi cơ cấu cây trồng"),
    ),
    (
        "document",
        "Báo cáo 6 tháng đầu năm 2022 của UBND huyện Mây Ngàn có số bao nhiêu?",
        _M22,
        ("198/BC-UBND",),
    ),
    (
        "cause",
        "Vì sao giải ngân vốn đầu tư công của thị xã Cửa Trầm 9 tháng đầu năm 2023 đạt thấp?",
        _C23,
        ("Giá đất bồi thường|giải phóng mặt bằng", "=Giá đất bồi thường chưa sát thực tế"),
    ),
    (
        "cause",
        "Nguyên nhân đàn lợn của xã Đồi Sim giảm trong 6 tháng đầu năm 2024?",
        _D24,
        ("giá thức ăn|dịch tả lợn|chưa tiêm phòng", "=giảm do giá thức ăn cao và dịch tả lợn châu Phi"),
    ),
    (
        "cause",
        "Vì sao huyện Mây Ngàn thu tiền sử dụng đất đạt thấp trong 6 tháng đầu năm 2023?",
        _M23,
        ("không có người tham gia|bất động sản đóng băng", "=do 05 khu đất đấu giá không có người tham gia"),
    ),
)

# earlier question, its answer's figure is left out: the product answers from the turns' questions
FOLLOWUPS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Huyện Mây Ngàn 6 tháng đầu năm 2022 giải quyết việc làm cho bao nhiêu lao động?",
        "Còn cả năm 2022?",
        _M22N,
        "viec_lam",
    ),
    (
        "Tỷ lệ bao phủ bảo hiểm y tế của thị xã Cửa Trầm 9 tháng đầu năm 2023?",
        "Thế 9 tháng đầu năm 2024 thì sao?",
        _C24,
        "bhyt",
    ),
    ("Xã Đồi Sim năm 2023 có bao nhiêu hộ nghèo?", "Còn hộ cận nghèo?", _D23, "ho_can_ngheo"),
    (
        "Thu ngân sách 9 tháng đầu năm 2024 của thị xã Cửa Trầm là bao nhiêu?",
        "Đạt bao nhiêu phần trăm dự toán?",
        _C24,
        "thu_ns_ty.kh",
    ),
    (
        "Đàn lợn của huyện Mây Ngàn 6 tháng đầu năm 2022 là bao nhiêu?",
        "Tăng hay giảm bao nhiêu so với cùng kỳ?",
        _M22,
        "lon.tang",
    ),
    (
        "Sản lượng lương thực của huyện Mây Ngàn năm 2022?",
        "Còn xã Đồi Sim năm 2023 thì sao?",
        _D23,
        "luong_thuc",
    ),
)

COMPARED: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    (
        "So sánh thu ngân sách của thị xã Cửa Trầm 9 tháng đầu năm 2023 và 9 tháng đầu năm 2024.",
        (_C23, _C24),
        ("thu_ns_ty", "thu_ns_ty"),
    ),
    (
        "Số vụ tai nạn giao thông 9 tháng đầu năm 2023 và 9 tháng đầu năm 2024 của thị xã Cửa Trầm là bao nhiêu?",
        (_C23, _C24),
        ("tngt", "tngt"),
    ),
    (
        "So sánh số hộ nghèo của xã Đồi Sim năm 2023 và 6 tháng đầu năm 2024.",
        (_D23, _D24),
        ("ho_ngheo", "ho_ngheo"),
    ),
    (
        "So sánh diện tích chè của huyện Mây Ngàn 6 tháng đầu năm 2022 và 6 tháng đầu năm 2023.",
        (_M22, _M23),
        ("che", "che"),
    ),
)

# question, report of the answer, the place that must be named, its figure
RANKED: tuple[tuple[str, str, str, str], ...] = (
    (
        "Trong báo cáo 9 tháng đầu năm 2023 của thị xã Cửa Trầm, phường, xã nào có nhiều hộ nghèo nhất?",
        _C23,
        "Cồn Lau",
        "=Xã Cồn Lau | 6.315 | 3.640 | 84",
    ),
    (
        "9 tháng đầu năm 2023, phường xã nào của thị xã Cửa Trầm thu ngân sách cao nhất?",
        _C23,
        "Hải Vọng",
        "=Phường Hải Vọng | 18.420 | 5.210 | 42",
    ),
)

UNANSWERABLE: tuple[tuple[str, str], ...] = (
    ("unit", "Huyện Mây Trắng 6 tháng đầu năm 2023 thu ngân sách được bao nhiêu?"),
    ("unit", "Thị xã Cửa Sóng có bao nhiêu tàu cá trong 9 tháng đầu năm 2024?"),
    ("unit", "xa doi mo nam 2023 con bao nhieu ho ngheo"),
    ("period", "Huyện Mây Ngàn năm 2019 gieo trồng được bao nhiêu ha?"),
    ("period", "Quý I năm 2025 thị xã Cửa Trầm đón bao nhiêu lượt khách?"),
    ("period", "Đàn lợn của xã Đồi Sim năm 2020 là bao nhiêu con?"),
    ("indicator", "Thị xã Cửa Trầm có bao nhiêu trạm sạc xe điện trong 9 tháng đầu năm 2024?"),
    ("indicator", "Số vụ ly hôn ở huyện Mây Ngàn năm 2022 là bao nhiêu?"),
    ("indicator", "Xã Đồi Sim có bao nhiêu con dê trong năm 2023?"),
    (
        "appendix",
        "Theo Phụ lục 02 của báo cáo 9 tháng đầu năm 2024, tiến độ từng dự án của thị xã Cửa Trầm ra sao?",
    ),
    ("appendix", "Phụ lục 03 báo cáo 6 tháng đầu năm 2023 của Huyện ủy Mây Ngàn có những số liệu gì?"),
    ("personal", "Số điện thoại của ông Lò Thế Kiên là bao nhiêu?"),
    ("personal", "Bà Vi Thị Lụa sinh năm nào, nhà ở đâu?"),
)
