from indexer.describe.folded_text import Passage
from indexer.describe.recogniser import Form, Recogniser, Writing


def found(forms: list[Form], text: str) -> list[tuple[str, str]]:
    hits = Recogniser(forms).find(Passage(1, text))
    return [(hit.form.identifier, text[hit.start : hit.end]) for hit in hits]


CUCS = [
    Form("programmes", "cucs", "CUCS", Writing.ACRONYM),
    Form("programmes", "cucs", "contrat urbain de cohésion sociale"),
]


def test_labels_are_found_in_the_plural_and_across_lines() -> None:
    text = "Les Contrats urbains de cohésion\nsociale sont signés."
    assert found(CUCS, text) == [("cucs", "Contrats urbains de cohésion\nsociale")]


def test_acronyms_count_in_capitals_with_or_without_dots() -> None:
    assert found(CUCS, "Le C.U.C.S. et le CUCS") == [("cucs", "C.U.C.S"), ("cucs", "CUCS")]
    assert found(CUCS, "un cucs, une CUCSD") == []


def test_newspaper_spelling_counts_unless_the_acronym_is_ambiguous() -> None:
    assert found(CUCS, "Les Cucs de 2007") == [("cucs", "Cucs")]
    assert (
        found([Form("programmes", "pre", "PRE", Writing.ACRONYM, contexts=(" reussite ",))], "Pre ou pré")
        == []
    )


def test_names_keep_their_capitals_and_their_plural() -> None:
    tours = [
        Form("places", "com:37261", "Tours", Writing.NAME),
        Form("places", "dep:46", "Lot", Writing.NAME),
    ]
    assert found(tours, "Les tours de Tours, un lot, des Lots, Villeneuve-sur-Lot") == [
        ("com:37261", "Tours")
    ]


def test_a_longer_form_hides_the_ones_it_holds() -> None:
    forms = [
        Form("places", "dep:46", "Lot", Writing.NAME),
        Form("places", "dep:47", "Lot-et-Garonne", Writing.NAME),
    ]
    assert found(forms, "Le Lot-et-Garonne et le Lot") == [("dep:47", "Lot-et-Garonne"), ("dep:46", "Lot")]


def test_two_forms_of_one_concept_on_one_word_make_one_hit() -> None:
    assert found([Form("themes", "sante", "santé"), Form("themes", "sante", "Santé")], "la santé") == [
        ("sante", "santé")
    ]


def test_without_forms_nothing_is_found() -> None:
    assert found([], "Un texte.") == []
