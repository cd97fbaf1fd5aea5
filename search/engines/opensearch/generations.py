"""Generations: the indexes behind one alias, which of them answers, and up to where in the log it does.

Each has a name drawn at its birth, so no state is ever taken for another. Its stamp is a document of its own
among the records, seen by a search at the same moment as the records it speaks of.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.errors import IncompatibleIndexError
from catalogue.fields import FIELDS_VERSION
from catalogue.wording import N_
from search.analysis import ANALYSIS_VERSION
from search.analysis.stemming import STEMMER_VERSION
from search.engines.opensearch import mapping
from search.engines.opensearch.cluster import BULK_S, CHANGE_S, SEARCH_S, Absent, Cluster
from search.engines.opensearch.mapping import Body

#: Changes whenever this package sends other documents.
ENGINE_VERSION = "1"
STAMP = "stamp"
#: How long the cluster waits for a copy of an index that can take a change.
WAITED = "5s"
#: Seconds for which an index that answers no more is kept, for searches that are under way.
GRACE_S = 3.0
_WORDS = "-words"
REMEDY = "Lancez « fonds engine refeed » pour le refaire ; les documents ne sont pas relus."


@dataclass(frozen=True, slots=True)
class Standing:
    """Which index answers, and the last number of the log in it."""

    index: str
    position: int

    @property
    def words(self) -> str:
        """The index of its words."""
        return self.index + _WORDS


def current_versions(facet_rules: str) -> dict[str, str]:
    """The versions this program makes an index with."""
    return {
        "fields": FIELDS_VERSION,
        "analysis": ANALYSIS_VERSION,
        "stemmer": STEMMER_VERSION,
        "facets": facet_rules,
        "engine": f"opensearch-{ENGINE_VERSION}",
    }


def look(cluster: Cluster, index: str = "", *, hasty: bool) -> Standing | None:
    """Which index answers under the alias (or how far `index` is), None when there is none yet."""
    body: Body = {
        "query": {"ids": {"values": [STAMP]}}, "size": 1, "_source": False, "docvalue_fields": ["position"],
        "track_total_hits": False,
    }  # fmt: skip
    try:
        (answer,) = cluster.search(index or cluster.address.index, [body], hasty=hasty)
    except Absent:
        return None
    hits = answer["hits"]["hits"]
    return Standing(hits[0]["_index"], hits[0]["fields"]["position"][0]) if hits else None


def check_versions(
    cluster: Cluster, index: str, versions: Mapping[str, str], *, behind: bool = False
) -> None:
    """Raise IncompatibleIndexError when an index was made with others, rules of facets aside where it may."""
    found = cluster.call("GET", f"/{index}/_mapping", seconds=SEARCH_S)
    (made,) = (each["mappings"].get("_meta", {}).get("versions", {}) for each in found.values())
    differing = {name for name in {*made, *versions} if made.get(name) != versions.get(name)}
    if differing - ({"facets"} if behind else set()):
        raise IncompatibleIndexError(
            f"L'index {cluster.address.index} a été fait avec d'autres champs, une autre analyse ou d'autres "
            f"vocabulaires. {REMEDY}"
        )


def create(cluster: Cluster, versions: dict[str, str]) -> Standing:
    """A new generation, empty, that nobody searches yet."""
    birth = secrets.token_hex(4)
    made = Standing(f"{cluster.address.index}-{birth}", 0)
    replicas = cluster.address.replicas
    cluster.call("PUT", f"/{made.index}", mapping.records(replicas, versions, birth))
    cluster.call("PUT", f"/{made.words}", mapping.words(replicas))
    write_stamp(cluster, made.index, 0)
    refresh(cluster, made)
    return made


def write_stamp(cluster: Cluster, index: str, position: int) -> None:
    """Say up to where an index follows the log; seen after the next `refresh`."""
    path = f"/{index}/_doc/{STAMP}?version={position + 1}&version_type=external_gte&timeout={WAITED}"
    cluster.call("PUT", path, {"position": position})


def refresh(cluster: Cluster, made: Standing) -> None:
    """Let searches see what was sent: all of it together."""
    for index in (made.words, made.index):
        cluster.call("POST", f"/{index}/_refresh", seconds=2 * CHANGE_S)


def flush(cluster: Cluster, made: Standing) -> None:
    """Write all to the index's own files: what was sent stands no longer beside it."""
    for index in (made.words, made.index):
        cluster.call("POST", f"/{index}/_flush", seconds=BULK_S, force="true", wait_if_ongoing="true")


def turn(cluster: Cluster, made: Standing) -> None:
    """Let a generation answer instead of all others, which are deleted."""
    alias = cluster.address.index
    others = [each for each in listed(cluster) if each.index != made.index]
    actions: list[Body] = [{"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}}]
    actions.append({"add": {"index": made.index, "alias": alias}})
    cluster.call("POST", "/_aliases", {"actions": actions})
    if others:
        time.sleep(GRACE_S)
    for each in others:
        delete(cluster, each.index)
        delete(cluster, each.words)


def listed(cluster: Cluster) -> list[Standing]:
    """All generations there are, those abandoned half made included; their positions are not looked at."""
    alias = cluster.address.index
    found = cluster.call("GET", f"/{alias}-*", ignore_unavailable="true", allow_no_indices="true")
    return [Standing(name, 0) for name in sorted(found) if _is_generation(name, alias, found[name])]


def _is_generation(name: str, alias: str, described: Any) -> bool:
    birth = described["mappings"].get("_meta", {}).get("birth")
    return bool(birth) and name == f"{alias}-{birth}"


def health(cluster: Cluster, standing: Standing) -> dict[str, str]:
    """How the machines stand, and what the index takes of them: what `fonds engine status` prints."""
    found = cluster.call("GET", f"/_cluster/health/{standing.index}")
    sizes = cluster.call("GET", f"/{standing.index},{standing.words}/_stats/store")
    return {
        "index": standing.index,
        N_("état"): found["status"],
        "machines": str(found["number_of_nodes"]),
        "copies": f"{found['active_shards']} / {found['active_shards'] + found['unassigned_shards']}",
        "Mo": str(round(sizes["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6)),
    }


def delete(cluster: Cluster, index: str) -> None:
    """Delete one index where it stands."""
    cluster.call("DELETE", f"/{index}", ignore_unavailable="true")


def clear(cluster: Cluster) -> None:
    """Delete all generations."""
    for each in listed(cluster):
        delete(cluster, each.index)
        delete(cluster, each.words)
