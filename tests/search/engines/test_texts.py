from catalogue.record import Page, Record
from search.engines.texts import KeptTexts


class Counting:
    """Texts that count how often they are asked."""

    def __init__(self):
        self.asked = []

    def record_at(self, sequence):
        self.asked.append(sequence)
        return Record("a", "") if sequence else None

    def page_at(self, sequence, number):
        self.asked.append((sequence, number))
        return Page(number, "x" * 1000)


def test_what_was_read_is_not_read_again():
    texts = Counting()
    kept = KeptTexts(texts)
    assert [kept.record_at(1), kept.page_at(1, 1)] == [kept.record_at(1), kept.page_at(1, 1)]
    assert texts.asked == [1, (1, 1)]


def test_what_is_gone_is_asked_for_again():
    texts = Counting()
    kept = KeptTexts(texts)
    assert (kept.record_at(0), kept.record_at(0)) == (None, None)
    assert texts.asked == [0, 0]


def test_the_least_recent_is_forgotten_first():
    texts = Counting()
    kept = KeptTexts(texts, limit=7000)
    for number in (1, 2, 1, 3, 1, 2):
        kept.page_at(1, number)
    assert texts.asked == [(1, 1), (1, 2), (1, 3), (1, 2)]
