"""Headers corrected by hand: what is typed, what follows from it, and that it stays when the file comes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import open_engine
from index_store.embedding import load_embedder
from index_store.errors import CorrectionError, UnknownReportError
from index_store.records import Report, Unit
from index_store.settings import Settings
from index_store.store import Store
from ingest.corrections import UNPLACED, edit, parse_corrections, reset, under
from ingest.load import FileResult, ingest
from ingest.read import read_report
from ingest.read_txt import NO_PAGES

WriteReport = Callable[..., Path]
POOR = "Có bao nhiêu hộ nghèo ở {unit} {period}?"


def take(store: Store, path: Path) -> FileResult:
    [result] = ingest([path], store, workers=1).files
    return result


def answer(store: Store, settings: Settings, unit: str, period: str) -> tuple[bool, str]:
    """Whether it is refused, and the answer, to how many poor households there are."""
    found = open_engine(store, settings).answer(POOR.format(unit=unit, period=period))
    return found.refused, found.answer


@pytest.mark.parametrize(
    ("typed", "unit", "province"),
    [
        ("xã Suối Cạn", Unit("Suối Cạn", "xã"), None),
        ("Huyện đức trọng", Unit("Đức Trọng", "huyện"), None),
        ("huyện Bàu Sim, tỉnh Lâm Đồng", Unit("Bàu Sim", "huyện"), "Lâm Đồng"),
        ("H. Bàu Sim (Lâm Đồng)", Unit("Bàu Sim", "huyện"), "Lâm Đồng"),
        ("THỊ XÃ N'THÔN", Unit("N'Thôn", "thị xã"), None),
        ("phường 12", Unit("12", "phường"), None),
    ],
)
def test_a_unit_is_its_level_and_its_name(typed: str, unit: Unit, province: str | None) -> None:
    found = parse_corrections(unit=typed)
    assert (found.unit, found.province) == (unit, province)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("quý 1/2024", "quý I/2024"),
        ("6 tháng đầu năm 2024", "6 tháng đầu năm 2024"),
        ("6T/2024", "6 tháng đầu năm 2024"),
        ("kỳ tháng 5/2024", "tháng 5/2024"),
        ("2024", "năm 2024"),
        ("từ ngày 01/02/2024 đến ngày 15/03/2024", "01/02/2024 - 15/03/2024"),
    ],
)
def test_a_period_is_read_as_in_a_question(typed: str, label: str) -> None:
    period = parse_corrections(period=typed).period
    assert period is not None
    assert period.label == label


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("unit", "Suối Cạn", "cả cấp và tên"),
        ("unit", "huyen Duc Trong", "cả cấp và tên"),
        ("unit", "xã", "cả cấp và tên"),
        ("unit", "  ", "cả cấp và tên"),
        ("province", "34", "tên tỉnh"),
        ("period", "quý 5/2024", "một kỳ có năm"),
        ("period", "6 tháng đầu năm", "một kỳ có năm"),
        ("period", "quý I/2024 và quý II/2024", "một kỳ có năm"),
        ("period", "", "một kỳ có năm"),
        ("issuer", " - ", "tên cơ quan"),
        ("number", "189", "cả ký hiệu"),
        ("day", "31/02/2024", "ngày có thật"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_an_example(field: str, typed: str, says: str) -> None:
    with pytest.raises(CorrectionError, match=says) as caught:
        parse_corrections(**{field: typed})
    assert typed.strip() in str(caught.value)


def test_the_answers_follow_the_corrected_unit_and_period(
    store: Store, settings: Settings, write_report: WriteReport
) -> None:
    take(store, write_report("a.txt"))
    take(store, write_report("b.txt", name="Nậm Pha", poor=140, area="2.318", number=77))
    assert answer(store, settings, "xã Bàu Sim", "quý I/2023")[0]
    report = edit(store, "a.txt", parse_corrections(unit="xã Bàu Sim", period="quý I/2023"))
    refused, words = answer(store, settings, "xã Bàu Sim", "quý I/2023")
    assert not refused
    assert "87 hộ" in words
    assert answer(store, settings, "xã Suối Cạn", "6 tháng đầu năm 2024")[0], "nobody reports for it any more"
    found = open_engine(store, settings).answer(
        "Có bao nhiêu hộ nghèo?", unit="xã Bàu Sim", period="quý I/2023"
    )
    assert {(c.unit, c.period) for c in found.citations} == {("xã Bàu Sim", "quý I/2023")}
    contexts = {p.context.split(" I. ")[0] for p in store.contents(report.id).passages}
    assert all("xã Bàu Sim" in c and "quý I/2023" in c for c in contexts)
    assert all(finding.ok for finding in store.check()), "both indexes followed, no vector stayed behind"


def test_a_corrected_year_tells_earlier_values_from_its_own(store: Store, write_report: WriteReport) -> None:
    path = write_report("a.txt")
    path.write_text(path.read_text("utf-8").replace("giảm 12 hộ", "năm 2023 có 99 hộ"), "utf-8")
    take(store, path)

    def role(report: Report) -> str:
        return next(str(f.role) for f in store.contents(report.id).figures if f.printed.startswith("99"))

    assert role(store.report("a.txt")) == "earlier"
    assert role(edit(store, "a.txt", parse_corrections(period="năm 2023"))) != "earlier"
    assert role(reset(store, "a.txt")) == "earlier"


def test_a_correction_stays_when_the_same_or_a_changed_file_comes(
    store: Store, settings: Settings, write_report: WriteReport
) -> None:
    path = write_report("a.txt")
    take(store, path)
    report = edit(store, "a.txt", parse_corrections(unit="xã Bàu Sim", number="9/BC-UBND"))
    assert take(store, path).status == "unchanged"
    changed = take(store, write_report("a.txt", poor=91))
    assert (changed.status, changed.report, changed.unit) == ("replaced", report.id, "xã Bàu Sim")
    assert (changed.number, changed.warnings) == ("9/BC-UBND", (NO_PAGES,))
    assert "91 hộ" in answer(store, settings, "xã Bàu Sim", "6 tháng đầu năm 2024")[1]


def test_another_file_of_a_corrected_report_is_still_one_of_it(
    store: Store, write_report: WriteReport
) -> None:
    path = write_report("a.txt")
    take(store, path)
    report = edit(store, "a.txt", parse_corrections(unit="xã Bàu Sim"))
    other = path.with_name("ban-khac.txt")
    other.write_text(path.read_text("utf-8") + "\n\n", "utf-8")
    again = take(store, other)
    assert (again.status, again.report, again.unit) == ("duplicate", report.id, "xã Bàu Sim")


def test_a_file_that_now_says_something_else_is_kept_corrected_and_warned_of(
    store: Store, write_report: WriteReport
) -> None:
    take(store, write_report("a.txt"))
    edit(store, "a.txt", parse_corrections(period="quý I/2024"))
    result = take(store, write_report("a.txt", year=2025))
    assert result.period == "quý I/2024"
    assert store.report("a.txt").warnings == result.warnings
    [warning] = [words for words in result.warnings if words != NO_PAGES]
    assert "6 tháng đầu năm 2025" in warning
    assert "--reset" in warning


def test_reset_brings_back_what_was_read(store: Store, settings: Settings, write_report: WriteReport) -> None:
    take(store, write_report("a.txt"))
    before = store.reading(store.report("a.txt"))
    edit(store, "a.txt", parse_corrections(unit="huyện Bàu Sim", period="năm 2023", day="01/02/2024"))
    edit(store, "a.txt", parse_corrections(issuer="HĐND"))
    report = store.report("a.txt")
    assert report.corrections.fields == ("unit", "issuer", "period", "date")
    assert (report.header.issuer, report.header.date) == ("HĐND huyện", date(2024, 2, 1))
    assert reset(store, "a.txt").corrections.fields == ()
    assert store.reading(store.report("a.txt")) == before
    assert "87 hộ" in answer(store, settings, "xã Suối Cạn", "6 tháng đầu năm 2024")[1]
    assert all(finding.ok for finding in store.check())


def test_a_field_set_to_what_was_read_is_no_correction(store: Store, write_report: WriteReport) -> None:
    take(store, write_report("a.txt"))
    sequence = store.sequence
    assert edit(store, "a.txt", parse_corrections(unit="xã Suối Cạn")).corrections.fields == ()
    assert store.sequence == sequence, "nothing was published"
    edit(store, "a.txt", parse_corrections(unit="xã Bàu Sim", number="9/BC-UBND"))
    report = edit(store, "a.txt", parse_corrections(unit="xã Suối Cạn"))
    assert report.corrections.fields == ("number",)


def test_a_new_level_goes_into_the_issuer(store: Store, write_report: WriteReport) -> None:
    take(store, write_report("a.txt"))
    assert edit(store, "a.txt", parse_corrections(unit="phường Bàu Sim")).header.issuer == "UBND phường"


def test_a_report_that_leaves_its_period_gives_way_to_the_version_before_it(
    store: Store, write_report: WriteReport
) -> None:
    take(store, write_report("a.txt"))
    take(store, write_report("b.txt", number=61, day=20, area="1.399", poor=91))
    assert [r.file_name for r in store.reports()] == ["b.txt"]
    edit(store, "b.txt", parse_corrections(period="năm 2023"))
    assert [(r.file_name, r.version) for r in store.reports()] == [("a.txt", 1), ("b.txt", 1)]
    reset(store, "b.txt")
    assert [(r.file_name, r.version) for r in store.reports()] == [("b.txt", 2)]


def test_no_vector_stays_with_the_unit_that_a_report_leaves(store: Store, write_report: WriteReport) -> None:
    take(store, write_report("a.txt"))
    take(store, write_report("b.txt", year=2023, number=61, area="1.399", poor=91))
    edit(store, "b.txt", parse_corrections(unit="xã Bàu Sim"))
    assert [finding.what for finding in store.check() if not finding.ok] == []


def test_a_correction_is_seen_after_the_store_was_closed(
    settings: Settings, write_report: WriteReport
) -> None:
    embedder = load_embedder(settings.embedding_model)
    with Store.open(settings, embedder) as first:
        take(first, write_report("a.txt"))
        edit(first, "a.txt", parse_corrections(unit="xã Bàu Sim"))
    with Store.open(settings, embedder) as second:
        report = second.report("a.txt")
        assert report.header.unit == Unit("Bàu Sim", "xã", report.header.unit.province)
        assert report.as_read is not None
        assert report.as_read.unit.name == "Suối Cạn"
        assert "87 hộ" in answer(second, settings, "xã Bàu Sim", "6 tháng đầu năm 2024")[1]


def test_a_missing_report_is_said(store: Store) -> None:
    with pytest.raises(UnknownReportError):
        edit(store, "khong-co.txt", parse_corrections(unit="xã Bàu Sim"))


def test_a_reading_of_tables_is_the_same_under_its_own_header(samples: Path) -> None:
    readings = [read_report(path) for path in sorted(samples.glob("*-2023-*.docx"))]
    assert any(reading.tables for reading in readings)
    assert [under(reading, parse_corrections()) for reading in readings] == readings


def test_doubt_about_a_figure_outlives_a_correction(write_report: WriteReport) -> None:
    reading = read_report(write_report("a.txt"))
    unsure = replace(reading, figures=tuple(replace(f, confidence=0.5) for f in reading.figures))
    found = under(unsure, parse_corrections(period="năm 2023"))
    assert {f.confidence for f in found.figures} == {0.5}


def test_a_report_of_no_unit_and_period_is_taken_in_and_put_right(
    store: Store, settings: Settings, write_report: WriteReport, tmp_path: Path
) -> None:
    take(store, write_report("bao-cao.txt"))
    body = (
        "I. KẾT QUẢ\n\n- Toàn vùng có 512 hộ nghèo, giảm 12 hộ. " + "Công tác thú y được duy trì tốt. " * 10
    )
    unplaced = tmp_path / "khong-ro.txt"
    unplaced.write_text(f"BÁO CÁO\n\n{body}", "utf-8")
    result = take(store, unplaced)
    assert (result.status, result.unit, result.period, result.warnings) == (
        "added",
        "",
        "",
        (NO_PAGES, UNPLACED),
    )
    found = open_engine(store, settings).answer("Có bao nhiêu hộ nghèo?")
    assert "512" not in found.answer
    edit(store, "khong-ro.txt", parse_corrections(unit="xã Bàu Sim", period="năm 2022"))
    assert store.report("khong-ro.txt").warnings == (NO_PAGES,)
    refused, words = answer(store, settings, "xã Bàu Sim", "năm 2022")
    assert not refused
    assert "512" in words


def test_a_report_of_no_unit_and_period_answers_where_it_is_the_only_one(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    body = (
        "I. KẾT QUẢ\n\n- Toàn vùng có 512 hộ nghèo, giảm 12 hộ. " + "Công tác thú y được duy trì tốt. " * 10
    )
    unplaced = tmp_path / "khong-ro.txt"
    unplaced.write_text(f"BÁO CÁO\n\n{body}", "utf-8")
    take(store, unplaced)
    assert "512" in open_engine(store, settings).answer("Có bao nhiêu hộ nghèo?").answer
