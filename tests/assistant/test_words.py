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


def test_a_short_sentence_and_a_row_of_causes_stay_whole() -> None:
    text = "Giá vật liệu tăng; tín dụng bị siết chặt; thị trường bất động sản giảm mạnh " * 3
    for question, cut in (("Vì sao thu ngân sách khó khăn?", text), ("Khi nào thu?", text[:60])):
        assert Reader(need_of(question)).cut(passage_of(cut), 0, len(cut)) == (0, len(cut))
    assert len(text.split()) > MAX_WORDS


def test_a_date_is_no_number_that_answers_how_many() -> None:
    assert not states_number("Khám bệnh miễn phí ngày 29/5/2023 theo Kế hoạch 119-KH/HU năm 2023.")
    assert states_number("Khám bệnh cho 5.436 lượt người trong năm 2023.")
