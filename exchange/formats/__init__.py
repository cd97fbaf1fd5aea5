"""Formats: every way in which a list of references leaves the library.

A new format is a module with `write(references) -> Iterator[bytes]` and one row here; the site's links, the
command's choices and the documents' tables (`make tables`) derive from it. Modules are imported at first
use: a command that exports nothing waits for none of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from catalogue.document_formats import ODT
from exchange.formats.reference import Reference


@dataclass(frozen=True, slots=True)
class Format:
    """One format."""

    #: What one types, and what an address ends with.
    name: str
    media_type: str
    #: What a visitor reads.
    label: str
    module: str
    #: What one takes it for, in French, as the documents say it.
    purpose: str
    #: Whether a single notice is offered in it too.
    single: bool = False
    #: Whether it is text, which is sent compressed.
    textual: bool = True

    def write(self, references: Iterable[Reference]) -> Iterator[bytes]:
        """The references in this format, in chunks as they come."""
        chunks: Iterator[bytes] = import_module(f"exchange.formats.{self.module}").write(references)
        return chunks


# fmt: off
FORMATS = {
    each.name: each
    for each in (
        Format("ris", "application/x-research-info-systems", "RIS", "ris", "Zotero, EndNote", single=True),
        Format("bib", "application/x-bibtex", "BibTeX", "bibtex", "Zotero, LaTeX", single=True),
        Format("csl.json", "application/vnd.citationstyles.csl+json", "CSL-JSON", "csl", "Zotero, Pandoc",
               single=True),
        Format("mrc", "application/marc", "UNIMARC", "unimarc",
               "PMB, Koha, un catalogue collectif (ISO 2709)"),
        Format("csv", "text/csv", "CSV", "table",
               "un tableur (UTF-8, virgules ; dans Excel : Données › À partir d'un fichier texte/CSV)"),
        Format("odt", ODT, "ODT", "odt",
               "une bibliographie rédigée (ISO 690), à coller dans un rapport (LibreOffice, Word)",
               textual=False),
    )
}
# fmt: on
