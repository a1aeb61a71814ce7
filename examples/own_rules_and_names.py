"""Teach paperfacts a name and a rule of your own: a folder of TOML, no code."""

from pathlib import Path

import paperfacts

OWN = Path(__file__).with_name("own-rules")
TITLE = "Reading the census"
ABSTRACT = "We evaluate mBERT on OurOwnBench. Our corpus is trilingual by design."

print(paperfacts.check(rules=[OWN]))

for rules in ([], [OWN]):
    record = paperfacts.extract(TITLE, ABSTRACT, rules=rules)
    print([benchmark.name for benchmark in record.benchmarks], [count.value for count in record.language_counts])
    for evidence in record.evidence():
        print("  ", evidence.rule, repr(evidence.text))
