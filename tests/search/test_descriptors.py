"""What a notice's codes are called finds it, in all their names."""

import pytest

from catalogue.record import Record
from catalogue.vocabulary import load_vocabularies
from search.descriptors import Descriptors
from search.results import FoundBy

VOCABULARIES = load_vocabularies()
DESCRIPTORS = Descriptors(VOCABULARIES)


def _names(**fields):
    return {name for each in DESCRIPTORS.of(Record("n", "Note", **fields)) for name in each.names}


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"themes": ("sante",)}, {"Santé", "santé publique", "Cohésion sociale"}),
        ({"programmes": ("asv",)}, {"Atelier santé ville", "ASV"}),
        ({"type": "fiche-experience"}, {"fiche d'expérience"}),
        ({"audience": ("bailleurs",)}, {"Bailleurs"}),
        ({"places": ("com:79191",)}, {"Niort", "Deux-Sèvres", "Nouvelle-Aquitaine", "Poitou-Charentes"}),
        ({"places": ("reg:54",)}, {"Poitou-Charentes", "Nouvelle-Aquitaine"}),
        ({"places": ("reg:75",)}, {"Nouvelle-Aquitaine", "Poitou-Charentes", "Limousin", "Aquitaine"}),
        ({"places": ("dep:971",)}, {"Guadeloupe"}),
        ({"file": "notes/GUSP-rapport-2014.md"}, {"GUSP-rapport-2014"}),
        ({"file": "GUSP_bilanFinal2014-vf.md"}, {"GUSP_bilan Final 2014-vf"}),
    ],
)
def test_a_record_is_called_by_all_names_of_its_codes(fields, names):
    assert names <= _names(**fields)


def test_a_commune_lay_in_one_region_of_before_only():
    assert "Limousin" not in _names(places=("com:79191",))
    assert _names(themes=("inconnu",), places=("com:00000",), type="inconnu") == set()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sante"], [FoundBy("theme", "Santé")]),
        (["bretagne"], [FoundBy("place", "Bretagne")]),
        (["gusp"], [FoundBy("file", "")]),
        (["absent"], []),
        ([], []),
    ],
)
def test_a_hit_says_what_of_the_notice_holds_the_words(words, told):
    record = Record("n", "Note", themes=("sante",), places=("reg:53",), file="GUSP-2014.md")
    assert list(DESCRIPTORS.found_by(record, words)) == told
