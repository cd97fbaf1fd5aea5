import json

from catalogue.library import create_library
from catalogue.record import Record
from exchange.harvesting.harvest import Harvested
from fonds.commands.harvest import _print
from tests.exchange.oai.repositories import put
from tests.exchange.oai.site import Site
from tests.fonds.test_cli import fonds


def test_what_was_harvested_is_found_beside_our_own_with_its_centre(library, tmp_path):
    theirs = create_library(tmp_path / "theirs")
    put(
        theirs,
        Record("r1", "Bilan du voisinage", abstract="La santé des habitants", format="application/pdf"),
    )
    settings = library.folder / "fonds.toml"
    settings.write_text(settings.read_text("utf-8") + '[sharing]\nprivate_hosts = ["127.0.0.1"]\n', "utf-8")
    (library.corpus / "note.md").write_text("# Note\n\nLa santé chez nous", encoding="utf-8")
    assert fonds("index", cwd=library.folder).returncode == 0
    site = Site(theirs)
    try:
        told = fonds("harvest", site.url, "--centre", "voisin", "--json", cwd=library.folder)
        assert json.loads(told.stdout)["centres"][0]["received"] == 1
        again = fonds("harvest", cwd=library.folder)
        assert (again.returncode, again.stdout[:9]) == (0, "voisin : ")
    finally:
        site.close()
    answer = json.loads(fonds("search", "santé", "--json", cwd=library.folder).stdout)
    hits = {hit["centre"]: hit["identifier"] for hit in answer["hits"]}
    assert len(hits) == 2
    assert hits["voisin"].endswith("@voisin")
    assert fonds("unmount", "voisin", cwd=library.folder).returncode == 0
    assert json.loads(fonds("search", "santé", "--json", cwd=library.folder).stdout)["total"] == 1


def test_an_address_of_our_own_network_is_refused(library):
    told = fonds("harvest", "http://127.0.0.1:1/oai", "--centre", "voisin", cwd=library.folder)
    assert (told.returncode, "https" in told.stderr, "Traceback" in told.stderr) == (5, True, False)


def test_notices_that_are_cut_are_counted(capsys):
    _print(Harvested("voisin", received=3, cut=2))
    assert "2 notices disent plus de 500 auteurs" in capsys.readouterr().err
