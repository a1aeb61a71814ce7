"""Dates as papers and pages write them, as ISO 8601."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.DOTALL | re.ASCII)
_ENGLISH = re.compile(r"([A-Z][a-z]{2,8})\.? (\d{1,2}),? (\d{4})", re.ASCII)
_WORD = re.compile(r"[a-z]{3}")


def iso_date(text: str) -> str | None:
    """Cut an ISO date down to its year, month and day; None where it is none.

    >>> iso_date("2024-01-29T10:15:00Z"), iso_date("2024"), iso_date("2024-13")
    ('2024-01-29', '2024', None)
    """
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    if month and not 1 <= int(month) <= len(_MONTHS):
        return None
    if day and not 1 <= int(day) <= _DAYS[int(month) - 1]:
        return None
    return "-".join(part for part in (year, month, day) if part)


def english_date(text: str) -> str | None:
    """Write in ISO form a date such as `Oct 9, 2024`; None where it is none, or has no year.

    >>> english_date("Oct 9, 2024"), english_date("Aug 1")
    ('2024-10-09', None)
    """
    match = _ENGLISH.fullmatch(text)
    month = month_number(match[1]) if match else None
    return iso_date(f"{match[3]}-{month:02d}-{int(match[2]):02d}") if match and month else None


def month_number(text: str) -> int | None:
    """Say which month is named, the first of several, from 1.

    >>> month_number("July"), month_number("June-July"), month_number("Spring")
    (7, 6, None)
    """
    word = _WORD.match(text.strip().lower())
    return _MONTHS.index(word[0]) + 1 if word and word[0] in _MONTHS else None
