"""CSV: a table whose columns are named as our fields are, in French or in English, or nearly so."""

import re
from collections.abc import Iterator

from catalogue.intake import IntakeError, Rejection
from catalogue.spreadsheet import SheetRow, read_names, read_rows
from catalogue.vocabulary.labels import fold
from exchange.incoming.incoming import FILES, SUBJECTS, Incoming, Parsed, gathered

#: Our name → how tables call it, folded.
_COLUMNS = {
    "own": "identifier|identifiant|id|numero|n|ref|reference|cle",
    "title": "title|titre|titre propre|intitule",
    "subtitle": "subtitle|sous titre|complement du titre",
    "alternative": "alternative|autre titre",
    "creators": "creators|creator|author|authors|auteur|auteurs|auteur s",
    "publisher": "publisher|editeur|editeurs|organisme",
    "issued": "issued|date|year|annee|date de publication|date de parution|annee de publication",
    "type": "type|type de document|document type|genre|nature",
    "language": "language|langue|langues",
    "abstract": "abstract|description|resume",
    SUBJECTS: "themes|theme|subjects|subject|sujets|sujet|keywords|descripteurs|mots cles|mot cle|mots clefs",
    "programmes": "programmes|programme|dispositifs|dispositif",
    "places": "places|territoires|territoire|lieux|lieu|regions|region|departement|communes|commune",
    "audience": "audience|public|publics",
    "source": "source|url|lien|adresse|address",
    "rights": "rights|license|droits|licence",
    "access": "access|acces|diffusion",
    FILES: "file|files|fichier|fichiers|nom du fichier|chemin|document|pdf",
}
_NAMES = {name: ours for ours, names in _COLUMNS.items() for name in names.split("|")}
#: Columns that hold several values in one cell.
_SEVERAL = {"creators", SUBJECTS, "programmes", "places", "audience", FILES}
_BETWEEN = re.compile(r"\s*[;|\n]\s*")


def read(content: bytes) -> Iterator[Parsed]:
    """One record a row; raises IntakeError when no column can be the title."""
    names = read_names(content)
    if "title" not in map(_ours, names):
        columns = ", ".join(f"« {name} »" for name in names)
        raise IntakeError(f"Aucune colonne ne porte le titre (« titre » ou « title ») parmi {columns}.")
    for row in read_rows(content):
        yield Rejection(row.number, row.line, "", row.error) if row.error else _record(row)


def _record(row: SheetRow) -> Incoming:
    pairs: list[tuple[str, str]] = []
    own = subtitle = ""
    for column, cell in row.cells.items():
        name = _ours(column)
        if name == "own":
            own = cell
        elif name == "subtitle":
            subtitle = cell
        elif name in _SEVERAL:
            pairs += ((name, each) for each in _BETWEEN.split(cell))
        elif name:
            pairs.append((name, cell))
    values = gathered(pairs)
    if subtitle and values.get("title"):
        values["title"] = (f"{values['title'][0]} : {subtitle}",)
    if "://" in (address := next(iter(values.get("source", ())), "")):
        values[FILES] = (*values.get(FILES, ()), address)
    return Incoming(row.number, row.line, own, values)


def _ours(column: str) -> str:
    return _NAMES.get(fold(column), "")
