"""Search engines side by side: ours and its peers behind one small interface (`peer.Peer`), a module each.

Each indexes the same documents with the French analysis it has, and answers the same query three ways:
ten best identifiers; the same with four facets counted over all hits; the same with passages too. It may
import anything: nothing of the product imports it.
"""

from bench.peer_engines import with_tantivy, with_xapian
from bench.peer_engines.ours import Fonds
from bench.peer_engines.peer import Peer
from bench.peer_engines.with_fts5 import Fts5
from bench.peer_engines.with_whoosh import StockWhoosh


def available() -> dict[str, type[Peer]]:
    """Name → engine, ours first, those that are installed."""
    engines: dict[str, type[Peer]] = {"fonds": Fonds}
    if with_tantivy.tantivy is not None:
        engines["tantivy"] = with_tantivy.Tantivy
    engines |= {"fts5": Fts5, "whoosh": StockWhoosh}
    if with_xapian.xapian is not None:
        engines["xapian"] = with_xapian.Xapian
    return engines
