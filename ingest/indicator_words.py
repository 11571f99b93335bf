"""The words that tell where an indicator begins and ends, and those that say nothing of it."""

from __future__ import annotations

import re

INNER = re.compile(r"[,(]?\s*(?:trong đó|trong số đó|cụ thể|bao gồm|gồm)(?!\w)", re.IGNORECASE)
BREAK = re.compile(r"[,;()]|\.(?=\s|$)|:(?=\s|$)")
NOISE_PHRASES = re.compile(
    r"(?:so với |so |bằng )?(?:cùng kỳ|thời điểm)(?: năm (?:trước|ngoái|\d{4})| \d{4}| năm)?(?!\w)|(?:so với|so) năm (?:trước|\d{4})"
    r"|(?<!\w)(?:trong |cả |hết |cuối |đầu )?năm (?:\d{4}|trước|ngoái)(?!\w)|(?<!\w)(?:kế hoạch|dự toán)(?: năm| giao)?(?!\w)"
    r"|(?<!\w)(?:trong )?(?:\d+|sáu|chín) tháng(?: (?:đầu|cuối) năm)?(?: năm)?(?: \d{4})?(?!\w)|(?<!\w)(?:tính )?đến ngày \d\S*"
    r"|(?<!\w)(?:(?:tính|trước|đến|từ|ngày|hết|tháng) )*(?:\d{1,2}/)?\d{1,2}/\d{4}(?!\d)"
    r"|(?<!\w)kết quả(?: thực hiện)? (?:trong |cả )?(?:(?:\d+|sáu|chín) tháng(?: đầu năm)?|quý [1-4IV]+|năm)(?!\w)"
    r"|(?<!\w)(?:tổng cộng|tương ứng|tương đương|lần lượt)(?!\w)",
    re.IGNORECASE,
)
NOISE = frozenset(
    "là|đạt|được|ước|khoảng|trên|hơn|gần|với|và|có|đã|còn|bằng|tăng|giảm|so|kh|ck|-|–|/|+|...|…".split("|")
)
# Words that lead to the next quantity; the first kind says what it is, the second only joins.
LEADS = re.compile(
    r"(?<!\w)(?:(?:với|cho|từ|trên|trong)\s)?(?:(?:(?:tổng )?(?:số tiền|kinh phí|trị giá|giá trị|diện tích|vốn|mức đầu tư"
    r"|số lượng|số lượt|doanh số|dư nợ)|(?:tổng|với|trong) số|công suất|quy mô|khối lượng|sản lượng|doanh thu|năng suất|chiều dài)"
    r"|làm(?! rõ| việc| giàu| theo| bằng)|khiến|gây|hậu quả|thu hút|trong đó|đạt tỷ lệ|chiếm(?= tỷ lệ|\s*$)|thu nộp|phạt tiền|nâng|sau khi)(?!\w)",
    re.IGNORECASE,
)
AND = re.compile(r"\s*(?:và|đồng thời|cùng với)(?!\w)\s*(?=\S)", re.IGNORECASE)
JOINS = re.compile(r"(?<!\w)(?:và|với|trong|cho|của|từ|trên|qua|tại|cùng)(?!\w)", re.IGNORECASE)
# A piece before a comma that begins so is complete: nothing before the comma belongs to it.
HEADS = re.compile(
    r"\s*(?:tổng|số|tỷ|tỉ|diện|sản|doanh|thu(?! nh)|chi|phát|xử|bắt|xảy|có|đã|đang|còn|làm|trồng|giá|khối|kinh|đàn|huyện|toàn"
    r"|thực|triển|tổ|ban|cấp|giao|tặng|hỗ|đón|triệt|lập|kết|mở|cử|tiếp|giải|kiểm|giám|hoàn|thành|trong|qua|đến|lũy|luỹ"
    r"|riêng|đạt|tăng|giảm|bằng|ước|khởi|đào|tạo|tuyên|vận|duy|đón|nâng|đưa|độ|mức|năng|bàn|trao|chỉ|khách|lượng|phạt"
    r"|nộp|nhận|cùng|năm|không|cho|bị|ghi|thăm|xây|nhà|hồ|hiện)(?!\w)",
    re.IGNORECASE,
)
# A piece after a comma that begins so is another matter.
OTHER_MATTER = re.compile(
    r"\s*(?:tăng|giảm|đạt|bằng|chiếm|trong|so|cùng|vượt|ước|hoàn|gồm|bao|cụ|đã|đang|còn|không|chưa|xử|thu|phát|làm|kiến nghị thu"
    r"|qua|từ|với|lũy|luỹ|tổng|tỷ|tỉ|số|riêng|nâng|góp|tạo|đưa|được|là|cơ|chủ|nhất|đồng|song|nhưng|đảm|bảo|giúp|để|nhằm|do|cao|thấp"
    r"|đến|tiếp|theo|như|giá|diện|kinh|cho|ngành|cả|hậu|bị|có|tập|đặc|một|các|những|tại|trên|vì|nên|khiến|gây|đời|công)(?!\w)",
    re.IGNORECASE,
)
# Words that do not say of what: a quantity with no others takes the subject of its clause.
VAGUE = re.compile(
    r"(?<!\w)(?:số tiền|kinh phí|trị giá|giá trị|số lượng|tỷ lệ|tỉ lệ|diện tích|quy mô|công suất|khối lượng|sản lượng|năng suất"
    r"|doanh thu|dư nợ|mức đầu tư|thiệt hại|tài sản|kiến nghị|tham gia|xuống|lên|xử lý|xử phạt|phạt tiền|phạt|phát hiện|bắt giữ|bắt|khởi tố|điều tra|làm rõ|giải quyết|tiếp nhận|xảy ra|ghi nhận"
    r"|phát sinh|lập biên bản|nhắc nhở|triệt phá|vi phạm|hậu quả|khiến|làm chết|làm|gây|chết|bị thương|thiệt mạng|thu giữ|tang vật|trước hạn|đăng ký|thu nộp ngân sách|nộp ngân sách|nhà nước|thu nộp|nộp|thu hồi|giải ngân|cuối kỳ|đầu kỳ|tồn"
    r"|chi trả|trúng|trong đó|trong|cho|của|đối với|đối(?! tượng)|từ|tại|trên|qua|với|được|theo|tổng|số|mức|vốn|thu|chi|các|những|riêng|mới|thêm"
    r"|cả|nữ|nam|tốt|khá|đúng hạn|trễ hạn|quá hạn|đạt|hoàn thành|thực hiện|tổ chức|toàn|lại|đó|này|về|thuộc|khác|hơn|gồm|bao gồm"
    r"|đang|sẽ|chưa|lũy kế|luỹ kế|từ đầu|nhiệm kỳ|nay|đến nay|hiện|hiện nay|hiện có|duy trì|chiếm|cụ thể|tuyến|khoản|loại|dự kiến|phấn đấu)(?!\w)",
    re.IGNORECASE,
)
EVENT = re.compile(
    r"(?:xử lý|phát hiện|bắt giữ|khởi tố|tiếp nhận|giải quyết|xảy ra|ghi nhận|phát sinh|lập biên bản|trong đó|trong|tổng số|số|tổng"
    r"|triệt phá|đến nay|toàn huyện|riêng|thực hiện|tổ chức|gồm|bao gồm|cụ thể|lũy kế|luỹ kế|các|những)(?!\w)",
    re.IGNORECASE,
)
GENERIC_UNITS = frozenset(
    "vụ|vụ việc|người|đối tượng|trường hợp|cơ sở|lượt|lượt người|ca|việc|hộ|cá nhân|người chết|người bị thương|em|cháu|suất|đơn"
    "|ý kiến|điểm|bài|tin|cuộc|hồ sơ|con|cái|chiếc|bộ|lần|loại|công trình|trẻ|tập thể|tổ chức|đồng chí|cây".split(
        "|"
    )
)
BARE_LIST = re.compile(r"[\s,/–-]*(?:(?:và|với|hoặc|đến)\s*)?", re.IGNORECASE)
JOINED = re.compile(
    r"[\s,]*(?:(?P<weak>với)|trong|cho|của|từ|qua)(?:\s(?:số|tổng số|khoảng|hơn|trên|gần))*\s*", re.IGNORECASE
)
WORDY = re.compile(r"[^\W\d_]{2,}")
