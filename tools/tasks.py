"""Table of task names: those kept by hand, and those that unannotated abstracts often speak of as tasks."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

PHRASES = Path(__file__).parent.parent / "extractor/lexicon/task_phrases.toml"
LEAST_PAPERS, LEAST_SHARE, LEAST_WHOLE, MOST_WORDS = 8, 0.1, 0.25, 4
_WORD = r"[a-z0-9][a-z0-9-]*"
_TASK_AFTER = re.compile(r" (?:tasks?|benchmarks?|problems?|datasets?|systems?|models?|challenges?)\b")
_TASK_BEFORE = re.compile(
    r"(?:tasks? of|tasks?,? (?:such as|like|including)|problem of|for|applications? (?:such as|like)|and|on|,|to) $"
)


def build_tasks(known: Path, texts: Iterable[str]) -> str:
    """Lines of a task and its other spellings."""
    kept = tomllib.loads(known.read_text("utf-8")) | tomllib.loads(PHRASES.read_text("utf-8"))
    spellings = {task: [task, *others] for task, others in kept["tasks"].items()}
    taken = {written for written_as in spellings.values() for written in written_as} | set(kept["not_tasks"])
    for phrase in sorted(_counted(texts, kept)):
        if phrase not in taken:
            spellings[phrase] = [phrase]
    rows = ((task, sorted({each.lower() for each in written})) for task, written in spellings.items())
    lines = ("\t".join((task, *written) if len(written) > 1 else (task,)) for task, written in sorted(rows))
    return "".join(f"{line}\n" for line in lines)


def _counted(texts: Iterable[str], kept: dict[str, list[str]]) -> Iterator[str]:
    heads = "|".join(sorted(kept["heads"], key=len, reverse=True))
    phrase = re.compile(rf"(?<![\w-])((?:{_WORD} ){{0,{MOST_WORDS - 1}}})((?:{_WORD}-)?(?:{heads}))(?![\w-])")
    not_first = frozenset(kept["not_first"])
    papers, cued, whole = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        small = text.lower()
        for match in phrase.finditer(small):
            words = [*match[1].split(), match[2]]
            while words and (words[0] in not_first or words[0].isdigit()):
                words.pop(0)
            for first in range(len(words) - 1):
                if not_first.isdisjoint(words[first:]):
                    name = " ".join(words[first:])
                    papers[name] += 1
                    whole[name] += first == 0
                    start = match.end() - len(name)
                    cued[name] += bool(
                        _TASK_AFTER.match(small, match.end()) or _TASK_BEFORE.search(small, max(0, start - 30), start)
                    )
    for name, seen in papers.items():
        if seen >= LEAST_PAPERS and cued[name] >= LEAST_SHARE * seen and whole[name] >= LEAST_WHOLE * seen:
            yield name
