"""Output that is whole or not there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def output_file(path: str | Path | None) -> Iterator[BinaryIO]:
    """Open a file that takes its place when it is whole; without a path, standard output.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "facts.jsonl"
    >>> with output_file(path) as out:
    ...     _ = out.write(b"{}")
    >>> path.read_bytes()
    b'{}'
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            yield device
        return
    with _replacement(target) as out:
        yield out


@contextmanager
def _replacement(target: Path) -> Iterator[BinaryIO]:
    partial = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with partial.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    except OSError as fault:
        fault.filename = fault.filename or str(target)
        raise
    finally:
        partial.unlink(missing_ok=True)
