from indexer.describe.abstract import LONGEST, propose_abstract
from tests.indexer.describe.samples import extracted

SENTENCES = (
    "Cette étude décrit les parcours de santé des habitants du quartier. Elle s'appuie sur quarante "
    "entretiens menés en 2008 avec les professionnels et les familles."
)


def test_the_documents_own_summary_comes_first() -> None:
    found = propose_abstract(
        extracted(f"Titre\n\nRésumé\n{SENTENCES}\n\nIntroduction\nAutre chose.", subject="Un sujet")
    )
    assert found is not None and (found.value, found.method) == (SENTENCES, "heading")


def test_a_subject_that_is_a_sentence_comes_next() -> None:
    subject = "Bilan de trois années de réussite éducative à Blois, vu par les familles et les enseignants"
    found = propose_abstract(extracted("Titre", subject=subject))
    assert found is not None and (found.value, found.method) == (subject, "metadata")


def test_else_the_first_telling_sentences() -> None:
    page = f"MAIRIE DE BLOIS\nTél. : 02 54 00 00 00\n\nSommaire ........ 3\n\n{SENTENCES}\n\nSuite."
    found = propose_abstract(extracted(page, subject="Rapport"))
    assert found is not None and (found.value, found.method) == (SENTENCES, "extract")
    assert found.evidence[0].page == 1


def test_a_form_without_sentences_has_none() -> None:
    assert propose_abstract(extracted("Nom :\nPrénom :\nDate :")) is None


def test_an_abstract_is_bounded() -> None:
    found = propose_abstract(extracted("Résumé :\n" + SENTENCES * 20))
    assert found is not None and len(found.value) <= LONGEST
