import shutil
import subprocess
from threading import Thread

import pytest
from lxml import etree
from werkzeug.serving import make_server

from catalogue.library import create_library
from catalogue.log import open_writer
from catalogue.record import Access, Page, Record
from search.reading import open_catalogue
from search_app.application import create_app
from tests.search_app.conftest import Client

COUNT = "{http://docs.oasis-open.org/ns/search-ws/sruResponse}numberOfRecords"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    library = create_library(tmp_path_factory.mktemp("fonds"))
    with open_writer(library) as writer, writer.transaction():
        writer.put(
            Record("a", "Diagnostic du logement", issued="2003", places=("reg:53",)), (Page(1, "santé"),)
        )
        writer.put(Record("b", "Bilan de santé", issued="2010", language="fr"), ())
        writer.put(Record("n", "Note sur la santé", access=Access.INTERNAL), ())
    catalogue = open_catalogue(library)
    catalogue.engine.apply(catalogue.log.changes())
    catalogue.close()
    app = create_app(library)
    app.test_client_class = Client
    yield app
    app.extensions["site_library"].catalogue.close()


@pytest.mark.parametrize(
    ("cql", "count"),
    [
        ("sante", 2),
        ("dc.title = santé", 1),
        ('santé and dc.date within "2000 2005"', 1),
        ("santé not logement", 1),
        ("logement or bilan", 2),
        ("dc.coverage = Bretagne", 1),
        ("dc.coverage = Atlantide", 0),
        ("rec.identifier = a", 1),
        ("rec.identifier = n", 0),
        ('dc.identifier = "http://localhost/notice/b"', 1),
        ("diagnos* and dc.language = fr", 0),
    ],
)
def test_questions_find_what_is_public_by_get_and_post(app, cql, count):
    client = app.test_client()
    for answer in (client.get("/sru", query_string={"query": cql}), client.post("/sru", data={"query": cql})):
        assert (answer.status_code, answer.content_type) == (200, "text/xml; charset=utf-8")
        assert etree.fromstring(answer.data).findtext(COUNT) == str(count)


@pytest.mark.skipif(not shutil.which("yaz-client"), reason="yaz-client is not installed")
@pytest.mark.parametrize("version", ["1.2", "2.0"])
def test_yaz_client_searches_here(app, version):
    server = make_server("127.0.0.1", 0, app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    asked = (
        f"sru GET {version}",
        f"open http://127.0.0.1:{server.port}/sru",
        "find logement",
        "show 1",
        "quit",
    )
    said = subprocess.run(["yaz-client"], input="\n".join(asked), capture_output=True, text=True, check=False)
    server.shutdown()
    thread.join()
    server.server_close()
    assert "Number of hits: 1\n" in said.stdout
    assert "<dc:title>Diagnostic du logement</dc:title>" in said.stdout
