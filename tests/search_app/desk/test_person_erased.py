"""Somebody erased at their wish is found nowhere: in no file of ours, page, export, bundle or backup."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from catalogue.library import open_library
from desk.backup import back_up
from desk.evaluations import Evaluation, Evaluations
from exchange.bundles.shelf import publish, published
from tests.search_app.desk.conftest import send
from tests.search_app.pages.html import page_of

#: Words that nothing else says.
TRACES = ("zéphyrine", "zephyrine", "quintalou", "0612345699")
TABLE = (
    "Nom;Prénom;Organisme;Courriel;Téléphone;Peut être transmis aux autres centres\n"
    "Quintalou;Zéphyrine;Ville de Dreux;zephyrine@ville.example;0612345699;oui\n"
    "Martin;Paul;Caf;p.martin@caf.example;;oui\n"
)
#: Where a visitor, a program or the desk would read of an actor.
PUBLIC = (
    "/", "/acteurs", "/acteurs.csv", "/acteurs.vcf", "/recherche", "/recherche.json", "/recherche.atom",
    "/plan", "/recherche/valeurs/auteur", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/recherche.ris",
    "/recherche.csv", "/sitemap.xml", "/partage/", "/suggestions?q=zephy", "/recherche?q=quintalou",
    "/territoires/C28134",
)  # fmt: skip
DESK = ("/atelier", "/atelier/acteurs", "/atelier/notices", "/atelier/historique", "/atelier/corbeille")


@pytest.fixture
def desk_library(desk_library):
    with (desk_library.folder / "fonds.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[site]\nrooms = ["acteurs", "agenda"]\n')
    return open_library(desk_library.folder)


def test_somebody_erased_is_found_nowhere(log_in, visitor, run_index, desk_library, tmp_path):
    run_index()
    visitor.get("/recherche?q=Zéphyrine+Quintalou")  # finds nothing, which is counted
    said = Evaluation({}, {"better": "Madame Quintalou parlait trop bas."})
    Evaluations(desk_library).receive("journee", said, None)
    claire = log_in("claire")
    book = (io.BytesIO(TABLE.encode()), "carnet.csv")
    send(claire, "/atelier/acteurs/carnet", page="/atelier/acteurs", file=book)
    run_index()
    written = (desk_library.corpus / "acteurs").iterdir()
    (notice,) = [path for path in written if "Quintalou" in path.read_text("utf-8")]
    identifier = page_of(visitor.get("/acteurs?q=quintalou")).cssselect(".room-list a")[0].get("href")
    identifier = identifier.removeprefix("/notice/").partition("?")[0]
    visitor.get(f"/notice/{identifier}")
    publish(desk_library, published(desk_library))
    assert told_by(desk_library.folder)  # or the test would look at nothing
    assert answering(visitor, PUBLIC)

    form = page_of(claire.get(f"/atelier/rubriques/acteurs/{identifier}"))
    (elsewhere,) = [each for each in form.cssselect("a[href]") if "q=Quintalou" in each.get("href")]
    assert claire.get(elsewhere.get("href")).status_code == 200  # what else names her, seen first
    send(claire, f"/atelier/acteurs/{identifier}/effacer", page="/atelier/acteurs")
    run_index()
    assert not notice.exists()
    publish(desk_library, published(desk_library))
    back_up(desk_library, tmp_path / "apres.zip")
    assert told_by(desk_library.folder) == {}
    assert told_by(tmp_path / "apres.zip") == {}
    assert answering(claire, DESK) == []
    assert answering(visitor, PUBLIC) == []
    assert "martin" in visitor.get("/acteurs.vcf").text.lower()  # others stay


def answering(browser, addresses):
    """The addresses whose answer names her, in any of its ways."""
    asked = {address: browser.get(address).data for address in addresses}
    return [address for address, data in asked.items() if named(data) - asked_for(address)]


def asked_for(address):
    """What the address itself says, which a page of results repeats."""
    return {trace for trace in TRACES if trace in address}


def told_by(place: Path) -> dict[str, set[str]]:
    """File below a folder, or in an archive, → what it says of her."""
    files = [place] if place.is_file() else [each for each in place.rglob("*") if each.is_file()]
    found = {}
    for path in files:
        for name, data in unpacked(path.name, path.read_bytes()):
            if said := named(data) | named(name.encode()):
                found[f"{path.name}: {name}"] = said
    return found


def unpacked(name: str, data: bytes):
    """A file and what is packed in it."""
    yield name, data
    if data.startswith(b"\x1f\x8b"):
        yield from unpacked(f"{name}!", gzip.decompress(data))
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.namelist():
                yield from unpacked(f"{name}!{each}", archive.read(each))


def named(data: bytes) -> set[str]:
    """Which traces stand in it, as text of any case or as SQLite and JSON write it."""
    texts = (data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore"))
    return {trace for text in texts for trace in TRACES if trace in text.lower()}
