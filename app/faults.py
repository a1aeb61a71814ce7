"""Every fault is one clear line on stderr and an exit status: 0 fine, 1 some input failed, 2 wrong call."""

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import paperfacts

if TYPE_CHECKING:
    from paperfacts.schema import Unread

FAILED, WRONG_CALL, INTERRUPTED = 1, 2, 130
_REMEDIES = {
    errno.ENOSPC: "make room and run the same command again; what was stored is whole",
    errno.EACCES: "choose another place or change its permissions",
    errno.EROFS: "choose another place",
    errno.ENOENT: "look at the path",
    errno.ENOTDIR: "look at the path",
    errno.EISDIR: "name a file",
}


@contextmanager
def faults_in_one_line() -> Iterator[None]:
    """Turn the faults that a person can mend into a line on stderr and an exit status."""
    try:
        yield
    except SystemExit as end:
        if end.code == INTERRUPTED:
            _tell("interrupted: what was stored stays; run the same command again to go on")
        raise
    except OSError as fault:
        _tell(_system_fault(fault))
        raise SystemExit(FAILED) from fault
    except (paperfacts.InputError, paperfacts.StoreError, paperfacts.RuleError) as fault:
        _tell(str(fault))
        raise SystemExit(FAILED) from fault
    except paperfacts.PaperfactsError as fault:
        _tell(str(fault))
        raise SystemExit(WRONG_CALL) from fault


def report(unread: Iterable["Unread"]) -> None:
    """Tell what could not be read, a line each, and leave with status 1 where any of it is more than a note."""
    unread = tuple(unread)
    for one in unread:
        print(f"{one.severity}: {one}", file=sys.stderr)
    if any(one.severity == "error" for one in unread):
        raise SystemExit(FAILED)


def _system_fault(fault: OSError) -> str:
    place = f"{fault.filename}: " if fault.filename else ""
    remedy = _REMEDIES.get(fault.errno or 0)
    return f"{place}{fault.strerror or fault}" + (f": {remedy}" if remedy else "")


def _tell(line: str) -> None:
    print(f"paperfacts: {line}", file=sys.stderr)
