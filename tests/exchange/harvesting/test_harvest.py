"""A library that harvests another one, over the loopback network."""

from dataclasses import replace

import pytest

from catalogue.library import create_library
from catalogue.record import Access, Record
from catalogue.settings import LibrarySettings, Settings, SharingSettings
from exchange.fetching import RefusedAddressError
from exchange.harvesting.asking import RemoteRepository
from exchange.harvesting.errors import HarvestConflictError, HarvestError
from exchange.harvesting.harvest import Harvest, centre_name
from exchange.harvesting.harvest_state import HarvestState, read_state
from exchange.received import stores
from tests.exchange.oai.repositories import put, withdraw
from tests.exchange.oai.site import Site


@pytest.fixture
def site(tmp_path):
    library = create_library(tmp_path / "theirs")
    put(library, *(Record(f"r{number}", f"Bilan {number}") for number in range(5)))
    site = Site(library)
    yield site
    site.close()


@pytest.fixture
def ours(library, monkeypatch):
    monkeypatch.setattr("exchange.harvesting.asking._WAITS", ())
    sharing = SharingSettings(private_hosts=("127.0.0.1",))
    return replace(library, settings=Settings(library=LibrarySettings(centre="ici"), sharing=sharing))


def harvest(ours, site, **more):
    state = read_state(ours, "voisin") or HarvestState(site.url)
    with Harvest(ours, "voisin", state, **more) as harvesting:
        for page in harvesting.pages():
            harvesting.keep(page)


def titles(ours):
    return {item.record.title for item in stores(ours)["voisin"].items() if item.record}


def test_all_that_is_public_comes_and_later_only_what_changed(ours, site):
    put(site.library, Record("n", "Note interne", access=Access.INTERNAL))
    harvest(ours, site)
    assert titles(ours) == {f"Bilan {number}" for number in range(5)}
    put(site.library, Record("r1", "Bilan corrigé"))
    withdraw(site.library, "r2")
    site.requests.clear()
    harvest(ours, site)
    assert titles(ours) == {"Bilan 0", "Bilan corrigé", "Bilan 3", "Bilan 4"}
    assert "from" in next(each for each in site.requests if each["verb"] == "ListRecords")


def test_a_harvest_cut_short_goes_on_from_its_last_page(ours, site):
    site.failing = True
    with pytest.raises(Exception, match="503"):
        harvest(ours, site)
    assert len(titles(ours)) == 2
    site.failing = False
    site.requests.clear()
    harvest(ours, site)
    assert len(titles(ours)) == 5
    lists = [each for each in site.requests if each["verb"] == "ListRecords"]
    assert all("resumptionToken" in each for each in lists)


def test_a_token_that_is_no_longer_good_begins_again(ours, site):
    site.failing = True
    with pytest.raises(Exception, match="503"):
        harvest(ours, site)
    site.failing = False
    state = read_state(ours, "voisin")
    state.token = "old"
    with Harvest(ours, "voisin", state) as harvesting:
        for page in harvesting.pages():
            harvesting.keep(page)
    assert len(titles(ours)) == 5


def test_what_a_repository_without_deletions_no_longer_tells_is_withdrawn(ours, site):
    site.deletions = b"no"
    harvest(ours, site)
    site.library = create_library(site.library.folder / "other")
    put(site.library, Record("r9", "Seul"))
    harvest(ours, site)
    assert titles(ours) == {"Seul"}


def test_nothing_new_is_no_error(ours, site):
    harvest(ours, site)
    before = titles(ours)
    harvest(ours, site)
    assert titles(ours) == before


def test_a_format_the_repository_does_not_have_is_told(ours, site):
    with (
        Harvest(ours, "voisin", HarvestState(site.url, prefix="marc21")) as harvesting,
        pytest.raises(HarvestError, match="cannotDisseminateFormat"),
    ):
        list(harvesting.pages())


def test_a_name_is_one_centres(ours, site):
    harvest(ours, site)
    for name, url in (("voisin", "https://autre.example/oai"), ("ici", site.url), ("Pas bon", site.url)):
        with pytest.raises(HarvestConflictError):
            Harvest(ours, name, HarvestState(url))
    assert centre_name("https://www.villes-carre.example.fr/oai") == "villes-carre-example-fr"


@pytest.mark.parametrize("url", ["http://127.0.0.1/oai", "file:///etc/passwd", "https://169.254.169.254/oai"])
def test_no_address_of_our_own_network_is_asked(url):
    with RemoteRepository(url) as asked, pytest.raises(RefusedAddressError):
        asked.ask(verb="Identify")
