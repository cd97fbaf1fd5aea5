"""Why a value was given, as a visitor reads it."""

from catalogue.record import Evidence, Method, Provenance, Record
from search_app.pages.evidence import reasons


def test_an_address_stands_on_no_page():
    told = Provenance(
        "creators", "Ville de Lorient", Method.ORIGIN, 0.8, (Evidence(0, "www.ville-lorient.fr"),)
    )
    (reason,) = reasons(Record("a", "A", provenance=(told,)), "creators")
    assert (reason.method, reason.confidence) == ("d'après l'adresse d'origine ou le dossier", "probable")
    assert [(each.text, each.page) for each in reason.quotes] == [("www.ville-lorient.fr", None)]
