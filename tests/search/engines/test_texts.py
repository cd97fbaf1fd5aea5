from catalogue.record import Page, Record
from search.engines.texts import KeptTexts


class Counting:
    """Texts that count how often they are asked."""

    def __init__(self):
        self.asked = []

    def record_at(self, sequence):
        self.asked.append(sequence)
        return Record("a", "") if sequence else None

    def records_at(self, sequences):
        self.asked.append(sequences)
        return {each: Record(f"{each}", "") for each in sequences if each}

    def pages_among(self, places):
        self.asked.append(places)
        return {each: Page(each[1], "x" * 1000) for each in places}

    def page_at(self, sequence, number):
        self.asked.append((sequence, number))
        return Page(number, "x" * 1000)


def test_what_was_read_is_not_read_again():
    texts = Counting()
    kept = KeptTexts(texts)
    assert [kept.record_at(1), kept.page_at(1, 1)] == [kept.record_at(1), kept.page_at(1, 1)]
    assert texts.asked == [1, (1, 1)]


def test_of_several_only_those_not_kept_are_asked_for():
    texts = Counting()
    kept = KeptTexts(texts)
    kept.page_at(1, 1)
    assert [*kept.records_at([1, 0])] == [*kept.records_at([1])] == [1]
    assert {*kept.pages_among([(1, 1), (1, 2)])} == {*kept.pages_among([(1, 2), (1, 1)])} == {(1, 1), (1, 2)}
    assert texts.asked == [(1, 1), [1, 0], [(1, 2)]]


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
