"""Engines on the node that all tests share."""

import os
import secrets
from collections.abc import Callable, Iterator

import pytest

from search.engines.opensearch import clear_engine, open_engine
from search.engines.opensearch.engine import OpenSearchEngine
from tests.opensearch.nodes import Nodes
from tests.search.engines.corpus import Facets, Texts


def examples(few: int) -> int:
    """So many random examples by default; FONDS_TEST_EXAMPLES asks for more, as before a release."""
    return max(few, int(os.environ.get("FONDS_TEST_EXAMPLES", "0")))


@pytest.fixture
def new_engine(node: Nodes) -> Iterator[Callable[[Texts], OpenSearchEngine]]:
    """Makes engines, each with an index of its own."""
    opened: list[tuple[str, OpenSearchEngine]] = []

    def make(texts: Texts) -> OpenSearchEngine:
        while opened:
            _close(*opened.pop())
        address = node.address(f"test-{secrets.token_hex(4)}")
        engine = open_engine(address, texts, Facets())
        opened.append((address, engine))
        return engine

    yield make
    for address, engine in opened:
        _close(address, engine)


def _close(address: str, engine: OpenSearchEngine) -> None:
    engine.close()
    clear_engine(address)
