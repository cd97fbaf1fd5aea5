"""Rewriting: an index that was made at once, written again in few files.

Machines keep each document as it was sent beside its words, for copies that have to catch up; that is two
thirds of what the index takes. They leave it out whenever files are written again, which happens by itself as
documents go on coming, but never to what was sent last. Fewer files are searched faster, too.
"""

import time

from search.engines.opensearch.cluster import Cluster
from search.engines.opensearch.generations import Standing, flush, refresh

#: Bytes below which it is not worth it, and of one file at most, about.
LEAST_BYTES, FILE_BYTES = 64 << 20, 4 << 30
#: Seconds waited for until copies need nothing more, between two looks, and for the writing itself.
PATIENCE_S, STEP_S, WRITING_S = 60.0, 2.0, 3600.0


def rewrite(cluster: Cluster, made: Standing, *, least_bytes: int = LEAST_BYTES) -> None:
    """Write the index again in few files; it answers meanwhile."""
    if bytes_of(cluster, made) < least_bytes:
        return
    flush(cluster, made)  # what no file holds for good is kept as it was sent, too
    end = time.monotonic() + PATIENCE_S
    while not _all_caught_up(cluster, made) and time.monotonic() < end:
        time.sleep(STEP_S)
    files = str(1 + bytes_of(cluster, made) // FILE_BYTES)
    cluster.call("POST", f"/{made.index}/_forcemerge", seconds=WRITING_S, max_num_segments=files)
    # Searches hold on to the files of before until they are let see the new ones.
    refresh(cluster, made)


def bytes_of(cluster: Cluster, made: Standing) -> int:
    """What the first copy of the index takes of its machine."""
    found = cluster.call("GET", f"/{made.index}/_stats/store")
    size: int = found["_all"]["primaries"]["store"]["size_in_bytes"]
    return size


def _all_caught_up(cluster: Cluster, made: Standing) -> bool:
    """Whether no copy may still ask for what was sent: they say so every half a minute."""
    found = cluster.call("GET", f"/{made.index}/_stats/docs", level="shards")
    shards = [shard for some in found["indices"][made.index]["shards"].values() for shard in some]
    return all(
        lease["retaining_seq_no"] > shard["seq_no"]["max_seq_no"]
        for shard in shards
        for lease in shard["retention_leases"]["leases"]
    )
