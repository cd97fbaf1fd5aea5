"""Documents within a document: attachments of a message or a PDF, objects in a Word file or on a slide.

What is enclosed is read as what it is, and becomes pages of the document that holds it, under its own name;
what is no document that we read, or cannot be read, is named in a warning. Only bytes and names come in: a
part is written to a temporary file whose name is ours, and all parts of a document, however deep one lies in
another, share one allowance, since a package may be made to hold itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import is_zipfile

from catalogue.record import Page
from indexer.errors import ExtractionError
from indexer.extract import formats
from indexer.extract.extracted import Extracted
from indexer.extract.formats import Options
from indexer.extract.package import Package
from indexer.extract.tidy import tidy_line

#: Letters of a part's ending that are handed on; none is longer.
_LONGEST_ENDING = 10
#: Members of an archive that are looked at.
_MOST_MEMBERS = 100
#: Names told one by one in a warning.
_MOST_NAMED = 10
_NAMELESS = "sans nom"


@dataclass(frozen=True, slots=True)
class Part:
    """A document within a document."""

    #: As the document gives it; may be empty, and is never used as a path.
    name: str
    content: bytes
    #: What the document says it is, as a media type; used to name what has no name.
    kind: str = ""


def with_parts(holder: Extracted, parts: Iterable[Part], options: Options) -> Extracted:
    """The document with the pages of what it encloses after its own; what could not be read is named."""
    pages, warnings, unread = list(holder.pages), list(holder.warnings), []
    for part in parts:
        found = _read(part, options)
        if found is None or not any(page.text for page in found.pages):
            unread.append(_spoken(part))
            continue
        pages += _renumbered(found.pages, len(pages), _spoken(part))
        warnings += [f"« {_spoken(part)} » : {warning}" for warning in found.warnings]
    if unread:
        warnings.append(_not_read(unread))
    return replace(holder, pages=tuple(pages), warnings=tuple(dict.fromkeys(warnings)))


def _read(part: Part, options: Options) -> Extracted | None:
    allowance = options.allowance
    if not part.content or not allowance.grants(len(part.content)):
        return None
    with TemporaryDirectory(prefix="fonds-part-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"document{_ending(part)}"
        path.write_bytes(part.content)
        try:
            kind = formats.detect(path)
        except ExtractionError:
            return _unpacked(path, options)
        try:
            return formats.extract(path, kind, replace(options, ocr_s=options.ocr_s / 2))
        except ExtractionError:
            return None


def _unpacked(path: Path, options: Options) -> Extracted | None:
    """What an archive holds, as people send several documents in one; None when it is none."""
    if not is_zipfile(path):
        return None
    try:
        with Package(path) as package:
            names = [name for name in package if not name.endswith("/") and not _is_hidden(name)]
            parts = [Part(name, package.read(name)) for name in names[:_MOST_MEMBERS]]
    except ExtractionError:
        return None
    return with_parts(Extracted(()), parts, options)


def _is_hidden(name: str) -> bool:
    return any(step.startswith((".", "__MACOSX")) for step in name.split("/"))


def _ending(part: Part) -> str:
    ending = PurePosixPath(part.name.replace("\\", "/")).suffix.lower()
    if ending[1:].isalnum() and ending.isascii() and len(ending) <= _LONGEST_ENDING:
        return ending
    return formats.ending_of(part.kind)


def _renumbered(pages: Sequence[Page], after: int, name: str) -> list[Page]:
    """Its pages numbered on, its name written above the first."""
    numbered = [
        replace(page, number=after + number, label=page.label or name) for number, page in enumerate(pages, 1)
    ]
    first = numbered[0]
    text = first.text if first.text.startswith(name) else f"{name}\n\n{first.text}"
    numbered[0] = replace(first, text=text, label=name, headings=(name, *first.headings))
    return numbered


def _spoken(part: Part) -> str:
    name = tidy_line(PurePosixPath(part.name.replace("\\", "/")).name)
    return name or f"{_NAMELESS} ({part.kind or 'type inconnu'})"


def _not_read(names: Sequence[str]) -> str:
    quoted = ", ".join(f"« {name} »" for name in dict.fromkeys(names[:_MOST_NAMED]))
    more = f" et {len(names) - _MOST_NAMED} autres" if len(names) > _MOST_NAMED else ""
    return f"Pièces jointes non lues : {quoted}{more}. Déposez-les à part pour que leur texte se trouve."
