"""Columns: a concept as one row of a table, for whoever keeps vocabularies in a spreadsheet.

Cells that hold several values separate them by `|`. Languages other than French and English, and languages of
synonyms, are what Turtle is for.
"""

import re
from collections.abc import Iterable, Mapping

from catalogue.errors import ConfigurationError
from catalogue.intake import IntakeError
from catalogue.spreadsheet import write_rows
from catalogue.vocabulary.concepts import Concept, Vocabulary
from catalogue.vocabulary.labels import fold, is_acronym

COLUMNS = (
    "identifier", "prefLabel_fr", "prefLabel_en", "altLabel", "hiddenLabel", "context", "broader", "start",
    "end", "replaces", "definition", "notation", "exactMatch", "closeMatch", "source",
)  # fmt: skip
SEVERAL = "|"


def write_concepts(vocabulary: Vocabulary) -> str:
    """A vocabulary as CSV, one concept a line, in its order."""
    return write_rows(COLUMNS, (_cells(each) for each in vocabulary.concepts.values()))


def read_concept_row(cells: Mapping[str, str]) -> Concept:
    """The concept of one row; raises ConfigurationError that says what to correct.

    A column nobody knows is an IntakeError: it concerns the whole table.
    """
    unknown = [name for name in cells if name not in COLUMNS]
    if unknown:
        raise IntakeError(f"Colonne inconnue « {unknown[0]} » ; colonnes admises : {', '.join(COLUMNS)}.")
    french = cells.get("prefLabel_fr", "")
    if not french:
        raise ConfigurationError("« prefLabel_fr » est vide ; un concept a un nom en français.")
    english = cells.get("prefLabel_en", "")
    names = _several(cells, "altLabel")
    return Concept(
        identifier=fold(cells.get("identifier", "") or french).replace(" ", "-"),
        labels={"fr": french} | ({"en": english} if english else {}),
        alternatives=tuple(name for name in names if not is_acronym(name)),
        acronyms=tuple(name for name in names if is_acronym(name)),
        cues=_several(cells, "hiddenLabel"),
        contexts=_several(cells, "context"),
        broader=_several(cells, "broader"),
        start=_year(cells, "start"),
        end=_year(cells, "end"),
        predecessors=_several(cells, "replaces"),
        definition=cells.get("definition", ""),
        notation=cells.get("notation", ""),
        matches=_addresses(cells, "exactMatch"),
        close_matches=_addresses(cells, "closeMatch"),
        source=cells.get("source", ""),
    )


def _cells(concept: Concept) -> Iterable[str]:
    return (
        concept.identifier,
        concept.labels["fr"],
        concept.labels.get("en", ""),
        SEVERAL.join((*concept.alternatives, *concept.acronyms)),
        SEVERAL.join(concept.cues),
        SEVERAL.join(concept.contexts),
        SEVERAL.join(concept.broader),
        str(concept.start or ""),
        str(concept.end or ""),
        SEVERAL.join(concept.predecessors),
        concept.definition,
        concept.notation,
        SEVERAL.join(concept.matches),
        SEVERAL.join(concept.close_matches),
        concept.source,
    )


def _several(cells: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in cells.get(name, "").split(SEVERAL))))


def _year(cells: Mapping[str, str], name: str) -> int | None:
    cell = cells.get(name, "")
    if cell and not re.fullmatch(r"[12]\d{3}", cell):
        raise ConfigurationError(f"« {cell} » n'est pas une année ({name}) ; écrivez 2007.")
    return int(cell) if cell else None


def _addresses(cells: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = _several(cells, name)
    for each in found:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", each):
            raise ConfigurationError(
                f"« {each} » n'est pas une adresse ({name}) ; écrivez https://… ou urn:…."
            )
    return found
