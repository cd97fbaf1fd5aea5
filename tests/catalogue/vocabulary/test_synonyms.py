import pytest

from catalogue.vocabulary import Concept, Vocabularies, Vocabulary
from catalogue.vocabulary.synonyms import MAX_SYNONYMS, Synonyms


def _vocabulary(name: str, *concepts: Concept) -> Vocabulary:
    return Vocabulary(name, {each.identifier: each for each in concepts})


def _concept(
    label: str, acronyms: tuple[str, ...] = (), alternatives: tuple[str, ...] = (), context: str = ""
) -> Concept:
    contexts = (context,) if context else ()
    return Concept(label, {"fr": label}, alternatives, acronyms, contexts=contexts)


@pytest.fixture
def synonyms() -> Synonyms:
    empty = Vocabulary("")
    programmes = _vocabulary(
        "programmes",
        _concept("Atelier santé ville", ("ASV",), ("démarche atelier santé ville",)),
        _concept("Contrat local de sécurité", ("CLS",), context="sécurité"),
        _concept("Contrat local de santé", ("CLS",), context="santé"),
        _concept("Quartier (2015-2023)", ("QPV",), ("quartier prioritaire",)),
        _concept("Quartier (2024)", ("QPV",), ("quartier prioritaire", "nouveau quartier")),
    )
    themes = _vocabulary(
        "themes",
        _concept("Habitat, logement", alternatives=("habitat social",)),
        _concept("Sport", alternatives=("activité physique",)),
        _concept("Médiation sociale", alternatives=tuple(f"accord{n} social" for n in range(9))),
    )
    glossary = _vocabulary("glossary", _concept("caisse d'allocations familiales", ("CAF",)))
    return Synonyms(Vocabularies(themes, programmes, empty, empty, empty, "1", glossary))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ASV", ("Atelier santé ville",)),
        ("asv", ("Atelier santé ville",)),
        ("ateliers sante-ville", ("ASV",)),
        ("caf", ("caisse d'allocations familiales",)),
        ("CLS", ("Contrat local de sécurité", "Contrat local de santé")),
        ("cls", ()),
        ("contrat local de santé", ()),
        ("QPV", ("quartier prioritaire",)),
        ("quartier prioritaire", ("QPV",)),
        ("nouveau quartier", ()),
        ("habitat social", ()),
        ("sport", ()),
        ("unknown", ()),
        ("", ()),
    ],
)
def test_what_else_to_search_for(synonyms: Synonyms, text: str, names: tuple[str, ...]) -> None:
    assert synonyms.of(text) == names


def test_a_word_around_tells_what_an_acronym_means(synonyms: Synonyms) -> None:
    assert synonyms.of("CLS", frozenset(["sante"])) == ("Contrat local de santé",)


def test_synonyms_are_few(synonyms: Synonyms) -> None:
    assert len(synonyms.of("médiation sociale")) == MAX_SYNONYMS
