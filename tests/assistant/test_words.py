"""Questions asked in words, over the sample reports: lists, causes, dates, tasks, and what a report says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ask import ReportQueryEngine, open_engine
from assistant.clauses import MAX_WORDS, Reader
from assistant.kind_fit import kind_fit, states_number
from assistant.understand import Need, understand
from index_store.records import Passage
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
FILES = (
    "doi-sim-2023-nam.txt", "cua-tram-2024-nam.txt", "may-ngan-2022-nam.txt",
    "may-ngan-2023-6-thang-huyen-uy.txt", "may-ngan-2023-6-thang.docx",
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    settings = Settings(store=tmp_path_factory.mktemp("words"))
    with Store.open(settings) as store:
        ingest([SAMPLES / name for name in FILES], store, workers=1)
        yield open_engine(store, settings)


def need_of(question: str) -> Need:
    return understand(question, question, marked=True)


def passage_of(text: str, *path: str) -> Passage:
    return Passage("p1", "r1", "paragraph", text, 1, 0, path=path)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Tên các xã nông thôn mới nâng cao", "list"),
        ("Xã dẫn đầu cải cách hành chính", "list"),
        ("Mô hình bảo đảm an ninh nào ra mắt?", "list"),
        ("Hội nghị đối thoại được tổ chức ở đâu?", "where"),
        ("Ngày tổ chức Hội thi Nhà nông đua tài", "when"),
        ("Hạn giải quyết xong hồ sơ trả chậm?", "when"),
        ("Theo báo cáo này cuộc diễn tập bắt đầu khi nào?", "when"),
        ("Hụt thu vì gì?", "cause"),
        ("Chủ đầu tư cụm công nghiệp là ai?", "who"),
        ("Được công nhận theo quyết định số bao nhiêu?", "document"),
        ("Sắp tới huyện phải làm gì với các chợ?", "tasks"),
        ("Còn xã nào chưa về đích không?", "yes_no"),
        ("Tình hình cháy nổ thế nào, có ai bị sao không?", "text"),
        ("Có bao nhiêu xã đạt chuẩn?", "figure"),
        ("Báo cáo lý giải thế nào việc hụt thu ngân sách?", "cause"),
        ("Xã được tặng bằng khen nhờ đâu?", "cause"),
        ("Hồ sơ tồn đọng bắt nguồn từ đâu?", "cause"),
        ("VB nào nói về cải cách hành chính?", "document"),
        ("Ngày ban hành kế hoạch rà soát hộ nghèo", "when"),
        ("Công trình khánh thành ngày mấy?", "when"),
        ("Tập thể nào được tặng huân chương?", "who"),
        ("Nhà thầu nào thi công chợ Mới?", "who"),
        ("Người giữ chức Trưởng Ban Chỉ đạo phòng thủ dân sự", "who"),
        ("Xã Đồi Sim, báo cáo năm 2023: cơ quan chủ trì sửa chữa trạm y tế?", "who"),
        ("Hạn bàn giao mặt bằng chợ Bờ Rào", "when"),
        ("Hạn hán gây thiệt hại ra sao?", "text"),
        ("Số nghị quyết đã thông qua", "figure"),
        ("Số kế hoạch đã ban hành là bao nhiêu?", "figure"),
    ],
)
def test_a_question_is_told_by_how_it_asks(question: str, kind: str) -> None:
    assert need_of(question).kind == kind


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Năm 2023, xã Đồi Sim còn những tiêu chí nông thôn mới nào chưa đạt?", ["thu nhập và môi trường"]),
        ("Năm 2023 xã Đồi Sim sẽ có điểm tập kết rác ở những thôn nào?", ["Khau Lĩnh", "Bờ Rào", "Suối Cát"]),
        ("Tại sao rác ở các thôn xa của xã Đồi Sim năm 2023 không được thu gom?", ["địa hình chia cắt"]),
        ("Xã Đồi Sim phải hoàn thành điểm tập kết rác trước ngày nào?", ["30/6/2024"]),
        ("Đơn vị nào chủ trì vận động lập hợp tác xã quế ở xã Đồi Sim?", ["Hội Nông dân"]),
        ("Xã Đồi Sim đề nghị lắp trạm phát sóng di động ở đâu?", ["Khau Lĩnh"]),
        ("Xã Gò Dứa của thị xã Cửa Trầm đạt nông thôn mới nâng cao theo quyết định nào?", ["1874/QĐ-UBND"]),
    ],
)
def test_the_answer_in_words_says_what_is_asked_for(
    engine: ReportQueryEngine, question: str, parts: list[str]
) -> None:
    answer = engine.answer(question)
    assert not answer.refused
    assert all(part in answer.answer for part in parts)
    assert all(any(part in c.quote for c in answer.citations) for part in parts)


@pytest.mark.parametrize(
    "question",
    [
        "Vì sao nhà máy thủy điện ở thị xã Cửa Trầm dừng hoạt động năm 2024?",
        "Kể tên các khu du lịch sinh thái của xã Đồi Sim năm 2023",
        "Ai là bí thư đoàn xã Đồi Sim?",
        "Khi nào xã Đồi Sim khánh thành chợ trung tâm?",
    ],
)
def test_words_that_no_report_has_are_refused(engine: ReportQueryEngine, question: str) -> None:
    assert engine.answer(question).refused


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Huyện ủy Mây Ngàn ra báo cáo 6 tháng đầu năm 2023 hôm nào?", "28 tháng 6 năm 2023"),
        ("UBND huyện Mây Ngàn ra báo cáo 6 tháng đầu năm 2023 hôm nào?", "16 tháng 6 năm 2023"),
        ("Số, ký hiệu báo cáo năm 2023 của UBND xã Đồi Sim?", "Số: 143/BC-UBND"),
        ("Người ký báo cáo năm 2023 của xã Đồi Sim?", "Vi Thị Lụa, Chủ tịch"),
    ],
)
def test_a_report_tells_of_itself(engine: ReportQueryEngine, question: str, shown: str) -> None:
    answer = engine.answer(question)
    assert shown in answer.answer
    assert len(answer.answer.split()) < 20


def test_who_signed_another_paper_is_no_question_about_the_report(engine: ReportQueryEngine) -> None:
    assert "Vi Thị Lụa" not in engine.answer("Ai ký hợp đồng bao tiêu quế của xã Đồi Sim năm 2023?").answer


LATE = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ BẢN SẬY          Độc lập - Tự do - Hạnh phúc

Số: {number}/BC-UBND          Bản Sậy, ngày 12 tháng {month} năm {year}

BÁO CÁO

Tình hình kinh tế - xã hội {period}

Thực hiện Nghị quyết số {number}/NQ-HĐND ngày 05/01/{year} về nhiệm vụ năm, UBND xã Bản Sậy báo cáo như sau:

I. KẾT QUẢ ĐẠT ĐƯỢC

{told}

II. NHIỆM VỤ THỜI GIAN TỚI

1. Giáo dục: sửa chữa điểm trường Khuổi Ang, tuyển đủ giáo viên tiếng Anh.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Hoàng Thị Vóc
"""
OF_2025 = (
    "Xã Bản Sậy được thành lập trên cơ sở nhập nguyên trạng xã Nà Cút và xã Khuổi Ang theo Nghị quyết số"
    " 1901/NQ-UBTVQH15, hoạt động từ ngày 01/7/2025.",
    "Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030 bầu đồng chí Lục Văn Thỉ làm Bí thư.",
    "Công trình cầu treo Nà Cút do Công ty TNHH Đá Bạc làm chủ đầu tư, khánh thành ngày 19/11/2025.",
    "Nhân dân và cán bộ xã được tặng Cờ thi đua của Chính phủ.",
    "Ban Chỉ đạo chuyển đổi số do đồng chí Ma Thị Ẻn phụ trách về chuyển đổi số. Ban hành Kế hoạch số 88/KH-UBND"
    " về cải cách hành chính.",
    "Vướng mắc về thu ngân sách bắt nguồn từ chỗ giá đất tăng và nhiều hộ được gia hạn nộp thuế.",
)
OF_2026 = (
    "Công trình nhà văn hóa Khuổi Ang do Ban Quản lý dự án làm chủ đầu tư, khởi công ngày 14/4/2026.",
    "Thu ngân sách nhà nước đạt 2.150 triệu đồng.",
)


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    """A commune's report of the year in which it was made, and the newer one of half a year."""
    folder = tmp_path_factory.mktemp("commune")
    rows = ((71, 12, 2025, "năm 2025", OF_2025), (33, 6, 2026, "6 tháng đầu năm 2026", OF_2026))
    for number, month, year, period, told in rows:
        lines = "\n\n".join(f"- {line}" for line in told)
        text = LATE.format(number=number, month=month, year=year, period=period, told=lines)
        (folder / f"{year}.txt").write_text(text, "utf-8")
    settings = Settings(store=folder / "store")
    with Store.open(settings) as store:
        ingest(sorted(folder.glob("*.txt")), store, workers=1)
        yield open_engine(store, settings)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Trước sáp nhập, xã Bản Sậy gồm những xã nào?", ["Nà Cút", "Khuổi Ang"]),
        ("Xã Bản Sậy được ghép từ những đơn vị nào?", ["Nà Cút", "Khuổi Ang"]),
        ("Căn cứ nghị quyết số bao nhiêu mà xã Bản Sậy được sắp xếp?", ["1901/NQ-UBTVQH15"]),
        ("Ai được bầu làm Bí thư Đảng ủy xã Bản Sậy nhiệm kỳ 2025 - 2030?", ["Lục Văn Thỉ"]),
        ("Bí thư Đảng ủy xã Bản Sậy nhiệm kỳ 25-30 là ai?", ["Lục Văn Thỉ"]),
        ("Xã Bản Sậy: ai làm chủ đầu tư cầu treo Nà Cút?", ["Công ty TNHH Đá Bạc"]),
        ("Xã Bản Sậy: ai làm chủ đầu tư nhà văn hóa Khuổi Ang?", ["Ban Quản lý dự án"]),
        ("Năm 2025 xã Bản Sậy nhận hình thức khen thưởng nào?", ["Cờ thi đua của Chính phủ"]),
        ("VB nào của xã Bản Sậy năm 2025 nói về cải cách hành chính?", ["88/KH-UBND"]),
        (
            "BC năm 2025 của UBND xã Bản Sậy lý giải thế nào việc hụt thu ngân sách?",
            ["giá đất tăng", "gia hạn"],
        ),
        ("UBND xã Bản Sậy năm 2025: cầu treo Nà Cút khánh thành ngày mấy?", ["19/11/2025"]),
        ("Xã Bản Sậy chính thức đi vào hoạt động từ khi nào?", ["01/7/2025"]),
    ],
)
def test_what_happened_once_is_found_in_whichever_report_tells_it(
    commune: ReportQueryEngine, question: str, parts: list[str]
) -> None:
    answer = commune.answer(question)
    assert not answer.refused, answer.answer
    for part in parts:
        assert part in answer.answer
        assert any(part in citation.quote for citation in answer.citations)


def test_tasks_for_a_time_to_come_stand_in_the_report_before_it(commune: ReportQueryEngine) -> None:
    answer = commune.answer("Nhiệm vụ 6 tháng cuối năm 2026 của xã Bản Sậy về giáo dục là gì?")
    assert "tuyển đủ giáo viên" in answer.answer
    assert any("nhiệm vụ đặt ra trong báo cáo 6 tháng đầu năm 2026" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    [
        "Ai làm chủ đầu tư sân vận động xã Bản Sậy?",
        "Nhà máy giấy ở xã Bản Sậy khánh thành ngày nào?",
        "Xã Bản Sậy: cầu treo Nà Lũng khánh thành ngày nào?",  # another than that of Nà Cút
        "Vì sao nhà máy giấy ở xã Bản Sậy đóng cửa?",
        "Xã Bản Sậy được tặng huân chương gì năm 2026?",
        "Ai làm Bí thư Đảng ủy xã Bản Sậy nhiệm kỳ 1995 - 2000?",
    ],
)
def test_another_work_than_the_one_asked_about_is_no_answer(
    commune: ReportQueryEngine, question: str
) -> None:
    assert commune.answer(question).refused


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("UBND xã Bản Sậy ra báo cáo năm 2025 ngày tháng nào?", "12 tháng 12 năm 2025"),
        ("Báo cáo năm 2025 của UBND xã Bản Sậy triển khai thực hiện nghị quyết số mấy?", "71/NQ-HĐND"),
        ("Nghị quyết số mấy về nhiệm vụ năm 2026 được dẫn trong báo cáo 6 tháng đầu năm 2026 của UBND xã Bản Sậy?",
         "33/NQ-HĐND"),
    ],
)  # fmt: skip
def test_a_report_tells_when_it_came_out_and_what_it_rests_on(
    commune: ReportQueryEngine, question: str, shown: str
) -> None:
    assert shown in commune.answer(question).answer


def test_the_end_of_a_report_answers_nothing_in_words() -> None:
    closing = "Nơi nhận: | - Thường trực Huyện ủy; | - Lưu: Văn phòng. | TM. ỦY BAN NHÂN DÂN"
    assert kind_fit(need_of("Tập thể nào nhận huân chương?"), passage_of(closing), closing) == -1.0


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Tạo việc làm mới 183/782 người.", -1.0),  # no day and month
        ("Hoàn thành năm 2025.", -1.0),
        ("Hoàn thành ngày 14/4/2026.", 1.0),
    ],
)
def test_a_day_is_told_by_a_date(text: str, fit: float) -> None:
    assert kind_fit(need_of("Chợ hoàn thành ngày nào?"), passage_of(text), text) == fit


@pytest.mark.parametrize(
    "text",
    ["Nhờ đó giảm thiệt hại.", "Ban Chỉ đạo do đồng chí Ma Thị Ẻn làm Trưởng ban.", "Do đó thu đạt thấp."],
)
def test_what_follows_or_who_does_it_is_no_cause(text: str) -> None:
    assert kind_fit(need_of("Vì sao thu đạt thấp?"), passage_of(text), text) < 0.0


def test_a_plans_number_is_none_of_a_resolution() -> None:
    need = need_of("Nghị quyết số mấy về du lịch?")
    plan, resolution = "Kế hoạch số 12/KH-UBND về du lịch.", "Nghị quyết số 12-NQ/HU về du lịch."
    assert kind_fit(need, passage_of(plan), plan) < kind_fit(need, passage_of(resolution), resolution)


def test_a_cause_stands_among_the_causes_and_not_among_the_tasks() -> None:
    need = need_of("Vì sao giải ngân chậm?")
    fault = "Một số chủ đầu tư chưa đôn đốc đơn vị thi công."
    assert kind_fit(need, passage_of(fault, "II. Hạn chế", "2. Nguyên nhân"), fault) == 1.0
    assert kind_fit(need, passage_of(fault, "1. Hạn chế, khuyết điểm"), fault) < 0
    task = "Đẩy nhanh giải ngân do tiến độ còn chậm."
    assert kind_fit(need, passage_of(task, "Phần thứ hai NHIỆM VỤ"), task) < 0


def test_a_list_of_as_many_names_as_are_counted_is_best() -> None:
    need = need_of("Ba xã đăng ký nông thôn mới nâng cao gồm xã nào?")
    three, two = "Xã Liên Hiệp, Phú Hội và Hiệp An.", "Xã Tân Hội và Ninh Loan."
    passage = passage_of(f"{three} {two}")
    assert kind_fit(need, passage, three) > kind_fit(need, passage, two) > 0
    assert kind_fit(need, passage, "Có 03 xã đăng ký.") < 0


def test_papers_and_offices_are_no_items_of_a_list() -> None:
    need = need_of("Kể tên các dự án trọng điểm.")
    text = "Nghị Quyết của Ban Thường vụ Tỉnh ủy còn vướng mắc, chưa đạt được tiến độ đề ra."
    assert kind_fit(need, passage_of(text), text) < 0


def test_a_deadline_is_a_date_until_which_something_is_due() -> None:
    need = need_of("Hạn chót trồng rừng là khi nào?")
    due, done = (
        "Hoàn thành kế hoạch trồng rừng trong tháng 8/2023.",
        "Lễ phát động trồng rừng ngày 19/5/2023.",
    )
    assert kind_fit(need, passage_of(due), due) > 0 > kind_fit(need, passage_of(done), done)


def test_a_long_sentence_is_cut_to_the_clause_that_answers() -> None:
    need = need_of("Khi nào hoàn thành kế hoạch trồng cây?")
    other = (
        "các ngành, các địa phương thực hiện nghiêm, có hiệu quả các chỉ đạo và thường xuyên kiểm tra tiến độ"
    )
    wanted = "hoàn thành kế hoạch trồng cây trong tháng 8/2023"
    text = f"Tăng cường quản lý đất đai, tài nguyên, khoáng sản; {wanted}; {other}; {other}."
    start, end = Reader(need).cut(passage_of(text), 0, len(text))
    assert text[start:end] == wanted


def test_causes_within_ones_power_are_told_from_those_beyond_it() -> None:
    need = need_of("Hạn chế có những nguyên nhân khách quan nào?")
    own = "Nguyên nhân chủ quan là phối hợp chưa chặt chẽ."
    others = "Về khách quan, thời tiết bất lợi, biên chế còn thiếu."
    below = "Thời tiết bất lợi, mưa trái mùa."
    assert kind_fit(need, passage_of(own, "2. Nguyên nhân"), own) == -1.0
    assert kind_fit(need, passage_of(others, "2. Nguyên nhân"), others) > 1.0
    assert kind_fit(need, passage_of(below, "2. Nguyên nhân", "a) Khách quan"), below) > 1.0
    assert kind_fit(need, passage_of(below, "2. Nguyên nhân", "b) Chủ quan"), below) == -1.0


def test_faults_in_general_are_what_stands_below_their_heading() -> None:
    fault, praise = "Ý thức phân loại rác chưa cao.", "Quyết toán được đôn đốc, hạn chế tình trạng tồn đọng."
    for question, most in (("Hạn chế của huyện", 2.0), ("Hạn chế trong phân loại rác", 1.0)):
        need = need_of(question)
        assert kind_fit(need, passage_of(fault, "II. Hạn chế và nguyên nhân"), fault) >= most
        assert kind_fit(need, passage_of(praise, "I. Kết quả"), praise) < 0


def test_a_short_sentence_and_a_row_of_causes_stay_whole() -> None:
    text = "Giá vật liệu tăng; tín dụng bị siết chặt; thị trường bất động sản giảm mạnh " * 3
    for question, cut in (("Vì sao thu ngân sách khó khăn?", text), ("Khi nào thu?", text[:60])):
        assert Reader(need_of(question)).cut(passage_of(cut), 0, len(cut)) == (0, len(cut))
    assert len(text.split()) > MAX_WORDS


def test_a_date_is_no_number_that_answers_how_many() -> None:
    assert not states_number("Khám bệnh miễn phí ngày 29/5/2023 theo Kế hoạch 119-KH/HU năm 2023.")
    assert states_number("Khám bệnh cho 5.436 lượt người trong năm 2023.")
