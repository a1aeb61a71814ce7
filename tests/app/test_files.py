from pathlib import Path

import pytest

from paperfacts.files import output_file


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text("old")
    with output_file(path) as out:
        out.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def write_half(path: Path) -> None:
    with output_file(path) as out:
        out.write(b"half")
        raise RuntimeError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        write_half(path)
    assert [each.name for each in tmp_path.iterdir()] == ["facts.jsonl"]
    assert path.read_text() == "old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with output_file(tmp_path / "link") as out:
        out.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with output_file("/dev/null") as out:
        out.write(b"gone")
    assert Path("/dev/null").is_char_device()


def test_without_a_path_it_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with output_file(None) as out:
        out.write(b"here")
    assert capfdbinary.readouterr().out == b"here"
