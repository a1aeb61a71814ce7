"""Teach paperfacts a name and a rule of your own: a folder of TOML, no code."""

from pathlib import Path

import paperfacts

OWN = Path(__file__).with_name("own-rules")
TITLE = "Reading the census"
ABSTRACT = "Our nine-tongue corpus helps: mBERT gains on the reading room set, and on RR-set alone."

print(f"{paperfacts.check(rules=[OWN])} rules hold, {paperfacts.check()} of them without ours")

for rules in ([], [OWN]):
    record = paperfacts.extract(TITLE, ABSTRACT, rules=rules)
    print("with our folder:" if rules else "without it:")
    print("  benchmarks", [(benchmark.name, benchmark.role, benchmark.aliases) for benchmark in record.benchmarks])
    print("  language counts", [(count.value, count.evidence.rule) for count in record.language_counts])
