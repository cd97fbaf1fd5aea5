"""Making what other centres sent searchable: log and engine follow what is kept of it."""

from catalogue.library import Library
from catalogue.log import Writer, open_writer
from exchange.apply_received import stand
from indexer.follow import Follower


def follow_received(library: Library) -> None:
    """Bring log and engine up to what centres sent; the caller holds the library's lock."""
    fresh = not library.log_path.exists()
    with open_writer(library) as writer:
        stand(library, writer)
        with Follower(library, afresh=fresh) as follower:
            settle(writer, follower)


def settle(writer: Writer, follower: Follower) -> None:
    """Let the engine catch up, then leave nothing behind of what was replaced or withdrawn."""
    follower.catch_up()
    if writer.must_expunge():
        follower.expunge()
    writer.prune(follower.position)
    if writer.must_expunge():
        writer.expunged()
