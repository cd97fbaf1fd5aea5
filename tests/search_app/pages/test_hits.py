from dataclasses import replace

from catalogue.record import Record
from search.query import Sort
from search.results import Hit
from search_app.pages.hits import grouped
from tests.search_app.conftest import site_of
from tests.search_app.fonds_of_test import RECORDS
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts


def hit(identifier):
    return Hit(Record(identifier, identifier), 1.0)


def order(names, near):
    found = grouped([hit(name) for name in names], {name: list(map(record, near[name])) for name in near})
    return [(each.record.identifier, below) for each, below in found]


def record(identifier):
    return Record(identifier, identifier)


def test_theirs_stands_right_below_ours_though_it_ranks_higher():
    near = {"a@ville": ["a"], "a": ["a@ville"]}
    assert order(["a@ville", "b", "a", "c"], near) == [
        ("b", False),
        ("a", False),
        ("a@ville", True),
        ("c", False),
    ]


def test_theirs_stands_where_it_is_when_ours_is_on_another_page():
    assert order(["a@ville", "b"], {"a@ville": ["a"]}) == [("a@ville", False), ("b", False)]


def site_with_neighbours(library):
    """A site where another centre holds what the second record says."""
    theirs = Record("x@ville", "Leur rapport", centre="ville")
    catalogue = MemoryCatalogue(library.folder, [*RECORDS, (theirs, ())])
    ours = RECORDS[1][0]
    near = {ours.identifier: (theirs,), "x@ville": (ours,)}
    catalogue.neighbours = lambda records, _: {
        each.identifier: near[each.identifier] for each in records if each.identifier in near
    }
    catalogue.label = lambda _facet, value, _language="fr": "Centre Ville" if value == "ville" else value
    return site_of(library, catalogue).test_client(), ours


def test_each_notice_leads_to_the_other(library):
    client, ours = site_with_neighbours(library)
    page = page_of(client.get(f"/notice/{ours.identifier}"))
    (link,) = page.cssselect("[aria-labelledby=neighbours] a")
    assert (link.text, link.get("href")) == ("Centre Ville", "/notice/x@ville")
    (back,) = page_of(client.get("/notice/x@ville")).cssselect("[aria-labelledby=neighbours] a")
    assert (back.text, back.get("href")) == (library.settings.library.name, f"/notice/{ours.identifier}")


def test_cards_are_grouped_and_counted_as_they_are(library):
    client, ours = site_with_neighbours(library)
    page = page_of(client.get("/recherche"))
    shown = page.cssselect(".cards > li")
    assert texts(page, "h2#outcome")[0].startswith(f"{len(shown)} ")
    (below,) = page.cssselect(".cards > .below")
    assert texts(below, "h3") == ["Leur rapport"]
    assert _address(below.getprevious().cssselect("h3 a")[0]) == f"/notice/{ours.identifier}"
    assert page_of(client.get(f"/recherche?tri={Sort.TITLE}")).cssselect(".below") == []


def test_versions_of_one_text_take_one_card(library):
    catalogue = MemoryCatalogue(library.folder)
    head, version = (record for record, _ in RECORDS[:2])
    catalogue.versions = lambda _records: {version.identifier: head.identifier}
    client = site_of(library, catalogue).test_client()
    page = page_of(client.get("/recherche"))
    heads = [_address(link) for link in page.cssselect(".cards h3 a")]
    assert f"/notice/{version.identifier}" not in heads
    assert [_address(each) for each in page.cssselect(".via a")] == [f"/notice/{version.identifier}"]
    by_title = page_of(client.get(f"/recherche?tri={Sort.TITLE}"))
    assert f"/notice/{version.identifier}" in [_address(link) for link in by_title.cssselect(".cards h3 a")]


def test_cards_and_versions_of_one_name_say_what_tells_them_apart(library):
    catalogue = MemoryCatalogue(
        library.folder,
        [
            (replace(each, title="Bilan", issued="2012", pages=number), pages)
            for number, (each, pages) in enumerate(RECORDS[:3], 2)
        ],
    )
    head, version = (record for record, _ in RECORDS[:2])
    catalogue.versions = lambda _records: {version.identifier: head.identifier}
    page = page_of(site_of(library, catalogue).test_client().get("/recherche"))
    assert texts(page, ".via a") == ["Bilan (2012, 3 pages)"]
    facts = [" ".join(texts(each, ".facts")) for each in page.cssselect(".cards > li")]
    assert ["2 pages" in facts[0], "4 pages" in facts[1]] == [True, True]


def _address(link):
    """Where a card leads, without its place in the list."""
    return link.get("href").partition("?")[0]
