import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.fields import FACETS
from search_app.state import FACET_KEYS, MAX_TEXT
from tests.search_app.conftest import site_of
from tests.search_app.fonds_of_test import RECORDS
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, plain, texts

KEYS = [*FACET_KEYS.values(), "q", "tri", "page", "synonymes", "annee_min", "annee_max", "hl", "x"]
WILD = st.lists(st.tuples(st.sampled_from(KEYS), st.text(max_size=30) | st.integers().map(str)), max_size=6)


def test_home_tells_what_the_fonds_holds(client):
    page = page_of(client.get("/"))
    assert texts(page, ".figures dd")[0] == "8"
    assert "Santé" in texts(page, ".themes a")
    assert "Centre-Val de Loire" in texts(page, ".tile .tile-name")
    assert len(page.cssselect(".timeline .bars li")) == 2021 - 2003 + 1


def test_an_empty_fonds_says_so(library):
    page = page_of(site_of(library, MemoryCatalogue(library.folder, ())).test_client().get("/"))
    assert texts(page, ".figures dd") == ["0"]
    assert "encore vide" in texts(page, "main > p")[0]
    assert page.cssselect(".map, .timeline, .themes") == []


def test_a_search_of_an_empty_fonds_blames_nobodys_spelling(library):
    visitor = site_of(library, MemoryCatalogue(library.folder, ())).test_client()
    everything, nothing = (page_of(visitor.get(f"/recherche{each}")) for each in ("", "?q=logement"))
    assert "encore vide" in texts(everything, ".nothing p")[0] and not everything.cssselect(".nothing li")
    assert len(nothing.cssselect(".nothing li")) == 3


def test_a_search_finds_and_marks(client):
    page = page_of(client.get("/recherche?q=sante"))
    assert texts(page, "h2#outcome") == ["5 résultats pour « sante »"]
    assert "santé" in texts(page, ".extracts mark")
    assert page.cssselect("title")[0].text == "sante — 5 résultats — Fonds documentaire"


def test_a_passage_leads_to_its_page_with_the_words(client):
    page = page_of(client.get("/recherche?q=perspectives"))
    (place,) = page.cssselect(".extracts .place")
    assert (place.text, place.get("href")) == (
        "p. 4",
        "/notice/rapport-2007/page/4?q=perspectives&rang=1#occ-1",
    )


def test_all_filters_stand_in_one_get_form(client):
    page = page_of(client.get("/recherche?q=sante&theme=sante&tri=date"))
    (form,) = page.cssselect("form#recherche")
    assert (form.get("method"), form.get("action"), form.get("id")) == ("get", "/recherche", "recherche")
    fields = page.cssselect(
        ".filters input[type=checkbox], .year-boxes input, button[type=submit]:not(form button)"
    )
    assert fields
    assert {each.get("form") for each in fields} == {"recherche"}
    assert [(each.get("name"), each.get("value")) for each in form.cssselect("[type=hidden]")] == [
        ("tri", "date")
    ]


@pytest.mark.parametrize("facet", FACETS.values(), ids=FACETS)
def test_a_wrong_value_of_any_facet_is_said_and_left_aside(client, facet):
    answer = client.get("/recherche", query_string={facet.key: "*" * 201})
    (said,) = texts(page_of(answer), ".problems li")
    assert answer.status_code == 200
    assert facet.label.lower() in said.lower()


def test_each_facet_is_a_fieldset_with_a_legend(client):
    page = page_of(client.get("/recherche"))
    legends = texts(page, "fieldset > legend")
    assert legends == [
        "Thème", "Région", "Année", "Dispositif", "Type de document", "Public", "Auteur", "Éditeur", "Langue",
    ]  # fmt: skip
    assert len(page.cssselect("fieldset")) == len(legends)


def test_what_the_form_sends_is_shortened_to_its_address(client):
    sent = "/recherche?q=sante&annee_min=2005&annee_max=2010&theme=sante&utm_source=lettre"
    answer = client.get(sent)
    assert (answer.status_code, answer.location) == (302, "/recherche?q=sante&theme=sante&annee=2005..2010")
    assert client.get(answer.location).status_code == 200


def test_active_filters_are_links_that_remove_them(client):
    page = page_of(client.get("/recherche?q=sante&theme=sante&region=24&annee=2007"))
    links = page.cssselect(".active a")
    assert [plain(each.get("aria-label")) for each in links[:-1]] == [
        "Retirer le filtre Thème : Santé",
        "Retirer le filtre Région : Centre-Val de Loire",
        "Retirer le filtre Année : 2007",
    ]
    assert links[0].get("href") == "/recherche?q=sante&region=24&annee=2007"
    assert (links[-1].text, links[-1].get("href")) == ("Tout effacer", "/recherche?q=sante")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("annee=abc", "L'année « abc » ne se lit pas"),
        ("page=99999999", "La page « 99999999 » n'existe pas : les pages vont de 1 à 1."),
        ("par_page=7", "« 7 » résultats par page n'est pas un choix : écrivez 10, 20, 50."),
        ("theme=inconnu", "Le filtre « Thème : inconnu » n'existe pas dans ce fonds"),
        ("tri=hasard", "L'ordre « hasard » n'existe pas"),
        ("q=" + "a" * (MAX_TEXT + 1), "Votre recherche dépasse 500 caractères"),
        ("q=" + "+".join(["mot"] * 40), "Seuls les 32 premiers mots"),
        ("q=de+la", "« de la » ne contient aucun mot à chercher"),
        ("q=%F0%9F%8E%89", "ne contient aucun mot à chercher"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page(client, query, sentence):
    answer = client.get(f"/recherche?{query}")
    assert answer.status_code == 200
    assert sentence in " ".join(texts(page_of(answer), ".problems li"))


def test_a_page_beyond_the_last_leads_to_the_last(client):
    answer = client.get("/recherche?q=sante&page=99")
    assert (answer.status_code, answer.location) == (302, "/recherche?q=sante")


def test_heading_and_title_tell_the_filters(client):
    page = page_of(client.get("/recherche?q=sante&theme=sante&annee=2018.."))
    assert texts(page, "h2#outcome") == ["2 résultats pour « sante » · Thème : Santé · Année : depuis 2018"]
    assert plain(page.cssselect("title")[0].text).startswith(
        "sante · Thème : Santé · Année : depuis 2018 — 2 rés"
    )


def test_one_chooses_how_many_stand_on_a_page(library):
    many = [(replace(record, identifier=f"{record.identifier}-{number}"), pages)
            for record, pages in RECORDS for number in range(3)]  # fmt: skip
    client = site_of(library, MemoryCatalogue(library.folder, many)).test_client()
    page = page_of(client.get("/recherche?tri=titre"))
    assert [each.get("href") for each in page.cssselect(".sizes a")] == [
        "/recherche?tri=titre", "/recherche?tri=titre&par_page=20", "/recherche?tri=titre&par_page=50",
    ]  # fmt: skip
    page = page_of(client.get("/recherche?tri=titre&par_page=20"))
    assert len(page.cssselect(".cards > li")) == 20
    assert page.cssselect(".pages a[rel=next]")[0].get("href").endswith("&par_page=20&page=2")
    assert ("par_page", "20") in [(each.get("name"), each.get("value")) for each in
                                  page.cssselect("form [type=hidden]")]  # fmt: skip


def test_filters_come_first_and_a_link_leads_there(client):
    page = page_of(client.get("/recherche?q=sante"))
    (link,) = page.cssselect(".skip a[href='#filtres']")
    order = [each.get("id") for each in page.cssselect("#filtres, #outcome")]
    assert (link.text, order) == ("Aller aux filtres", ["filtres", "outcome"])
    for folded in page.cssselect(".menu"):
        folded.drop_tree()  # the same ways as beside it, of which a window shows one
    stops = page.cssselect("a[href], button, input:not([type=hidden]), select, textarea, summary")
    first = next(number for number, each in enumerate(stops) if each.get("type") == "checkbox")
    assert first <= 12


def test_a_program_that_reads_on_finds_an_empty_page(client):
    answer = client.get("/recherche.json?q=sante&page=99").json
    assert (answer["query"]["page"], answer["hits"], answer["total"]) == (99, [], 5)
    assert "La page « 99 » n'existe pas" in plain(answer["problems"][0])


@pytest.mark.parametrize("page", ["501", "9" * 30])
def test_a_program_that_reads_on_past_all_pages_finds_nothing_either(client, page):
    answer = client.get(f"/recherche.json?q=sante&page={page}").json
    assert (answer["hits"], answer["total"]) == ([], 5)
    assert page in plain(answer["problems"][0])
    feed = client.get(f"/recherche.atom?q=sante&page={page}").text
    assert "<entry>" not in feed and "<entry>" in client.get("/recherche.atom?q=sante").text
    assert 'rel="first"' in feed and not re.search('rel="(self|next|previous)"', feed)


def test_a_wrong_year_is_said_beside_its_box(client):
    page = page_of(client.get("/recherche?annee_min=abc"))
    box = page.cssselect("#annee_min")[0]
    assert box.get("aria-invalid") == "true"
    assert texts(page, "#years-problem")[0].startswith("L'année « abc » ne se lit pas")
    assert "years-problem" in box.get("aria-describedby")


def test_without_words_the_newest_come_first_and_relevance_is_no_choice(client):
    browsing, searching = (page_of(client.get(url)) for url in ("/recherche", "/recherche?q=sante"))
    assert texts(browsing, ".sorts a") == ["Plus récents", "Plus anciens", "Titre", "Derniers arrivés"]
    assert texts(browsing, ".sorts [aria-current]") == ["Plus récents"]
    assert texts(searching, ".sorts [aria-current]") == ["Pertinence"]


def test_nothing_found_shows_ways_out(client):
    page = page_of(client.get("/recherche?q=bellevue&theme=sante&annee=2020"))
    assert texts(page, "h2#outcome") == [
        "Aucun résultat pour « bellevue » avec ces filtres · Thème : Santé · Année : 2020"
    ]
    (way,) = page.cssselect(".nothing a[href^='/recherche']")
    assert (way.text, way.get("href")) == ("sans aucun filtre", "/recherche?q=bellevue")
    assert "1 résultat" in way.tail


@pytest.mark.parametrize(
    ("query", "says", "link"),
    [
        ("q=asv", "Aussi cherché : « atelier santé ville ».", "/recherche?q=asv&synonymes=non"),
        ("q=asv&synonymes=non", "Seuls vos mots sont cherchés", "/recherche?q=asv"),
        ("q=sante+publik", "Essayez avec", "/recherche?q=sant%C3%A9"),
    ],
)
def test_what_was_searched_besides_is_said(client, query, says, link):
    (notice,) = page_of(client.get(f"/recherche?{query}")).cssselect(".notice")
    assert says in plain(notice.text_content())
    assert notice.cssselect("a")[0].get("href") == link


def test_too_few_words_found_is_said(client):
    notice = texts(page_of(client.get("/recherche?q=relâché")), ".notice")
    assert "Aucun document ne contient tous ces mots" in notice[0]


def test_json_twin_has_the_agreed_shape(client):
    answer = client.get("/recherche.json?q=sante&region=54").json
    assert answer["total"] == 1
    assert answer["query"]["filters"] == {"region": ["54"]}
    (hit,) = answer["hits"]
    assert (hit["identifier"], hit["regions"], hit["url"]) == (
        "rapport-2007",
        ["24", "54", "75"],
        "/notice/rapport-2007",
    )
    start, end = hit["passages"][0]["marks"][0]
    assert hit["passages"][0]["text"][start:end] == "santé"
    assert {"value": "54", "label": "Poitou-Charentes", "count": 1, "selected": True} in answer["facets"][
        "region"
    ]


def test_programs_are_told_what_cannot_be_read(client):
    assert client.get("/recherche.json").json["problems"] == []
    (problem,) = client.get("/recherche.json?annee=abc").json["problems"]
    assert plain(problem).startswith("L'année « abc » ne se lit pas")


def test_completion_speaks_opensearch(client):
    answer = client.get("/suggestions?q=sant")
    typed, suggested, kinds, urls = answer.json
    assert answer.mimetype == "application/x-suggestions+json"
    assert (typed, suggested[1], kinds[1], urls[1]) == ("sant", "Santé", "Thème", "/theme/sante")
    assert client.get("/suggestions?q=s").json[1] == []


def test_what_is_not_public_is_nowhere(client):
    for url in ("/", "/recherche?q=sante", "/recherche.json?q=sante", "/suggestions?q=note", "/plan"):
        assert "Note interne" not in client.get(url).text
    assert client.get("/notice/note-interne").status_code == 404
    assert client.get("/notice/note-interne/fichier").status_code == 404


def test_pages_of_an_answer_are_light(client):
    for url in ("/", "/recherche?q=sante", "/notice/rapport-2007?q=sante"):
        page = page_of(client.get(url))
        linked = [
            each.get("href") or each.get("src")
            for each in page.cssselect("link[rel=stylesheet], script[src]")
        ]
        weight = len(client.get(url).data) + sum(len(client.get(each).data) for each in linked)
        assert weight < 60_000, url


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(WILD)
def test_no_address_makes_the_site_fail(client, pairs):
    for path in ("/recherche", "/recherche.json", "/suggestions", "/notice/rapport-2007/page/3"):
        answer = client.get(path, query_string=pairs, follow_redirects=True)
        assert answer.status_code == 200, (path, pairs)
        assert not re.search("Traceback", answer.text)


def test_what_lacks_a_theme_or_a_date_is_a_filter_as_well(client):
    page = page_of(client.get("/recherche?region=(sans)"))
    assert texts(page, "h2#outcome") == ["1 résultat · Région : Sans région"]
    (box,) = page.cssselect("input[name=region][value='(sans)']")
    assert box.get("checked") is not None
    assert texts(page, ".active a")[0].startswith("Région : Sans région")
    assert client.get("/recherche.json?annee=(sans)&q=sante").json["total"] == 0
    assert client.get("/recherche?public=(sans)").text.count("existe pas dans ce fonds") == 1


def test_within_years_what_has_no_date_is_no_choice(client):
    answer = client.get("/recherche?annee=(sans)&annee=2007")
    assert answer.location == "/recherche?annee=2007"


def test_a_place_that_is_no_list_of_the_form_stays_in_it_while_it_narrows(client):
    page = page_of(client.get("/recherche?lieu=com:37261"))
    assert texts(page, "h2#outcome") == ["1 résultat · Lieu : Tours (Indre-et-Loire)"]
    (box,) = page.cssselect("input[name=lieu]")
    assert (box.get("value"), box.get("checked") is not None) == ("com:37261", True)
    assert not page_of(client.get("/recherche")).cssselect("input[name=lieu]")


class Apart(MemoryCatalogue):
    """Sets aside all answers but the first few."""

    def __init__(self, folder, kept, *, relaxed=False):
        super().__init__(folder)
        self._kept, self._relaxed = kept, relaxed

    def search(self, query):
        results = super().search(query)
        hits = (replace(hit, aside=number >= self._kept) for number, hit in enumerate(results.hits))
        return replace(results, hits=tuple(hits), relaxed=self._relaxed)


def test_what_hardly_answers_waits_behind_one_link_and_keeps_its_rank(library):
    page = page_of(site_of(library, Apart(library.folder, 2)).test_client().get("/recherche?q=sante"))
    assert texts(page, "h2#outcome") == ["5 résultats pour « sante »"]
    assert texts(page, "details.nearby > summary") == [
        "3 résultats où vos mots sont séparés, dans un autre ordre ou en passant"
    ]
    assert page.cssselect("details.nearby")[0].get("open") is None
    shown, opened = page.cssselect("ol.cards")
    assert (len(shown), len(opened), opened.getparent().tag) == (2, 3, "details")
    assert "rang=3" in opened.cssselect("h3 a")[0].get("href")


def test_a_page_of_what_hardly_answers_says_so_shows_it_and_can_be_taken_away(library):
    page = page_of(site_of(library, Apart(library.folder, 0)).test_client().get("/recherche?q=sante"))
    assert "Aucun document n'a ces mots ensemble" in texts(page, ".notice")[0]
    assert texts(page, "details.nearby[open] > summary") == [
        "5 résultats où vos mots sont séparés, dans un autre ordre ou en passant"
    ]
    assert page.cssselect(".take-away") and not page.cssselect(".nothing")


def test_where_no_document_has_all_words_the_nearest_are_shown_and_said_once(library):
    apart = Apart(library.folder, 0, relaxed=True)
    page = page_of(site_of(library, apart).test_client().get("/recherche?q=sante"))
    (said,) = texts(page, ".notice")
    assert said.startswith("Aucun document ne contient tous ces mots")
    assert len(page.cssselect("details.nearby[open] .cards > li")) == 5
    assert texts(page, "details.nearby > summary") == ["5 résultats qui n'ont qu'une partie de vos mots"]
