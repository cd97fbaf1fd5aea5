from catalogue.corrections import Correction, Decision, Learnt, learn
from catalogue.record import Page
from indexer.describe.folded_text import PASSAGE, Passage
from indexer.describe.mentions import QUOTES, Weight, Zone, longer, survey
from indexer.describe.proposal import Proposal
from indexer.describe.recogniser import Form, Hit, Recogniser
from tests.indexer.describe.samples import pages, title

RECOGNISER = Recogniser([Form("themes", "sante", "santé"), Form("themes", "sante", "soins", names=False)])


def weigh(_passage: Passage, hits: list[Hit]) -> list[Weight]:
    return [Weight(1.0, certain=hit.form.names) for hit in hits]


def test_zones_tell_where_a_word_stands() -> None:
    page = Page(1, "La santé. " + "x" * 900 + " La santé.", headings=("Santé",))
    tally = survey((page,), title("Santé"), RECOGNISER.find, {"themes": weigh}).of("themes")["sante"]
    assert tally.zones == {Zone.TITLE: 1, Zone.HEADING: 1, Zone.HEAD: 1, Zone.BODY: 1}


def test_what_is_said_late_stands_nowhere_upfront() -> None:
    late, early = (
        survey(pages(text), title("Note"), RECOGNISER.find, {"themes": weigh}).of("themes")["sante"].upfront
        for text in ("x" * 900 + " La santé.", "La santé.")
    )
    assert (late, early) == (False, True)


def test_a_page_is_not_long_and_a_text_of_four_is_twice_longer() -> None:
    assert longer(0) == longer(100) == 0
    assert longer(400) == 2


def test_the_head_is_that_of_the_page_not_of_each_slice() -> None:
    page = Page(1, "mot " * (PASSAGE // 2) + "santé")
    tally = survey((page,), title("Note"), RECOGNISER.find, {"themes": weigh}).of("themes")["sante"]
    assert tally.zones == {Zone.BODY: 1}


def test_doubtful_forms_count_only_beside_certain_ones() -> None:
    alone = survey(pages("Les soins."), title("Note"), RECOGNISER.find, {"themes": weigh})
    beside = survey(pages("Les soins, la santé."), title("Note"), RECOGNISER.find, {"themes": weigh})
    assert alone.of("themes") == {}
    assert beside.of("themes")["sante"].weight == 3.0


def test_the_best_quotes_are_kept_each_once() -> None:
    text = "La santé ici. La santé ici. La santé là. Une santé. Sa santé. Leur santé."
    tally = survey(pages(text), title("Note"), RECOGNISER.find, {"themes": weigh}).of("themes")["sante"]
    assert len(tally.evidence) == QUOTES == len(set(tally.evidence))


def test_a_title_from_elsewhere_is_not_quoted() -> None:
    named = Proposal("Santé", "metadata", 0.5)
    tally = survey(pages("Rien."), named, RECOGNISER.find, {"themes": weigh}).of("themes")["sante"]
    assert tally.evidence == ()


def refused(times: int) -> Learnt:
    return learn(
        Correction("2026-01-05", f"r{n}", "themes", "sante", Decision.REFUSED, ("santé",))
        for n in range(times)
    )


def test_a_word_often_refused_for_a_theme_counts_for_less() -> None:
    read = survey(pages("La santé."), title("Note"), RECOGNISER.find, {"themes": weigh}, refused(4))
    assert read.of("themes")["sante"].weight == 1.5 / 4


def test_the_words_that_counted_most_are_told_first() -> None:
    text = "La santé, les soins, la santé."
    tally = survey(pages(text), title("Note"), RECOGNISER.find, {"themes": weigh}).of("themes")["sante"]
    assert tally.terms == ("santé", "soins")
