"""The order of the figures and the sureness of the best follow the file of trained weights."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant import rank
from assistant import weights as w
from assistant.rank import Evidence, figure_scores, gate_signals, rank_figures
from assistant.signals import NAMES, figure_signals
from assistant.understand import understand
from index_store.catalogue import Contents

Contain = Callable[..., Contents]
Weigh = Callable[..., None]
TEXT = "Thành lập mới 45 doanh nghiệp, giải thể 07 doanh nghiệp. Trồng 25 ha rừng."
NEED = understand("Có bao nhiêu doanh nghiệp giải thể?", "Có bao nhiêu doanh nghiệp giải thể?", marked=True)


@pytest.fixture
def weigh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weigh:
    """weigh({"in_own": 1}, {"bias": 0}): the figures are ranked by a file with these weights."""
    made = 0

    def write(ranking: dict[str, float], gate: dict[str, float]) -> None:
        nonlocal made
        made += 1
        file = tmp_path / f"ranker-{made}.json"
        file.write_text(json.dumps({"rank": ranking, "gate": {"bias": 0.0} | gate}), "utf-8")
        monkeypatch.setattr(rank, "RANKER", file)

    return write


def _ranked(contents: Contents) -> list[Evidence]:
    return rank_figures(NEED, NEED.slots[0], contents, ())


def _printed(contents: Contents) -> list[str]:
    return [e.figure.printed for e in _ranked(contents) if e.figure]


def test_the_shipped_weights_put_the_figure_asked_for_first(contain: Contain) -> None:
    contents = contain(TEXT)
    kept = json.loads(rank.RANKER.read_text("utf-8"))
    signals = figure_signals(NEED, NEED.slots[0], contents, ())
    scores = signals @ np.array([kept["rank"].get(name, 0.0) for name in NAMES])
    best = _ranked(contents)[0]
    assert best.figure
    assert best.figure.printed == "07 doanh nghiệp"
    assert best.score == pytest.approx(scores.max())
    assert best.text == "Thành lập mới 45 doanh nghiệp, giải thể 07 doanh nghiệp."


def test_the_shipped_weights_are_of_signals_that_there_are() -> None:
    kept = json.loads(rank.RANKER.read_text("utf-8"))
    assert set(kept["rank"]) <= set(NAMES)
    assert set(kept["gate"]) <= {*rank.GATE_NAMES, "bias"}


def test_a_changed_weight_changes_the_order(contain: Contain, weigh: Weigh) -> None:
    contents = contain(TEXT)
    weigh({"in_own": 1.0}, {})
    assert _printed(contents) == ["07 doanh nghiệp", "45 doanh nghiệp", "25 ha"]
    weigh({"in_own": -1.0}, {})
    assert _printed(contents) == ["25 ha", "45 doanh nghiệp", "07 doanh nghiệp"]
    weigh({"in_own": 1.0, "sentence_place": -1.0}, {})
    assert _printed(contents) == ["45 doanh nghiệp", "07 doanh nghiệp", "25 ha"]


def test_equal_scores_stay_in_reading_order(contain: Contain, weigh: Weigh) -> None:
    weigh({}, {})
    assert _printed(contain(TEXT)) == ["45 doanh nghiệp", "07 doanh nghiệp", "25 ha"]


def test_the_sureness_is_what_the_gate_makes_of_signals_score_and_bias(
    contain: Contain, weigh: Weigh
) -> None:
    contents = contain(TEXT)
    weigh({"in_own": 2.0}, {"in_own": 1.0, "score": 0.5, "bias": -2.0})
    sums = [1 + 0.5 * 2 - 2, 0.5 + 0.5 * 1 - 2, 0 + 0 - 2]
    assert [e.coverage for e in _ranked(contents)] == pytest.approx([1 / (1 + np.exp(-s)) for s in sums])
    weigh({"in_own": 2.0}, {"in_own": 1.0, "score": 0.5, "bias": -4.0})
    assert _ranked(contents)[0].coverage == pytest.approx(1 / (1 + np.exp(2)))


@pytest.mark.parametrize(
    ("asked", "targets"),
    [("Trồng bao nhiêu ha rừng?", [False, True]), ("Phấn đấu trồng bao nhiêu ha rừng?", [True, False])],
)
def test_a_role_that_cannot_answer_loses_its_score(contain: Contain, asked: str, targets: list[bool]) -> None:
    contents = contain("Trồng 25 ha rừng, phấn đấu cả năm trồng 90 ha rừng.")
    assert [f.role for f in contents.figures] == ["level", "target"]
    need = understand(asked, asked, marked=True)
    signals = figure_signals(need, need.slots[0], contents, ())
    lost = signals @ np.ones(len(NAMES)) - figure_scores(signals, np.ones(len(NAMES)))
    assert lost == pytest.approx([w.OTHER_ROLE * cannot for cannot in targets])


def test_how_far_ahead_a_figure_is_of_the_best_of_another_sentence() -> None:
    scores, sentences = np.array([5.0, 4.0, 3.0, -90.0]), np.array([0, 0, 1, 2], dtype=np.int32)
    rows = gate_signals(np.zeros((4, len(NAMES))), scores, sentences)
    assert rows[:, -2].tolist() == [5, 4, 3, -90]
    assert rows[:, -1].tolist() == [2, 1, -2, -w.MOST_AHEAD]


def test_the_only_sentence_is_ahead_by_as_much_as_counts() -> None:
    rows = gate_signals(np.zeros((1, len(NAMES))), np.array([1.0]), np.zeros(1, dtype=np.int32))
    assert rows[0, -1] == w.MOST_AHEAD
