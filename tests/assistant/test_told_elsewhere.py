"""What other reports tell of a figure: in a ranking over a shelf that is read and published for real."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.ask import ReportQueryEngine, open_engine
from index_store.settings import Settings
from index_store.store import Store
from ingest.load import ingest
from tests.assistant.conftest import report_text

# Of each unit: fines in trade, fines in traffic (triệu đồng), gifts.
TOLD = {
    "Vân Sơn": ("214", "1.120", "812"),
    "Khe Mây": ("463", "1.480", "640"),
    "Đồi Lau": ("338", "975", "705"),
    "Suối Cát": ("152", "1.010", "533"),
    "Bãi Sậy": ("247", "1.390", "918"),
    "Cửa Bần": ("129", "860", "777"),
    "Hòn Ngang": ("", "2.204", "690"),
}
TRADE = (
    "Lực lượng liên ngành kiểm tra 18 vụ, số tiền phạt vi phạm hành chính về thương mại là {} triệu đồng; số"
)
TRAFFIC = "tiền phạt vi phạm giao thông nộp ngân sách {} triệu đồng"
HALF = "6 tháng đầu năm 2024"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportQueryEngine]:
    folder = tmp_path_factory.mktemp("told")
    for n, (unit, (trade, traffic, gifts)) in enumerate(TOLD.items()):
        text = report_text(unit, 2024, "9.100", 3, "95.300", 20 + n)
        fines = f"{TRADE.format(trade) if trade else 'Số'} {TRAFFIC.format(traffic)}"
        told = f"- {fines}.\n\n- Dịp lễ, Tết đã trao {gifts} suất quà cho gia đình chính sách.\n\n"
        (folder / f"bc-{n}.txt").write_text(text.replace("II. HẠN CHẾ", f"{told}II. HẠN CHẾ"), "utf-8")
    settings = Settings(store=tmp_path_factory.mktemp("store"))
    with Store.open(settings) as store:
        assert [f.status for f in ingest([folder], store, workers=1).files] == ["added"] * len(TOLD)
        yield open_engine(store, settings)


def test_what_stands_elsewhere_beside_the_answer_is_not_ranked(engine: ReportQueryEngine) -> None:
    """One report tells only of fines in traffic; were they taken for those in trade, it would come out on top."""
    answer = engine.answer(f"Huyện nào có số tiền xử phạt vi phạm thương mại cao nhất {HALF}?")
    assert answer.answer == "Huyện Khe Mây cao nhất: **463 triệu đồng** [1]."
    assert answer.table is not None
    assert len(answer.table.rows) == len(TOLD) - 1
    assert any("huyện Hòn Ngang" in notice for notice in answer.notices)


def test_the_reports_at_hand_say_nothing_of_the_figure(engine: ReportQueryEngine) -> None:
    """ "Trong các báo cáo … hiện có" asks for no stock: as many are named as without it."""
    at_hand = engine.answer(f"Trong các báo cáo {HALF} hiện có, huyện nào có số suất quà đã trao cao nhất?")
    assert at_hand.answer == "Huyện Bãi Sậy cao nhất: **918 suất quà** [1]."
    assert at_hand.table is not None
    assert len(at_hand.table.rows) == len(TOLD)
