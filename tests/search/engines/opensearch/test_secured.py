"""TLS, accounts and keys, from the environment: verified, told in a sentence, never in what is written."""

import logging
import os
from base64 import b64encode

import pytest

from catalogue.errors import ConfigurationError
from search.engine import clear_engine, open_engine
from search.parser import parse
from search.query import Query
from tests.opensearch.front import Front
from tests.opensearch.nodes import missing
from tests.opensearch.secured import ALLOWED, STRANGER, Secured
from tests.search.engines.corpus import Facets, Texts, change

SECRET, KEY = "Mot-de-passe-1", "c2VjcmV0LWRlLWNsw6k="


def _basic(user, password):
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


@pytest.fixture
def front(node, tmp_path):
    known = [_basic("fonds", SECRET), f"ApiKey {KEY}"]
    with Front(tmp_path, node.hosts, known, weak=[_basic("lecteur", SECRET)]) as one:
        yield one


@pytest.fixture
def secured(tmp_path):
    """A node that is secured itself: another version, whose jars are many, so by hand only."""
    if not os.environ.get("FONDS_TEST_SECURED"):
        pytest.skip("FONDS_TEST_SECURED=1 : un nœud avec le greffon de sécurité d'OpenSearch")
    if why := missing():
        pytest.skip(why)
    with Secured(tmp_path / "secured") as one:
        yield one


def _ask(front, monkeypatch, **environment):
    """How many records are found by an engine that the environment says so much of."""
    for name in ("USER", "PASSWORD", "API_KEY", "CA_FILE"):
        monkeypatch.delenv(f"OPENSEARCH_{name}", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(f"OPENSEARCH_{name}", str(value))
    texts, address = Texts(), f"opensearch+{front.address('fonds-tls')}"
    engine = open_engine(address, texts, Facets())
    engine.apply(texts.add(change(1, "Un", "emploi"), change(2, "Deux", "emploi")))
    found = engine.search(Query(parse("emploi").root, text="emploi")).total
    engine.close()
    clear_engine(address)
    return found


@pytest.mark.parametrize("account", [{"USER": "fonds", "PASSWORD": SECRET}, {"API_KEY": KEY}])
def test_an_account_and_a_key_are_let_in_and_written_nowhere(front, monkeypatch, caplog, capfd, account):
    caplog.set_level(logging.DEBUG)
    assert _ask(front, monkeypatch, CA_FILE=front.authority, **account) == 2
    written = caplog.text + "".join(capfd.readouterr())
    assert not [secret for secret in (SECRET, KEY, _basic("fonds", SECRET)[6:]) if secret in written]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"USER": "fonds", "PASSWORD": SECRET, "CA_FILE": ""}, "certificat .* n'est pas reconnu"),
        ({"USER": "fonds", "PASSWORD": SECRET, "CA_FILE": "/nulle/part.pem"}, "n'existe pas"),
        ({}, "refusent ce compte"),
        ({"USER": "fonds", "PASSWORD": "Autre-Secret-2"}, "refusent ce compte"),
        ({"API_KEY": "Autre-Secret-2"}, "refusent ce compte"),
        ({"USER": "lecteur", "PASSWORD": SECRET}, "pas tous les droits"),
    ],
)
def test_what_is_not_believed_is_told_without_its_secret(front, monkeypatch, caplog, environment, said):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ConfigurationError, match=said) as raised:
        _ask(front, monkeypatch, **{"CA_FILE": front.authority} | environment)
    written = caplog.text + str(raised.value) + repr(raised.value.__cause__)
    assert SECRET not in written
    assert "Autre-Secret" not in written


def test_a_node_that_is_secured_itself(secured, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    mine = {"USER": ALLOWED, "PASSWORD": ALLOWED, "CA_FILE": secured.authority}
    assert _ask(secured, monkeypatch, **mine) == 2
    for wrong, said in (
        ({"CA_FILE": ""}, "n'est pas reconnu"),
        ({"PASSWORD": SECRET}, "refusent ce compte"),
        ({"USER": STRANGER, "PASSWORD": STRANGER}, "pas tous les droits"),
    ):
        with pytest.raises(ConfigurationError, match=said):
            _ask(secured, monkeypatch, **mine | wrong)
    assert SECRET not in caplog.text
    assert _basic(ALLOWED, ALLOWED)[6:] not in caplog.text
