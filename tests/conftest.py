"""What tests of several packages share."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from catalogue.library import Library, create_library
from tests.opensearch.nodes import Nodes, missing

# How long an example takes tells how busy the machine is, not whether the code is right. By hand, properties
# are tried on examples drawn anew; what lets a commit in asks the same, so that one commit has one answer.
settings.register_profile(
    "repeatable",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="FONDS_TEST_REPEATABLE" in os.environ,
)
settings.load_profile("repeatable")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process whole files: tests of one file may build on those before them."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log)


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """A real OpenSearch, started at the first test that asks; these are skipped, and say so, without Java."""
    if why := missing():
        pytest.skip(why)
    with Nodes(tmp_path_factory.mktemp("opensearch")) as nodes, pytest.MonkeyPatch.context() as patient:
        # A busy machine is no dead one.
        for name in ("LOOK_S", "SEARCH_S", "CHANGE_S"):
            patient.setattr(f"search.engines.opensearch.cluster.{name}", 60.0)
        yield nodes


@pytest.fixture(scope="session", autouse=True)
def engine_of_libraries(request: pytest.FixtureRequest) -> Iterator[None]:
    """With FONDS_TEST_ENGINE=opensearch, libraries of the tests search on the node, each in its own index.

    Programs that tests start beside themselves keep the engine their library names.
    """
    if os.environ.get("FONDS_TEST_ENGINE") != "opensearch":
        yield
        return
    nodes: Nodes = request.getfixturevalue("node")
    nodes.allow_many_indexes()
    own = Library.engine_address.fget

    def address(library: Library) -> str:
        if library.settings.index.engine != "whoosh":
            return str(own(library))
        name = hashlib.sha256(str(library.folder).encode()).hexdigest()[:16]
        return f"opensearch+{nodes.address('of-' + name)}"

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Library, "engine_address", property(address))
        # What was indexed is looked for at once.
        patched.setattr("search.engines.opensearch.engine.KEPT_S", 0.0)
        yield


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A new, empty library."""
    return create_library(tmp_path / "fonds")
