"""Make the lexicons of the package from public lists and unannotated abstracts.

python tools/lexicon.py --sources LISTS --corpus ABSTRACTS [--leave-out ANNOTATED.jsonl …] [--only languages]
"""

import argparse
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from abstracts import lower_words, read_texts, read_titles
from languages import build_languages
from tasks import build_tasks

TOOLS = Path(__file__).parent
LEXICON = TOOLS.parent / "extractor/lexicon"
ORDINARY, RARE, SHORTEST = 20, 5, 3
_HOSTING = re.compile(
    r"\s*(?:\((?!\d[\d.]*[BM]\b)[^()]*(?:\([^()]*\)[^()]*)*\)|on Amazon Bedrock|v?20\d{6}|(?<=Instruct) Turbo"
    r"|(?:\d{4}|\S+) FP8)(?=\s|$)"
)
_SIZE = re.compile(r"\s*\((\d[\d.]*[BM])\)|\s(\d[\d.]*B)\b")
_TAIL = re.compile(r"\s*-?\s*\b(Instruct|Chat|Base|IT)\b", re.IGNORECASE)
_PROVIDER = re.compile(r"^(?:IBM|Amazon|Cohere|Google|Meta|Mistral AI|Snowflake) (?=\S+ \S)")
_OF_MTEB = re.compile(
    r"[a-zA-Z0-9](?:Retrieval|Classification|Clustering(?:[SP]2[SP])?|BitextMining|Reranking|RR|STS|Hard ?Negatives|"
    r"Centric ?QA|"
    r"[AVTI]{1,2}2[AVTI]{1,2}|[AVTI]{1,2}2[AVTI]{1,2}Retrieval|ZeroShot|MultiChoice|PairClassification|-(?:VN|NL|PL|Fa))$"
)
_PLACEHOLDER = "More Information Needed"
_SHELL = re.compile(r"\s*\([^)]*\)|['\"]|(?<=\w):.*$| (?:dataset|corpus)$", re.IGNORECASE)


class Entry(NamedTuple):
    """One name of the lexicon; what is kept by hand need not look like a name."""

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    family: str = ""
    by_hand: bool = False


def known_names() -> Iterator[Entry]:
    tables = tomllib.loads((TOOLS / "known_names.toml").read_text("utf-8"))
    for type_, names in tables.items():
        yield from (Entry(type_, name, tuple(aliases), by_hand=True) for name, aliases in names.items())


def helm_models(sources: Path) -> Iterator[Entry]:
    models = yaml.safe_load((sources / "helm-model-metadata.yaml").read_text("utf-8"))["models"]
    for model in models:
        shown = _HOSTING.sub("", model["display_name"])
        if model["creator_organization_name"] == "Helm" or "+" in shown:
            continue
        bare = _PROVIDER.sub("", shown)
        size = _SIZE.search(bare)
        tail = _TAIL.search(bare)
        family = _TAIL.sub("", _SIZE.sub("", bare)).strip(" -")
        if not family:
            continue
        yield Entry("model", family)
        parts = (family, size and (size[1] or size[2]), tail and tail[1].title())
        full = "-".join(part.replace(" ", "-") for part in parts if part)
        if parts[1] and parts[2]:
            yield Entry("model", f"{family.replace(' ', '-')}-{parts[1]}", family=family)
        if full != family:
            yield Entry("model", full, (bare.replace("(", "").replace(")", ""),), family)


def benchmarks(sources: Path) -> Iterator[Entry]:
    for card in json.loads((sources / "hf_datasets_cards.json").read_text("utf-8")):
        shown = (card["pretty_name"] or card["id"]).strip("'")
        yield Entry("benchmark", _SHELL.sub("", shown).strip(), (card["id"],))
    for line in (sources / "mteb_tasks.jsonl").read_text("utf-8").splitlines():
        task = json.loads(line)
        name = re.sub(r"\.v\d$", "", task["name"], flags=re.IGNORECASE)
        if not _OF_MTEB.search(name) and not name.startswith(("Vidore", "CQADupstack", "Nano")):
            yield Entry("benchmark", name)
    for name in re.findall(r"(?m)^ +name: (.+)$", (sources / "opencompass-dataset-index.yml").read_text("utf-8")):
        yield Entry("benchmark", _SHELL.sub("", name.split(" / ")[-1]).strip())
    for name in re.findall(r"(?m)^\| \[([^\]]+)\]", (sources / "lm-eval-tasks.md").read_text("utf-8")):
        yield Entry("benchmark", name.split("/")[-1])


def build_names(entries: Iterator[Entry], words: Counter[str]) -> str:
    """Lines of type, name, family and other spellings; a spelling belongs to the first that has it."""
    owner: dict[tuple[str, str], str] = {}
    spellings: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    family: dict[tuple[str, str], str] = {}
    for entry in entries:
        kept = [spelling for spelling in (entry.name, *entry.aliases) if entry.by_hand or is_name(spelling, words)]
        if not kept:
            continue
        name = next((owner[entry.type, _fold(each)] for each in kept if (entry.type, _fold(each)) in owner), kept[0])
        key = entry.type, name
        family.setdefault(key, entry.family)
        for spelling in kept:
            if owner.setdefault((entry.type, _fold(spelling)), name) == name:
                spellings[key].setdefault(spelling)
    rows = (
        (*key, family[key], "|".join(marked(spelling, words) for spelling in found)) for key, found in spellings.items()
    )
    return "".join("\t".join(row) + "\n" for row in sorted(rows))


def is_name(spelling: str, words: Counter[str]) -> bool:
    """Whether a spelling is long enough, and no ordinary word unless capitals mark it."""
    folded = _fold(spelling)
    if (
        spelling == _PLACEHOLDER
        or "|" in spelling
        or "\t" in spelling
        or len(folded) < SHORTEST - (spelling[1:].isdigit())
    ):
        return False
    capitals = sum(letter.isupper() for letter in spelling)
    parts = re.split(r"[\s_-]+", spelling.lower())
    ordinary = all(words[part] >= (ORDINARY if capitals else 1) for part in parts)
    return not ordinary or (capitals > 1 and len(parts) == 1) or (capitals == len(parts) > 1)


def marked(spelling: str, words: Counter[str]) -> str:
    """Put `=` before a spelling that only its case tells from ordinary words."""
    ordinary = len(_fold(spelling)) <= SHORTEST or words[spelling.lower()] >= RARE
    return f"={spelling}" if ordinary else spelling


def _fold(spelling: str) -> str:
    return re.sub(r"[\s_-]+", "", spelling.casefold())


def write(name: str, source: str, body: str) -> None:
    (LEXICON / name).write_text(f"# Made by tools/lexicon.py. {source} See SOURCES.md.\n{body}", "utf-8")
    print(f"{name}: {body.count(chr(10))} lines, {len(body.encode())} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, required=True, help="folder of the public lists")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of unannotated abstracts")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="annotated papers, never counted")
    parser.add_argument("--only", choices=["names", "languages", "tasks"], help="make this lexicon alone")
    options = parser.parse_args()
    texts = list(read_texts(options.corpus, read_titles(options.leave_out)))
    if options.only in (None, "names"):
        words = Counter(word for text in texts for word in lower_words(text))
        entries = iter([*known_names(), *helm_models(options.sources), *benchmarks(options.sources)])
        body = build_names(entries, words)
        write("names.tsv", "type, name, family, spellings (= exact case). Apache-2.0 and MIT lists.", body)
    if options.only in (None, "languages"):
        body = build_languages(TOOLS / "known_languages.toml", texts)
        write("languages.tsv", "name, code, trust. IANA registry (public domain), language-data (MIT).", body)
    if options.only in (None, "tasks"):
        body = build_tasks(TOOLS / "known_tasks.toml", texts)
        write("tasks.tsv", "task, spellings where there are others. Counted in abstracts.", body)


if __name__ == "__main__":
    main()
