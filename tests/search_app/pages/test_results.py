"""What stands above the answers of a search, and why one is among them."""

from dataclasses import replace

from search.results import FoundBy, Suggestion
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue
from tests.search_app.pages.html import page_of, texts


class _Named(MemoryCatalogue):
    def search(self, query):
        results = super().search(query)
        hits = tuple(replace(hit, found_by=(FoundBy("theme", "Santé"),)) for hit in results.hits)
        return replace(results, hits=hits, concepts=(Suggestion("Santé", "theme", "sante", 42),))


def test_a_search_that_names_a_theme_leads_to_all_its_documents(library):
    client = site_of(library, _Named(library.folder)).test_client()
    page = page_of(client.get("/recherche?q=sante"))
    (link,) = [each for each in page.cssselect(".notice a") if "Santé" in each.text]
    assert (link.text, link.get("href")) == (
        "Voir le thème Santé, 42 documents",
        "/theme/sante",
    )
    assert "Trouvé par son thème Santé" in texts(page, ".via")
    answer = client.get("/recherche.json?q=sante").json
    assert answer["concepts"] == [{"facet": "theme", "value": "sante", "label": "Santé", "count": 42}]
    assert answer["hits"][0]["found_by"] == [{"kind": "theme", "label": "Santé"}]
