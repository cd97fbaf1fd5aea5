"""A library that harvests another one, over the loopback network."""

from dataclasses import replace
from itertools import count

import pytest

from catalogue.centre import Centre, Means
from catalogue.library import create_library
from catalogue.record import Access, Record
from catalogue.settings import LibrarySettings, Settings, SharingSettings
from exchange.fetching import FetchError, RefusedAddressError
from exchange.harvesting.asking import RemoteRepository
from exchange.harvesting.errors import HarvestConflictError, HarvestError
from exchange.harvesting.harvest import Harvest, centre_name
from exchange.harvesting.harvest import harvest as harvest_centre
from exchange.harvesting.harvest_state import HarvestState, forget_heard, keep_state, read_state
from exchange.oai.provider import answer
from exchange.received import receive, stores
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


@pytest.mark.parametrize("instead", ["", "<Identify><repositoryName>x</repositoryName></Identify>"])
def test_an_answer_without_the_list_ends_nothing_and_withdraws_nothing(ours, site, monkeypatch, instead):
    harvest(ours, site)
    before, site.deletions = read_state(ours, "voisin"), b"no"
    content = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{instead}</OAI-PMH>'.encode()
    monkeypatch.setattr("tests.exchange.oai.site.answer", lambda *_: content)
    with pytest.raises(HarvestError, match="sans la liste"):
        harvest(ours, site, whole=True)
    assert (len(titles(ours)), read_state(ours, "voisin")) == (5, before)


def test_another_list_of_the_same_repository_is_asked_whole(ours, site):
    def follow(_library):
        return None

    one = harvest_centre(ours, "voisin", HarvestState(site.url), follow=follow)
    site.requests.clear()
    two = harvest_centre(ours, "voisin", HarvestState(site.url, prefix="oai_qdc"), follow=follow)
    assert (one.received, two.received, two.withdrawn) == (5, 5, 0)
    assert not any("from" in each for each in site.requests)


def lists_of(site):
    return [each for each in site.requests if each["verb"] == "ListRecords"]


def test_a_whole_harvest_goes_on_where_it_was_cut_short_and_tells_at_its_end_what_is_gone(ours, site):
    """One that is cut short each time, by a repository without deletions, would never end."""
    harvest(ours, site)
    site.library, site.deletions = create_library(site.library.folder / "other"), b"no"
    put(site.library, *(Record(f"s{number}", f"Étude {number}") for number in range(5)))
    site.failing = True
    with pytest.raises(Exception, match="503"):
        harvest(ours, site)
    assert {"Bilan 0", "Étude 0"} <= titles(ours)
    site.failing = False
    site.requests.clear()
    harvest(ours, site)
    assert titles(ours) == {f"Étude {number}" for number in range(5)}
    assert all("resumptionToken" in each for each in lists_of(site))
    assert not read_state(ours, "voisin").whole
    assert not list((ours.state / "harvested/voisin").glob("heard-*"))


@pytest.mark.parametrize("lost", ["what it told", "its token"])
def test_a_whole_harvest_begins_again_where_it_cannot_go_on(ours, site, lost):
    site.deletions, site.failing = b"no", True
    with pytest.raises(Exception, match="503"):
        harvest(ours, site)
    site.failing = False
    if lost == "its token":
        keep_state(ours, "voisin", replace(read_state(ours, "voisin"), token="old"))
    else:
        forget_heard(ours, "voisin", but="")
    harvest(ours, site)
    assert titles(ours) == {f"Bilan {number}" for number in range(5)}


@pytest.mark.parametrize("deletions", [b"no", b"persistent"])
def test_a_token_that_is_refused_as_an_address_is_has_the_list_begun_again(ours, site, deletions):
    """One that answers « 404 » to an old token would never be harvested again."""
    site.deletions, site.failing, site.status = deletions, True, 404
    with pytest.raises(FetchError, match="404"):
        harvest(ours, site)
    site.requests.clear()
    site.size = 9
    harvest(ours, site)
    assert titles(ours) == {f"Bilan {number}" for number in range(5)}
    assert ["resumptionToken" in each for each in lists_of(site)] == [True, False]
    assert not read_state(ours, "voisin").token


def test_a_token_that_expires_within_a_run_is_told_and_the_next_one_begins_again(ours, site, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("tests.exchange.oai.site.answer", expiring)
        with pytest.raises(HarvestError, match=r"ne sait plus continuer.*Relancez"):
            harvest(ours, site)
    assert titles(ours) == {"Bilan 0", "Bilan 1"}
    site.requests.clear()
    keep_state(ours, "voisin", replace(read_state(ours, "voisin"), token="expired"))
    harvest(ours, site)
    assert titles(ours) == {f"Bilan {number}" for number in range(5)}
    assert len(lists_of(site)) == 4


def expiring(shelf, arguments):
    """What a repository answers whose tokens last no longer than a page."""
    told = dict(arguments)
    if "resumptionToken" not in told:
        return answer(shelf, arguments)
    return answer(shelf, [("verb", told["verb"]), ("resumptionToken", "expired")])


def test_our_own_site_is_not_harvested(ours, site):
    home = LibrarySettings(centre="ici", url=site.url.removesuffix("oai"))
    ours = replace(ours, settings=replace(ours.settings, library=home))
    with pytest.raises(HarvestConflictError, match="votre propre site"):
        harvest(ours, site)
    assert not stores(ours)


def test_a_centre_that_is_mounted_is_not_harvested_as_well(ours, site):
    receive(ours, Centre("eux", "Eux", Means.BUNDLE, url=site.url.removesuffix("/oai")), ())
    with pytest.raises(HarvestConflictError, match="fonds unmount eux"):
        harvest(ours, site)


def test_a_repository_that_goes_round_in_circles_is_left(ours, site, monkeypatch):
    record = "<record><header><identifier>x</identifier></header></record>"
    tokens = count()

    def circle(*_):
        listed = f"<ListRecords>{record}<resumptionToken>{next(tokens)}</resumptionToken></ListRecords>"
        return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{listed}</OAI-PMH>'.encode()

    monkeypatch.setattr("tests.exchange.oai.site.answer", circle)
    with pytest.raises(HarvestError, match="sans fin"):
        harvest(ours, site)
    assert next(tokens) < 100


def test_a_repository_is_waited_for_as_long_as_it_asks_and_no_longer(site, monkeypatch):
    slept = []
    answers = [FetchError.for_now("busy", 40), FetchError.for_now("busy", 86400)]

    def fetch(*_):
        raise answers.pop(0)

    monkeypatch.setattr("exchange.harvesting.asking.Fetcher.fetch", fetch)
    with (
        RemoteRepository(site.url, ("127.0.0.1",), sleep=slept.append) as repository,
        pytest.raises(FetchError),
    ):
        repository.ask(verb="Identify")
    assert slept == [40]


def test_what_is_not_there_is_asked_for_once(site, monkeypatch):
    asked = []

    def fetch(*told):
        asked.append(told)
        raise FetchError("404")

    monkeypatch.setattr("exchange.harvesting.asking.Fetcher.fetch", fetch)
    with (
        RemoteRepository(site.url, ("127.0.0.1",), sleep=asked.append) as repository,
        pytest.raises(FetchError, match="404"),
    ):
        repository.ask(verb="Identify")
    assert len(asked) == 1


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
    for url in ("", "https://", "catalogue.exemple.fr/oai", "https://exemple.fr:99999/oai"):
        with pytest.raises(HarvestConflictError, match="adresse d'un catalogue"):
            Harvest(ours, "voisin", HarvestState(url))
    assert centre_name("https://www.villes-carre.example.fr/oai") == "villes-carre-example-fr"


@pytest.mark.parametrize("url", ["http://127.0.0.1/oai", "file:///etc/passwd", "https://169.254.169.254/oai"])
def test_no_address_of_our_own_network_is_asked(url):
    with RemoteRepository(url) as asked, pytest.raises(RefusedAddressError):
        asked.ask(verb="Identify")
