import re
from dataclasses import replace

from catalogue.library import create_library
from search_app.pages import page_frame
from search_app.presented import Presentation
from tests.search_app.conftest import site_of
from tests.search_app.memory import MemoryCatalogue


def test_a_frame_is_made_once_for_a_kind_of_page_and_leads_to_this_one_in_other_languages(
    tmp_path, monkeypatch
):
    library = create_library(tmp_path)
    client, made = site_of(library, MemoryCatalogue(tmp_path)).test_client(), []
    of_page = page_frame._made
    monkeypatch.setattr(page_frame, "_made", lambda: made.append(1) or of_page())
    pages = [client.get(f"/recherche?q={word}").text for word in ("emploi", "ville")]
    assert [re.findall(r'hreflang="en"', page) for page in pages] == [['hreflang="en"'] * 2] * 2
    assert ["q=emploi&amp;hl=en" in page for page in pages] == [True, False]
    assert len(made) == 1
    client.get("/aide")
    client.get("/recherche?q=ville&hl=en")
    assert len(made) == 3


def test_a_frame_says_what_the_centre_says_now(app, monkeypatch):
    said = Presentation()
    monkeypatch.setattr(page_frame, "presentation", lambda: said)
    with app.app_context(), app.test_request_context("/"):
        assert not page_frame.frame().colours
    said = replace(said, colour="#004488")
    with app.app_context(), app.test_request_context("/"):
        assert page_frame.frame().colours
