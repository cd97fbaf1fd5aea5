import pytest

from catalogue.errors import ConfigurationError
from catalogue.intake import IntakeError
from catalogue.spreadsheet import read_rows
from catalogue.vocabulary import load_vocabularies
from catalogue.vocabulary.columns import read_concept_row, write_concepts
from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.loading import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_vocabulary_comes_back_from_its_table(name: str) -> None:
    vocabulary: Vocabulary = getattr(load_vocabularies(), name)
    rows = read_rows(write_concepts(vocabulary).encode())
    back = {(concept := read_concept_row(row.cells)).identifier: concept for row in rows}
    assert list(back) == list(vocabulary.concepts)
    for identifier, concept in vocabulary.concepts.items():
        told = back[identifier]
        assert (told.labels, told.alternatives, told.acronyms) == (
            concept.labels,
            concept.alternatives,
            concept.acronyms,
        )
        assert (told.start, told.end, told.predecessors) == (concept.start, concept.end, concept.predecessors)


def test_an_identifier_is_made_of_the_name_where_none_is_given() -> None:
    assert read_concept_row({"prefLabel_fr": "Ville à vélo"}) == Concept(
        "ville-a-velo", {"fr": "Ville à vélo"}
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"prefLabel_fr": ""}, "prefLabel_fr"),
        ({"prefLabel_fr": "A", "start": "vers 2007"}, "n'est pas une année"),
        ({"prefLabel_fr": "A", "exactMatch": "ailleurs"}, "n'est pas une adresse"),
    ],
)
def test_a_row_that_does_not_hold_says_what_to_correct(cells: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read_concept_row(cells)


def test_a_column_nobody_knows_concerns_the_whole_table() -> None:
    with pytest.raises(IntakeError, match="sigle"):
        read_concept_row({"sigle": "A"})
