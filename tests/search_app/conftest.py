import pytest
from flask.testing import FlaskClient

from catalogue.library import create_library
from search_app.application import create_app
from tests.search_app.memory import MemoryCatalogue


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    return create_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def app(library):
    return site_of(library, MemoryCatalogue(library.folder))


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def in_request(app):
    """Presenters make addresses, so they work inside a request only."""
    with app.test_request_context("/"):
        yield


def site_of(library, catalogue):
    site = create_app(library, opener=lambda _library: catalogue)
    site.test_client_class = Client
    return site


class Client(FlaskClient):
    """Reads each answer to its end, so that files served are closed."""

    def open(self, *args, buffered=True, **more):
        return super().open(*args, buffered=buffered, **more)
