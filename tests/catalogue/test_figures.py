from decimal import Decimal

import pytest

from catalogue.errors import NoticeError
from catalogue.figures import Figure, RefusedFigure, figures_in, read_figures
from catalogue.library import create_library

HEAD = "lieu;indicateur;année;valeur;source\n"


def placed(name):
    if name == "Nulle part":
        raise NoticeError("Territoires : « Nulle part » n'est pas dans le vocabulaire.")
    return {"Centre": "reg:24"}.get(name, name)


def read(text):
    return list(figures_in("t.csv", text.encode(), placed))


def test_a_row_says_place_indicator_year_value_and_source():
    assert read(HEAD + "Centre;ZUS;2007;30;Rapport 2007\n") == [
        Figure("reg:24", "ZUS", 2007, Decimal(30), "", "Rapport 2007")
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("129 330", "129330"),
        ("5,3", "5.3"),
        ("-2", "-2"),
        ("1234,5678901234567", "1234.5678901234567"),
        (".5", ".5"),
        ("5,", "5"),
    ],
)
def test_numbers_are_read_as_the_french_write_them(written, value):
    assert read(HEAD + f"Centre;Habitants;2007;{written};S\n")[0].value == Decimal(value)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Centre;ZUS;2007;30;", "source"),
        ("Centre;ZUS;hier;30;S", "année"),
        ("Centre;ZUS;2007;trente;S", "nombre"),
        ("Centre;ZUS;2007;Infinity;S", "nombre"),
        ("Centre;ZUS;2007;1,29E+05;S", "nombre"),
        ("Centre;ZUS;2007;1_000;S", "nombre"),
        ("Nulle part;ZUS;2007;30;S", "vocabulaire"),
    ],
)
def test_what_does_not_hold_is_refused_by_its_line(row, why):
    (refused,) = read(HEAD + row + "\n")
    assert isinstance(refused, RefusedFigure)
    assert refused.where == "t.csv, ligne 2"
    assert why in refused.why


def test_a_table_without_its_columns_and_an_empty_one_are_refused_whole():
    assert "source" in read("lieu;indicateur;année;valeur\nCentre;Z;2007;1\n")[0].why
    assert read("")[0].where == "t.csv"


def test_all_tables_of_a_library_are_read_in_order(tmp_path):
    library = create_library(tmp_path / "f")
    (library.folder / "figures").mkdir()
    rows = HEAD + "Centre;ZUS;2009;31;S\nCentre;ZUS;2007;30;S\n"
    (library.folder / "figures" / "a.csv").write_text(rows, encoding="utf-8")
    (library.folder / "figures" / "b.csv").write_text(HEAD + "Centre;ANRU;2007;x;S\n", encoding="utf-8")
    found = read_figures(library, placed)
    assert [each.year for each in found.of["reg:24"]] == [2007, 2009]
    assert [each.where for each in found.refused] == ["b.csv, ligne 2"]
