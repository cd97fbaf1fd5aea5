import pytest
import tomlkit

from catalogue.library import create_library, open_library
from catalogue.settings import FILE_NAME
from indexer.pipeline import Run, index
from search_app.application import create_app
from search_app.letters import SiteLetters
from tests.alerts.post_office import post_office
from tests.alerts.reader_of_test import AlertReader

SITE = "https://doc.exemple.fr/fonds"


def write_settings(folder, url, port):
    """What a centre writes to have mail leave."""
    path = folder / FILE_NAME
    tables = tomlkit.parse(path.read_text(encoding="utf-8"))
    tables["library"] |= {"url": url, "contact": "doc@exemple.fr"}
    tables["mail"] = {"host": "127.0.0.1", "port": port, "encryption": "none"}
    path.write_text(tomlkit.dumps(tables), encoding="utf-8")


@pytest.fixture
def office():
    with post_office() as (office, port):
        office.port = port
        yield office


@pytest.fixture
def mailing(tmp_path, office):
    """A library that can write to people, with one document."""
    library = create_library(tmp_path / "fonds", centre_name="Villes au carré")
    write_settings(library.folder, SITE, office.port)
    (library.corpus / "ancien.md").write_text(
        "# Le logement social\n\nUn bilan du logement.\n", encoding="utf-8"
    )
    library = open_library(library.folder)
    index(Run(library, workers=1))
    return library


@pytest.fixture
def alerts(mailing, office):
    """Everything that somebody who follows searches does, and what the centre's programs do meanwhile."""
    app = create_app(mailing)
    yield AlertReader(mailing, office, app, SiteLetters(app))
    app.extensions["site_library"].images.close()
