"""When two facts are the same: names whatever their spelling, numbers by value, metrics by what they measure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from paperfacts.annotations import Named

_T = TypeVar("_T")
_COMMANDS = re.compile(r"\\(?:text|textbf|texttt|textsc|mathrm|emph|url|bf|it)\b")
_MARKS = re.compile(r"[\\${}~^_`'\"*]")
_JOINTS = re.compile(r"[\s\-‐-–—/.:]+")
_HEADS = re.compile(r"(models?|family|series|benchmarks?|datasets?|corpus|corpora|framework|suite)$")
_LONG = 3
_METRICS = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"top.?1.*acc|accurac|^acc$", "accuracy"),
        (r"f.?1|f.?score", "f1"),
        (r"bleu", "bleu"),
        (r"word error|^wer$", "wer"),
        (r"character error|^cer$", "cer"),
        (r"rouge", "rouge"),
        (r"chrf", "chrf"),
        (r"exact match|^em$", "em"),
        (r"win.?rate", "winrate"),
        (r"pass.?@?1", "pass@1"),
        (r"success", "success"),
        (r"perplex|^ppl$", "ppl"),
        (r"recall@1\b|^r@1", "r@1"),
        (r"ndcg", "ndcg"),
        (r"mrr|reciprocal", "mrr"),
        (r"\bmap\b|mean average precision", "map"),
        (r"comet", "comet"),
    )
)


@dataclass(frozen=True, slots=True)
class Matched(Generic[_T]):
    """Annotated facts beside the found ones: the same, missed, too many; `splits` are second records of one name."""

    pairs: tuple[tuple[_T, _T], ...]
    missed: tuple[_T, ...]
    extra: tuple[_T, ...]
    splits: int = 0


def fold(text: str | None) -> str:
    r"""Take from a text what people write differently: case, LaTeX, spaces, hyphens, full stops.

    >>> fold(r"\textbf{XLM-R}") == fold("xlm r")
    True
    """
    plain = _COMMANDS.sub("", unicodedata.normalize("NFKC", text or ""))
    return _JOINTS.sub("", _MARKS.sub("", plain).casefold())


def name_of(spelling: str) -> str:
    """Fold a name, without the word for its kind and without a plural s.

    >>> name_of("XNLI dataset"), name_of("Transformers"), name_of("Framework")
    ('xnli', 'transformer', 'framework')
    """
    folded = fold(spelling)
    bare = _HEADS.sub("", folded) or folded
    is_plural = len(bare) > _LONG and bare.endswith("s") and not bare.endswith("ss")
    return bare[:-1] if is_plural else bare


def names_of(named: Named) -> frozenset[str]:
    """All names that the spellings of a fact come to."""
    spellings = (named.name, *named.aliases, *named.surfaces, *(place.text for place in named.mentions))
    return frozenset(filter(None, map(name_of, spellings)))


def is_same_name(one: str | None, other: str | None) -> bool:
    """Whether two names agree: both are empty, or the same, or one holds the other.

    >>> is_same_name("XLM-R", "XLM-R Large"), is_same_name("XLM-R", None), is_same_name("", None)
    (True, False, True)
    """
    if not one or not other:
        return not one and not other
    shorter, longer = sorted((name_of(one), name_of(other)), key=len)
    return shorter == longer or (len(shorter) > _LONG and shorter in longer)


def metric_of(name: str | None) -> str:
    """Fold the name of a metric; variants of the usual ones are one.

    >>> metric_of("Top-1 accuracy") == metric_of("acc"), metric_of("macro-F1")
    (True, 'f1')
    """
    plain = (name or "").casefold().replace("\\", "")
    return next((usual for pattern, usual in _METRICS if pattern.search(plain)), fold(plain))


def match_names(annotated: Iterable[Named], found: Iterable[Named]) -> Matched[Named]:
    """Match names that share a spelling; a second find of an annotated name is a split, and no error.

    >>> both = match_names([Named(name="XNLI")], [Named(name="XNLI benchmark"), Named(name="mBERT")])
    >>> len(both.pairs), both.missed, [str(named) for named in both.extra]
    (1, (), ['mBERT'])
    """
    wanted = [(named, names_of(named)) for named in annotated]
    first: dict[int, Named] = {}
    extra: list[Named] = []
    splits = 0
    for named in found:
        names = names_of(named)
        at = next((at for at, (_, others) in enumerate(wanted) if names & others), None)
        if at is None:
            extra.append(named)
        elif at in first:
            splits += 1
        else:
            first[at] = named
    missed = tuple(named for at, (named, _) in enumerate(wanted) if at not in first)
    return Matched(tuple((wanted[at][0], named) for at, named in first.items()), missed, tuple(extra), splits)


def match_by(key: Callable[[_T], Hashable], annotated: Iterable[_T], found: Iterable[_T]) -> Matched[_T]:
    """Match facts of the same key one to one, in their order.

    >>> match_by(abs, [1, -2], [2, 3, 1])
    Matched(pairs=((-2, 2), (1, 1)), missed=(), extra=(3,), splits=0)
    """
    waiting: defaultdict[Hashable, list[_T]] = defaultdict(list)
    for one in annotated:
        waiting[key(one)].append(one)
    pairs: list[tuple[_T, _T]] = []
    extra: list[_T] = []
    for one in found:
        alike = waiting[key(one)]
        if alike:
            pairs.append((alike.pop(0), one))
        else:
            extra.append(one)
    return Matched(tuple(pairs), tuple(one for alike in waiting.values() for one in alike), tuple(extra))


def match_once(key: Callable[[_T], Hashable], annotated: Iterable[_T], found: Iterable[_T]) -> Matched[_T]:
    """Match facts of the same key, of which each side has one at most: what is said twice is said once.

    >>> match_once(str.lower, ["de", "en"], ["EN", "en", "fr"])
    Matched(pairs=(('en', 'en'),), missed=('de',), extra=('fr',), splits=0)
    """
    once = [{key(one): one for one in side}.values() for side in (annotated, found)]
    return match_by(key, *once)
