"""Build a graph from a dump of a daily-papers page and ask it questions; every answer quotes the paper."""

from pathlib import Path
from tempfile import TemporaryDirectory

import paperfacts

DUMPS = Path(__file__).with_name("daily-papers*.txt")

with TemporaryDirectory() as folder, paperfacts.open(folder) as kg:
    print(kg.add(DUMPS))
    print(kg.add(DUMPS))  # the same again changes nothing

    for question, value in [("evaluates-on", "xnli"), ("language-counts", "100"), ("covers-language", "German")]:
        answer = kg.ask(question, value)
        print(f"\n{question} {value}: {len(answer)} rows")
        for row in list(answer)[:3]:
            print("  ", row)
