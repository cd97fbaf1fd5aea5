from catalogue.rooms import RUBRICS
from indexer.describe.practice_sheet import LONGEST, read_rubrics
from tests.indexer.describe.samples import pages

SHEET = """Le camion des démarches
Angoulême, avril 2018

Contexte
La préfecture a fermé son guichet.
Les centres sociaux ont vu arriver des habitants.

Objectifs :
- permettre à chacun de faire ses démarches ;

Porteur et partenaires
L'association Clic et déclic, la CAF et la commune.

Mise en œuvre
Un bibliobus stationne quatre demi-journées.

Résultats : 4 300 démarches abouties.
Limites : le camion est victime de son succès.
Contact
Clic et déclic.
"""


def rubrics(*texts: str) -> dict[str, str]:
    return {each.name: each.text for each in read_rubrics(pages(*texts))}


def test_each_heading_is_a_rubric_with_what_follows_it() -> None:
    found = rubrics(SHEET)
    assert found["aims"] == "- permettre à chacun de faire ses démarches ;"
    assert found["results"] == "4 300 démarches abouties."
    assert found["course"] == "Un bibliobus stationne quatre demi-journées."
    assert found["context"].endswith("arriver des habitants.")
    assert found["contact"] == "Clic et déclic."


def test_a_heading_of_two_rubrics_gives_both() -> None:
    found = rubrics(SHEET)
    assert found["lead"] == found["partners"] == "L'association Clic et déclic, la CAF et la commune."


def test_rubrics_come_in_the_order_of_the_table_and_with_their_page() -> None:
    found = read_rubrics(pages("Résultats\nBons.", "Contexte\nUn quartier."))
    assert [(each.name, each.page) for each in found] == [("context", 2), ("results", 1)]
    assert [each for each in RUBRICS if each in {rubric.name for rubric in found}] == ["context", "results"]


def test_a_sentence_that_begins_like_a_heading_is_none() -> None:
    assert (
        rubrics("Contexte difficile pour les associations qui attendent un financement depuis un an\nFin.")
        == {}
    )
    assert rubrics("Le budget de la ville a été voté hier par le conseil municipal.") == {}


def test_a_long_rubric_is_cut_between_words() -> None:
    text = rubrics("Contexte\n" + "quartier " * 400)["context"]
    assert len(text) <= LONGEST + 2
    assert text.endswith("quartier …")


def test_headings_are_read_as_centres_write_them() -> None:
    found = rubrics(
        "QUI PORTE LE PROJET ?\nLa régie.\nD'où vient l'idée ?\nD'un constat.\n"
        "Principaux résultats\nDix emplois.\nOù ?\nÀ Dreux.\nPublic visé\nTous.\n"
        "Moyens humains et financiers\nUn poste.\nPerspectives\nContinuer.\n"
    )
    assert found == {
        "lead": "La régie.", "context": "D'un constat.", "results": "Dix emplois.", "territory": "À Dreux.",
        "means": "Un poste.",
    }  # fmt: skip


def test_the_left_cell_of_a_row_is_a_heading() -> None:
    assert rubrics("Porteur | La régie.\nCoût | 3 000 euros.\nAnnée | Porteur | Coût\n") == {
        "lead": "La régie.",
        "means": "3 000 euros. Année | Porteur | Coût",
    }


def test_a_full_stop_ends_a_heading_where_the_sheet_writes_so() -> None:
    assert set(rubrics("Origine. Un constat.\nPartenaires. La Caf.\nCoût. 3 000 euros.\n")) == {
        "context", "partners", "means",
    }  # fmt: skip
    assert rubrics("Bilan positif. Les équipes sont contentes.\nUne phrase.\n") == {}


def test_two_headings_of_one_rubric_are_put_together_and_a_second_sheet_is_not() -> None:
    assert rubrics("Déroulé\nSix ateliers.\nCalendrier\nDe mars à juin.\n") == {
        "course": "Six ateliers. De mars à juin."
    }
    assert rubrics("Objectifs\nUn.\nObjectifs\nUn autre.\n") == {"aims": "Un."}


def test_a_line_that_goes_on_in_small_letters_is_no_heading() -> None:
    assert rubrics("La ville a réuni tous les\npartenaires du projet\nautour de la table.\n") == {}
