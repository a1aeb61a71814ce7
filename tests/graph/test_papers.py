import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import build, made_records, paper, record

from paperfacts.graph.database import WriterLock
from paperfacts.graph.papers import PaperStore
from paperfacts.schema import Paper, Record, StoreError


def _extracted(paper: Paper, rules: str = "1") -> Record:
    return Record.model_validate(paper.model_dump() | {"made_with": {"text": "0" * 16, "rules": rules}})


def _run(store: PaperStore, papers: list[Paper], rules: str = "1") -> list[str]:
    changes = store.read(papers, rules)
    store.save(_extracted(each.paper, rules) for each in changes if each.status in ("new", "changed"))
    return [each.status for each in changes]


def test_a_second_run_finds_everything_unchanged(tmp_path: Path) -> None:
    same = [paper(), paper(file="b.txt"), paper("Other", "Another one.")]
    with PaperStore.open(tmp_path, write=True) as store:
        assert _run(store, same) == ["new", "new"]
    with PaperStore.open(tmp_path, write=True) as store:
        assert _run(store, same) == ["unchanged", "unchanged"]


def test_the_same_paper_from_two_files_is_one_with_two_sources(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        _run(store, [paper(upvotes=3), paper(file="b.txt", published="2024-01-29")])
        [stored] = store
        assert [source.file for source in stored.sources] == ["a.txt", "b.txt"]
        assert (stored.upvotes, stored.published) == (3, "2024-01-29")


def test_the_same_paper_twice_in_one_file_stays_unchanged_in_any_batches(tmp_path: Path) -> None:
    first, second = paper(position=1, upvotes=1), paper(position=9, upvotes=2)
    for expected in (["new"], ["changed"]), (["unchanged"], ["unchanged"]):
        with PaperStore.open(tmp_path, write=True) as store:
            assert (_run(store, [first]), _run(store, [second])) == expected


def test_a_file_read_again_replaces_what_it_said(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        _run(store, [paper(upvotes=9, position=4)])
    with PaperStore.open(tmp_path, write=True) as store:
        assert _run(store, [paper(upvotes=2, position=5)]) == ["changed"]
        [stored] = store
        assert (stored.upvotes, [source.position for source in stored.sources]) == (2, [5])


def test_other_rules_change_every_paper(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        _run(store, [paper()])
        assert _run(store, [paper()], rules="2") == ["changed"]


def test_a_paper_that_was_read_but_never_saved_is_new_again(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        store.read([paper()], "1")
    with PaperStore.open(tmp_path, write=True) as store:
        assert [each.status for each in store.read([paper()], "1")] == ["new"]


def test_another_paper_under_a_known_id_is_refused_and_the_stored_one_stays(tmp_path: Path) -> None:
    known = paper("XNLI: Cross-lingual Inference", "We extend MultiNLI.", id="arxiv:1809.05053")
    other = paper(
        "Deep Residual Learning", "Deeper networks train badly.", id="arxiv:1809.05053", file="b.txt", position=7
    )
    for _ in range(2):
        with PaperStore.open(tmp_path, write=True) as store:
            _run(store, [known])
            [*_, refused] = store.read([other], "1")
            assert refused.status == "refused"
            assert str(refused.problem).startswith("b.txt, paper 7: arxiv:1809.05053 is already another paper, 'XNLI")
            assert [each.title for each in store] == [known.title]


def test_only_saved_changes_wait_for_each_index(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        store.save([record("acl:1"), record("acl:2")])
        store.taken_up("cypher", ["acl:1", "acl:2"])
        store.save([record("acl:1"), record("acl:2", "SQuAD")])
        assert (store.pending("cypher"), store.pending("sparql")) == (["acl:2"], ["acl:1", "acl:2"])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(made_records(), min_size=1, max_size=5, unique_by=lambda each: each.id).flatmap(
        lambda each: st.tuples(st.just(each), st.permutations(each))
    )
)
def test_shared_nodes_do_not_depend_on_the_order_of_papers(orders: tuple[list[Record], list[Record]]) -> None:
    nodes = []
    for order in orders:
        with TemporaryDirectory() as folder, PaperStore.open(Path(folder), write=True) as store:
            for each in order:
                store.save([each.model_copy(update={"models": ()})])
                store.save([each])
            nodes.append(list(store.shared()))
    assert nodes[0] == nodes[1]


def test_the_most_frequent_spelling_is_the_name(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        spellings = ["Flores-200", "FLORES-200", "FLORES-200", "flores 200"]
        store.save(record(f"acl:{at}", spelling) for at, spelling in enumerate(spellings))
        [node] = store.shared()
        assert node.properties["name"] == "FLORES-200"
        assert node.properties["aliases"] == ("Flores-200", "flores 200")
        store.save([record("acl:1", "SQuAD"), record("acl:2", "SQuAD")])
        assert [each.properties["name"] for each in store.shared()] == ["Flores-200", "SQuAD"]


def test_a_kill_at_any_moment_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from paperfacts.graph.papers import PaperStore\n"
        "from paperfacts.schema import Record\n"
        "store = PaperStore.open(Path(sys.argv[1]), write=True)\n"
        "for at in range(10**6):\n"
        "    store.save([Record.of(f'Paper {at}', 'A study.')]); print(at, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while int(process.stdout.readline()) < 20:
            pass
        os.kill(process.pid, signal.SIGKILL)
    with PaperStore.open(tmp_path, write=True) as store:
        assert len(store) >= 21
        assert len(store.pending("cypher")) == len(store)


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        with pytest.raises(StoreError, match=f"process {os.getpid()} is writing to it"):
            WriterLock(tmp_path, wait=0.1)
        with PaperStore.open(tmp_path) as reader:
            assert len(reader) == len(store)
    PaperStore.open(tmp_path, write=True).close()


def test_a_full_disk_leaves_what_was_stored(tmp_path: Path) -> None:
    with PaperStore.open(tmp_path, write=True) as store:
        store.save([record("acl:1")])
        [(pages,)] = store._connection.execute("PRAGMA page_count")
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full: free some space"):
            store.save(record(f"acl:{at}", title="T" * 900) for at in range(2, 200))
        assert store.ids() == ["acl:1"]


AS_ANYONE = """
import os, sys
from pathlib import Path
from paperfacts.graph.papers import PaperStore
from paperfacts.graph.cypher_index import CypherIndex
from paperfacts.graph.sparql_index import SparqlIndex
from paperfacts.schema import StoreError
folder = Path(sys.argv[1])
import kglite
if os.geteuid() == 0:
    os.setuid(65534)
with PaperStore.open(folder) as store:
    print(store.ids(), CypherIndex(folder).is_current(store), SparqlIndex(folder).is_current(store))
try:
    PaperStore.open(folder, write=True)
except StoreError as error:
    print(error)
"""


def test_a_read_only_folder_can_be_asked_but_not_written() -> None:
    with TemporaryDirectory() as above:
        folder = Path(above) / "kg"
        build(folder, [record("acl:1")])
        for path in (Path(above), folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            run = subprocess.run([sys.executable, "-c", AS_ANYONE, folder], capture_output=True, text=True, check=True)
        finally:
            for path in (Path(above), folder, folder / "cypher", folder / "sparql"):
                path.chmod(0o755)
    asked, told = run.stdout.splitlines()
    assert asked == "['acl:1'] True True"
    assert told.endswith("papers.sqlite: it is read-only: make it writable or choose another folder")


def _text_file(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")


def _not_a_database(folder: Path) -> None:
    (folder / "papers.sqlite").write_bytes(b"not a database " * 99)


def _other_database(folder: Path) -> None:
    with sqlite3.connect(folder / "papers.sqlite") as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


def _newer(folder: Path) -> None:
    PaperStore.open(folder, write=True).close()
    with sqlite3.connect(folder / "papers.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()


def _broken(folder: Path) -> None:
    with PaperStore.open(folder, write=True) as store:
        store.save([record(f"acl:{at}") for at in range(50)])
    with (folder / "papers.sqlite").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 20_000)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_text_file, "it is not the folder of a knowledge graph: name one that holds papers.sqlite"),
        (_not_a_database, "it is not a papers.sqlite of paperfacts"),
        (_other_database, "it is not a papers.sqlite of paperfacts"),
        (_newer, "made by a newer paperfacts .schema 99, this one knows 1.: install"),
        (_broken, "the file is damaged: put a copy of it back"),
    ],
)
def test_what_is_no_sound_knowledge_graph_is_told_with_the_mend(
    tmp_path: Path, spoil: object, problem: str, write: bool
) -> None:
    assert callable(spoil)
    spoil(tmp_path)
    with pytest.raises(StoreError, match=problem) as told, PaperStore.open(tmp_path, write=write) as store:
        list(store)
    assert str(tmp_path) in str(told.value)


def test_reading_where_nothing_is_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no knowledge graph: make one with `paperfacts build"):
        PaperStore.open(tmp_path / "kg")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "kg").write_text("text")
    with pytest.raises(StoreError, match="not the folder of a knowledge graph"):
        PaperStore.open(tmp_path / "kg", write=True)
