"""The weights of the ranking: a tiny invented corpus trains them, samples made by hand show what they learn from."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from assistant.matching import Floats
from assistant.rank import GATE_NAMES
from assistant.signals import NAMES
from eval.shelf.__main__ import make_questions, make_shelf, save
from eval.train_ranker import (
    PRIOR,
    WITHOUT,
    Checked,
    Sample,
    cross_check,
    fit,
    gate_rows,
    main,
    train_gate,
    train_rank,
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The file that the command writes for four reports."""
    folder = tmp_path_factory.mktemp("corpus")
    shelf = make_shelf(4, 1, seed=3)
    save(folder / "shelf", shelf, make_questions(shelf, 150, seed=3))
    main([str(folder / "shelf"), "--out", str(folder / "ranker.json")])
    kept: dict[str, Any] = json.loads((folder / "ranker.json").read_text("utf-8"))
    return kept


def test_the_command_writes_a_weight_for_every_signal_and_how_it_came_by_them(
    trained: dict[str, Any],
) -> None:
    assert list(trained["rank"]) == list(NAMES)
    assert list(trained["gate"]) == [*GATE_NAMES, "bias"]
    assert trained["made"]["corpora"] == ["shelf"]
    assert trained["made"]["questions"] > 100
    assert trained["rank"] != {name: PRIOR.get(name, 0.0) for name in NAMES}, "as before any training"


def test_what_was_trained_does_well_on_indicators_that_it_did_not_see(trained: dict[str, Any]) -> None:
    """A report has some 120 figures: by chance the right one comes first once in a hundred questions."""
    assert trained["made"]["right figure first"] > 0.5
    assert trained["made"]["right ones passed"] > 0.5
    assert trained["made"]["absent ones stopped"] > 0.5


# -- by hand -----------------------------------------------------------------------------------------


def _signals(**values: list[float]) -> Floats:
    """Zero but for the signals named: a value for each figure."""
    size = len(next(iter(values.values())))
    rows = np.zeros((size, len(NAMES)))
    for name, column in values.items():
        rows[:, NAMES.index(name)] = column
    return rows


def _sample(number: int) -> Sample:
    """Three figures in a sentence each; the words of the first are those asked for, the second has some of them."""
    shift = 0.01 * number
    covered = [0.9 - shift, 0.4, 0.1 + shift]
    signals = _signals(covered=covered, covered_gap=[covered[0] - c for c in covered], lexical=[1, 0.5, 0.2])
    return Sample(
        f"q{number}", "direct", f"indicator {number}", signals, np.arange(3, dtype=np.int32),
        np.array([1, 0, 0], dtype=np.int8), np.array([True, False, False]),
    )  # fmt: skip


SAMPLES = [_sample(number) for number in range(20)]


def test_a_signal_that_right_figures_have_gains_weight_and_others_stay_where_they_were() -> None:
    weights = train_rank([SAMPLES[0]] * 200)
    assert weights[NAMES.index("covered")] > PRIOR["covered"]
    assert weights[NAMES.index("role_target")] == pytest.approx(PRIOR["role_target"], abs=1e-3)


def test_taking_the_evidence_away_lowers_the_sureness() -> None:
    rank = train_rank(SAMPLES)
    rows, right, ids = gate_rows(SAMPLES, rank)
    assert right.tolist() == [1, 0] * len(SAMPLES)
    assert ids[:2] == ["q0", f"q0{WITHOUT}"]
    weights, bias = train_gate(rows, right)
    sure = 1 / (1 + np.exp(-(rows @ weights + bias)))
    assert (sure[right == 1] > 0.5).all()
    assert (sure[right == 0] < 0.5).all()


def test_without_the_evidence_the_gaps_and_scores_are_those_of_the_rest() -> None:
    rows, _, _ = gate_rows(SAMPLES[:1], train_rank(SAMPLES))
    best = {name: rows[1, NAMES.index(name)] for name in ("covered", "covered_gap", "lexical")}
    assert best == {"covered": 0.4, "covered_gap": 0, "lexical": 1}


def test_every_indicator_is_judged_by_weights_that_did_not_see_it() -> None:
    checked = cross_check(SAMPLES)
    assert checked.measures() == {
        "questions": 20,
        "right figure first": 1.0,
        "right ones passed": 1.0,
        "absent ones stopped": 1.0,
    }


def test_the_measures_count_passed_and_stopped() -> None:
    ids = ["a", f"a{WITHOUT}", "b", f"b{WITHOUT}"]
    right, sure = np.array([1, 0, 0, 0], dtype=np.int8), np.array([0.9, 0.6, 0.8, 0.1])
    assert Checked(ids, np.zeros((4, 1)), right, sure).measures() == {
        "questions": 2,
        "right figure first": 0.5,
        "right ones passed": 1.0,
        "absent ones stopped": 0.5,
    }


def test_a_penalty_holds_a_weight_at_its_prior() -> None:
    rows = np.array([[1.0, 1.0], [0.5, 0.5], [2.0, 2.0], [1.5, 1.0]])
    weights, bias = fit(rows, None, np.array([0.0, 1.0]), np.array([0.01, 1e6]))
    assert weights[0] > 0.5
    assert weights[1] == pytest.approx(1.0, abs=1e-3)
    assert bias == 0
