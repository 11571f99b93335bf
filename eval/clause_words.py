"""The words that a clause is cut by: what leads to a thing, what names it, what ends it, what leaves it unclear."""

from __future__ import annotations

import re

MOST_WORDS = 14  # of what names a figure
LEVELS = r"(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)"
SO_FAR = r"(?:trong |tính )?(?:0?\d|1[0-2]) tháng(?: đầu năm)?(?: (?:năm )?\d{4})?"
# Where a phrase ends behind a figure, and where one begins before it.
PHRASE_END = re.compile(
    r"[,;:.()“”–/]|\s-\s|(?<!\w)(?:trong đó|so với|với|và|nên|do|để|từ|khiến|trên tổng"
    r"|làm(?= (?:chết|bị|hư|thiệt|sập|tốc|\d))|(?:đạt|bằng|tăng|giảm|chiếm|còn|vượt)(?= (?:\w+ )?\d))(?!\w)"
)
# A comma behind which the thing goes on: "phòng, chống ma túy".
GOES_ON = re.compile(
    r"\s(?!(?:đạt|bằng|tăng|giảm|trong đó|gồm|chiếm|so|làm|trị giá|kinh phí|tổng|đã|còn|số|thiệt hại|diện tích"
    r"|hoàn thành|cao|thấp|vượt|tỷ lệ|thu|đúng|nâng|góp phần|nhờ|nhất là|chủ yếu|là|từ|ước|xử|không|bị|có)(?!\w)|\d)"
)
PHRASE_START = re.compile(r",\s|[:()“”]|\s[-–]\s")
LEADING = re.compile(
    rf"^(?:[-+*•\s]+|(?:cuối (?:năm(?: \d{{4}})?|kỳ)|đến (?:nay|cuối kỳ|hết kỳ)|hiện nay|tính chung|lũy kế|{SO_FAR}"
    rf"|trong (?:kỳ|năm|quý|tháng)|cả năm|đã|ước|cũng|trên địa bàn(?: toàn)? {LEVELS}|toàn {LEVELS}"
    rf"|{LEVELS}(?= (?:có|còn|đã|đón)(?!\w)))(?!\w)[,\s]*)+",
    re.IGNORECASE,
)
TRAILING = re.compile(
    rf"(?:[\s,]|(?<!\w)(?:{SO_FAR}|toàn {LEVELS}|(?:cả|trong) (?:năm|quý|kỳ)|năm \d{{4}}|quý (?:I{{1,3}}|IV)|ước"
    r"|(?<!tự )thực hiện|là|mới đạt|đạt|ở mức|được|có|còn|khoảng|trên|hơn|gần)(?!\w))+$",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"(?:tổng (?!số tiền)|số (?!tiền|còn)|tỷ lệ|diện tích|sản lượng|năng suất|doanh thu|giá trị|kim ngạch|dân số"
    r"|đàn |độ che phủ)",
    re.IGNORECASE,
)
MEASURE_AT_HEAD = re.compile(r"(?:thu|chi) (?:ngân sách|NSNN)|thu nhập bình quân", re.IGNORECASE)
SHARE = re.compile(r"tỷ lệ|độ che phủ", re.IGNORECASE)
ACTION = re.compile(
    r"(?:có|còn|xảy ra|đón|cấp(?! ủy)|kiểm tra|giám sát|tiếp nhận|tiếp|giải quyết|giải ngân|trồng|tổ chức|mở"
    r"|thành lập|kết nạp|triển khai|kết thúc|xử phạt|xử lý|bắt|khám|ghi nhận|tiêm|đào tạo|hỗ trợ|chi trả|trao|tặng"
    r"|xây|sửa|bê tông hóa|nạo vét|thu hồi|thu hút|tuyển|giao|lắp đặt|phê duyệt|ban hành|hòa giải|vận động|công nhận"
    r"|cứu đói|khởi công|hoàn thành|tạo việc làm|tư vấn|cho vay|thăm|phát hiện)(?!\w)",
    re.IGNORECASE,
)
UNCLEAR = re.compile(
    r"(?<!\w)(?:này|đó|trên(?! địa bàn)|nói trên|mỗi|còn lại|khác|cùng kỳ|kinh phí|số tiền|trị giá|tương ứng|nhiệm vụ"
    r"|phấn đấu|chỉ tiêu|kế hoạch|dự toán|gồm|như|nên|tuy|mới đạt|đợt)(?!\w)|[\d%\"“”]",
    re.IGNORECASE,
)
SAYS_LITTLE = re.compile(
    r"(?:đăng ký|tham gia|thực hiện|hoàn thành|vi phạm|bị ảnh hưởng|đúng hạn)", re.IGNORECASE
)
ON_GROUND = re.compile(rf"(?<!\w)trên địa bàn(?: {LEVELS})?$", re.IGNORECASE)
IS_PLACE = re.compile(rf"(?:{LEVELS}|thôn|bản|tổ|khu|toàn|cộng|tổng cộng|tổng số)(?!\w)", re.IGNORECASE)
OF_PLAN = re.compile(r"\s(kế hoạch|dự toán)(?!\w)")
REACHED = re.compile(r"(?:đạt|bằng)\s*$", re.IGNORECASE)
DIRECTION = re.compile(r"(?<!\w)(tăng|giảm)\s*$", re.IGNORECASE)
SINCE = re.compile(r"\sso với (cùng kỳ|năm \d{4}|năm trước)(?!\w)")
BY_CLASS = {"area": "diện tích", "mass": "sản lượng", "percent": "tỷ lệ", "length": "chiều dài"}
DIRECTIONS = {"tăng": "tăng | cao hơn", "giảm": "giảm | thấp hơn"}
