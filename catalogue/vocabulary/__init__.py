"""Vocabularies: the controlled words that records, facets and searches share.

In come SKOS files in Turtle (those shipped in `catalogue/vocabularies/` and those of a library); out go
`Vocabularies` of plain `Concept`s, lookups by label, and which regions a place lies in. It may import only
the words below it (`record`, `fields`, `errors`), never a query, an engine or a program; only `turtle`,
`graphs` and what imports and exports uses rdflib, and loading only when a file has changed since it was last
read.
"""

from catalogue.vocabulary.concepts import Concept, Vocabularies, Vocabulary
from catalogue.vocabulary.loading import load_vocabularies

__all__ = ["Concept", "Vocabularies", "Vocabulary", "load_vocabularies"]
