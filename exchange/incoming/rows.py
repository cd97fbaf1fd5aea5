"""CSV: a table whose columns are named as our fields are, in French or in English, or nearly so.

Several columns may hold one field (`Auteur 1`, `Auteur 2`, or `Auteur` twice); a column that no field of ours
answers to is named, with those of its cells that say something.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from catalogue.encodings import decoded
from catalogue.intake import IntakeError, Rejection
from catalogue.spreadsheet import SheetRow, read_names, read_rows
from catalogue.vocabulary.labels import fold
from exchange.incoming.incoming import FILES, SUBJECTS, Incoming, Parsed, gathered

#: Our name → how tables call it, folded.
_COLUMNS = {
    "own": "identifier|identifiant|id|numero|n|ref|reference|cle|key|numero de notice|n de notice",
    "title": "title|titre|titre propre|intitule|titre du document",
    "subtitle": "subtitle|sous titre|complement du titre|complement de titre",
    "article": "article initial|initial article",
    "alternative": "alternative|autre titre|titre parallele|titre original|short title",
    "creators": "creators|creator|author|authors|auteur|auteurs|auteur s|auteur principal|auteur secondaire|"
    "auteurs principaux|auteurs secondaires|"
    "co auteur|"
    "auteur moral|auteur physique|auteur collectif|editor|collectivite auteur|autres auteurs",
    "publisher": "publisher|editeur|editeurs|organisme|editeur s|edition|editions|maison d edition",
    "issued": "issued|date|year|annee|date de publication|date de parution|annee de publication|"
    "date d edition|annee d edition|annee de parution|date publication|date edition|publication year|"
    "publication date",
    "type": "type|type de document|document type|genre|nature|item type|type document|typologie",
    "language": "language|langue|langues|langue du document",
    "abstract": "abstract|description|resume|resumes|analyse|abstract note",
    SUBJECTS: "themes|theme|subjects|subject|sujets|sujet|descripteurs|descripteur|"
    "tags|tag|manual tags|automatic tags|etiquettes|thematique|thematiques|indexation|rubrique|"
    "matiere|matieres|vedette matiere",
    "words": "keywords|keyword|mots cles|mot cle|mots clefs|mot clef",
    "programmes": "programmes|programme|dispositifs|dispositif",
    "places": "places|territoires|territoire|lieux|lieu|regions|region|departement|departements|"
    "communes|commune|ville|villes|zone geographique",
    "audience": "audience|public|publics",
    "journal": "journal|revue|periodique|titre de la revue|paru dans|publication title|titre du periodique",
    "volume": "volume|tome|vol",
    "issue": "issue|fascicule|numero de la revue|numero de revue",
    "extent": "extent|pagination|pages|num pages|nombre de pages|nb de pages|nb pages|collation|"
    "importance materielle",
    "collection": "collection|series|serie",
    "isbn": "isbn|isbn 13|isbn13|isbn10|ean",
    "issn": "issn|e issn|issn electronique",
    "doi": "doi",
    "shelf_mark": "shelf mark|cote|cotes|cote de rangement|localisation|call number|cote physique",
    "source": "source|url|lien|adresse|address|adresse url|adresse web|site web",
    "rights": "rights|license|droits|licence|droits d utilisation",
    "access": "access|acces|diffusion",
    "status": "status|etat de publication",
    "embargo": "embargo|embargo jusqu au",
    FILES: "file|files|fichier|fichiers|nom du fichier|chemin|document|pdf|nom de fichier|file attachments",
}
_NAMES = {name: ours for ours, names in _COLUMNS.items() for name in names.split("|")}
#: Columns that hold several values in one cell.
_SEVERAL = {"creators", SUBJECTS, "words", "programmes", "places", "audience", "isbn", "issn", FILES}
_BETWEEN = re.compile(r"\s*[;|\n]\s*")
#: Lines above the names of the columns.
_MOST_ABOVE = 10
_NUMBERED = re.compile(r"(.*\D) ?\d{1,2}")
#: Columns of our own tables that tell what the file or the library says, and are no field of a notice.
_TOLD = frozenset({"centre", "pages", "adresse"})


def read(content: bytes) -> Iterator[Parsed]:
    """One record a row; raises IntakeError when no column can be the title."""
    content = _from_names(content)
    names = read_names(content)
    if not _holds_title(names):
        columns = ", ".join(f"« {name} »" for name in names)
        raise IntakeError(f"Aucune colonne ne porte le titre (« titre » ou « title ») parmi {columns}.")
    for row in read_rows(content):
        yield Rejection(row.number, row.line, "", row.error) if row.error else _record(row)


def _from_names(content: bytes) -> bytes:
    """The table with empty lines in the place of what people write above its columns: a title, a date."""
    if _holds_title(read_names(content)):
        return content
    lines = decoded(content).splitlines(keepends=True)
    for place in range(1, min(len(lines), _MOST_ABOVE)):
        below = "".join(lines[place:]).encode()
        if _holds_title(read_names(below)):
            return b"\n" * place + below
    return content


def _holds_title(names: Iterable[str]) -> bool:
    return not {"title", "own"}.isdisjoint(map(_ours, names))


def _record(row: SheetRow) -> Incoming:
    pairs: list[tuple[str, str]] = []
    own = subtitle = ""
    left: dict[str, None] = {}
    told = _told(row.cells)
    for column, cell in row.pairs:
        name = column_name(column, row.cells)
        if name == "own" and not own:
            own = cell
        elif name == "subtitle":
            subtitle = cell
        elif name and name != "own":
            pairs += ((SUBJECTS if name == "words" else name, each) for each in values_of(name, cell))
        elif cell and fold(column) not in told:
            left[column or "colonne sans nom"] = None
    values = gathered(pairs)
    if subtitle and values.get("title"):
        values["title"] = (f"{values['title'][0]} : {subtitle}", *values["title"][1:])
    if "://" in (address := next(iter(values.get("source", ())), "")):
        values[FILES] = (*values.get(FILES, ()), address)
    return Incoming(row.number, row.line, own, values, tuple(left), cells=row.cells)


def column_name(column: str, cells: Mapping[str, str]) -> str:
    """Our name for a column of the table that has these; empty when no field of a notice answers to it."""
    return "" if fold(column) in _told(cells) else _ours(column)


def values_of(name: str, cell: str) -> list[str]:
    """The values of a cell of that column, empty ones left out."""
    return [each for each in _BETWEEN.split(cell) if each] if name in _SEVERAL else [cell]


def _told(columns: Iterable[str]) -> frozenset[str]:
    """What a table of ours tells beside the fields of its notices; nothing of other tables."""
    return _TOLD if {fold(column) for column in columns} >= _TOLD else frozenset()


def _ours(column: str) -> str:
    """Our name for a column: by its name, else by its name without the number behind it."""
    name = fold(column)
    numbered = _NUMBERED.fullmatch(name)
    return _NAMES.get(name, "") or (_NAMES.get(numbered[1].strip(), "") if numbered else "")
