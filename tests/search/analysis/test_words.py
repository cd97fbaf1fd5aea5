import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import read_chunk, read_slots, tokens
from search.analysis.exceptions import ACCENTS, PLACES, STOP_WORDS, TOWNS
from search.analysis.words import _of_any_signs


def _read(text):
    return [(token.exact, token.position) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'égalité d’accès", [("egalite", 0), ("acces", 1)]),
        ("politique de la ville", [("politique", 0), ("ville", 3)]),
        ("C.U.C.S. et Z.U.S", [("cucs", 0), ("zus", 2)]),
        ("co-éducation", [("co", 0), ("education", 1), ("coeducation", 0)]),
        ("aujourd'hui", [("aujourd", 0), ("hui", 1), ("aujourdhui", 0)]),
        ("A-t-on agi ?", [("agi", 1)]),
        ("2007-2013, 3,5 %", [("2007", 0), ("2013", 1), ("3", 2), ("5", 3)]),
        ("fin.Début", [("fin", 0), ("debut", 1)]),
        (
            "XXIe siècle, 12ème, 1er, Vie",
            [("21e", 0), ("siecle", 1), ("12e", 2), ("1e", 3), ("1", 3), ("vie", 4)],
        ),
        ("St-Denis, Sté", [("saint", 0), ("denis", 1), ("saintdenis", 0), ("ste", 2)]),
        ("né à ne pas", [("ne", 0), ("pas", 3)]),
        ("1 500, 1.500", [("1", 0), ("500", 1), ("1500", 0), ("1", 2), ("500", 3), ("1500", 2)]),
        ("en 2007 500", [("2007", 1), ("500", 2)]),
        ("12/03/2019", [("12", 0), ("mars", 1), ("2019", 2), ("03", 1)]),
        ("3/2019", [("mars", 0), ("2019", 1), ("3", 0)]),
        ("L. 5211-1", [("5211", 1), ("1", 2), ("l5211-1", 0)]),
        ("QP 037 012", [("qp", 0), ("037", 1), ("012", 2), ("qp037012", 0)]),
        ("QPV2024", [("qpv", 0), ("2024", 1), ("qpv2024", 0)]),
        ("3M€", [("3", 0), ("million", 1), ("3000000", 0)]),
        ("l'été, l’Est, le CE", [("ete", 0), ("est", 1), ("ce", 3)]),
        ("Est-ce est ce", []),
        ("rendez-vous", [("rendez", 0), ("rendezvous", 0)]),
        ("marché MARCHE", [("marché", 0), ("marche", 1), ("marché", 1)]),
        ("Val-d'Oise", [("val", 0), ("oise", 1), ("valdoise", 0)]),
        ("maïs mais même", [("mais", 0)]),
        ("le PAR, l'UN", [("par", 1)]),
        (
            "QP-093-030, 2015-2020",
            [("qp", 0), ("093", 1), ("030", 2), ("qp093030", 0), ("2015", 3), ("2020", 4)],
        ),
        ("aujourdʼhui", [("aujourd", 0), ("hui", 1), ("aujourdhui", 0)]),
        ("soci´et´e dØbat cohÃ©sion", [("societe", 0), ("debat", 1), ("cohesion", 2)]),
        ("التَّعْلِيم", [("التعليم", 0)]),
        ("", []),
    ],
)
def test_text_is_read_as_words_with_positions(text, words):
    assert _read(text) == words


def test_decomposed_accents_and_soft_hyphens_change_nothing():
    text = "réussite édu\u00adcative"
    assert _read(unicodedata.normalize("NFD", text)) == _read("réussite éducative")


@pytest.mark.parametrize(
    ("chunk", "name"),
    [("CUCS", "cucs"), ("Tours", "tours"), ("tours", None), ("QUARTIERS", None), ("Lot-et-Garonne", None)],
)
def test_capitals_announce_acronyms_and_places(chunk, name):
    assert read_chunk(chunk).name == name


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text):
    for token in tokens(text):
        assert token.exact
        assert 0 <= token.start < token.end <= len(text)


@pytest.mark.parametrize(
    ("text", "holds"),
    [("pour le bien être de tous", True), ("Bien être", True), ("cela peut bien être vrai", False)],
)
def test_a_compound_that_a_text_writes_in_two_words_is_one_where_it_is_a_noun(text, holds):
    assert ("bienetre" in {token.exact for token in tokens(text)}) is holds


@pytest.mark.parametrize("text", ["C.U.C.S. 2007", "le C.U.C.S. 2007-2009", "(C.U.C.S. 2014)"])
def test_an_acronym_with_dots_stays_whole_before_a_year(text):
    assert "cucs" in [token.exact for token in tokens(text)]


@pytest.mark.parametrize(
    ("chunk", "said"),
    [
        ("ville", ["ville"]),
        ("la", ["(la)"]),
        ("qu’à", ["(qu)", "(a)"]),
        ("l'auto-école", ["(l)", "auto autoecole", "ecole"]),
        ("Val-d'Oise", ["val valdoise", "(d)", "oise"]),
        ("sur-mesure", ["(sur) surmesure", "mesure"]),
        ("rendez-vous", ["rendez rendezvous", "(vous)"]),
        ("doit-on", ["doit"]),
        ("L. 5211-1", ["(l) l5211-1", "5211", "1"]),
        ("l’Est", ["(l)", "est"]),
    ],
)
def test_a_chunk_says_its_little_words_in_order(chunk, said):
    slots = read_slots(chunk)
    found = [
        " ".join([*(f"({slot.little})" for _ in slot.little[:1]), *(word.exact for word in slot.words)])
        for slot in slots
    ]
    assert found == said
    assert sum(slot.placed for slot in slots) == read_chunk(chunk).span


_SMALL = "abcdefghijklmnopqrstuvwxyz" + "".join(map(chr, range(0xE0, 0xF7))) + "øùúûüýþÿœ"
_KNOWN = sorted(word for word in STOP_WORDS | ACCENTS | PLACES | TOWNS | {"maïs", "jeûne", "sûr"} if word)


@given(st.text(_SMALL, min_size=1, max_size=50) | st.sampled_from(_KNOWN))
def test_a_word_in_small_letters_is_read_as_any_chunk(word):
    assert _of_any_signs(word) == read_chunk(word)
