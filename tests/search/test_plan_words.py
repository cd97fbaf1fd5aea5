"""Words of a query that belong together, and endings it is not asked for."""

import pytest

from search.parser import parse
from search.plan import plan
from search.steps import words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1 500 euros", {"1500", "1", "500"}),
        ("article L. 5211-1", {"l5211-1", "5211", "1"}),
        ("12/03/2019", {"12", "mars", "2019"}),
        ("c l s p d", {"clspd"}),
        ("bien être", {"bienetre"}),
        ("rendez-vous", {"rendezvous"}),
        ("savoir-être", {"savoiretre"}),
        ("habitant·e·s", {"habitant"}),
        ("habitant(e)s du quartier", {"habitant", "quartier"}),
        ("acteurs/trices", {"acteurs"}),
        ("PLU(i)", {"plu", "plui"}),
        ("micro crèche", {"microcreche", "micro", "creche"}),
        ("sous location", {"sous", "location", "souslocation"}),
        ("non recours", {"non", "recours", "nonrecours"}),
        ("vidéo jeunes", {"video", "jeunes", "videojeunes"}),
        ("sur quelle île", {"ile"}),
        ("entre 2004 et 2005", {"2004", "2005"}),
        ("sous l'empire", {"empire"}),
        ("au niveau du coup", {"niveau", "coup"}),
        ("années 90", {"annees", "90", "1990"}),
        ("1,5 M€", {"1", "5", "million", "1500000"}),
        ("écoquartier", {"ecoquartier", "eco", "quartier"}),
        ("il a été construit", {"construit"}),
        ("quartiers d'été", {"quartiers", "ete"}),
        ("Grand Est", {"grand", "est"}),
        ("le grand est", {"grand", "est"}),
        ("LES QUARTIERS DU CE", {"quartiers"}),
        ("marche", {"marche", "marché"}),
        ("marché", {"marché"}),
    ],
)
def test_what_is_typed_is_asked_for_as_one(typed, words):
    assert {word.exact for word in words_of(plan(parse(typed).root))} == words


@pytest.mark.parametrize(
    ("typed", "towns"), [("Rue", ["rue"]), ("la Rue", ["rue"]), ("Rue pavée", []), ("rue", []), ("RUE", [])]
)
def test_a_capital_tells_a_town_unless_it_opens_a_sentence(typed, towns):
    assert [word.exact for word in words_of(plan(parse(typed).root)) if word.town] == towns


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("que signifie le sigle ASV", {"sigle", "asv"}),
        ("Que veut dire ASV ?", {"asv"}),
        ("le mot qui signifie auprès de", {"mot", "signifie", "aupres"}),
    ],
)
def test_what_asks_for_a_meaning_is_dropped_and_what_says_one_kept(typed, words):
    assert {word.exact for word in words_of(plan(parse(typed).root))} == words
