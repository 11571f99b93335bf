"""By how much a figure grew, as the words beside it say."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.growth import growth_of
from assistant.rank import Evidence
from index_store.catalogue import Contents

Contain = Callable[..., Contents]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Xảy ra 12 vụ cháy, tăng 02 vụ so với cùng kỳ.", "20"),  # the unit is named shorter the second time
        ("Xảy ra 08 vụ cháy, giảm 02 vụ so với cùng kỳ.", "-20"),
        ("Xảy ra 12 vụ cháy, tăng 20% so với cùng kỳ.", "20"),
        ("Xảy ra 12 vụ cháy (cùng kỳ 10 vụ).", "20"),
        ("Xảy ra 12 vụ cháy, thiệt hại 02 tỷ đồng.", None),
    ],
)
def test_growth_is_read_from_what_stands_beside_the_figure(
    contain: Contain, text: str, percent: str | None
) -> None:
    contents = contain(text)
    [passage] = contents.passages
    found = Evidence(passage, 0, len(text), 1.0, 1.0, contents.figures[0])
    growth = growth_of(found, contents.figures)
    assert (None if growth is None else growth.percent) == (None if percent is None else Decimal(percent))
