"""The OpenSearch engine: the same answers from an index on other machines.

In come changes of the catalogue's log and queries; out go results. This package alone imports opensearchpy.
It is for libraries that must stay searchable when a machine dies, or outgrow one; on one machine Whoosh is
faster. Text is not kept there: passages are cut from the log's pages.

- `address`, `cluster`: which machines, and one error for all that keeps them from answering.
- `forms`, `documents`, `columns`, `mapping`: what the index is sent of a record: our words, read already, and
  these again in columns that come with an answer.
- `generations`, `feeding`, `rewriting`, `expunging`: how an index follows the log, is made again beside
  itself, takes no more room than it needs, and forgets.
- `asking`, `answering`, `facets`: from a plan to one request, and from its answer to results.
- `statistics`, `candidates`: what `search.ranking` reads of the best documents.
- `suggesting`, `similarity`: words one may type or have meant, documents alike.
- `engine`: the seam.
"""

from search.engines.opensearch.engine import clear_engine, damaged_files, feed_afresh, open_engine

__all__ = ["clear_engine", "damaged_files", "feed_afresh", "open_engine"]
