"""One text of the corpus: the file to make of it, what it says of itself, and what it speaks of.

A source is a Markdown file under a TOML heading between two lines of `+++`. `speaks_of` states, with the ids
of the vocabularies, what a documentalist would write in the notice: the tests count it, and a program that
describes documents can be judged against it.
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demonstration.blocks import Block
from demonstration.markup import read_blocks
from demonstration.typography import composed, french_spaces

FENCE = "+++"
TEXTS = Path(__file__).parent / "texts"
FRENCH_NOTE = (
    "Document de démonstration : les personnes, les structures et les chiffres locaux sont imaginaires."
)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a document speaks of, in the ids of the vocabularies (regions by INSEE code)."""

    type: str
    year: int
    themes: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A text and how it is dressed."""

    #: Path of the file to make, inside the corpus; empty for a notice that stands alone.
    file: str
    title: str
    date: dt.date
    speaks_of: Subjects
    blocks: tuple[Block, ...]
    layout: str = "plain"
    #: Small line above the title: the collection, the kind of document.
    kicker: str = ""
    subtitle: str = ""
    organisation: str = ""
    #: The date as printed.
    dated: str = ""
    language: str = "fr"
    #: Colour of rules and headings, `#rrggbb`.
    accent: str = "#24527a"
    font: str = "helvetica"
    #: Pages of a report before its page 1: the cover, then its table of contents.
    front: int = 1
    #: Encoding of a plain text file.
    encoding: str = "utf-8"
    #: The line that says what kind of document this is; printed at its foot.
    note: str = FRENCH_NOTE
    #: What the file says of itself (title, author, subject, keywords, creator): truly, badly or not at all.
    metadata: dict[str, str] = field(default_factory=dict)
    #: Title, creator and description of a PDF's XMP packet; empty for no packet.
    xmp: dict[str, str] = field(default_factory=dict)
    #: What a documentalist wrote beside it; empty when nobody did.
    notice: dict[str, str | list[str]] = field(default_factory=dict)
    #: Path of the notice when it stands alone.
    notice_file: str = ""


def read_source(path: Path) -> Source:
    """Read one text; raises ValueError naming the file when its heading is not closed."""
    _, heading, body = path.read_text(encoding="utf-8").split(FENCE, 2)
    values = tomllib.loads(heading)
    subjects: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in values.pop("speaks_of").items()
    }
    spaces = _composer(values.get("language", "fr"), values.get("file", ""))
    for key in ("title", "subtitle", "kicker", "dated", "organisation"):
        values[key] = spaces(values.get(key, ""))
    return Source(**values, speaks_of=Subjects(**subjects), blocks=read_blocks(body, space=spaces))


def _composer(language: str, file: str) -> Callable[[str], str]:
    """How the text is composed: word processors curve apostrophes, those who type text or HTML do not."""
    if language != "fr":
        return str
    return composed if Path(file).suffix in {".pdf", ".docx", ".odt", ".pptx"} else french_spaces


def read_sources() -> Iterator[Source]:
    """Every text, in the order of their names."""
    return (read_source(path) for path in sorted(TEXTS.glob("*.md")))
