from flask import g

from catalogue.rights import PUBLIC_READER, STAFF_READER
from search_app.pages.home import home_page


def test_what_is_kept_for_one_reader_is_not_shown_to_another(app):
    counted = []
    for reader in (STAFF_READER, PUBLIC_READER, STAFF_READER):
        with app.test_request_context("/"):
            g.reader = reader
            counted.append(home_page().figures[0])
    assert counted[0] == counted[2] != counted[1]


def test_the_other_language_is_another_page(app):
    links = []
    for address in ("/", "/?hl=en", "/"):
        with app.test_request_context(address):
            app.preprocess_request()
            links.append(home_page().all_newest)
    assert "hl=en" in links[1]
    assert links[0] == links[2] != links[1]
