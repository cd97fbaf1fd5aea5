"""From the text of a document to its record.

In come `Extracted` (pages, what the file says of itself), the file's name and what a person decided in a
notice; out comes a `catalogue.record.Record` in which every value says how it was found, how sure that is
and where it was read. One module answers one question, by pure functions over plain values; `describer`
asks them in order. It may import the catalogue's words and vocabularies and `indexer.extract.extracted`,
never an extractor, an engine or the pipeline.
"""

from indexer.describe.describer import Describer
from indexer.describe.proposal import Proposal

__all__ = ["Describer", "Proposal"]
