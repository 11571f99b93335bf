"""The pairs of everyday questions and clauses are whole, and the measure tells a right clause from a near one."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.paraphrases.__main__ import main
from eval.paraphrases.measure import NEAR, Pair, as_report, compare, read_pairs

HEARD = Pair("heo còn mấy con", "Tổng đàn lợn 4.320 con", "Tổng đàn bò 1.270 con")
UNHEARD = Pair("bánh tráng làm được mấy ký", "Sản lượng gạo 12 tấn", "Bánh tráng xuất khẩu 30 tấn")


def test_the_pairs_are_questions_with_two_clauses_that_hold_a_figure() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 500
    assert len({p.question for p in pairs}) == len(pairs)
    assert all(p.right != p.wrong for p in pairs)
    contents = as_report([clause for p in pairs for clause in (p.right, p.wrong)])
    with_figure = {f.passage for f in contents.figures}
    assert [p.text for p in contents.passages if p.id not in with_figure] == []


def test_the_right_clause_wins_by_the_words_that_stand_for_one_another() -> None:
    heard, unheard = compare([HEARD, UNHEARD])
    assert heard.right == pytest.approx(1)  # "heo" is "lợn"
    assert heard.wrong < heard.right
    assert (heard.covered, heard.ranked, heard.place) == (True, True, 1)
    assert (unheard.covered, unheard.ranked) == (False, False)
    assert unheard.place > 1


def test_most_of_the_pairs_are_told_apart() -> None:
    """A sample, as words of other reports would weigh them; all of them: python -m eval.paraphrases."""
    outcomes = compare(read_pairs()[::5])
    assert sum(o.ranked for o in outcomes) >= 0.93 * len(outcomes)
    assert sum(o.place <= NEAR for o in outcomes) >= 0.93 * len(outcomes)


def test_the_command_prints_shares_and_the_pairs_that_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "pairs.tsv"
    rows = [f"{p.question}\t{p.right}\t{p.wrong}" for p in (HEARD, UNHEARD)]
    file.write_text("\n".join(["# a heading", *rows]), "utf-8")
    assert main(["--pairs", str(file), "--failed"]) == 0
    out = capsys.readouterr().out
    assert "50.0%  1 of 2 pairs" in out
    assert UNHEARD.question in out
    assert HEARD.question not in out
