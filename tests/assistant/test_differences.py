"""What is computed from figures side by side can be computed again from the numbers that the quotes print."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.differences import difference, percent_change, share, total
from index_store.language.numbers import find_quantities
from index_store.records import Figure


def figure(printed: str) -> Figure:
    [found] = find_quantities(printed)
    return Figure(
        passage="p",
        start=0,
        end=len(printed),
        printed=printed,
        value=found.value,
        unit=found.unit,
        value_base=found.value_base,
        unit_base=found.unit_base,
        role="level",
        status="khong_ro",
        span="khong_ro",
        indicator="",
    )


def test_a_difference_has_the_unit_and_the_decimals_of_what_is_compared() -> None:
    made = difference(figure("1.234,5 ha"), figure("1.000 ha"))
    assert made.printed == "234,5 ha"
    assert made.proof[0].inputs == ("1234.5", "1000")


def test_percentages_lie_percentage_points_apart_and_no_per_cent() -> None:
    one, other = figure("87,6%"), figure("87,0%")
    assert difference(one, other).printed == "0,6 điểm phần trăm"
    assert percent_change(one, other) is None


def test_millions_and_billions_are_compared_but_prove_nothing_by_their_printed_numbers() -> None:
    one, other = figure("2,4 tỷ đồng"), figure("400 triệu đồng")
    made = difference(one, other)
    assert (made.printed, made.proof) == ("2 tỷ đồng", ())
    assert total([one, other]).printed == "2,8 tỷ đồng"


def test_nothing_is_no_base_for_a_percentage() -> None:
    assert percent_change(figure("5 vụ"), figure("0 vụ")) is None
    assert share(figure("5 vụ"), figure("0 vụ")) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_each_proof_gives_what_is_printed(a: int, b: int) -> None:
    one, other = figure(f"{a} hộ"), figure(f"{b} hộ")
    made = percent_change(one, other)
    assert made is not None
    for found, exact in (
        (difference(one, other), Decimal(abs(a - b))),
        (made, abs(Decimal(a - b)) / b * 100),
        (total([one, other]), Decimal(a + b)),
    ):
        [proof] = found.proof
        shown = Decimal(proof.printed.replace(".", "").replace(",", "."))
        assert proof.inputs == (str(a), str(b))
        assert abs(shown - exact) <= Decimal("0.05")
