"""What the names that a user gives stand for: files, folders, globs, standard input."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import BinaryIO

from paperfacts.schema import Unread

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """Something to open, under the name that the user knows it by."""

    name: str
    open: Callable[[], BinaryIO]


def find(inputs: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Input | Unread]:
    """Find everything that the inputs stand for, folders and globs in order of name; and what is not there."""
    for given in inputs:
        if str(given) == STDIN:
            yield Input("<stdin>", lambda: stdin or sys.stdin.buffer)
        elif _exists(given):
            yield from _at(str(given))
        elif has_magic(str(given)):
            yield from _matching(str(given))
        else:
            yield _unread(given, "no such file or folder", "check the spelling")


def _exists(given: str | Path) -> bool:
    try:
        return os.path.lexists(given)
    except ValueError:
        return False


def _matching(pattern: str) -> Iterator[Input | Unread]:
    names = sorted(glob(pattern, recursive=True)) if "\0" not in pattern else []  # noqa: PTH207  # also absolute ones
    if not names:
        yield _unread(pattern, "no file matches", "check the pattern")
    for name in names:
        yield from _at(name)


def _at(name: str) -> Iterator[Input | Unread]:
    if os.path.isdir(name):  # noqa: PTH112  # the name stays as given
        yield from _inside(name.rstrip("/") or "/", ())
    else:
        yield Input(_shown(name), partial(_open, name))


def _open(name: str) -> BinaryIO:
    return Path(name).open("rb")


def _inside(folder: str, above: tuple[tuple[int, int], ...]) -> Iterator[Input | Unread]:
    """Find the files of a folder and of the folders in it; names that begin with a dot are no input."""
    try:
        here = os.stat(folder)  # noqa: PTH116
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield unopened(folder, error)
        return
    mark = here.st_dev, here.st_ino
    if mark in above:
        yield _unread(folder, "a link that leads back to a folder above it", "remove the link", is_note=True)
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _entry(f"{folder.rstrip('/')}/{entry.name}", (*above, mark))


def _entry(name: str, above: tuple[tuple[int, int], ...]) -> Iterator[Input | Unread]:
    try:
        mode = os.stat(name).st_mode  # noqa: PTH116
    except OSError as error:
        yield unopened(name, error)
        return
    if stat.S_ISDIR(mode):
        yield from _inside(name, above)
    elif stat.S_ISREG(mode):
        yield Input(_shown(name), partial(_open, name))
    else:
        yield _unread(name, "a device, pipe or socket, not opened", "name it by itself to read it", is_note=True)


def unopened(name: str | Path, error: OSError) -> Unread:
    """Say that the system does not open a file or folder, and why."""
    remedies: dict[type[OSError], str] = {
        PermissionError: "give yourself the right to read it",
        FileNotFoundError: "mend or remove the link",
    }
    remedy = remedies.get(type(error), "see that it can be read")
    return _unread(name, f"can't be opened ({error.strerror or error})", remedy)


def _unread(name: str | Path, problem: str, remedy: str, *, is_note: bool = False) -> Unread:
    return Unread(file=_shown(str(name)), problem=problem, remedy=remedy, severity="note" if is_note else "error")


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")
