"""The command `paperfacts`: every command is one call of the library."""

import gc
import json
import logging
import sys
import warnings
from pathlib import Path
from typing import Annotated, Literal

import typer

import paperfacts
from paperfacts.faults import faults_in_one_line, report
from paperfacts.files import output_file
from paperfacts.output import Form, print_answer, print_rows
from paperfacts.parameters import read_parameters, read_query
from paperfacts.progress import progress_bar


def _example(line: str) -> str:
    return f"\b\nExample:\n  {line}"


app = typer.Typer(
    name="paperfacts",
    help="Models, benchmarks, languages, tasks and scores from titles and abstracts, as a graph for Cypher and SPARQL.",
    epilog=_example("paperfacts build papers.txt --into kg\n  paperfacts ask kg evaluates-on XNLI"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Engine = Literal["cypher", "sparql"]
ExportFormat = Literal["turtle", "ntriples", "jsonl"]
FactType = Literal["models", "benchmarks", "language_counts", "languages", "scores", "tasks"]
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs; - is standard input.")]
Folder = Annotated[Path, typer.Argument(metavar="KG", help="Folder of the knowledge graph.")]
Query = Annotated[str, typer.Argument(metavar="QUERY", help="The query; - reads it from standard input.")]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="Folder of your own rules and names; repeatable.")
]
Parameters = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="Value of a parameter; repeatable.")
]
RowForm = Annotated[
    Form | None, typer.Option("--format", help="Without it: a table on a terminal, tab-separated lines elsewhere.")
]
OutFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write; without it, standard output.")
]


def _load_for_long_work(rules: list[Path] | None) -> None:
    """Load what extraction knows, and spare the garbage collector from going over it again and again."""
    from paperfacts.extraction import extractor_with

    extractor_with(rules or ())
    gc.freeze()


@app.command(epilog=_example("paperfacts build papers.txt dumps/ --into kg"))
def build(
    inputs: Inputs,
    into: Annotated[Path, typer.Option(metavar="KG", help="Folder of the knowledge graph; made if it is not there.")],
    rules: Rules = None,
) -> None:
    """Read papers, find facts, put them into a graph."""
    _load_for_long_work(rules)
    with paperfacts.open(into) as kg, progress_bar() as progress:
        summary = kg.add(*inputs, rules=rules or (), progress=progress)
    typer.echo(summary)
    report(summary.failed)


@app.command(epilog=_example("paperfacts extract papers.txt -o records.jsonl"))
def extract(inputs: Inputs, output: OutFile = None, rules: Rules = None) -> None:
    """Read papers and write their records as JSON Lines."""
    _load_for_long_work(rules)
    unread = []
    with output_file(output) as out, progress_bar() as progress:
        for found in paperfacts.extract_all(*inputs, rules=rules or (), progress=progress):
            if isinstance(found, paperfacts.Unread):
                unread.append(found)
            else:
                out.write(found.model_dump_json().encode() + b"\n")
    report(unread)


@app.command(epilog=_example("paperfacts ask kg evaluates-on XNLI"))
def ask(
    kg: Annotated[Path | None, typer.Argument(metavar="KG", help="Folder of the knowledge graph.")] = None,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", help="Name of the question.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="VALUE...", help="What it asks about.")] = None,
    engine: Annotated[Engine, typer.Option(help="Which engine answers; both give the same rows.")] = "cypher",
    form: RowForm = None,
) -> None:
    """Ask a ready-made question; without one, list them."""
    if kg is None or question is None:
        listed = [(each.name, " ".join(each.example), each.title) for each in paperfacts.questions()]
        print_rows(("question", "for example", "what it tells"), listed, form)
        return
    with paperfacts.open(kg, read_only=True) as graph:
        answer = graph.ask(question, *(values or ()), engine=engine)
    print_rows(answer.columns, answer.rows, form)


@app.command(epilog=_example("paperfacts cypher kg 'MATCH (b:Benchmark {name: $name}) RETURN b.id' --param name=XNLI"))
def cypher(kg: Folder, query: Query, param: Parameters = None, form: RowForm = None) -> None:
    """Answer a Cypher query, which can write nothing."""
    with paperfacts.open(kg, read_only=True) as graph:
        print_answer(graph.cypher(read_query(query), **read_parameters(param or ())), form)


@app.command(epilog=_example("paperfacts sparql kg 'SELECT ?name WHERE { ?m a pf:Model ; skos:prefLabel ?name }'"))
def sparql(kg: Folder, query: Query, param: Parameters = None, form: RowForm = None) -> None:
    """Answer a SPARQL query, which can write nothing."""
    with paperfacts.open(kg, read_only=True) as graph:
        print_answer(graph.sparql(read_query(query), **read_parameters(param or ())), form)


@app.command(epilog=_example("paperfacts export kg --format turtle -o facts.ttl"))
def export(
    kg: Folder,
    form: Annotated[ExportFormat, typer.Option("--format")] = "jsonl",
    output: OutFile = None,
) -> None:
    """Write the whole graph, sorted."""
    with paperfacts.open(kg, read_only=True) as graph, output_file(output) as out:
        graph.export(form, out)


@app.command(epilog=_example("NEO4J_PASSWORD=secret paperfacts load kg --to neo4j://localhost:7687"))
def load(
    kg: Folder,
    to: Annotated[str, typer.Option(metavar="URL", help="Address of the server, neo4j:// or bolt://.")],
    user: Annotated[str, typer.Option(envvar="NEO4J_USER")] = "neo4j",
    password: Annotated[str, typer.Option(envvar="NEO4J_PASSWORD", help="Better given by the variable.")] = "",
    database: Annotated[str, typer.Option(envvar="NEO4J_DATABASE")] = "neo4j",
) -> None:
    """Write the graph into a Neo4j server."""
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    with paperfacts.open(kg, read_only=True) as graph, progress_bar() as progress:
        written = graph.load(to, user=user, password=password, database=database, progress=progress)
    typer.echo(f"wrote {written} papers that the server did not have like this")


@app.command(epilog=_example("paperfacts explain 'We evaluate mBERT on XNLI.'"))
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT-OR-FILE", help="An abstract, or a file; - is standard input.")],
    rules: Rules = None,
) -> None:
    """Show what the rules saw in a text, voted and rejected."""
    unread = []
    for found in paperfacts.explain(text, rules=rules or ()):
        if isinstance(found, paperfacts.Unread):
            unread.append(found)
        else:
            typer.echo(found)
    report(unread)


@app.command(epilog=_example("paperfacts check --rules my-rules"))
def check(rules: Rules = None) -> None:
    """Run every rule against its own examples."""
    typer.echo(f"{paperfacts.check(rules=rules or ())} rules find and reject what their examples say")


@app.command(epilog=_example("paperfacts evaluate gold.jsonl records.jsonl --show models"))
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated papers, JSON Lines.")],
    records: Annotated[
        Path | None, typer.Argument(metavar="[RECORDS]", help="What `extract` wrote; without it, GOLD is extracted.")
    ] = None,
    show: Annotated[FactType | None, typer.Option(help="List the errors in facts of this type instead.")] = None,
    form: RowForm = None,
) -> None:
    """Compare records with annotated papers: precision, recall and F1 of each type of fact."""
    from paperfacts.annotations import read_facts
    from paperfacts.evaluation import Error, Row

    evaluation = paperfacts.evaluate(read_facts(gold), read_facts(records) if records else None)
    if show:
        print_rows(Error._fields, evaluation.errors(show), form)
    else:
        print_rows(Row._fields, evaluation.rows(), form)


@app.command(epilog=_example("paperfacts stats kg"))
def stats(kg: Folder, form: RowForm = None) -> None:
    """Count what the graph holds."""
    with paperfacts.open(kg, read_only=True) as graph:
        print_rows(("what", "how many"), list(graph.stats().items()), form)


@app.command(epilog=_example("paperfacts schema > record.schema.json"))
def schema() -> None:
    """Print the JSON Schema of the records."""
    typer.echo(json.dumps(paperfacts.Record.model_json_schema(), indent=2))


def main() -> None:
    """Run the command; faults are one line each, and warnings of libraries are not for who asks."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    with faults_in_one_line():
        app()
