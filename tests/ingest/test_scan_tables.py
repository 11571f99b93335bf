"""Ruled tables of scanned pages: rows with header paths and units, dashes, doubt; the rules by themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from index_store.records import DOUBTFUL
from ingest.ocr import Letter, ScannedLine, Word
from ingest.read import read_report
from ingest.scan_image import cleaned
from ingest.scan_readings import Form, Reading, best_reading, is_doubtful, sureness, weighed
from ingest.scan_rules import find_rules

# Invented; two columns of figures under one header, a dash, a group over the whole row.
REPORT = """
#set page(paper: "a5", flipped: true, margin: 1.5cm)
#set text(size: 12pt, lang: "vi", font: "Libertinus Serif")
UBND XÃ SUỐI CẠN

#align(center)[*BÁO CÁO* \\ *Tình hình kinh tế - xã hội 6 tháng đầu năm 2024 của xã Suối Cạn*]

#align(center)[*PHỤ LỤC 01*]
#table(columns: (1cm, 5cm, 2cm, 3cm, 3cm, 2.5cm),
  table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Chỉ tiêu], table.cell(rowspan: 2)[ĐVT],
  table.cell(colspan: 2)[Năm 2024], table.cell(rowspan: 2)[Ghi chú],
  [Kế hoạch], [Thực hiện],
  [I], table.cell(colspan: 5)[KINH TẾ],
  [1], [Diện tích lúa nước], [ha], [1.250], [1.136,5], [],
  [2], [Tổng đàn bò], [con], [-], [4.812], [tăng])
"""


@pytest.mark.parametrize("angle", [0.5, -2.0])
def test_a_ruled_table_of_a_leaning_scan_becomes_rows(
    scan: Callable[..., Path], tesseract: str, angle: float
) -> None:
    reading = read_report(scan(REPORT, angle=angle))
    [table] = reading.tables
    assert table.header[1:] == (
        "Chỉ tiêu", "ĐVT", "Năm 2024 > Kế hoạch", "Năm 2024 > Thực hiện", "Ghi chú",
    )  # fmt: skip
    assert table.rows[0] == ("I", "KINH TẾ", "", "", "", "")
    assert table.rows[1][1:] == ("Diện tích lúa nước", "ha", "1.250", "1.136,5", "")
    assert table.rows[2][3:5] == ("-", "4.812")
    figures = {f.printed: f for f in reading.figures if f.table}
    assert {printed: (f.unit, f.role) for printed, f in figures.items()} == {
        "1.250": ("ha", "plan"), "1.136,5": ("ha", "level"), "4.812": ("con", "level"),
    }  # fmt: skip
    assert figures["1.136,5"].table is not None
    assert figures["1.136,5"].table.title.startswith("PHỤ LỤC 01")


def test_a_table_that_nobody_could_vouch_for_stays_text_and_is_named(
    scan: Callable[..., Path], tesseract: str
) -> None:
    scribbled = "#rotate(35deg)[ʘ₰§] "
    rows = "".join(f"[{scribbled}], [{scribbled * 2}], [{scribbled}]," for _ in range(5))
    table = f"#table(columns: (1cm, 5cm, 2cm), [TT], [Chỉ tiêu], [TH], {rows})"
    text = (
        REPORT[: REPORT.index("#align(center)[*PHỤ")] + "Nội dung báo cáo của xã được nêu ở bảng dưới. " * 6
    )
    reading = read_report(scan(f"{text}\n\n{table}"))
    assert all(len(table.header) == 1 for table in reading.tables)  # whole lines
    assert any("có bảng không đọc chắc được" in warning for warning in reading.warnings)


ALIGNED = "#table(stroke: none, align: (x, y) => if y < 2 { center } else if x > 2 { right } else { left }, "
UNRULED = REPORT.replace("#table(", ALIGNED).replace(
    " [tăng])",
    " [tăng], [3], [Sản lượng chè búp], [tấn], [88,5], [96], [], [4], [Hộ nghèo], [hộ], [61], [58], [])",
)


def test_a_table_without_rules_of_a_scan_becomes_rows(scan: Callable[..., Path], tesseract: str) -> None:
    reading = read_report(scan(UNRULED))
    [table] = reading.tables
    assert table.header[1:5] == ("Chỉ tiêu", "ĐVT", "Năm 2024 > Kế hoạch", "Năm 2024 > Thực hiện")
    assert table.rows[0][:3] == ("I", "KINH TẾ", "")
    assert [row[3:5] for row in table.rows[1:]] == [
        ("1.250", "1.136,5"), ("-", "4.812"), ("88,5", "96"), ("61", "58"),
    ]  # fmt: skip
    figures = {f.printed: (f.unit, f.role) for f in reading.figures if f.table and f.confidence >= DOUBTFUL}
    assert figures["1.136,5"] == ("ha", "level")
    assert figures["88,5"] == ("tấn", "plan")


def test_figures_of_a_scan_that_do_not_line_up_stay_text_and_are_named(
    scan: Callable[..., Path], tesseract: str
) -> None:
    ragged = "".join(
        f"Chỉ tiêu {n} #h({at}cm) {n}.250 #h({gap}cm) {n}.136 \\ "
        for n, at, gap in ((1, 1, 3), (2, 2.2, 4), (3, 0.5, 2.5), (4, 3, 3), (5, 1.6, 4.6))
    )
    text = REPORT[: REPORT.index("#table(")]
    reading = read_report(scan(f"{text} Chỉ tiêu #h(2cm) Kế hoạch #h(3cm) Thực hiện \\ {ragged}"))
    assert all(len(table.header) == 1 for table in reading.tables)  # whole lines
    assert any("các cột không đủ chắc" in warning for warning in reading.warnings)
    assert any("5.136" in passage.text for passage in reading.passages)


def drawn_grid() -> Image.Image:
    """Three columns and four rows of 2 pixels, with a bold word that no rule crosses."""
    picture = Image.new("L", (1200, 900), 240)
    draw = ImageDraw.Draw(picture)
    for y in range(100, 501, 100):
        draw.line((100, y, 1000, y), 20, 2)
    for x in range(100, 1001, 300):
        draw.line((x, 100, x, 500), 20, 2)
    draw.line((200, 700, 700, 700), 20, 3)  # a line under text
    return picture


def test_rules_that_cross_are_found_and_painted_over_and_no_other_line() -> None:
    picture = drawn_grid()
    rules, bare = find_rules(picture)
    assert len(rules) == 5 + 4
    pixels = np.asarray(bare)
    assert pixels[90:510].min() > 200
    assert pixels[695:705].min() < 50
    blank = Image.new("L", (1200, 900), 240)
    assert find_rules(blank)[0] == []


def test_places_on_a_leaning_picture_are_taken_to_a_level_page_and_back() -> None:
    page = cleaned(drawn_grid().rotate(-0.5, Image.Resampling.BICUBIC, fillcolor=240))
    assert page.turned == 0.0
    assert page.lean == pytest.approx(0.5, abs=0.1)
    assert page.level(*page.leaning(300.0, 200.0)) == pytest.approx((300.0, 200.0))
    level = [rule for rule in find_rules(page.picture)[0] if rule[2] - rule[0] > 500]
    for x0, y0, x1, y1 in level:
        assert page.level(x0, y0)[1] == pytest.approx(page.level(x1, y1)[1], abs=2.5)


def read_as(*words: tuple[str, float]) -> Reading:
    letters = [Word((Letter(text, (0, 0, 10, 10)),), sure) for text, sure in words]
    return [ScannedLine(tuple(letters), 40.0, 0.0, 0.0)]


def said(reading: Reading) -> str:
    return " ".join(word.text for line in reading for word in line.words)


def test_a_figure_is_no_surer_than_what_stands_beside_it_or_than_its_form() -> None:
    assert sureness(weighed(read_as(("526", 0.96)), False)) == 0.96
    assert sureness(weighed(read_as(("CC", 0.3), ("842,51", 0.95)), False)) == 0.3
    for odd in ("9.55", "332/1", "1,2,3", "4.5128", "9540"):
        assert sureness(weighed(read_as((odd, 0.95)), False)) < DOUBTFUL
    assert sureness(weighed(read_as(("—", 0.95), ("454", 0.95)), False)) < DOUBTFUL
    assert sureness(weighed(read_as(("2023", 0.95)), False)) == 0.95
    assert sureness(weighed(read_as(("1.2", 0.95)), True)) == 0.95
    assert sureness(weighed(read_as(("H", 0.95)), True)) < DOUBTFUL
    assert sureness(weighed(read_as(("57", 0.95)), False, Form(signs=3, holes=0))) < DOUBTFUL
    assert sureness(weighed(read_as(("5,7", 0.95)), False, Form(signs=3, holes=0))) == 0.95
    assert sureness(weighed(read_as(("61,0", 0.95)), False, Form(signs=4, holes=3))) < DOUBTFUL
    assert said(weighed(read_as(("|", 0.9), ("ha", 0.9), ("_", 0.4)), False)) == "ha"


def test_the_surest_reading_stands_and_figures_are_those_of_who_knows_figures() -> None:
    words, figures = (
        read_as(("Tỷ", 0.95), ("lệ", 0.95), ("(2)", 0.9)),
        read_as(("Ty", 0.96), ("le", 0.7), ("(%)", 0.8)),
    )
    assert is_doubtful(words)
    assert said(best_reading(words, [words], [figures])) == "Tỷ lệ (%)"
    assert said(best_reading(read_as(("sẽ", 0.4)), [[]], [read_as(("33", 0.93))])) == "33"
    assert said(best_reading(read_as(("Nữ", 0.8)), [[]], [read_as(("Nu", 0.99))])) == "Nữ"
    disputed = best_reading(read_as(("61,8", 0.5)), [read_as(("61,8", 0.96))], [read_as(("81,8", 0.95))])
    assert sureness(disputed) < DOUBTFUL
    assert best_reading([], [[]], [[]]) == []
