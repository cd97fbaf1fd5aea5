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
        "listed": ("santé", "emploi"),
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


def one(entry: str, encoding: str = "utf-8") -> Incoming:
    (found,) = read(entry.encode(encoding))
    assert isinstance(found, Incoming)
    return found


def test_per_cent_signs_and_tildes_are_what_they_are() -> None:
    found = one("@misc{a, title={Chômage : 25% des ~100 jeunes}, url={http://x.fr/~d/a%20b_c?x=1\\&y=2}}")
    assert found.first("title") == "Chômage : 25% des ~100 jeunes"
    assert found.first("source") == "http://x.fr/~d/a%20b_c?x=1&y=2"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "mac_roman", "utf-8-sig"])
def test_letters_survive_their_encoding(encoding: str) -> None:
    found = one("@book{b, title={L'été à Évry}, author={Lefèvre, Élise}}", encoding)
    assert (found.first("title"), found.first("creators")) == ("L'été à Évry", "Lefèvre, Élise")


def test_names_follow_the_rules_of_bibtex() -> None:
    written = "Ludwig van Beethoven and {Santé and Co} and Ville de Lyon and King, Jr., Martin and others"
    assert one(f"@book{{c, title={{T}}, author={{{written}}}}}").values["creators"] == (
        "van Beethoven, Ludwig",
        "Santé and Co",
        "Ville de Lyon",
        "King, Martin, Jr.",
    )


def test_an_article_keeps_where_it_appeared_and_what_is_left_is_named() -> None:
    found = one(
        "@article{d, title={T}, journal={Esprit}, volume=303, pages={14--39}, doi={10.1/a_b}, month=jan # "
        '"~12", year=2018, note={Voir}, address={Paris}}'
    )
    assert (found.first("journal"), found.first("extent"), found.first("doi")) == (
        "Esprit",
        "14-39",
        "10.1/a_b",
    )
    assert found.first("issued") == "2018-01-12"
    assert found.left == ("note", "address")


def test_a_keyword_in_braces_keeps_its_comma() -> None:
    found = one("@misc{e, title={T}, keywords={{Espaces publics, espaces verts}, Handicap}}")
    assert found.values["subjects"] == ("Espaces publics, espaces verts", "Handicap")


def test_pieces_of_a_value_are_joined_and_names_resolved() -> None:
    content = (
        '@string{pup = "Presses de l\'été"}\n'
        '@book(k1, title = "Un " # "titre", publisher = pup # {, Paris}, note = {A # B}, year = 2010)'
    )
    (found,) = read(content.encode())
    assert (found.first("title"), found.first("publisher")) == ("Un titre", "Presses de l'été, Paris")
    (kept,) = read(b"@book{k, title = {A # B}, year = 2010}")
    assert kept.first("title") == "A # B"


def test_a_shelf_mark_is_read_as_it_was_written() -> None:
    assert one(r"@misc{a, title={T}, library={A\_12 \& 3 \{b\}}}").first("shelf_mark") == "A_12 & 3 {b}"
    assert one("@misc{a, title={T}, callnumber={A_12 & 3}}").first("shelf_mark") == "A_12 & 3"
