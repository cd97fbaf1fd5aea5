import pytest

from catalogue.vocabulary.concepts import Concept
from indexer.describe.acronyms import is_called, written_out


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        ("la communication non violente (CNV) se pratique", "CNV", "communication non violente"),
        ("le PRE (plan de relance européen) finance", "PRE", "plan de relance europeen"),
        ("un plan régional de l'environnement, ou PRE, est", "PRE", "plan regional de l environnement"),
        ("la communication non violente, dite CNV", "CNV", "communication non violente"),
        ("un plan régional de l'environnement, dit PRE", "PRE", "plan regional de l environnement"),
        ("un plan régional de l'environnement, soit PRE", "PRE", "plan regional de l environnement"),
        ("un plan régional de l'environnement (« PRE »)", "PRE", "plan regional de l environnement"),
        ("un plan régional de l'environnement (“PRE”)", "PRE", "plan regional de l environnement"),
        ("PRE : programme de réussite éducative", "PRE", "programme de reussite educative"),
        ("le contrat est signé (CLS)", "CLS", ""),
        ("le CLS (voir plus bas)", "CLS", ""),
        ("CLS", "CLS", ""),
    ],
)
def test_the_words_beside_an_acronym_that_spell_it(text: str, acronym: str, words: str) -> None:
    start = text.index(acronym)
    assert written_out(text, start, start + len(acronym)) == words


def test_a_concept_bears_its_labels_and_longer_names() -> None:
    concept = Concept("cnv", {"fr": "Conseil national des villes"}, ("CNV",))
    assert is_called(concept, "conseil national des villes")
    assert not is_called(concept, "communication non violente")
