"""Exporting: a vocabulary as its library has it, to be read by other programs.

Turtle keeps everything that was stated, mappings included; CSV is for spreadsheets.
"""

from pathlib import Path

from catalogue.vocabulary.columns import write_concepts
from catalogue.vocabulary.concepts import Vocabulary
from catalogue.vocabulary.graphs import overlay
from catalogue.vocabulary.loading import SHIPPED, load_vocabularies
from catalogue.vocabulary.turtle import read_graph


def export_turtle(name: str, folder: Path | None) -> str:
    """The shipped vocabulary with what the library of `folder` changed in it, as SKOS in Turtle."""
    graph = read_graph(SHIPPED / f"{name}.ttl")
    own = folder / f"{name}.ttl" if folder else None
    if own and own.is_file():
        graph = overlay(graph, read_graph(own))
    return graph.serialize(format="turtle", encoding="utf-8").decode()


def export_table(name: str, folder: Path | None) -> str:
    """The same as CSV, one concept a line."""
    vocabulary: Vocabulary = getattr(load_vocabularies(folder), name)
    return write_concepts(vocabulary)
