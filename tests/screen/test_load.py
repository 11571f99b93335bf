"""Several people at once over real HTTP: each gets the answer that they would get alone."""

from __future__ import annotations

import json
from pathlib import Path

from eval.load import Person, main


def test_people_who_ask_at_once_are_not_mixed_up(address: str, tmp_path: Path) -> None:
    units = ("huyện Mây Ngàn", "thị xã Cửa Trầm", "xã Đồi Sim", "xã Thượng Sim")
    things = ("Tổng thu ngân sách", "Số hộ nghèo", "Số doanh nghiệp thành lập mới", "Diện tích gieo trồng")
    asked = [{"question": f"{t} của {u}?", "answerable": False} for t in things for u in units]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(json.dumps(case, ensure_ascii=False) for case in asked), "utf-8")
    assert main([address, str(questions), "--people", "4", "--turns", "4"]) == 0


def test_a_conversation_is_followed_over_http(address: str) -> None:
    person = Person(address)
    first = person.ask("Tổng thu ngân sách của huyện Mây Ngàn năm 2022?")
    second = person.ask("Đạt bao nhiêu phần trăm dự toán?")
    assert (first.fault, second.fault) == ("", "")
    assert (first.turns, second.turns) == (1, 2)
    assert "%" in second.said
