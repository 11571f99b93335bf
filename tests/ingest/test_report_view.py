"""A report opened: every footnote at its sentence, what was read, which versions there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from index_store.links import picture_url
from index_store.store import Store
from ingest.corrections import edit, parse_corrections
from ingest.load import ingest
from ingest.page_view import page_html
from ingest.report_view import head_html, placed_notes, read_html, text_html

WriteReport = Callable[..., Path]
PDF = "may-ngan-2022-6-thang.pdf"
BLOCKS = [
    "UBND XÃ SUỐI CẠN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 52/BC-UBND   Suối Cạn, ngày 12 tháng 6 năm 2024",
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024",
    "I. KẾT QUẢ ĐẠT ĐƯỢC",
    "- Diện tích gieo trồng của xã ước đạt 1.250 ha, bằng 64% kế hoạch[^1]. Chăn nuôi <b>ổn định</b> cả năm.",
    [["STT", "Chỉ tiêu", "ĐVT", "Thực hiện"], ["1", "Lúa", "ha", "800"], ["2", "Ngô", "ha", "450"]],
    "II. NHIỆM VỤ",
    "- Tiếp tục chỉ đạo sản xuất vụ mùa, phòng chống thiên tai, giữ vững an ninh trật tự trên địa bàn xã.",
]
NOTES = ["Trong đó lúa 800 ha, ngô 450 ha.", "Ghi chú này không có dấu nào trong bài."]


@pytest.fixture
def word_report(store: Store, write_docx: Callable[..., Path]) -> str:
    [found] = ingest([write_docx(BLOCKS, NOTES, name="a.docx")], store, workers=1).files
    return found.report


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_a_footnote_stands_below_its_sentence_and_its_number_at_the_sentences_end(
    store: Store, word_report: str
) -> None:
    html = text_html(store.contents(word_report))
    assert "bằng 64% kế hoạch.<sup>1</sup> Chăn nuôi &lt;b&gt;ổn định&lt;/b&gt;" in html
    order = ("bằng 64% kế hoạch", "Trong đó lúa 800 ha", "Tiếp tục chỉ đạo", "Ngô")
    at = [plain(html).index(words) for words in order]
    assert at == sorted(at)
    assert "chưa nối được với câu nào" in html
    assert plain(html).index("chưa nối được") < plain(html).index(NOTES[1])


def test_every_section_every_paragraph_and_every_note_of_a_report_is_there(
    store: Store, samples: Path
) -> None:
    [found] = ingest([samples / PDF], store, workers=1).files
    contents = store.contents(found.report)
    shown = plain(text_html(contents))
    for section in contents.sections:
        assert section.heading in shown
    for note in contents.footnotes:
        assert note.text in shown
    body = [p for p in contents.passages if p.kind == "paragraph"]
    assert body
    placed = placed_notes(contents.footnotes, body)
    by_id = {p.id: p for p in body}
    assert sum(map(len, placed.values())) == found.footnotes_linked > 0
    assert all(note.anchor in by_id[key].text for key, notes in placed.items() for note in notes)


def test_what_was_not_read_well_is_said(store: Store, word_report: str) -> None:
    said = plain(read_html(store.contents(word_report)))
    assert "1 chú thích chưa nối được" in said
    assert "chú thích 1/2" in said
    for warning in store.report(word_report).warnings:
        assert warning in said


def test_a_version_names_the_one_it_replaces_and_the_other_way_round(
    store: Store, write_report: WriteReport
) -> None:
    ingest([write_report("a.txt")], store, workers=1)
    later = write_report(
        "b.txt", number=61, day=20, area="1.399", subtitle="\n(Thay thế Báo cáo số 52/BC-UBND)"
    )
    ingest([later], store, workers=1)
    every = store.reports(all_versions=True)
    old, new = (store.report(name) for name in ("a.txt", "b.txt"))
    assert "Bản này đã được thay bằng báo cáo số 61/BC-UBND" in plain(head_html(old, every))
    assert f'data-key="{new.id}"' in head_html(old, every)
    assert "Thay thế báo cáo số 52/BC-UBND ngày 12/06/2024" in plain(head_html(new, every))


def test_a_field_set_by_hand_shows_what_was_read(store: Store, write_report: WriteReport) -> None:
    [found] = ingest([write_report("a.txt")], store, workers=1).files
    report = edit(store, found.report, parse_corrections(unit="xã Bàu Sim"))
    shown = plain(head_html(report, [report]))
    assert "xã Bàu Sim (sửa tay; đọc được: xã Suối Cạn)" in shown


def test_a_page_picture_is_asked_for_with_its_quote_and_stays_within_the_report(
    store: Store, samples: Path, word_report: str
) -> None:
    [found] = ingest([samples / PDF], store, workers=1).files
    report = store.report(found.report)
    assert unescape(page_html(report, 2, "12.865 ha")).count(picture_url(report.id, 2, "12.865 ha")) == 1
    assert f"Trang {report.pages}/{report.pages}" in page_html(report, 99)
    assert "Trang 1/" in page_html(report, 0)
    assert "không có trang cố định" in page_html(store.report(word_report), 1)
