"""Words that must find each other or not, by kind, as `bench/words.py` asks them of the engine."""

from pathlib import Path

from bench.words import failing, read_cases

TABLE = Path(__file__).with_name("words.tsv")


def test_every_case_of_our_table_is_met():
    cases = read_cases(TABLE)
    assert len(cases) >= 200
    assert [(case.text, case.query) for case in failing(cases)] == []
