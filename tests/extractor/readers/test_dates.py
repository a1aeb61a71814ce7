import pytest

from paperfacts.extractor.readers.dates import english_date, iso_date, month_number


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024", "2024"),
        ("2024-01", "2024-01"),
        ("2024-01-29", "2024-01-29"),
        ("2024-01-29T10:00:00Z", "2024-01-29"),
        ("2024-13", None),
        ("2024-02-30", None),
        ("2024-1-2", None),
        ("soon", None),
        ("", None),
    ],
)
def test_an_iso_date_is_cut_to_the_day(written: str, date: str | None) -> None:
    assert iso_date(written) == date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Oct 9, 2024", "2024-10-09"),
        ("September 30, 2024", "2024-09-30"),
        ("Sept. 30 2024", "2024-09-30"),
        ("Aug 1", None),
        ("Feb 31, 2024", None),
        ("Foo 1, 2024", None),
    ],
)
def test_an_english_date_without_a_year_is_none(written: str, date: str | None) -> None:
    assert english_date(written) == date


@pytest.mark.parametrize(("written", "number"), [("July", 7), ("June-July", 6), (" dec", 12), ("10", None), ("", None)])
def test_the_first_month_counts(written: str, number: int | None) -> None:
    assert month_number(written) == number
