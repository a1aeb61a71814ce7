"""Candidates: what in a text may be a name, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperfacts.extractor.abbreviations import find_abbreviations
from paperfacts.extractor.candidates import MAX_WORDS, Candidates, find_candidates, key_of
from paperfacts.extractor.document import Document
from paperfacts.extractor.name_cues import Cues
from paperfacts.schema import Paper, name_key

ORDINARY = frozenset({"we", "on", "the", "our", "a", "results", "natural", "language", "inference", "study"})
PIECES = [
    "BERT",
    "GPT-4",
    "Turbo",
    "of",
    "and",
    ",",
    "(LoRA)",
    "Low-Rank Adaptation",
    "called",
    ":",
    ". The",
    "語",
    "4",
    "\n",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=4), max_size=14).map(" ".join)


def candidates_of(title: str, abstract: str) -> Candidates:
    document = Document.of(Paper.of(title, abstract))
    return find_candidates(document, Cues.load(), ORDINARY, find_abbreviations(document.text))


def written(candidates: Candidates) -> set[str]:
    return {candidates.text(mention) for mentions in candidates.mentions.values() for mention in mentions}


@pytest.mark.parametrize(
    ("abstract", "name"),
    [
        ("We train KoBERT.", "KoBERT"),
        ("We evaluate on XNLI, SQuAD and FLORES-200.", "FLORES-200"),
        ("We call GPT-4 Turbo.", "GPT-4 Turbo"),
        ("We fine-tune BERT base here.", "BERT base"),
        ("We use BERT-based encoders.", "BERT"),
        ("We join SemEval-2024 Task 1 with it.", "SemEval-2024 Task 1"),
        ("It is the Corpus of Linguistic Acceptability.", "Corpus of Linguistic Acceptability"),
        ("We use word2vec vectors.", "word2vec"),
        ("A method called rainbow is shown.", "rainbow"),
        ("A method dubbed 'rainbow' is shown.", "rainbow"),
        ("We present $\\textbf{KoBERT}$ here.", "KoBERT"),
        ("我们在XNLI上测试。", "XNLI"),
    ],
)
def test_what_is_written_like_a_name_is_a_candidate(abstract: str, name: str) -> None:
    assert name in written(candidates_of("A study", abstract))


@pytest.mark.parametrize(
    ("abstract", "words"),
    [
        ("We train a model.", "We"),
        ("We train a model.", "model"),
        ("Results are good.", "Results"),
        ("We train for 3 days.", "3"),
        ("We evaluate on XNLI, SQuAD and XTREME.", "XNLI, SQuAD"),
        ("We call GPT-4 Turbo.", "We call GPT-4"),
    ],
)
def test_what_is_written_like_a_word_is_none(abstract: str, words: str) -> None:
    assert words not in written(candidates_of("A study", abstract))


@pytest.mark.parametrize(
    ("title", "head"), [("XNLI: a corpus", "XNLI"), ("rainbow: a method", "rainbow"), ("Deep Blue: chess", "Deep Blue")]
)
def test_what_stands_before_the_colon_of_a_title_is_a_candidate(title: str, head: str) -> None:
    assert head in written(candidates_of(title, "We play."))


def test_no_candidate_reaches_from_the_title_into_the_abstract() -> None:
    assert "BERT XNLI" not in written(candidates_of("On BERT", "XNLI is hard."))


def test_spellings_of_one_name_are_one_candidate() -> None:
    mentions = candidates_of("A study", "We test Llama-2, LLaMA 2 and Llama-2s, then Llama-3.").mentions
    assert (len(mentions["llama2"]), len(mentions["llama3"])) == (3, 1)


def test_a_long_form_is_a_mention_of_its_short_form() -> None:
    mentions = candidates_of("A study", "We use Low-Rank Adaptation (LoRA).").mentions
    assert set(mentions) == {"lora"}
    assert len(mentions["lora"]) == 2


@pytest.mark.parametrize(
    ("text", "key"),
    [("LLMs", "llm"), ("GPT-4s", "gpt4"), ("BERTs", "bert"), ("Atlas", "atlas"), ("Ss", "ss"), ("FLORES", "flores")],
)
def test_the_key_of_a_plural_is_that_of_the_singular(text: str, key: str) -> None:
    assert key_of(text) == key


def test_names_with_commas_between_them_are_one_list() -> None:
    candidates = candidates_of("A study", "We test BERT, GPT-4 and T5 on XNLI.")
    names = [
        candidates.document.text[candidates.tokens.starts[run.first] : candidates.tokens.ends[run.last]]
        for run in candidates.runs
    ]
    last = names.index("T5")
    assert candidates.lists[names.index("BERT")] == candidates.lists[last] == (names.index("BERT"), last)
    assert candidates.lists[names.index("XNLI")] == (names.index("XNLI"), names.index("XNLI"))


@given(texts, texts)
def test_mentions_lie_in_one_field_and_in_their_run(title: str, abstract: str) -> None:
    candidates = candidates_of(f"On {title}", abstract)
    for mentions in candidates.mentions.values():
        for mention in mentions:
            run = candidates.runs[mention.run]
            assert run.first <= mention.first <= mention.last <= run.last
            assert mention.last - mention.first < MAX_WORDS
            assert (mention.first < candidates.title_tokens) == (mention.last < candidates.title_tokens)


@given(texts, texts)
def test_a_mention_outside_of_a_definition_has_its_own_key(title: str, abstract: str) -> None:
    candidates = candidates_of(f"On {title}", abstract)
    longs = {
        name_key(candidates.document.text[slice(*pair.long)]) for pair in find_abbreviations(candidates.document.text)
    }
    for key, mentions in candidates.mentions.items():
        assert all(key_of(text) == key or name_key(text) in longs for text in map(candidates.text, mentions))
