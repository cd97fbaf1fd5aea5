import pytest

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


def test_headings_that_open_a_paragraph_are_no_part_of_it() -> None:
    found = propose_abstract(extracted(f"\U0001f4e1 Parcours de santé\nPrésentation\n{SENTENCES}"))
    assert found is not None and found.value == SENTENCES


def test_a_line_that_goes_on_is_kept() -> None:
    wrapped = SENTENCES.replace("habitants du", "habitants du\n")
    found = propose_abstract(extracted(wrapped))
    assert found is not None and found.value == SENTENCES


def test_a_summary_beside_its_label_is_found_in_a_table() -> None:
    found = propose_abstract(
        extracted(f"Titre Parcours\nDate 2008\nRésumé Le rapport. {SENTENCES}\n\nSuite.")
    )
    assert found is not None and (found.value, found.method) == (f"Le rapport. {SENTENCES}", "heading")


def test_rows_of_a_table_tell_nothing() -> None:
    row = "10 | habitants du quartier | ils ont été entendus par les élus et par les bailleurs du quartier."
    assert propose_abstract(extracted(row)) is None


def test_bullets_and_frames_that_a_scan_reads_as_letters_tell_nothing() -> None:
    seen = (
        "Fraternité dans un premier temps : o outil de saisie e formulaire clair = simple ; o sorties du "
        "_1er temps c'est ce que les services du département ont demandé à tous."
    )
    found = propose_abstract(extracted(f"Titre\n\n{seen}\n\n{SENTENCES}"))
    assert found is not None and found.value == SENTENCES
    assert propose_abstract(extracted(f"Titre\n\n{seen}")) is None


def test_french_signs_between_spaces_are_no_bullets() -> None:
    written = (
        "La ville agit avec tous ceux qui y vivent : « ensemble » & partout ; il y a 20 % de moins – et pour "
        "chaque habitant cela fait 5 € à dépenser pour les jardins de Y et de ses alentours !"
    )
    found = propose_abstract(extracted(f"Titre\n\n{written}"))
    assert found is not None and found.value.endswith("alentours !")


@pytest.mark.parametrize(
    "noise", ["ISSN 12", "Tél. : 02", "FAX : 02", "a@b", "©", "CEDEX", "ıSBN 2", "....."]
)
def test_a_subject_with_a_number_or_an_address_is_none(noise: str) -> None:
    """However it is written, also with the i without a dot that some fonts give."""
    subject = "Ce rapport présente le bilan de trois années de travail dans les quartiers de la ville"
    assert propose_abstract(extracted("Rien.", subject=subject)) is not None
    assert propose_abstract(extracted("Rien.", subject=f"{subject}. {noise}")) is None
