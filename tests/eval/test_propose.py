"""Questions proposed from figures: worded as the report words them, one answer each, nothing taken without a yes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from eval.case_files import ACCEPTED
from eval.cases import read_set
from eval.clause_questions import Scope, questions
from eval.propose import NothingToAskError, Proposal, is_alone, propose, scope_of, sheet
from eval.template import question_book
from eval.typing_ways import without_marks
from index_store import term_index
from index_store.catalogue import Contents
from index_store.embedding import load_embedder
from index_store.records import Header, Passage, Period, Report, SourceFile, Unit
from index_store.settings import Settings
from index_store.store import Store
from ingest.figures import find_figures
from ingest.load import ingest
from tracuu import main

SCOPE = Scope("xã Suối Cạn", "năm 2024")
NAMES = ("may-ngan-2023-6-thang-huyen-uy.txt", "may-ngan-2023-6-thang-thay-the.docx")


def contents(text: str) -> Contents:
    """A report of one paragraph, with the figures that the reader finds in it."""
    passage = Passage("p", "r", "paragraph", text, 1, 0)
    figures = tuple(find_figures(passage, None))
    header, file = Header(Unit("Suối Cạn", "xã"), "", None), SourceFile("a.txt", "0", "txt", 1)
    report = Report("r", header, (file,), 1, 0, 0, 0, 1, len(figures), 1, True, 1)
    return Contents(report, (), (), (), (passage,), figures, term_index.build((passage,), figures))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Toàn xã có 87 hộ nghèo, giảm 12 hộ so với cùng kỳ.", "Xã Suối Cạn năm 2024 có bao nhiêu hộ nghèo?"),
        (
            "Tổng diện tích gieo trồng toàn xã 1.250 ha.",
            "Tổng diện tích gieo trồng của xã Suối Cạn năm 2024 là bao nhiêu ha?",
        ),
        (
            "Trong kỳ xảy ra 05 vụ tai nạn giao thông, làm chết 02 người.",
            "Xã Suối Cạn năm 2024 xảy ra bao nhiêu vụ tai nạn giao thông?",
        ),
        (
            "Thu ngân sách trên địa bàn xã 4.125,5 triệu đồng.",
            "Thu ngân sách trên địa bàn xã Suối Cạn năm 2024 là bao nhiêu triệu đồng?",
        ),
        (
            "Tỷ lệ hộ dùng nước sạch đạt 91,7%.",
            "Tỷ lệ hộ dùng nước sạch của xã Suối Cạn năm 2024 là bao nhiêu phần trăm?",
        ),
    ],
)
def test_a_clause_becomes_its_question(text: str, asked: str) -> None:
    found = list(questions(contents(text), SCOPE))
    assert found[0].question == asked
    assert found[0].evidence == text.rstrip(".")
    assert found[0].expect[0] in text


def test_what_a_clause_goes_on_to_say_is_asked_too() -> None:
    text = "Đàn lợn 3.345 con, đạt 98% kế hoạch, giảm 7,2% so với cùng kỳ."
    found = [(a.question, a.expect) for a in questions(contents(text), SCOPE)]
    assert found == [
        ("Đàn lợn của xã Suối Cạn năm 2024 là bao nhiêu con?", ("3.345 con",)),
        ("Đàn lợn của xã Suối Cạn năm 2024 đạt bao nhiêu phần trăm kế hoạch?", ("98%",)),
        (
            "Đàn lợn của xã Suối Cạn năm 2024 tăng hay giảm bao nhiêu phần trăm so với cùng kỳ?",
            ("7,2%", "giảm | thấp hơn"),
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Cấp phát 1.200 tờ rơi về phòng, chống ma túy.",  # the thing goes on behind the comma
        "Còn 41 hộ nghèo và cận nghèo.",
        "Đã có 57 hộ đăng ký.",  # for what stands elsewhere
        "Kinh phí 1.260 triệu đồng.",
        "Hòa giải thành 07/09 vụ tranh chấp đất.",
        "Phấn đấu năm tới trồng 450 ha rừng.",
        "Thi công chậm 02 tháng.",
    ],
)
def test_what_does_not_say_by_itself_what_is_counted_is_not_asked(text: str) -> None:
    assert list(questions(contents(text), SCOPE)) == []


def test_the_issuer_is_named_where_it_must_be() -> None:
    [asked] = questions(contents("Toàn xã có 87 hộ nghèo."), replace(SCOPE, issuer="Đảng ủy xã Suối Cạn"))
    assert (
        asked.question == "Theo báo cáo của Đảng ủy xã Suối Cạn, xã Suối Cạn năm 2024 có bao nhiêu hộ nghèo?"
    )


def test_what_other_reports_make_needful_is_named() -> None:
    report = contents("Toàn xã có 87 hộ nghèo.").report
    period = Period("nam", date(2024, 1, 1), date(2024, 12, 31))
    header = Header(Unit("Suối Cạn", "xã", "Lĩnh Sương"), "UBND xã", period)
    mine = replace(report, header=header)
    namesake = replace(report, header=replace(header, unit=replace(header.unit, province="Hạc Uyên")))
    party = replace(report, header=replace(header, issuer="Đảng ủy xã"))
    assert scope_of(mine, [mine]) == Scope("xã Suối Cạn", "năm 2024")
    assert scope_of(mine, [mine, namesake]) == Scope("xã Suối Cạn (Lĩnh Sương)", "năm 2024")
    assert scope_of(mine, [mine, party]) == Scope("xã Suối Cạn", "năm 2024", "UBND xã Suối Cạn")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Store]:
    """A district by two issuers, one of them with a table."""
    settings = Settings(store=tmp_path_factory.mktemp("proposed"))
    with Store.open(settings, load_embedder(settings.embedding_model)) as opened:
        ingest([samples / name for name in NAMES], opened, workers=1)
        yield opened


@pytest.fixture(scope="module")
def proposals(store: Store) -> list[Proposal]:
    return propose(store, 200)


def test_every_question_has_one_answer_that_stands_in_its_evidence(proposals: list[Proposal]) -> None:
    assert len(proposals) > 60
    asked = [proposal.asked for proposal in proposals]
    assert len({a.question for a in asked}) == len(asked)
    for one in asked:
        assert one.evidence in one.passage.text
        assert one.expect[0] in one.evidence
        assert one.question.endswith("?")
    sorts = {(a.passage.kind, a.figure.role) for a in asked}
    assert {("footnote", "level"), ("paragraph", "level"), ("footnote", "pct_plan"), ("footnote", "pct_change"),
            ("row", "level"), ("row", "plan"), ("row", "earlier")} <= sorts  # fmt: skip


def test_a_question_that_two_figures_answer_is_not_proposed(proposals: list[Proposal]) -> None:
    """The two issuers print other figures of one thing: each is asked for by its issuer."""
    jobs = {p.asked.figure.printed: p.asked.question for p in proposals if "việc làm" in p.asked.question}
    assert jobs["1.352 lao động"].startswith("Theo báo cáo của Huyện ủy Mây Ngàn, ")
    assert jobs["1.340 lao động"].startswith("Theo báo cáo của UBND huyện Mây Ngàn, ")
    twice = contents("Toàn xã có 87 hộ nghèo. Đến nay toàn xã còn 56 hộ nghèo.")
    asked = list(questions(twice, SCOPE))
    assert len(asked) == 2, "by their words alone"
    assert not any(is_alone(a, [(b.figure, b.words) for b in asked]) for a in asked)


def test_unit_period_and_count_choose(store: Store) -> None:
    assert len(propose(store, 7, unit="Mây Ngàn", period="6 tháng đầu năm 2023")) == 7
    with pytest.raises(NothingToAskError):
        propose(store, unit="Mây Ngàn", period="2019")


def test_nothing_of_the_sheet_is_a_question_until_a_person_says_so(
    proposals: list[Proposal], tmp_path: Path
) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(sheet(proposals[:10]))
    book = load_workbook(path)
    rows = book.worksheets[0]
    titles = [cell.value for cell in rows[1]]
    assert titles[0] == ACCEPTED
    assert {row[0].value for row in book["Cách điền"].iter_rows(min_row=2)} == set(titles)
    for line in (3, 6):
        rows.cell(line, 1).value = "có"
    book.save(path)
    cases, passed_over = read_set(path)
    assert (len(cases), passed_over) == (2, 8)
    second, fifth = proposals[1], proposals[4]
    assert [case.question for case in cases] == [second.asked.question, without_marks(fifth.asked.question)]
    assert cases[1].category == "nodiac"
    first = cases[0]
    assert first.reports == (Path(second.report.file_name).stem,)
    assert (first.evidence, first.page, first.footnote, first.unit, first.role) == (
        (second.asked.evidence,), second.asked.passage.page, second.asked.passage.footnote,
        second.asked.figure.unit, second.asked.figure.role,
    )  # fmt: skip


def test_a_cell_of_a_report_is_no_formula() -> None:
    made = question_book(
        ("question", "evidence"), [{"question": "Mấy?", "evidence": '=HYPERLINK("http://x")'}]
    )
    cell = load_workbook(io.BytesIO(made)).worksheets[0].cell(2, 2)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "x.csv"], "đuôi .xlsx"),
        (["--out", "x.xlsx", "--count", "0"], "từ 1 đến"),
        (["--out", "khong/co/x.xlsx"], "Không ghi được"),
        (["--out", "x.xlsx", "--unit", "Mây Ngàn", "--period", "2019"], "Chưa đề xuất được câu hỏi nào"),
    ],
)
def test_wrong_use_is_said_in_one_line(
    store: Store,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--store", str(store.folder), "propose", *arguments]) == 2
    told = capsys.readouterr().err.strip()
    assert said in told
    assert "\n" not in told
