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
    assert (found.first("type"), found.first("source")) == ("article", "Revue urbaine")
    assert found.first("files") == "files/quartiers.pdf"


def test_a_damaged_reference_costs_itself() -> None:
    unclosed = "TY  - RPRT\nTI  - Sans fin\n"
    odd = "TY  - RPRT\nn'importe quoi\nER  - \n"
    found = list(read((GOOD + unclosed + odd + GOOD).encode()))
    assert [type(each) for each in found] == [Incoming, Rejection, Rejection, Incoming]
    assert [(each.number, each.line) for each in found] == [(1, 1), (2, 13), (3, 15), (4, 18)]
    assert isinstance(found[1], Rejection)
    assert (found[1].name, "ER  -" in found[1].reason) == ("Sans fin", True)


def test_what_is_no_ris_is_refused() -> None:
    with pytest.raises(IntakeError, match="RIS"):
        list(read(b"@book{a}"))
