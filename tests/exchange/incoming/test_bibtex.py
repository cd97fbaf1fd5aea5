import pytest

from catalogue.intake import IntakeError, Rejection
from exchange.incoming.bibtex import read
from exchange.incoming.incoming import Incoming

GOOD = r"""@techreport{dupont2007,
  title = {Le {CUCS} d'Orl{\'e}ans}, subtitle = {bilan}, author = {Dupont, Anne and {Villes au carr\'e}},
  year = 2007, month = oct, institution = {Ville}, keywords = {sant\'e; emploi},
  file = {Bilan:files/bilan.pdf:application/pdf}, url = {https://exemple.fr/x} }
"""


def test_an_entry_says_what_its_fields_say() -> None:
    (found,) = read(GOOD.encode())
    assert isinstance(found, Incoming)
    assert (found.own, found.line) == ("dupont2007", 1)
    assert found.values == {
        "title": ("Le CUCS d'Orléans : bilan",),
        "publisher": ("Ville",),
        "files": ("https://exemple.fr/x", "files/bilan.pdf"),
        "creators": ("Dupont, Anne", "Villes au carré"),
        "issued": ("2007-10",),
        "subjects": ("santé", "emploi"),
        "source": ("https://exemple.fr/x",),
    }


def test_a_damaged_entry_costs_itself() -> None:
    content = (
        GOOD + "@book{ouvert, title={Sans fin\n@misc{deux, title={A}, title={B}}\n@book{trois, title={Bon}}\n"
    )
    found = list(read(content.encode()))
    assert [type(each) for each in found] == [Incoming, Rejection, Rejection, Incoming]
    assert [each.line for each in found] == [1, 5, 6, 7]
    assert isinstance(found[1], Rejection)
    assert found[1].name == "ouvert"


def test_two_entries_of_one_key_are_told() -> None:
    found = list(read((GOOD + GOOD).encode()))
    assert isinstance(found[1], Rejection)
    assert "même clé" in found[1].reason


def test_what_is_no_bibtex_is_refused() -> None:
    with pytest.raises(IntakeError, match="BibTeX"):
        list(read(b"TY  - RPRT"))
