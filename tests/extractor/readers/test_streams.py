import gzip
import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read_bytes

from paperfacts.extractor.readers.streams import BLOCK, LONGEST_LINE, Stream, decode

PAPER = '{"title": "Naïve parsing", "abstract": "We parse."}\n'
TITLES = ["Naïve parsing"] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last_line_is_open", [True, False])
def test_text_is_read_in_any_marked_encoding_with_any_line_end(
    encoding: str, line_end: str, last_line_is_open: bool
) -> None:
    text = (PAPER * 3).removesuffix("\n" if last_line_is_open else "")
    papers, unread = read_bytes(text.replace("\n", line_end).encode(encoding))
    assert [paper.title for paper in papers] == TITLES
    assert unread == []


def test_bytes_that_are_not_utf8_are_told_with_their_line_and_taken_for_windows_1252() -> None:
    papers, unread = read_bytes(
        PAPER.encode() + PAPER.replace("parsing", "– parsing").encode("cp1252") + PAPER.encode()
    )
    assert [paper.title for paper in papers] == ["Naïve parsing", "Naïve – parsing", "Naïve parsing"]
    assert [(fault.place, "UTF-8" in fault.problem) for fault in unread] == [("line 2", True)]


@given(st.text(), st.binary(max_size=4))
def test_good_utf8_is_kept_beside_bytes_that_are_not(text: str, noise: bytes) -> None:
    whole = text.encode("utf-8", "ignore")
    assert decode(whole) == (whole.decode(), True)
    assert decode(b"\xff" + whole + b"\xff" + noise)[0].startswith("ÿ" + whole.decode() + "ÿ")


@pytest.mark.parametrize("cut", [1, 8, 20, 200])
def test_what_came_before_the_cut_of_a_gz_is_read_then_the_cut_is_told(cut: int) -> None:
    titles = [f"Paper {zlib.crc32(bytes([n % 256, n // 256]))}" for n in range(2000)]
    packed = gzip.compress("".join(f'{{"title": "{title}", "abstract": "A."}}\n' for title in titles).encode())
    papers, unread = read_bytes(packed[:-cut])
    assert [paper.title for paper in papers] == titles[: len(papers)]
    assert len(papers) > 1800
    assert "ends in the middle" in unread[-1].problem


def test_a_damaged_gz_is_told() -> None:
    papers, unread = read_bytes(gzip.compress(PAPER.encode()) + b"rubbish")
    assert len(papers) == 1
    assert "damaged" in unread[0].problem


def test_a_gz_of_several_members_is_read_whole() -> None:
    assert len(read_bytes(gzip.compress(PAPER.encode()) * 3)[0]) == 3


PAGE_LINE = "3 A Parser of Welsh We parse Welsh and it works. 2 authors · Oct 9, 2024\n".encode()


@pytest.mark.parametrize("line", [PAPER.encode(), PAGE_LINE])
@pytest.mark.parametrize("before", [0, 2])
def test_a_line_of_50_mb_is_told_once_and_the_rest_goes_on(line: bytes, before: int) -> None:
    giant = (b'{"title": "' if line.startswith(b"{") else b"3 ") + b"word " * 10_000_000 + b"\n"
    papers, unread = read_bytes(line * before + giant + line * 2)
    assert len(papers) == before + 2
    assert [(fault.place, "too long" in fault.problem) for fault in unread] == [(f"line {before + 1}", True)]


PEAK = """
import resource, sys
from paperfacts.extractor.readers import read
if __name__ == "__main__":
    sum(1 for _ in read([sys.argv[1]]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(sum(1 for _ in read([sys.argv[2]])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_memory_stays_flat_whatever_the_size(tmp_path: Path) -> None:
    line = b'{"id": "2401.15896", "title": "One", "abstract": "' + b"We parse. " * 100 + b'"}\n'
    small, large = tmp_path / "small.jsonl", tmp_path / "large.jsonl"
    small.write_bytes(line * 1_000)
    large.write_bytes(line * 50_000 + b"x" * 100_000_000)
    command = [sys.executable, "-c", PEAK, str(small), str(large)]
    n_found, grown = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(n_found) == 50_001
    assert int(grown) < 30_000  # of the 150,000 kB read


def test_lines_of_a_block_and_across_blocks_are_numbered_from_one() -> None:
    lines = [b"a" * n for n in (0, 1, BLOCK - 1, BLOCK, BLOCK + 1, LONGEST_LINE, LONGEST_LINE + 1, 3)]
    read = list(Stream("x", io.BytesIO(b"\n".join(lines))).lines())
    assert [line.number for line in read] == list(range(1, 9))
    assert [line.raw for line in read] == [*lines[:6], None, lines[7]]


class FailingDisk(io.BytesIO):
    """Reads well once, then fails as a disk does."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_disk_that_fails_on_the_way_is_told_after_what_was_read() -> None:
    stream = Stream("x", FailingDisk(PAPER.encode() * 3))
    assert len(list(stream.lines())) == 3
    assert [fault.problem for fault in stream.faults()] == ["reading stopped (Input/output error)"]
