import pytest

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Incoming
from exchange.incoming.rows import read


def test_columns_are_known_by_their_french_and_english_names() -> None:
    table = (
        "N°;Titre;Sous-titre;Auteur(s);Année;Mots-clés;Territoire;Fichier\n"
        "7;Bilan;CUCS;Dupont, Anne | CRPV;2007;santé|emploi;Loiret;a.pdf\n"
    )
    (found,) = read(table.encode())
    assert isinstance(found, Incoming)
    assert (found.own, found.line) == ("7", 2)
    assert found.values == {
        "title": ("Bilan : CUCS",),
        "creators": ("Dupont, Anne", "CRPV"),
        "issued": ("2007",),
        "subjects": ("santé", "emploi"),
        "places": ("Loiret",),
        "files": ("a.pdf",),
    }


def test_a_damaged_row_costs_itself() -> None:
    found = list(read(b'titre,date\n"ouvert,2007\nBon,2008\n'))
    assert [type(each) for each in found] == [Rejection, Incoming]
    assert [(each.number, each.line) for each in found] == [(1, 2), (2, 3)]


def test_a_table_without_a_title_is_refused_with_its_columns() -> None:
    with pytest.raises(IntakeError, match="« a », « b »"):
        list(read(b"a,b\n1,2\n"))


def test_a_title_above_the_columns_is_passed_over() -> None:
    (found,) = read("Catalogue du centre\nau 3 mai\n\nTitre;Auteurs secondaires\nÉté;Dupont, Jean\n".encode())
    assert (found.first("title"), found.values["creators"], found.line) == ("Été", ("Dupont, Jean",), 5)
