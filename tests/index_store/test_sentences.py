"""Where clauses begin and end."""

from __future__ import annotations

import pytest

from index_store.language.sentences import clause_spans


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Thu 12 tỷ đồng; chi 10 tỷ đồng.", ["Thu 12 tỷ đồng", "chi 10 tỷ đồng."]),
        ("Thu 12 tỷ đồng.", ["Thu 12 tỷ đồng."]),
        ("", [""]),  # at least one span, so that who looks for the best of them finds one
    ],
)
def test_a_sentence_has_at_least_one_clause(text: str, clauses: list[str]) -> None:
    spans = clause_spans(text, 0, len(text))
    assert [text[a:b].strip() for a, b in spans] == clauses
