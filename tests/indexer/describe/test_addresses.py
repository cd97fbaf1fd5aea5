import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.describe.addresses import LONGEST, SHOWN, read_address


@pytest.mark.parametrize(
    ("text", "before", "name", "ending"),
    [
        ("https://www.ville-lorient.fr/quartiers/", (), "ville-lorient", "fr"),
        ("http://aides.metropole.exemple.fr", ("aides", "metropole"), "exemple", "fr"),
        ("http://www2.loire.gouv.fr/x", (), "loire", "gouv.fr"),
        ("www.mairie-exemple.asso.fr/a", (), "mairie-exemple", "asso.fr"),
        ("https://www.xn--prfecture-exemple-ctb.fr/", (), "prefecture-exemple", "fr"),
    ],
)
def test_a_name_is_what_was_registered(text: str, before: tuple[str, ...], name: str, ending: str) -> None:
    address = read_address(text)
    assert address is not None
    assert (address.before, address.name, address.ending) == (before, name, ending)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Don de la ville",
        "ftp://x.fr/a",
        "http://localhost/a",
        "http://10.0.0.1/a",
        "http://[x",
        "http://a b.fr",
        "https://intranet.ville-exemple.fr/a",
        "http://ged.exemple.lan/a",
        f"https://x.fr/{'a' * LONGEST}",
    ],
)
def test_what_is_no_address_of_the_web_tells_nothing(text: str) -> None:
    assert read_address(text) is None


def test_neither_user_nor_query_are_shown_and_a_long_path_is_cut() -> None:
    address = read_address("https://moi:secret@www.exemple.fr/page/?jeton=abc#la")
    assert address is not None
    assert address.shown == "www.exemple.fr/page"
    long = read_address("https://exemple.fr/" + "a" * 500)
    assert long is not None
    assert len(long.shown) == SHOWN


@given(st.text(max_size=300))
def test_no_text_stops_it(text: str) -> None:
    for each in (text, f"http://{text}", f"https://exemple.fr/{text}"):
        address = read_address(each)
        assert address is None or address.name


def test_below_a_host_of_sites_the_site_is_what_stands_before() -> None:
    address = read_address("https://paul.wordpress.com/a")
    assert address is not None
    deeper = address.one_deeper()
    assert deeper is not None
    assert (deeper.before, deeper.name) == ((), "paul")
    assert deeper.one_deeper() is None
