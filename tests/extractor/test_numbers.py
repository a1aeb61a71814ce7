"""Numbers are read as papers write them, with their unit and what stands before them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.numbers import find_numbers, modifier_before, read_modifier, read_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", "7"),
        ("twenty-two", "22"),
        ("twenty two", "22"),
        ("one hundred and five", "105"),
        ("a dozen", "12"),
        ("half", "0.5"),
        ("doubles", "2"),
        ("vingt-deux", "22"),
        ("une trentaine", "30"),
        ("1.2k", "1200"),
        ("2.5 million", "2500000"),
        ("12,345", "12345"),
        ("12,345.6", "12345.6"),
        ("81,5", "81.5"),
        (".05", "0.05"),
        ("84.10", "84.10"),
        ("100+", "100"),
        ("-3.5", "-3.5"),
        ("languages", None),
        ("", None),
        ("1.2.3", None),
    ],
)
def test_a_number_is_read_as_decimal_text(written: str, value: str | None) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("71.2% accuracy", [("71.2", "%")]),
        ("90 percent", [("90", "%")]),
        ("an F1-score of %59.89", [("59.89", "%")]),
        ("5 percentage points, 3 pp, 2 BLEU points", [("5", "points"), ("3", "points"), ("2", "points")]),
        ("a 5.8-point gain", [("5.8", "points")]),
        ("3x, 2.5× and 4 times better", [("3", "x"), ("2.5", "x"), ("4", "x")]),
        ("a twofold rise doubles it", [("2", "x"), ("2", "x")]),
        ("two points", [("2", "points")]),
        ("5-10%", [("5", ""), ("10", "%")]),
        ("34.2 BLEU", [("34.2", "")]),
        ("GPT-4, F1, BLEU-4, WMT14, Llama-3.1, top-5, Acc@1, 2.5.1", []),
        ("2nd of the 90s", []),
        ("7B parameters", [("7000000000", "")]),
    ],
)
def test_numbers_are_found_with_their_units(text: str, found: list[tuple[str, str]]) -> None:
    assert [(number.value, number.unit) for number in find_numbers(text)] == found


@pytest.mark.parametrize(
    ("text", "modifier", "sign"),
    [
        ("over 5%", "at_least", ""),
        ("more than 5%", "at_least", ""),
        ("≥5%", "at_least", ""),
        ("5% or higher", "at_least", ""),
        ("up to a 5% gain", "up_to", ""),
        ("about 5%", "approx", ""),
        ("~5%", "approx", ""),
        ("by +5%", "exact", "+"),
        ("of -5%", "exact", "-"),
        ("of 5%", "exact", ""),
    ],
)
def test_what_stands_around_a_number_qualifies_it(text: str, modifier: str, sign: str) -> None:
    [number] = find_numbers(text)
    assert (number.modifier, number.sign, number.value) == (modifier, sign, "5")


@pytest.mark.parametrize(("written", "modifier"), [("At least", "at_least"), ("nearly", "approx"), ("with", "exact")])
def test_a_modifier_is_read_by_its_words(written: str, modifier: str) -> None:
    assert read_modifier(written) == modifier


def test_the_words_before_a_number_are_found_where_they_begin() -> None:
    text = "in as many as 40 languages"
    assert modifier_before(text, text.index("40")) == (3, "up_to")


@given(st.text(max_size=200))
def test_numbers_of_any_text_stand_in_order_and_have_decimal_values(text: str) -> None:
    numbers = find_numbers(text)
    assert [number.start for number in numbers] == sorted(number.start for number in numbers)
    for number in numbers:
        assert 0 <= number.opening <= number.start < number.end <= number.unit_end <= len(text)
        assert Decimal(number.value) >= 0


@given(st.decimals(min_value=0, max_value=10_000, places=2, allow_nan=False))
def test_a_decimal_is_found_as_it_was_written(value: Decimal) -> None:
    [number] = find_numbers(f"an accuracy of {value}% here")
    assert (number.value, number.unit) == (str(value), "%")
