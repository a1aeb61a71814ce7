"""Table of language names: registries in, one line a spelling out, each with how far it can be trusted on its own.

Names come from the IANA registry (all of ISO 639-3) and from `language-data` (CLDR, Wiktionary). How often a name is
written in lower case, or stands where languages stand, is counted in unannotated abstracts.
"""

import re
import tomllib
import unicodedata
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import ahocorasick_rs
import language_data
import marisa_trie
from abstracts import lower_words
from langcodes import Language, standardize_tag
from langcodes.registry_parser import parse_registry
from language_data.name_data import CODE_TO_NAMES

SURE, RARE, CUED, WORD, FRENCH, CODE = "sure", "rare", "cued", "word", "french", "code"
SHORT_WORD, LEAST_CUES, LEAST_SHARE, MOST_LOWER, RARE_LENGTH, RARE_SEEN = 3, 4, 0.2, 0.3, 4, 3
_NOT_A_LANGUAGE = {"collection", "private-use", "special"}
_AFTER = re.compile(
    r"[\s-]*(?:languages?|dialects?|speakers?|speaking|treebanks?|orthography|morphology|grammar|corpus|corpora|NLP|"
    r"translations?|texts?|sentences?|words?|verbs?|nouns?|lexicon|WordNet|Wikipedia)\b"
)
_BEFORE = re.compile(
    r"(?:languages?,? (?:such as|like|including|namely|called|of|e\.g\.|:)|into|from|speak|speaking|endangered|"
    r"(?:low|under)-resourced?|minority|written|spoken|transcribed|dialects? of) (?:the )?$"
)
_LATIN = re.compile(r"[\u0000-\u024f\u0250-\u036f\u1e00-\u1eff\u2000-\u206f]{3,}")
_BETWEEN = re.compile(r"[-–—/,→]|,? (?:and|or|to) |, |→| -> ")
Hit = tuple[str, int, int]


def build_languages(known: Path, texts: Iterable[str]) -> str:
    """Lines of name, code, display name's mark and trust; the first line of a code is what records call it."""
    kept = tomllib.loads(known.read_text("utf-8"))
    names = _spelled(dict(_all_names(kept)))
    counts = _count(names, texts)
    dropped = set(kept["dropped"]["names"])
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, code in sorted(names.items()):
        trust = _trust(name, counts, kept)
        if name not in dropped and (trust != WORD or len(name) > SHORT_WORD):
            rows[code].append((name, trust))
    lines = [f"{name}\t{code}\t{trust}\n" for code in sorted(rows) for name, trust in _first(code, rows[code], kept)]
    lines += [f"{name}\t{code}\t{FRENCH}\n" for name, code in _french(rows) if name not in names]
    return "".join(lines + [f"{long}\t{code}\t{CODE}\n" for long, code in sorted(_long_codes(kept)) if code in rows])


def _long_codes(kept: dict[str, Any]) -> set[tuple[str, str]]:
    """Three-letter codes of languages that go by two letters: eng, and khk beside mon."""
    subtags = set(_registry()[1].values())
    of_three = {(tag, _code(tag, kept["own"])) for tag in subtags if len(tag) == 3}
    of_two = {(Language.get(tag).to_alpha3(), tag) for tag in subtags if len(tag) == 2}
    return {(long, code) for long, code in of_three | of_two if long != code}


def _all_names(kept: dict[str, Any]) -> Iterator[tuple[str, str]]:
    cased, codes = _registry()
    known = set(codes.values())
    for normal, name in cased.items():
        yield name, _code(codes[normal], kept["own"])
    for normal, tag in _trie():
        if tag.partition("-")[0] in known and _LATIN.fullmatch(normal) and not normal.endswith(" languages"):
            yield cased.get(normal, _title(normal)), _code(tag, kept["own"])
    yield from _macrolanguages()
    for code, aliases in kept["aliases"].items():
        yield from ((alias, code) for alias in aliases)
    for name in kept["mixed"]["names"]:
        yield name, ""


def _spelled(names: dict[str, str]) -> dict[str, str]:
    """Add what is written without accents, and sign languages in lower case; a name that is there stays as it is."""
    plain = {_plain(name): code for name, code in names.items()}
    signed = {name.replace("Sign Language", "sign language"): code for name, code in names.items()}
    spaced = {
        name.replace("-", " "): code
        for name, code in (names | signed).items()
        if name.lower().endswith("sign language")
    }
    return signed | spaced | plain | names


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _french(rows: dict[str, list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """French names, as abstracts in French have them; the feminine of adjectives too."""
    for code in sorted(rows):
        name = CODE_TO_NAMES.get(code, {}).get("fr", "")
        if len(code) == 2 and name.isalpha() and not name.startswith("interlingu"):
            yield name, code
            if name.endswith(("ais", "ois", "and", "ol")):
                yield f"{name}e", code


def _macrolanguages() -> Iterator[tuple[str, str]]:
    for entry in parse_registry():  # type: ignore[no-untyped-call]  # the package is untyped here
        if entry.get("Scope") == "macrolanguage" and "Preferred-Value" not in entry:
            yield from ((re.sub(r"\s*\([^)]*\)", "", name), entry["Subtag"]) for name in entry["Description"])


def _registry() -> tuple[dict[str, str], dict[str, str]]:
    cased: dict[str, str] = {}
    codes: dict[str, str] = {}
    for entry in parse_registry():  # type: ignore[no-untyped-call]  # the package is untyped here
        if entry.get("Type") != "language" or entry.get("Scope") in _NOT_A_LANGUAGE or ".." in entry["Subtag"]:
            continue
        for description in entry["Description"]:
            name = re.sub(r"\s*\([^)]*\)", "", description)
            cased.setdefault(_normal(name), name)
            codes.setdefault(_normal(name), entry["Subtag"])
    return cased, codes


def _trie() -> list[tuple[str, str]]:
    trie = marisa_trie.BytesTrie()
    folder = Path(language_data.__file__).parent / "data/trie/en"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        trie.load(str(folder / "name_to_language.marisa"))
    return sorted((name, tag.decode()) for name, tag in trie.items())


def _code(tag: str, own: dict[str, str]) -> str:
    base = tag.partition("-")[0]
    if base in own:
        return own[base]
    wide = standardize_tag(base, macro=True).partition("-")[0]
    return base if len(base) == 2 or len(wide) != 2 else wide


def _normal(name: str) -> str:
    return re.sub(r"[(),]", "", name.casefold().replace("’", "'").replace("-", " ")).strip()


def _title(normal: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in normal.split())


def _first(code: str, rows: list[tuple[str, str]], kept: dict[str, Any]) -> list[tuple[str, str]]:
    if not code:
        return rows
    display = kept["display"].get(code) or CODE_TO_NAMES.get(code, {}).get("en") or rows[0][0]
    display = re.sub(r"\s*\([^)]*\)", "", display)
    trust = dict(rows).get(display, RARE)
    return [(display, trust), *(row for row in rows if row[0] != display)]


def _trust(name: str, counts: dict[str, Counter[str]], kept: dict[str, Any]) -> str:
    if name in kept["needs_cue"]["names"]:
        return CUED
    if any(name in names for names in kept["aliases"].values()) or name in kept["mixed"]["names"]:
        return SURE
    seen, cues, lower = counts["seen"][name], counts["cues"][name], counts["lower"][name.lower()]
    if cues >= LEAST_CUES and cues >= LEAST_SHARE * seen and lower <= MOST_LOWER * seen:
        return SURE
    if " " in name:
        return CUED if lower else SURE
    few = seen < RARE_SEEN or cues > LEAST_SHARE * seen
    if few and not lower and len(name) > RARE_LENGTH:
        return RARE
    return WORD if lower > seen else CUED


def _count(names: dict[str, str], texts: Iterable[str]) -> dict[str, Counter[str]]:
    listed = sorted(names)
    automaton = ahocorasick_rs.AhoCorasick(listed, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    single = {name.lower() for name in listed if name.lower() != name}
    counts: dict[str, Counter[str]] = {"seen": Counter(), "cues": Counter(), "lower": Counter()}
    for text in texts:
        hits = _whole(automaton, listed, text)
        for place, hit in enumerate(hits):
            neighbours = hits[max(0, place - 1) : place] + hits[place + 1 : place + 2]
            counts["seen"][hit[0]] += 1
            counts["cues"][hit[0]] += _is_cued(text, hit, neighbours, names)
        counts["lower"].update(word for word in lower_words(text) if word in single)
    return counts


def _is_cued(text: str, hit: Hit, neighbours: list[Hit], names: dict[str, str]) -> bool:
    _, start, end = hit
    if _AFTER.match(text, end) or _BEFORE.search(text, max(0, start - 40), start):
        return True
    return any(_beside(text, hit, other, names) for other in neighbours)


def _whole(automaton: ahocorasick_rs.AhoCorasick, listed: list[str], text: str) -> list[Hit]:
    return [
        (listed[which], start, end)
        for which, start, end in automaton.find_matches_as_indexes(text)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
    ]


def _beside(text: str, one: Hit, other: Hit, names: dict[str, str]) -> bool:
    first, second = sorted((one, other), key=lambda hit: hit[1])
    return len(names[other[0]]) == 2 and one[0] != other[0] and bool(_BETWEEN.fullmatch(text, first[2], second[1]))
