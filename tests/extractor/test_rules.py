"""Rules load with their proofs, say all faults at once, and find only what their literals start."""

from importlib.resources import files
from pathlib import Path

import pytest

from paperfacts.extractor.rules import RuleBook, check, load_rules, read_field, read_rules
from paperfacts.schema import RuleError

GOOD = """
record = "LanguageCount"

[macro]
tongues = "(?:tongues|vernaculars)"
[[rule]]
id = "n-tongues"
needs = ["tongues", "vernaculars"]
regex = '''(?xi) (?P<value>\\d+) \\s+ $tongues'''
set = { unit = "language" }
  [[rule.example]]
  text = "It speaks over 7 tongues."
  finds = { value = 7, modifier = "at_least", unit = "language" }
  [[rule.example]]
  text = "It has 7 speakers."
  rejects = true
"""


def book(text: str) -> RuleBook:
    return read_rules([("mine.toml", text)])


def test_every_rule_of_the_package_passes_its_own_examples() -> None:
    rules = load_rules()
    assert check(rules) == []
    assert {rule.record for rule in rules.rules} >= {"LanguageCount", "Score"}


def test_every_rule_of_the_package_finds_and_rejects_at_least_one_text() -> None:
    for rule in load_rules().rules:
        assert {example.finds is None for example in rule.examples} == {True, False}, rule.id


def test_a_rule_finds_the_fields_that_its_example_says() -> None:
    rules = book(GOOD)
    assert check(rules) == []
    text = "About 12 vernaculars."
    [(rule, match)] = rules.of("LanguageCount").matches(text, text.lower(), [(0, len(text))])
    assert rule.id == "mine/n-tongues"
    assert [read_field(rule, match, name) for name in ("value", "modifier", "unit")] == ["12", "approx", "language"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("finds = { value = 7", "finds = { value = 8"), "value is '7', not 8"),
        (("over 7 tongues", "seven fools"), "found nothing"),
        (("7 speakers", "7 tongues"), "should reject"),
    ],
)
def test_a_failing_example_is_told(change: tuple[str, str], fault: str) -> None:
    [failure] = check(book(GOOD.replace(*change)))
    assert failure.startswith("mine.toml, rule mine/n-tongues")
    assert fault in failure


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("[[rule.example]]", "[[rule.note]]"), "has no example"),
        (("rejects = true", "finds = { value = 7 }"), "has no example that it rejects"),
        (("<value>", "<tally>"), "'tally' is no field of LanguageCount"),
        (("<value>", "<subject>"), "has no group called value"),
        (('unit = "language" }\n  [[', 'unit = "tongue" }\n  [['), "'tongue' is no value of unit"),
        (("$tongues", "$lips"), "regex does not compile"),
        (("\\d+)", "\\d+"), "regex does not compile"),
        (("regex =", "starts = '('\nregex ="), "regex does not compile"),
        (('["tongues"', '["Tongues"'), "not in lower case"),
        (('"LanguageCount"', '"Parrot"'), "'Parrot' is no record"),
        (("set =", "sets ="), "'sets' is no key of a rule"),
    ],
)
def test_a_rule_with_a_fault_does_not_load(change: tuple[str, str], fault: str) -> None:
    with pytest.raises(RuleError) as raised:
        book(GOOD.replace(*change))
    assert fault in str(raised.value)
    assert "mine.toml, rule n-tongues" in str(raised.value)


def test_all_faults_of_all_files_are_told_at_once() -> None:
    with pytest.raises(RuleError) as raised:
        read_rules(
            [
                ("a.toml", GOOD.replace("<value>", "<tally>")),
                ("b.toml", "not toml"),
                ("c.toml", GOOD.replace("$tongues", "$lips")),
            ]
        )
    assert {fault.split(".toml")[0] for fault in raised.value.faults} == {"a", "b", "c"}


def test_a_folder_replaces_a_rule_by_its_id_and_adds_others(tmp_path: Path) -> None:
    (tmp_path / "counts.toml").write_text(GOOD.replace("n-tongues", "n-languages"), "utf-8")
    (tmp_path / "mine.toml").write_text(GOOD, "utf-8")
    before, after = load_rules(), load_rules(tmp_path)
    assert {rule.id for rule in after.rules} == {rule.id for rule in before.rules} | {"mine/n-tongues"}
    assert next(rule for rule in after.rules if rule.id == "counts/n-languages").needs == ("tongues", "vernaculars")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        load_rules(tmp_path / "none")


def test_the_version_is_stable_and_follows_the_content() -> None:
    assert load_rules().version == load_rules().version
    assert book(GOOD).version == book(GOOD).version
    assert book(GOOD).version != book(GOOD.replace("speaks", "knows")).version


def test_a_rule_starts_only_where_a_literal_that_it_needs_stands() -> None:
    rules = book(GOOD.replace('needs = ["tongues", "vernaculars"]', 'needs = ["vernaculars"]')).of("LanguageCount")
    text = "7 tongues. 8 vernaculars."
    found = [match["value"] for _, match in rules.matches(text, text.lower(), [(0, 10), (11, len(text))])]
    assert found == ["8"]


def test_a_rule_is_tried_only_where_its_start_is_found() -> None:
    rules = book(GOOD.replace("regex =", "starts = '(?<=over )\\d'\nregex =")).of("LanguageCount")
    text = "7 tongues, over 8 tongues"
    assert [match["value"] for _, match in rules.matches(text, text, [(0, len(text))])] == ["8"]


def test_a_rule_finds_the_same_alone_and_among_sentences() -> None:
    rules = book(GOOD).of("LanguageCount")
    text = "7 tongues. 8 vernaculars. 9 tongues."
    spans = [(0, 10), (11, 25), (26, 36)]
    together = [match["value"] for _, match in rules.matches(text, text, spans)]
    assert together == [match["value"] for span in spans for _, match in rules.matches(text, text, [span])]
    assert together == ["7", "8", "9"]


def test_the_rules_of_the_package_have_no_fault() -> None:
    folder = files("paperfacts.extractor").joinpath("rules")
    sources = [(entry.name, entry.read_text("utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")]
    assert {rule.id for rule in read_rules(sources).rules} == {rule.id for rule in load_rules().rules}


def test_a_record_without_rules_has_no_matches() -> None:
    assert list(book(GOOD).of("Task").matches("text", "text", [(0, 4)])) == []
