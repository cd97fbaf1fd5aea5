"""What a server can be watched by, in the text that Prometheus reads.

Each serving process counts; whoever asks any of them is told the sum, by files that they share in a folder
named to them at their start (`PROMETHEUS_MULTIPROC_DIR`).
"""

import os
from collections.abc import Iterator

from prometheus_client import REGISTRY as OWN
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from catalogue.errors import CatalogueError
from catalogue.indexing import Activity, read_indexing
from catalogue.library import Library
from catalogue.log import Log

#: Where serving processes keep what they count.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"

REQUESTS = Counter("fonds_requests", "Requests answered", ["page", "method", "status"])
SECONDS = Histogram(
    "fonds_request_seconds",
    "Seconds until a request was answered",
    ["page"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
TURNED_AWAY = Counter("fonds_turned_away", "Visitors told to come back, all hands being busy")


def metrics(library: Library, connections: int) -> bytes:
    """All of it, now; `connections` are those open to all serving processes."""
    counted = OWN
    if os.environ.get(FOLDER):
        counted = CollectorRegistry()
        multiprocess.MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    state = CollectorRegistry()
    state.register(_State(library, connections))
    return generate_latest(counted) + generate_latest(state)


class _State(Collector):
    """What the library says of itself, the same whichever process is asked."""

    def __init__(self, library: Library, connections: int) -> None:
        self._library = library
        self._connections = connections

    def collect(self) -> Iterator[Metric]:
        """One family after the other."""
        yield GaugeMetricFamily("fonds_connections", "Connections open to the site", value=self._connections)
        activity = GaugeMetricFamily("fonds_indexing", "What the indexer does", labels=["activity"])
        now = read_indexing(self._library).activity
        for each in Activity:
            activity.add_metric([each.value], float(each is now))
        yield activity
        log = Log(self._library.log_path)
        try:
            yield GaugeMetricFamily("fonds_records", "Records of this library that stand", value=log.count())
            yield GaugeMetricFamily("fonds_log_position", "Last number of the log", value=log.position())
        except CatalogueError:
            return  # nothing is indexed yet
        finally:
            log.close()
