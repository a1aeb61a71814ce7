"""Records and errors: what paperfacts says of a paper, and how it says that something is wrong."""

from paperfacts.schema.errors import (
    InputError,
    PaperfactsError,
    QueryError,
    RefusedQueryError,
    RuleError,
    StoreError,
    UnknownNameError,
    UnknownQuestionError,
)
from paperfacts.schema.facts import Benchmark, Evidence, Language, LanguageCount, Model, Score, Task
from paperfacts.schema.names import name_key
from paperfacts.schema.papers import Paper, Source, Unread, fold, text_id
from paperfacts.schema.records import MadeWith, Record, text_digest

__all__ = [
    "Benchmark",
    "Evidence",
    "InputError",
    "Language",
    "LanguageCount",
    "MadeWith",
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
    "Task",
    "UnknownNameError",
    "UnknownQuestionError",
    "Unread",
    "fold",
    "name_key",
    "text_digest",
    "text_id",
]
