"""Abstracts a second from JSON Lines to records on one core, beside spaCy's EntityRuler looking for the same names.

    python benchmarks/speed.py [--input PAPERS.jsonl.gz] [--papers 5000] [--without-spacy]

Without an input, the sample in examples/ is repeated. Seconds are of processor time, so other work on the machine
disturbs little. Loading of rules, lexicon and patterns is timed apart.
"""

import argparse
import gc
import json
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

import paperfacts
from paperfacts import Extractor, Paper

T = TypeVar("T")
SAMPLE = Path(__file__).parents[1] / "examples" / "daily-papers*.txt"


def main() -> None:
    options = _options()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "papers.jsonl"
        papers = list(islice(_papers(options.input), options.papers))
        file.write_text("".join(json.dumps({"title": p.title, "abstract": p.abstract}) + "\n" for p in papers))
        seconds, extractor = _timed(paperfacts.Extractor.load)
        print(f"paperfacts: loaded in {seconds:.2f} s")
        gc.freeze()
        seconds, written = _timed(lambda: _write_records(extractor, file, Path(folder) / "records.jsonl"))
        ours = written / seconds
        print(f"paperfacts: {written} abstracts in {seconds:.2f} s: {ours:,.0f} a second, all six kinds of fact")
        if not options.without_spacy:
            names = _names(Path(folder) / "records.jsonl")
            print(f"ratio: {ours / _spacy_rate(papers, names):.2f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, help="file with papers; default: the sample, repeated")
    parser.add_argument("--papers", type=int, default=2000, help="how many papers, default 2000")
    parser.add_argument("--without-spacy", action="store_true")
    return parser.parse_args()


def _papers(file: Path | None) -> Iterator[Paper]:
    if file is None:
        return cycle(list(_papers(SAMPLE)))
    return (found for found in paperfacts.read(file) if isinstance(found, Paper))


def _write_records(extractor: Extractor, file: Path, out: Path) -> int:
    with out.open("wb") as lines:
        return sum(
            bool(lines.write(r.model_dump_json().encode() + b"\n")) for r in extractor.extract_all(_papers(file))
        )


def _names(records: Path) -> list[str]:
    with records.open("rb") as lines:
        named = [each for line in lines for kind in ("models", "benchmarks") for each in json.loads(line)[kind]]
    return sorted({mention["text"] for each in named for mention in each["mentions"]})


def _spacy_rate(papers: list[Paper], names: list[str]) -> float:
    import spacy

    pipeline = spacy.blank("en")
    ruler: Any = pipeline.add_pipe("entity_ruler")
    seconds, _ = _timed(lambda: ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names]))
    print(f"spaCy EntityRuler: {len(names)} names loaded in {seconds:.2f} s")
    texts = [f"{paper.title}\n{paper.abstract}" for paper in papers]
    seconds, found = _timed(lambda: sum(len(document.ents) for document in pipeline.pipe(texts)))
    rate = len(texts) / seconds
    print(f"spaCy EntityRuler: {len(texts)} abstracts in {seconds:.2f} s: {rate:,.0f} a second, {found} spans of names")
    return rate


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = process_time()
    result = work()
    return process_time() - start, result


if __name__ == "__main__":
    main()
