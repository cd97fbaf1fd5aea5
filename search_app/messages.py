"""Messages: all that is said, found in code, templates and tables, and its English (`make messages`).

Two catalogues: of the site's messages, and of the sentences of the packages below and of the command line. No
part of the site imports this: it is for those who change what is said, and for the tests that fail while a
message has no English.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

from catalogue import document_formats, fields, rooms, wording
from catalogue.sentences import sentences
from search_app.language import TRANSLATIONS

SITE = Path(__file__).parent
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
KEYWORDS = DEFAULT_KEYWORDS | {"counted": (1, 2), "N_": None}
#: Tables below the site whose words are shown: module, kind of row, which argument is told.
TABLES = (
    (fields, "Field", 3),
    (fields, "Facet", 3),
    (fields, "Missing", 1),
    (document_formats, "DocumentFormat", 4),
    (rooms, "Room", 2),
    (rooms, "Room", 3),
    (rooms, "DetailField", 2),
    (rooms, "Told", 1),
)
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
#: Of what is said below the site and on the command line.
ENGLISH_SENTENCES = wording.TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
#: Of a line in the file of messages.
WIDTH = 110


def messages_of_the_site() -> Iterator[str | tuple[str, ...]]:
    """Every message, one that counts as its singular and plural."""
    for _file, _line, message, _comments, _context in extract_from_dir(SITE, METHODS, keywords=KEYWORDS):
        yield message
    for table, row, argument in TABLES:
        path = Path(str(table.__file__))
        for _line, message, _comments, _context in extract_from_file(
            "python", path, keywords={row: (argument,)}
        ):
            yield message


def update(path: Path, messages: Iterable[str | tuple[str, ...]]) -> list[str]:
    """Write the messages of today in order, each with the English it had; gives those that have none yet."""
    text = path.read_text(encoding="utf-8")
    catalogue = Catalog(locale="en")
    known = read_po(BytesIO(text.encode()), locale="en")
    for message in messages:
        had = known.get(message if isinstance(message, str) else message[0])
        catalogue.add(message, had.string if had else "")
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, omit_header=True, sort_output=True)
    header, _blank, _rest = text.partition("\n\n")
    path.write_text(f"{header}\n\n{written.getvalue().decode().strip()}\n", encoding="utf-8")
    return [str(message.id) for message in catalogue if message.id and not message.string]


def update_all() -> list[str]:
    """Both catalogues brought up to date; what has no English yet."""
    return update(ENGLISH, messages_of_the_site()) + update(ENGLISH_SENTENCES, sentences())


if __name__ == "__main__":
    raise SystemExit("\n".join(f"No English yet: {missing}" for missing in update_all()) or 0)
