"""The Whoosh engine: Whoosh's own files as the durable index, numpy arrays over their postings to answer.

In come changes of the catalogue's log and queries; out go results. This package alone imports whoosh.

- `schema`, `writing`, `segment_recovery`: Whoosh's files (schema from the table of fields; bulk
  writing and reading of its standard codec, which stock Whoosh opens and searches).
- `documents`, `arrays`, `merging`: one segment as arrays: merged, kept on disk beside Whoosh's files and
  mapped into memory. They derive from Whoosh's files alone when they are missing.
- `generation`, `facets`, `answering`: one committed state as searches see it; `search.ranking` puts in order.
- `completion`, `similarity`: words one may type, documents alike.
- `engine`: the seam; `committing` and `stamp`: how a new state appears, whole or not at all.

A folder of Whoosh's holds pickles: it is derived from the log and never accepted from somebody else.
"""

from search.engines.whoosh.engine import clear_engine, damaged_files, feed_afresh, open_engine

__all__ = ["clear_engine", "damaged_files", "feed_afresh", "open_engine"]
