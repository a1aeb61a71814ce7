"""Fit the weights of the model of where titles end, and tell how good they are on papers left out.

    python tools/title_end.py CORPUS.jsonl.gz... --without ANNOTATED.jsonl... -o extractor/readers/title_end.tsv

A corpus holds a JSON object with `title` and `abstract` a line. Papers whose title stands in a file after
`--without` are left out. The likelihood of the true gap among all gaps of a paper is made as large as possible (L-BFGS,
ridge penalty); the strongest features are kept and fitted again, so that the table stays small.
"""

import argparse
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from abstracts import read_papers, read_titles
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from paperfacts.extractor.readers.title_end import MOST_WORDS, gap_features, word_features, words_of
from paperfacts.schema import fold

Pair = tuple[str, str]
Floats = NDArray[np.float64]
SEEN_AT_LEAST = 15
RIDGE = 1.0
SCALE = 100


@dataclass(frozen=True)
class Gaps:
    """All gaps of many papers in one matrix: features of the gap, features of the word before it, papers' borders."""

    at_gap: csr_matrix
    inside: csr_matrix
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    right: NDArray[np.int64]


def pairs_of(paths: Iterable[Path], without: frozenset[str]) -> Iterator[Pair]:
    seen: set[str] = set()
    for raw_title, raw_abstract in read_papers(paths, without):
        title, abstract = raw_title.strip(), raw_abstract.strip()
        key = fold(title)
        if key not in seen and len(abstract.split()) > 20 and len(title.split()) < MOST_WORDS:
            seen.add(key)
            yield title, abstract


def share(title: str) -> float:
    """Give a number from 0 to 1 that depends on the title alone."""
    return zlib.crc32(fold(title).encode()) / 2**32


def gaps_of(pairs: list[Pair], index: dict[str, int]) -> Gaps:
    columns: tuple[list[int], list[int]] = ([], [])
    borders: tuple[list[int], list[int]] = ([0], [0])
    sizes, right = [], []
    for title, abstract in pairs:
        words = words_of(f"{title} {abstract}")
        gaps = min(MOST_WORDS, len(words) - 1)
        for at in range(1, gaps + 1):
            for side, features in enumerate((gap_features(words, at), word_features(words, at - 1) if at > 1 else [])):
                columns[side].extend(index[f] for f in features if f in index)
                borders[side].append(len(columns[side]))
        sizes.append(gaps)
        right.append(len(title.split()) - 1)
    at_gap, inside = (
        csr_matrix((np.ones(len(c)), c, b), shape=(len(b) - 1, len(index)))
        for c, b in zip(columns, borders, strict=True)
    )
    lengths = np.array(sizes)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return Gaps(at_gap, inside, starts, lengths, starts + np.array(right))


def features_of(pairs: list[Pair]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for title, abstract in pairs:
        words = words_of(f"{title} {abstract}")
        for at in range(1, min(MOST_WORDS, len(words) - 1) + 1):
            counts.update(gap_features(words, at))
            counts.update(word_features(words, at))
    return {feature: n for n, feature in enumerate(sorted(f for f, c in counts.items() if c >= SEEN_AT_LEAST))}


def scores_of(gaps: Gaps, weights: Floats) -> Floats:
    inside = np.cumsum(gaps.inside @ weights)
    before = inside[gaps.starts] - (gaps.inside[gaps.starts] @ weights)
    scores: Floats = gaps.at_gap @ weights + inside - np.repeat(before, gaps.sizes)
    return scores


def likelihoods(gaps: Gaps, scores: Floats) -> Floats:
    top = np.maximum.reduceat(scores, gaps.starts)
    exped = np.exp(scores - np.repeat(top, gaps.sizes))
    result: Floats = exped / np.repeat(np.add.reduceat(exped, gaps.starts), gaps.sizes)
    return result


def fit(gaps: Gaps, n_features: int) -> Floats:
    at_gap_t, inside_t = gaps.at_gap.T.tocsr(), gaps.inside.T.tocsr()
    ends = gaps.starts + gaps.sizes - 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        p = likelihoods(gaps, scores_of(gaps, weights))
        value = -np.log(np.maximum(p[gaps.right], 1e-12)).sum() + RIDGE * (weights @ weights) / 2
        p[gaps.right] -= 1
        sums = np.cumsum(p)
        after = np.repeat(sums[ends], gaps.sizes) - sums + p
        return value, at_gap_t @ p + inside_t @ after + RIDGE * weights

    found = minimize(loss, np.zeros(n_features), jac=True, method="L-BFGS-B", options={"maxiter": 150, "maxcor": 8})
    weights: Floats = found.x
    return weights


def strongest(index: dict[str, int], gaps: Gaps, weights: Floats, keep: int) -> dict[str, int]:
    """Features that move most: the weight times the root of how often they occur."""
    often = np.asarray(gaps.at_gap.sum(axis=0)).ravel() + np.asarray(gaps.inside.sum(axis=0)).ravel()
    order = np.argsort(-np.abs(weights) * np.sqrt(often))[:keep]
    names = sorted(index, key=index.__getitem__)
    return {name: n for n, name in enumerate(sorted(names[i] for i in order))}


def report(gaps: Gaps, weights: Floats) -> None:
    p = likelihoods(gaps, scores_of(gaps, weights))
    best = np.maximum.reduceat(p, gaps.starts)
    right = p[gaps.right] == best
    print(f"right: {right.mean():.4f} of {len(right)}; mean confidence {best.mean():.4f}")
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 0.97), (0.97, 0.99), (0.99, 1.01)):
        here = (best >= low) & (best < high)
        if here.any():
            print(
                f"  sure {low}-{high}: {here.sum()} papers, "
                f"said {best[here].mean():.3f}, right {right[here].mean():.3f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--without", nargs="*", type=Path, default=[])
    parser.add_argument("--papers", type=int, default=30_000)
    parser.add_argument("--keep", type=int, default=5_000)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    pairs = sorted(pairs_of(args.corpus, read_titles(args.without)), key=lambda pair: share(pair[0]))
    train, held_out = pairs[: args.papers], pairs[-5_000:]
    index = features_of(train)
    gaps = gaps_of(train, index)
    weights = fit(gaps, len(index))
    print(f"all {len(index)} features:")
    report(gaps_of(held_out, index), weights)
    index = strongest(index, gaps, weights, args.keep)
    whole = np.round(fit(gaps_of(train, index), len(index)) * SCALE)
    rows = [f"{feature}\t{weight:.0f}" for feature, weight in zip(index, whole, strict=True) if weight]
    args.output.write_text(
        "# feature, weight in hundredths; made by tools/title_end.py\n" + "\n".join(rows) + "\n", "utf-8"
    )
    print(f"{len(rows)} features kept, {args.output.stat().st_size} bytes:")
    report(gaps_of(held_out, index), whole / SCALE)


if __name__ == "__main__":
    main()
