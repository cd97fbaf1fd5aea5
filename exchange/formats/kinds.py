"""Kinds: what each type of document is called where references go.

One line a concept of the vocabulary `types`, so that a document is of one kind by whatever door it leaves; a
type of a library's own is a report, which is what resource centres publish and what Zotero, EndNote and LaTeX
know.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceKind:
    """One kind of document in six vocabularies."""

    #: `TY` of RIS.
    ris: str
    #: Entry type of BibTeX or BibLaTeX.
    bibtex: str
    #: `type` of CSL 1.0.2.
    csl: str
    #: Class of schema.org.
    schema: str
    #: Item type of Zotero.
    zotero: str
    #: `rft.genre` of OpenURL: of its format for books, but for articles (`article`) and theses.
    openurl: str = "document"


REPORT = ReferenceKind("RPRT", "techreport", "report", "Report", "report", "report")
_BOOK = ReferenceKind("BOOK", "book", "book", "Book", "book", "book")
_LAW = ReferenceKind("STAT", "legislation", "legislation", "Legislation", "statute")
_ARTICLE = ReferenceKind("JOUR", "article", "article-journal", "Article", "journalArticle", "article")
_PRESS = ReferenceKind("NEWS", "article", "article-newspaper", "NewsArticle", "newspaperArticle", "article")

_KINDS = {
    "texte-officiel": _LAW,
    "article": _ARTICLE,
    "presse": _PRESS,
    "ouvrage": _BOOK,
    "annuaire": _BOOK,
    "memoire": ReferenceKind("THES", "phdthesis", "thesis", "Thesis", "thesis", "dissertation"),
    "donnees": ReferenceKind("DATA", "dataset", "dataset", "Dataset", "dataset"),
    "video": ReferenceKind("VIDEO", "video", "motion_picture", "VideoObject", "videoRecording"),
    "presentation": ReferenceKind("SLIDE", "misc", "speech", "PresentationDigitalDocument", "presentation"),
}


def kind_of(concept: str) -> ReferenceKind:
    """The kind of a document by the concept of its type; a report when it has none or another."""
    return _KINDS.get(concept, REPORT)
