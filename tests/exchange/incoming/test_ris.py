import pytest

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.incoming import Incoming
from exchange.incoming.ris import read

GOOD = """TY  - JOUR
ID  - 7
TI  - Les quartiers
AU  - Dupont, Anne
AU  - Martin, Léa
PY  - 2007
DA  - 2007/10/09/
T2  - Revue urbaine
KW  - santé
KW  - emploi
L1  - files/quartiers.pdf
ER  -
"""


def test_a_reference_says_what_its_tags_say() -> None:
    (found,) = read(GOOD.encode())
    assert isinstance(found, Incoming)
    assert (found.number, found.line, found.own) == (1, 1, "7")
    assert found.values["creators"] == ("Dupont, Anne", "Martin, Léa")
    assert found.values["issued"] == ("2007/10/09/", "2007")
    assert found.values["subjects"] == ("santé", "emploi")
    assert (found.first("type"), found.first("journal")) == ("article", "Revue urbaine")
    assert found.first("files") == "files/quartiers.pdf"


def test_a_damaged_reference_costs_itself() -> None:
    odd = "TY  - RPRT\nn'importe quoi\nTI  - Rien\nER  - \n"
    found = list(read((GOOD + odd + GOOD).encode()))
    assert [type(each) for each in found] == [Incoming, Rejection, Incoming]
    assert [(each.number, each.line) for each in found] == [(1, 1), (2, 13), (3, 17)]
    assert isinstance(found[1], Rejection)
    assert (found[1].name, "ligne 14" in found[1].reason) == ("Rien", True)


def test_blank_lines_and_missing_ends_lose_nothing() -> None:
    content = "TY  - RPRT\n\nTI  - Sans\n\nfin\nAU  - Dupont, Jean,\n" + GOOD.replace("ER  -\n", "")
    found = [each for each in read(content.encode("utf-16")) if isinstance(each, Incoming)]
    assert [each.first("title") for each in found] == ["Sans fin", "Les quartiers"]
    assert found[0].first("creators") == "Dupont, Jean"


def test_an_article_keeps_its_numbers_and_what_is_left_is_named() -> None:
    article = "TY  - JOUR\nTI  - T\nJF  - Esprit\nVL  - 303\nIS  - 3-4\nSP  - 14\nEP  - 39\nSN  - 0014-0759\n"
    (found,) = read((article + "DO  - 10.1/a\nCN  - PER 303\nCY  - Paris\nN1  - Voir\nER  - \n").encode())
    assert isinstance(found, Incoming)
    told = {name: found.first(name) for name in ("journal", "volume", "issue", "extent", "issn", "doi")}
    assert told == {
        "journal": "Esprit", "volume": "303", "issue": "3-4", "extent": "14-39", "issn": "0014-0759",
        "doi": "10.1/a",
    }  # fmt: skip
    assert (found.first("shelf_mark"), found.left) == ("PER 303", ("CY", "N1"))


def test_what_is_no_ris_is_refused() -> None:
    with pytest.raises(IntakeError, match="RIS"):
        list(read(b"@book{a}"))


def test_a_number_is_what_its_figures_say_whatever_the_type() -> None:
    numbers = "SN  - 978-2-11-097000-0 ; 0014-0759 ; 2-07-036822-X\n"
    for kind in ("JOUR", "GEN", "BOOK"):
        (found,) = read(f"TY  - {kind}\nTI  - T\n{numbers}ER  - \n".encode())
        assert isinstance(found, Incoming)
        assert found.values["isbn"] == ("978-2-11-097000-0", "2-07-036822-X")
        assert found.values["issn"] == ("0014-0759",)
