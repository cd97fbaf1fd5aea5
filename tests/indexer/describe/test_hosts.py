import pytest

from indexer.describe.addresses import read_address
from indexer.describe.hosts import called, whose_site


def own(text: str) -> str | None:
    address = read_address(text)
    assert address is not None
    site = whose_site(address)
    return site.name if site else None


@pytest.mark.parametrize(
    "address",
    [
        "https://docplayer.fr/1-x.html", "https://www.slideshare.net/x", "https://fr.calameo.com/books/1",
        "https://issuu.com/x/docs/y", "https://univ.academia.edu/x", "https://fr.wikipedia.org/wiki/Tours",
        "https://www.youtube.com/watch?v=1", "https://www.facebook.com/x", "https://mydocs.fr/1",
        "https://pdfshare.com/x", "https://freeslides.net/x",
    ],
)  # fmt: skip
def test_where_anybody_puts_files_an_address_tells_nothing(address: str) -> None:
    assert own(address) is None


def test_a_blog_is_its_own_site_and_its_host_tells_nothing() -> None:
    assert own("https://amisdulac.wordpress.com/a") == "amisdulac"
    assert own("https://wordpress.com/a") is None


@pytest.mark.parametrize(
    "address", ["https://documentation-sociale.fr", "https://www.doctissimo.fr", "https://docks.fr"]
)
def test_a_name_that_only_begins_alike_is_somebody_s(address: str) -> None:
    assert own(address)


def test_some_sites_are_not_called_as_their_address() -> None:
    address = read_address("https://nantes.maville.com/actu/x")
    assert address is not None
    assert called(address) == "Ouest-France"
