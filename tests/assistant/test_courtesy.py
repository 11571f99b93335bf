"""The polite words around a question go; the question stays whole."""

from __future__ import annotations

import pytest

from assistant.courtesy import without_courtesies


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Chào em, xã Suối Cạn có bao nhiêu hộ nghèo? Em cảm ơn ạ.", "xã Suối Cạn có bao nhiêu hộ nghèo?"),
        ("Alo, trợ lý ơi, thu ngân sách đạt bao nhiêu, cảm ơn nhé!", "thu ngân sách đạt bao nhiêu"),
        ("Em chào anh, em cần số liệu gấp để làm báo cáo: tổng đàn lợn?", "tổng đàn lợn?"),
        ("Cho hỏi: so với cùng kỳ thì sao?", "so với cùng kỳ thì sao?"),
        ("Sếp đang họp, cần gấp. Thu ngân sách 2024? Nhanh giúp em!", "Thu ngân sách 2024?"),
        ("Cảm ơn bạn nhiều. Còn năm 2023 thì sao?", "Còn năm 2023 thì sao?"),
        ("Diện tích lúa 6T/2024? Thanks", "Diện tích lúa 6T/2024?"),
        ("Xin chào trợ lý! Ai ký báo cáo?", "Ai ký báo cáo?"),
        ("chao ban, cho minh hoi: so ho ngheo xa Suoi Can", "so ho ngheo xa Suoi Can"),
        ("Có vụ cháy nào không, em cảm ơn", "Có vụ cháy nào không"),
        ("Dạ vâng ạ, thế còn hộ cận nghèo?", "thế còn hộ cận nghèo?"),
        ("Chị ơi, xem giúp em với: diện tích, năng suất lúa?", "diện tích, năng suất lúa?"),
        ("Em đang chuẩn bị họp. Bao nhiêu vụ, bao nhiêu người chết? Nhờ anh ạ.", "Bao nhiêu vụ, bao nhiêu người chết?"),
        ("Hello bot, kinh phí 1,5 tỷ đồng lấy từ nguồn nào? Tks", "kinh phí 1,5 tỷ đồng lấy từ nguồn nào?"),
        ("Số đoàn và số đơn năm 2022 để phát biểu, số nào ra số nấy", "Số đoàn và số đơn năm 2022"),
        ("Số hộ nghèo để anh báo cáo (theo báo cáo UBND)?", "Số hộ nghèo (theo báo cáo UBND)?"),
        ("Có trên 20 vụ cháy, đúng không, số chính xác?", "Có trên 20 vụ cháy, đúng không?"),
        ("Có đến 40 ha chưa? Con số thật là bao nhiêu", "Có đến 40 ha chưa?"),
        ("Nhờ trợ lý tra cứu giúp: Vân Sơn; Khe Mây, nơi nào cao hơn?", "Vân Sơn; Khe Mây, nơi nào cao hơn?"),
    ],
)  # fmt: skip
def test_what_is_only_polite_goes(said: str, asked: str) -> None:
    assert without_courtesies(said) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Xã Suối Cạn có bao nhiêu hộ nghèo?",
        "Bao nhiêu hộ nghèo, hộ cận nghèo?",
        "Báo cáo số bao nhiêu, ngày nào?",  # made of words that are polite elsewhere
        "Có bao nhiêu người, thuộc mấy xã?",
        "Cho em xin số hộ nghèo của huyện ạ",  # one clause: cut nowhere
        "Báo cáo ngày nào?",
        "Ngày báo cáo là ngày nào?",
        "Thế còn hộ nghèo?",
        "Kinh phí để chuẩn bị bầu cử là bao nhiêu?",
        "Huyện có bao nhiêu chuyên đề báo cáo?",
        "Có mấy vấn đề cần báo cáo lãnh đạo?",
        "Dự toán thu ngân sách là bao nhiêu, số cụ thể là bao nhiêu?",
    ],
)
def test_a_question_without_courtesies_stays_as_it_is(question: str) -> None:
    assert without_courtesies(question) == question


@pytest.mark.parametrize("greeting", ["Xin chào!", "Cảm ơn em nhiều nhé.", "...", ""])
def test_where_nothing_is_asked_all_of_it_stays(greeting: str) -> None:
    assert without_courtesies(greeting) == greeting
