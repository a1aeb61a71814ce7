"""From inputs to records, without a graph."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from paperfacts.extractor.pipeline import Extractor
from paperfacts.extractor.readers import read as read_files
from paperfacts.extractor.rules import check as check_rules
from paperfacts.extractor.rules import load_rules
from paperfacts.graph.clash import clash, is_other_paper
from paperfacts.schema import Paper, Record, RuleError, Unread
from paperfacts.schema.merge import merge

if TYPE_CHECKING:
    from paperfacts.extractor.explain import Explanation
    from paperfacts.progress import Progress

Input = str | Path | Paper
RuleFolders = Iterable[str | Path]


def extract(title: str | Paper, abstract: str = "", *, rules: RuleFolders = ()) -> Record:
    """Find the facts of one paper, given as title and abstract or as a `Paper`.

    >>> extract("XNLI revisited", "We evaluate mBERT on XNLI.").title
    'XNLI revisited'
    """
    paper = title if isinstance(title, Paper) else Paper.of(title, abstract)
    return extractor_with(rules).extract(paper)


def extract_all(
    *inputs: Input, rules: RuleFolders = (), progress: "Progress | None" = None
) -> Iterator[Record | Unread]:
    """Find the facts of all papers in files, folders and globs; a paper found twice is one record.

    What could not be read comes first, then a record for each paper, in the order of reading.

    >>> [found.title for found in extract_all(Paper.of("On Welsh"), Paper.of("On Breton"))]
    ['On Welsh', 'On Breton']
    """
    readings: dict[str, list[Paper]] = {}
    for found in read(*inputs):
        if isinstance(found, Unread):
            yield found
            continue
        known = readings.setdefault(found.id, [])
        if known and is_other_paper(found, known[0]):
            yield clash(found, known[0])
        else:
            known.append(found)
    for done, record in enumerate(extractor_with(rules).extract_all(map(merge, readings.values())), 1):
        yield record
        if progress:
            progress("papers", done, len(readings))


def read(*inputs: Input) -> Iterator[Paper | Unread]:
    """Read papers from files, folders and globs (`-` is standard input), and say what could not be read.

    >>> [paper.title for paper in read(Paper.of("On Welsh"))]
    ['On Welsh']
    """
    return chain.from_iterable(
        [one] if isinstance(one, Paper) else read_files([str(one)], stdin=sys.stdin.buffer) for one in inputs
    )


def number_of_papers(inputs: Iterable[Input]) -> int | None:
    """Count the papers that inputs hold by reading them; None where what is read can't be read again.

    >>> number_of_papers([Paper.of("On Welsh")])
    1
    """
    inputs = tuple(inputs)
    if any(not isinstance(one, Paper) and (str(one) == "-" or _is_stream(one)) for one in inputs):
        return None
    return sum(isinstance(found, Paper) for found in read(*inputs))


def explain(text: str, *, rules: RuleFolders = ()) -> "Iterator[Explanation | Unread]":
    """Say of a text, or of each paper in a file, what the rules saw, what they voted and what was rejected.

    >>> [explanation] = explain("We evaluate mBERT on XNLI.")
    >>> "XNLI: evaluated benchmark" in str(explanation)
    True
    """
    extractor = extractor_with(rules)
    papers = read(text) if text == "-" or os.path.lexists(text) else [Paper.of("", text)]
    return (found if isinstance(found, Unread) else extractor.explain(found) for found in papers)


def check(*, rules: RuleFolders = ()) -> int:
    """Run every rule against its own examples; give how many rules hold, or raise RuleError with every fault.

    >>> check() > 10
    True
    """
    book = load_rules(*map(Path, rules))
    if faults := check_rules(book):
        raise RuleError(tuple(faults))
    return len(book.rules)


def extractor_with(rules: RuleFolders) -> Extractor:
    """Give the extractor that has folders of rules beside its own; it is loaded once."""
    return _extractor(tuple(Path(folder) for folder in rules))


@cache
def _extractor(folders: tuple[Path, ...]) -> Extractor:
    return Extractor.load(*folders)


def _is_stream(name: str | Path) -> bool:
    return os.path.lexists(name) and not (Path(name).is_file() or Path(name).is_dir())
