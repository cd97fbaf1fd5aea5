"""What an engine may say, and whoever shows it must word."""

from fonds.commands.search import SIGNALS
from search.results import Signal


def test_every_signal_of_a_score_is_worded_for_people():
    assert set(SIGNALS) == set(Signal)
