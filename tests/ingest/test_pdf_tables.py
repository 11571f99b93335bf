"""Tables of PDFs that typst makes on the spot: ruled, unruled, over pages, in cells that are too narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from index_store.records import Table
from ingest.read import read_report
from ingest.read_pdf import read_pdf
from ingest.table_grid import continues, joined, whole_number

HEAD = (
    "table.header(repeat: REPEAT, table.cell(rowspan: 2, align: center + horizon)[TT], "
    "table.cell(rowspan: 2, align: center + horizon)[Chỉ tiêu], table.cell(rowspan: 2, align: center + horizon)[ĐVT], "
    "table.cell(colspan: 3, align: center)[Năm 2024], [Kế hoạch], [Thực hiện], [So KH (%)])"
)
HEADER = ("TT", "Chỉ tiêu", "ĐVT", "Năm 2024 > Kế hoạch", "Năm 2024 > Thực hiện", "Năm 2024 > So KH (%)")


def table_of(rows: int, *, ruled: bool, repeat: bool = True) -> str:
    cells = ["[I], table.cell(colspan: 5)[KINH TẾ]"]
    cells += [
        f"[{n}], [Diện tích trồng cây thứ {n}], [ha], [{n}.200], [{n}.100,5], [{n + 40},5]"
        for n in range(1, rows + 1)
    ]
    stroke = "0.5pt" if ruled else "none"
    return (
        "#set text(size: 13pt)\nĐoạn văn của báo cáo, cỡ chữ lớn hơn chữ trong bảng một chút.\n\n"
        f"Phụ lục 01. Một số chỉ tiêu\n\n#text(size: 10pt, table(columns: (1cm, 5cm, 1.5cm, 2.5cm, 2.5cm, 2.5cm), "
        f"align: (center, left, center, right, right, right), stroke: {stroke}, "
        f"{HEAD.replace('REPEAT', str(repeat).lower())}, {', '.join(cells)}))"
    )


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_over_pages_with_merged_headers_is_read_whole(
    write_pdf: Callable[..., Path], ruled: bool, repeat: bool
) -> None:
    source = read_pdf(write_pdf(table_of(60, ruled=ruled, repeat=repeat)))
    assert source.pages > 1
    [placed] = source.tables
    assert placed.table.header == HEADER
    assert placed.table.rows[0] == ("I", "KINH TẾ", "", "", "", "")
    assert placed.table.rows[1:] == tuple(
        (str(n), f"Diện tích trồng cây thứ {n}", "ha", f"{n}.200", f"{n}.100,5", f"{n + 40},5")
        for n in range(1, 61)
    )
    assert [page for page, _, _ in placed.areas] == list(range(1, source.pages + 1))


def test_rows_smaller_than_the_body_are_no_footnotes(write_pdf: Callable[..., Path]) -> None:
    body = "Nội dung báo cáo#footnote[Tính đến ngày 15/6.] được trình bày dưới đây.\n\n" + table_of(
        5, ruled=True
    )
    reading = read_pdf(write_pdf(body))
    assert [(note.n, note.text) for note in reading.notes] == [(1, "Tính đến ngày 15/6.")]
    assert len(reading.tables) == 1


def test_two_unruled_tables_on_a_page_stay_apart(write_pdf: Callable[..., Path]) -> None:
    second = table_of(4, ruled=False).replace("Phụ lục 01", "Phụ lục 02").replace("ha", "tấn")
    tables = [
        placed.table for placed in read_pdf(write_pdf(f"{table_of(4, ruled=False)}\n\n{second}")).tables
    ]
    assert [(len(t.rows), t.title[:10], t.rows[1][2]) for t in tables] == [
        (5, "Phụ lục 01", "ha"),
        (5, "Phụ lục 02", "tấn"),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1.268.40\n0", "1.268.400"),
        ("60.017,\n41", "60.017,41"),
        ("917.972,0\n1", "917.972,01"),
        ("12\n15", "12 15"),
        ("1.234\n567", "1.234 567"),
        ("23.604,6\n2024", "23.604,6 2024"),
        ("triệu\nđồng", "triệu đồng"),
    ],
)
def test_a_figure_cut_by_its_cell_is_made_whole_and_two_figures_stay_two(cell: str, text: str) -> None:
    assert whole_number(cell) == text


def test_a_figure_that_runs_over_the_rule_stays_in_its_cell(write_pdf: Callable[..., Path]) -> None:
    cells = "[TT],[Chỉ tiêu],[KH],[TH],[1],[Lúa],[1.234.567,89],[2],[2],[Ngô],[20],[10]"
    path = write_pdf(f"#set text(size: 10pt)\n#table(columns: (1cm, 2cm, 1.9cm, 3cm), {cells})")
    [placed] = read_pdf(path).tables
    assert placed.table.rows[0] == ("1", "Lúa", "1.234.567,89", "2")


def test_a_table_with_a_header_of_its_own_is_no_rest_of_the_one_before() -> None:
    first = Table("Phụ lục 01", 1, ("TT", "Chỉ tiêu", "KH", "TH"), (("1", "Lúa", "10", "9"),))
    assert not continues(
        first, Table("", 2, ("TT", "Tên xã", "Số hộ", "Số khẩu"), (("1", "Suối Vàng", "7", "20"),))
    )
    rest = Table("", 2, ("II", "XÃ HỘI", "XÃ HỘI", "XÃ HỘI"), (("2", "Hộ nghèo", "7", "8"),))
    assert continues(first, rest)
    assert joined(first, rest).rows[1:] == (("II", "XÃ HỘI", "", ""), ("2", "Hộ nghèo", "7", "8"))


def test_the_unit_of_a_column_of_shares_and_of_counts_is_the_columns_own(
    write_pdf: Callable[..., Path],
) -> None:
    tall = "table.cell(rowspan: 2)"
    head = f"{tall}[TT],{tall}[Tên xã],table.cell(colspan: 2)[Hộ nghèo],{tall}[Ngân sách (triệu đồng)],"
    head += "[Số hộ],[Tỷ lệ (%)]"
    path = write_pdf(
        "ỦY BAN NHÂN DÂN HUYỆN MÂY NGÀN\n\nBÁO CÁO\n\nTình hình 6 tháng đầu năm 2024\n\n"
        f"#table(columns: 5, {head}, [1],[Suối Vàng],[95],[7,85],[1.200])"
    )
    figures = {
        f.table.column: f.unit for f in read_report(path).figures if f.table and f.table.row == "Suối Vàng"
    }
    assert list(figures.values()) == ["hộ", "%", "triệu đồng"]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_title_at_the_foot_of_a_page_belongs_to_the_table_on_the_next(
    write_pdf: Callable[..., Path], ruled: bool
) -> None:
    first = table_of(3, ruled=ruled)
    second = f"Phụ lục 02. Các chỉ tiêu khác\n\n#pagebreak()\n{first[first.index('#text(size: 10pt') :]}"
    tables = [placed.table for placed in read_pdf(write_pdf(f"{first}\n\n{second}")).tables]
    assert [(t.title[:10], len(t.rows)) for t in tables] == [("Phụ lục 01", 4), ("Phụ lục 02", 4)]


def cells_of(first: str) -> str:
    return (
        "#set text(size: 13pt)\nĐoạn văn của báo cáo về tình hình kinh tế của xã trong năm.\n\n"
        "Phụ lục 01. Một số chỉ tiêu\n\n#table(columns: (1cm, 6cm, 2.5cm, 2.5cm), [TT], [Chỉ tiêu], [Năm 2023], "
        f"[Năm 2024], [1], [Đàn trâu], {first}, [13.250], [2], [Đàn bò], [8.120], [9.430])"
    )


def test_a_cell_holds_what_is_seen_in_it_and_no_footnote_mark(write_pdf: Callable[..., Path]) -> None:
    [placed] = read_pdf(write_pdf(cells_of("[12.345#text(fill: white)[.999]#footnote[Ước.]]"))).tables
    assert placed.table.rows[0] == ("1", "Đàn trâu", "12.345", "13.250")


def test_a_table_that_lies_on_its_side_is_read_upright(
    write_pdf: Callable[..., Path], tmp_path: Path
) -> None:
    upright = write_pdf(cells_of("[12.345]"))
    writer = PdfWriter()
    for page in PdfReader(upright).pages:
        writer.add_page(page).rotate(90)
    turned = tmp_path / "nam-ngang.pdf"
    writer.write(turned)
    side = write_pdf(
        "#set page(width: 29.7cm, height: 21cm)\n#rotate(90deg, reflow: true)[" + cells_of("[12.345]") + "]",
        "xoay.pdf",
    )
    expected = [placed.table for placed in read_pdf(upright).tables]
    assert [len(table.rows) for table in expected] == [2]
    assert [placed.table for placed in read_pdf(turned).tables] == expected
    assert [placed.table for placed in read_pdf(side).tables] == expected


def test_rules_drawn_in_a_form_are_where_the_page_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "mau.pdf"
    page = Canvas(str(path))
    page.beginForm("khung")
    for step in range(5):
        page.line(0, 20 * step, 300, 20 * step)
        page.line(75 * step, 0, 75 * step, 80)
    page.endForm()
    page.saveState()
    page.translate(60, 500)
    page.scale(1.2, 1.2)
    page.doForm("khung")
    page.restoreState()
    rows = [
        ("TT", "Loai", "Don vi", "So luong"),
        *((str(n), f"Cay {n}", "ha", f"{n}.250") for n in (1, 2, 3)),
    ]
    for down, cells in enumerate(rows):
        for across, cell in enumerate(cells):
            page.drawString(66 + 90 * across, 578 - 24 * down, cell)
    page.save()
    [placed] = read_pdf(path).tables
    assert (placed.table.header, *placed.table.rows) == tuple(rows)


def unruled(rows: int, note: str, *, counted: bool = False, above: str = "") -> str:
    """A table without rules whose last column holds `note` in its first row alone; its header comes on each page."""
    numbering = "[A], [B], [1], [2], [3], " if counted else ""
    cells = ", ".join(
        f"[{n}], [Cây thứ {n}], [{n}.200], [{n}], [{note if n == 1 else ''}]" for n in range(1, rows + 1)
    )
    return (
        f"#set page(height: 14cm)\n#set text(size: 13pt)\nĐoạn văn của báo cáo, cỡ chữ lớn hơn bảng.\n\n{above}"
        "Phụ lục 01. Một số chỉ tiêu\n\n#text(size: 10pt, table(columns: (1cm, 4cm, 3cm, 3cm, 3cm), stroke: none, "
        "align: (center, left, right, right, left), "
        "..(table.header(repeat: true, align(center)[TT], align(center)[Chỉ tiêu], align(center)[Kế hoạch], "
        f"align(center)[Thực hiện], align(center)[Ghi chú]),), {numbering}{cells}))"
    )


@pytest.mark.parametrize("note", ["chậm", ""])
@pytest.mark.parametrize("counted", [True, False])
def test_a_last_column_that_is_empty_on_a_page_is_still_one(
    write_pdf: Callable[..., Path], note: str, counted: bool
) -> None:
    source = read_pdf(write_pdf(unruled(40, note, counted=counted)))
    assert source.pages > 1
    [placed] = source.tables
    assert placed.table.header == ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện", "Ghi chú")
    assert placed.table.rows == tuple(
        (str(n), f"Cây thứ {n}", f"{n}.200", str(n), note if n == 1 else "") for n in range(1, 41)
    )


def test_a_table_may_begin_with_one_row_at_the_foot_of_a_page(write_pdf: Callable[..., Path]) -> None:
    for lines in range(4, 14):
        source = read_pdf(write_pdf(unruled(12, "chậm", above="Dòng.\n\n" * lines)))
        assert [len(placed.table.rows) for placed in source.tables] == [12], lines


def test_a_name_that_reaches_down_over_rows_is_said_in_each_and_a_figure_is_not(
    write_pdf: Callable[..., Path],
) -> None:
    cells = (
        "[Địa phương], [Nguồn vốn], [Kế hoạch], [Giải ngân], table.cell(rowspan: 2)[Xã An], [Đầu tư], [12.500], "
        "table.cell(rowspan: 2)[8.400], [Sự nghiệp], [6.200], [Xã Bình], [Đầu tư], [950], [0]"
    )
    [placed] = read_pdf(write_pdf(f"#table(columns: (3cm, 3cm, 3cm, 3cm), {cells})")).tables
    assert placed.table.rows == (
        ("Xã An", "Đầu tư", "12.500", "8.400"), ("Xã An", "Sự nghiệp", "6.200", ""), ("Xã Bình", "Đầu tư", "950", "0"),
    )  # fmt: skip
