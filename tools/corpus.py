"""Make the tables of ordinary words and of known names from unannotated abstracts.

    python tools/corpus.py --leave-out tools/annotations ABSTRACTS.jsonl.gz...

Each line of ABSTRACTS is a JSON object with `title` and `abstract`. Papers that are annotated are left out, so that
what is measured on them is measured on papers that the tables have not seen.
"""

import argparse
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import starmap
from pathlib import Path

from abstracts import read_papers, read_titles

from paperfacts.extractor.candidates import Candidates, Mention, find_candidates
from paperfacts.extractor.document import Document
from paperfacts.extractor.name_cues import Cues
from paperfacts.extractor.tokens import LOWER, SIGN
from paperfacts.schema import Paper, name_key

LEXICON = Path(__file__).parent.parent / "extractor" / "lexicon"
LOWER_WORD = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*(?![\w-])")
CAPITALISED_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:-[a-z]+)*(?![\w-])")
HEAD_REACH = 4
MAX_LOWER_WORDS = 3
CHUNK = 1000


def count_words(papers: tuple[Paper, ...]) -> tuple[Counter[str], Counter[str]]:
    lower: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    for paper in papers:
        lower.update(set(LOWER_WORD.findall(paper.abstract)))
        capitalised.update({word.lower() for word in CAPITALISED_WITHIN.findall(paper.abstract)})
    return lower, capitalised


def company(candidates: Candidates, mention: Mention, cues: Cues) -> str:
    """Whether the words around a mention, or around its list, speak of a data set, of a model, or of neither."""
    run, chain = candidates.runs[mention.run], candidates.lists[mention.run]
    ends = [mention.last] + [candidates.runs[chain.last].last] * (mention.last == run.last)
    starts = [mention.first] + [candidates.runs[chain.first].first] * (mention.first == run.first)
    told = [company_after(candidates, last, cues) for last in ends]
    told += [company_before(candidates, first, cues) for first in starts]
    return next(filter(None, told), "")


def company_after(candidates: Candidates, last: int, cues: Cues) -> str:
    lower, shapes = candidates.lower, candidates.tokens.shapes
    if lower[last + 1 : last + 2] == ["-based"]:
        return "model"
    for index in range(last + 1, min(last + 1 + HEAD_REACH, len(lower))):
        noun, verb = cues.noun_class.get(lower[index]), cues.verb_class.get(lower[index])
        if noun:
            return {"dataset": "dataset", "model": "model", "method": "model"}.get(noun, "")
        if verb or shapes[index] == SIGN:
            return "model" if verb in {"compare", "evaluate"} and index == last + 1 else ""
    return ""


def company_before(candidates: Candidates, first: int, cues: Cues) -> str:
    before = candidates.lower[max(0, first - 3) : first]
    word = before[-1] if before else ""
    if word == "on" and any("evaluate" in cues.verb_class.get(word, "") for word in before):
        return "dataset"
    if cues.verb_class.get(word) == "compare":
        return "model"
    noun = cues.noun_class.get(word, "")
    return noun if noun in {"dataset", "model"} else ""


def count_names(
    papers: tuple[Paper, ...], ordinary: frozenset[str]
) -> tuple[Counter[str], Counter[str], Counter[str], Counter[str]]:
    cues = Cues.load()
    seen, dataset, model, lower = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for paper in papers:
        candidates = find_candidates(Document.of(paper), cues, ordinary)
        for key, mentions in candidates.mentions.items():
            within = [mention for mention in mentions if mention.first >= candidates.title_tokens]
            if within:
                spoken_of = {company(candidates, mention, cues) for mention in within}
                seen[key] += 1
                dataset[key] += "dataset" in spoken_of
                model[key] += "model" in spoken_of
        lower.update(lower_names(candidates))
    return seen, dataset, model, lower


def lower_names(candidates: Candidates) -> set[str]:
    shapes, words = candidates.tokens.shapes, candidates.lower
    found = set()
    for first, shape in enumerate(shapes):
        for last in range(first, min(first + MAX_LOWER_WORDS, len(words))):
            if shape != LOWER or shapes[last] != LOWER:
                break
            found.add(name_key(" ".join(words[first : last + 1])))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("abstracts", nargs="+", type=Path)
    parser.add_argument("--leave-out", type=Path, help="folder of annotated papers (JSON Lines)")
    parser.add_argument("--least-papers", type=int, default=5, help="a name in fewer papers is left out")
    parser.add_argument("--out", type=Path, default=LEXICON)
    args = parser.parse_args()
    leave_out = read_titles(sorted(args.leave_out.glob("*.jsonl"))) if args.leave_out else frozenset()
    papers = tuple(starmap(Paper.of, read_papers(args.abstracts, leave_out)))
    chunks = [papers[first : first + CHUNK] for first in range(0, len(papers), CHUNK)]
    lower: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    names: tuple[Counter[str], ...] = (Counter(), Counter(), Counter(), Counter())
    with ProcessPoolExecutor() as pool:
        for found in pool.map(count_words, chunks):
            lower += found[0]
            capitalised += found[1]
        least = max(2, len(papers) // 2000)
        ordinary = frozenset(word for word, n in lower.items() if n >= least and n > 3 * capitalised[word])
        (args.out / "ordinary_words.txt").write_text("".join(f"{word}\n" for word in sorted(ordinary)), "utf-8")
        for counted in pool.map(count_names, chunks, [ordinary] * len(chunks)):
            for total, part in zip(names, counted, strict=True):
                total.update(part)
    seen, dataset, model, in_lower = names
    with (args.out / "known_names.tsv").open("w", encoding="utf-8") as table:
        table.write(f"# name key, papers, as a data set, as a model, in lower case; of {len(papers)} abstracts\n")
        for key in sorted(key for key, n in seen.items() if n >= args.least_papers):
            table.write(f"{key}\t{seen[key]}\t{dataset[key]}\t{model[key]}\t{in_lower[key]}\n")


if __name__ == "__main__":
    main()
