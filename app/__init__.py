"""Facts of NLP/ML papers, with their evidence, as records and as a graph.

>>> import paperfacts
>>> record = paperfacts.extract("XNLI revisited", "We evaluate mBERT on XNLI.")
>>> record.title
'XNLI revisited'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paperfacts.evaluation import Evaluation, evaluate
    from paperfacts.extraction import check, explain, extract, extract_all, read
    from paperfacts.extractor.pipeline import Extractor
    from paperfacts.knowledge_graph import KnowledgeGraph, Summary, questions
    from paperfacts.knowledge_graph import open_graph as open  # noqa: A004  # `paperfacts.open(folder)` reads as what it does
    from paperfacts.schema import (
        Benchmark,
        Evidence,
        InputError,
        Language,
        LanguageCount,
        Model,
        Paper,
        PaperfactsError,
        QueryError,
        Record,
        RefusedQueryError,
        RuleError,
        Score,
        Source,
        StoreError,
        Task,
        UnknownNameError,
        UnknownQuestionError,
        Unread,
    )

    __version__: str

__all__ = [
    "Benchmark",
    "Evaluation",
    "Evidence",
    "Extractor",
    "InputError",
    "KnowledgeGraph",
    "Language",
    "LanguageCount",
    "Model",
    "Paper",
    "PaperfactsError",
    "QueryError",
    "Record",
    "RefusedQueryError",
    "RuleError",
    "Score",
    "Source",
    "StoreError",
    "Summary",
    "Task",
    "UnknownNameError",
    "UnknownQuestionError",
    "Unread",
    "__version__",
    "check",
    "evaluate",
    "explain",
    "extract",
    "extract_all",
    "open",
    "questions",
    "read",
]

_ELSEWHERE = {
    "Evaluation": "paperfacts.evaluation",
    "Extractor": "paperfacts.extractor.pipeline",
    "KnowledgeGraph": "paperfacts.knowledge_graph",
    "Summary": "paperfacts.knowledge_graph",
    "check": "paperfacts.extraction",
    "evaluate": "paperfacts.evaluation",
    "explain": "paperfacts.extraction",
    "extract": "paperfacts.extraction",
    "extract_all": "paperfacts.extraction",
    "questions": "paperfacts.knowledge_graph",
    "read": "paperfacts.extraction",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: importing the package alone stays fast."""
    if name == "__version__":
        return import_module("importlib.metadata").version("paperfacts")
    if name == "open":
        return import_module("paperfacts.knowledge_graph").open_graph
    if name not in __all__:
        raise AttributeError(f"module 'paperfacts' has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "paperfacts.schema")), name)


def __dir__() -> list[str]:
    return __all__
