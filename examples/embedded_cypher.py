"""Cypher from Python: parameters go in, rows of plain values come out, each with its evidence."""

from pathlib import Path
from tempfile import TemporaryDirectory

import paperfacts

DUMPS = Path(__file__).with_name("daily-papers*.txt")
EVALUATIONS = """
MATCH (paper:Paper)-[e:EVALUATES_ON]->(:Benchmark {name: $name})
RETURN paper.title AS title, e.quote AS quote, e.quote_start AS start, e.quote_end AS end, e.field AS field
ORDER BY title
"""
MOST_EVALUATED = """
MATCH (paper:Paper)-[:EVALUATES_ON]->(benchmark:Benchmark)
RETURN benchmark.name AS benchmark, count(paper) AS papers
ORDER BY papers DESC, benchmark LIMIT 5
"""

with TemporaryDirectory() as folder, paperfacts.open(folder) as kg:
    kg.add(DUMPS)
    most = list(kg.cypher(MOST_EVALUATED))
    for row in most:
        print(f"{row['papers']:3} papers evaluate on {row['benchmark']}")

    for row in kg.cypher(EVALUATIONS, name=most[0]["benchmark"]):
        print(f"{row['title'][:60]}: {row['field']}[{row['start']}:{row['end']}] {row['quote']!r}")

    try:
        kg.cypher("MATCH (paper:Paper) DETACH DELETE paper")
    except paperfacts.RefusedQueryError as refusal:
        print(refusal)
