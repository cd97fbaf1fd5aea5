from hypothesis import given
from hypothesis import strategies as st

from catalogue.record import Page
from indexer.describe.folded_text import PASSAGE, Passage, fold, normal, passages


def test_spellings_of_one_label_read_alike() -> None:
    assert normal("Contrats urbains de cohésion sociale") == normal("CONTRAT URBAIN\nDE COHÉSION  SOCIALE")
    assert normal("Ateliers santé-ville") == normal("atelier santé ville")
    assert normal("Action cœur de ville") == normal("action coeur de ville")
    assert normal("conseils locaux") == normal("conseil local")


@given(st.text())
def test_folding_moves_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_a_letter_that_few_texts_have_changes_nothing_for_the_others(text: str) -> None:
    assert fold(f"{text}✓")[:-1] == fold(text)
    assert Passage(1, f"{text} ✓").folded_words == Passage(1, text).folded_words


@given(st.text(max_size=200))
def test_every_word_leads_back_to_the_page(text: str) -> None:
    passage = Passage(1, text)
    for number in range(len(passage.folded_words)):
        start, end = passage.span(number, 1)
        assert 0 <= start < end <= len(text)


def test_long_pages_are_read_in_slices_without_cutting_words() -> None:
    read = list(passages((Page(3, "habitat " * 20_000),)))
    assert len(read) > 1 and all(len(passage.text) <= PASSAGE for passage in read)
    assert {word for passage in read for word in passage.text.split()} == {"habitat"}


def test_what_a_program_calls_something_by_is_one_word() -> None:
    assert Passage(1, "champ en_securite, table _emploi_ : sécurité").folded_words == [
        "champ", "en\u01c0securite", "table", "emploi", "securite",
    ]  # fmt: skip


def test_a_title_may_be_the_name_of_a_file() -> None:
    assert Passage(1, "rapport_activite", is_title=True).folded_words == ["rapport", "activite"]


def test_a_word_begins_after_what_is_no_letter() -> None:
    text = "L’été, rue_lyonnaise"
    assert [Passage(1, text).begins(text.index(word) + 1) for word in ("été", "rue", "lyon")] == [2, 7, 11]
