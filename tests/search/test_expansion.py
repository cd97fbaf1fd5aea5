import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.defined_acronyms import DefinedAcronyms
from catalogue.definitions import Definition
from catalogue.vocabulary import load_vocabularies
from search.expansion import MAX_ALTERNATIVES, doubtful, expand
from search.parser import parse, unparse
from search.query import And, Expanded, Node, Not, Phrase, Term

ASV, FULL = Term("ASV"), Phrase("Atelier santé ville", exact=False)


def _expanded(typed: str) -> Node:
    return expand(parse(typed).root, load_vocabularies())[0]


def test_an_acronym_is_searched_by_its_full_name_too() -> None:
    assert expand(ASV, load_vocabularies()) == (Expanded(ASV, (FULL,)), ("Atelier santé ville",))


def test_words_that_spell_a_label_are_taken_together() -> None:
    words = (Term("ateliers"), Term("sante-ville"))
    assert _expanded("ateliers sante-ville Tours") == And((Expanded(And(words), (ASV,)), Term("Tours")))


def test_what_stands_in_quotes_is_searched_as_it_is() -> None:
    assert _expanded('"atelier santé ville"') == Phrase("atelier santé ville")
    assert _expanded('"ASV"') == Phrase("ASV")


def test_a_field_is_kept() -> None:
    asv, full = Term("ASV", "title"), Phrase("Atelier santé ville", "title", exact=False)
    assert _expanded("titre:ASV") == Expanded(asv, (full,))


@pytest.mark.parametrize(
    "typed", ["-ASV", "auteur:ANRU", '"santé ville atelier"~2', "ASV*", "le rapport de Tours", ""]
)
def test_what_is_left_as_typed(typed: str) -> None:
    assert expand(parse(typed).root, load_vocabularies()) == (parse(typed).root, ())


def test_what_stands_between_parentheses_is_expanded() -> None:
    tree = _expanded("Tours (ASV OU x) -CUCS")
    assert isinstance(tree, And)
    assert unparse(tree) == "Tours (ASV OU x) -CUCS"
    assert tree.children[2] == Not(Term("CUCS"))
    assert tree.children[1] != parse("ASV OU x").root


def test_another_word_tells_what_an_acronym_means() -> None:
    assert expand(parse("CLS santé").root, load_vocabularies())[1] == ("Contrat local de santé",)
    assert len(expand(parse("CLS").root, load_vocabularies())[1]) == 2


def test_alternatives_are_bounded() -> None:
    typed = "ASV CUCS ANRU ZFU QPV SRU GUSP EPCI ESS HLM FEDER FSE ZEP PLIE"
    assert len(expand(parse(typed).root, load_vocabularies())[1]) == MAX_ALTERNATIVES


_WORDS = [
    "ASV",
    "atelier",
    "santé",
    "ville",
    "de",
    "CLS",
    "contrat",
    "local",
    "OU",
    "(",
    ")",
    "-",
    '"',
    "titre:",
]


@given(st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_expansion_changes_nothing_that_was_typed(typed: str) -> None:
    root = parse(typed).root
    assert unparse(expand(root, load_vocabularies())[0]) == unparse(root)


RPN = Definition("RPN", "règlement professionnel du notariat")
DEFINED = DefinedAcronyms({"rpn": (RPN,), "asv": (Definition("ASV", "autre sens vu"),), "lmn": (RPN, RPN)})


def _defined(typed: str) -> tuple[str, ...]:
    return expand(parse(typed).root, load_vocabularies(), DEFINED)[1]


def test_an_acronym_that_documents_define_is_searched_by_its_full_form_and_conversely() -> None:
    assert _defined("le RPN en bref") == ("règlement professionnel du notariat",)
    assert _defined("Règlement professionnel du notariat Tours") == ("RPN",)


def test_the_vocabulary_goes_before_what_documents_define() -> None:
    assert _defined("ASV") == ("Atelier santé ville",)


def test_an_acronym_defined_twice_is_not_expanded_but_told() -> None:
    assert _defined("LMN") == ()
    assert len(doubtful(parse("LMN").root, load_vocabularies(), DEFINED)) == 2
    assert doubtful(parse("ASV").root, load_vocabularies(), DEFINED) == ()
