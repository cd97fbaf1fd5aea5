"""Kinds: what each type of document is called where references go.

One line a concept of the vocabulary `types`; a type of a library's own is a report, which is what resource
centres publish and what Zotero, EndNote and LaTeX all know.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceKind:
    """One kind of document in five vocabularies."""

    #: `TY` of RIS.
    ris: str
    #: Entry type of BibTeX.
    bibtex: str
    #: `type` of CSL 1.0.2.
    csl: str
    #: Class of schema.org.
    schema: str
    #: `rft.genre` of OpenURL's book format.
    openurl: str = "document"


REPORT = ReferenceKind("RPRT", "techreport", "report", "Report", "report")
_BOOK = ReferenceKind("BOOK", "book", "book", "Book", "book")
_OTHER = ReferenceKind("GEN", "misc", "document", "DigitalDocument")
_ARTICLE = ReferenceKind("GEN", "misc", "article", "Article")

_KINDS = {
    "texte-officiel": _OTHER,
    "contrat": _OTHER,
    "lettre": _OTHER,
    "article": _ARTICLE,
    "presse": _ARTICLE,
    "ouvrage": _BOOK,
    "memoire": ReferenceKind("THES", "phdthesis", "thesis", "Thesis"),
    "donnees": ReferenceKind("DATA", "misc", "dataset", "Dataset"),
    "annuaire": _BOOK,
    "appel-a-projets": _OTHER,
    "video": ReferenceKind("VIDEO", "misc", "motion_picture", "VideoObject"),
    "presentation": ReferenceKind("SLIDE", "misc", "speech", "PresentationDigitalDocument"),
}


def kind_of(concept: str) -> ReferenceKind:
    """The kind of a document by the concept of its type; a report when it has none or another."""
    return _KINDS.get(concept, REPORT)
