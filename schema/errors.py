"""Everything that paperfacts raises on purpose: one base, and children that carry the value and say the remedy."""

from collections.abc import Callable
from pathlib import Path


class PaperfactsError(Exception):
    """Something a person can mend: what is wrong, and what to do about it.

    >>> str(PaperfactsError("the folder kg is read-only", remedy="choose another folder"))
    'the folder kg is read-only: choose another folder'
    """

    def __init__(self, problem: str, *, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[Callable[..., "PaperfactsError"], tuple[object, ...]]:
        return _restore, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        between = "\n" if "\n" in self.problem else ": "
        return f"{self.problem}{between}{self.remedy}"


def _restore(kind: type[PaperfactsError], args: tuple[object, ...], state: dict[str, object]) -> PaperfactsError:
    """Make an error again that came from another process."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class InputError(PaperfactsError):
    """An input as a whole can't be read (no such file, no permission, no format of ours)."""

    def __init__(self, source: str, problem: str, *, remedy: str) -> None:
        super().__init__(f"{source}: {problem}", remedy=remedy)
        self.source = source


class RuleError(PaperfactsError):
    """Rules that do not load: every fault of every file at once, each with its file and id."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("rules have faults:\n  " + "\n  ".join(faults), remedy="mend these and run `paperfacts check`")
        self.faults = faults


class StoreError(PaperfactsError):
    """A knowledge graph on disk can't be opened, read or written."""

    def __init__(self, path: Path, problem: str, *, remedy: str) -> None:
        super().__init__(f"{path}: {problem}", remedy=remedy)
        self.path = path


class QueryError(PaperfactsError):
    """An engine did not take a query; its own message and the spot are in the problem."""

    def __init__(self, query: str, problem: str, *, remedy: str = "mend the query") -> None:
        super().__init__(problem, remedy=remedy)
        self.query = query


class RefusedQueryError(QueryError):
    """A query that would write, or reach a file or the network."""


class UnknownNameError(PaperfactsError):
    """A name that the graph does not hold, with the nearest that it does."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        hint = f"did you mean {', '.join(nearest)}?" if nearest else "the graph holds no such kind of name yet"
        super().__init__(f"{name!r} is not in the graph", remedy=hint)
        self.name = name
        self.nearest = nearest


class UnknownQuestionError(PaperfactsError):
    """A question that is not among the ready-made ones, with those that are."""

    def __init__(self, question: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no question is called {question!r}", remedy=f"choose one of {', '.join(known)}")
        self.question = question
        self.known = known
