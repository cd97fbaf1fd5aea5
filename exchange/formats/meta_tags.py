"""Meta elements of a notice: `citation_*` for Zotero and Google Scholar, Dublin Core for the others.

`citation_technical_report_institution` alone makes Zotero save a report: with the title only it guesses a
journal article, and Dublin Core only makes a web page of it.
"""

from collections.abc import Iterator

from exchange.formats.reference import Reference

#: Characters of an abstract in the head of a page.
_ABSTRACT = 1000


def meta_tags(reference: Reference) -> Iterator[tuple[str, str]]:
    """Name and content of each element, none of them empty."""
    return (tag for tag in (*_citation(reference), *_dublin_core(reference)) if tag[1])


def _citation(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "citation_title", reference.title
    for name in reference.authors:
        yield "citation_author", str(name)
    yield "citation_publication_date", reference.issued.replace("-", "/")
    yield "citation_technical_report_institution", reference.institution
    yield "citation_language", reference.language
    yield "citation_abstract", reference.abstract[:_ABSTRACT]
    yield "citation_public_url", reference.address
    yield "citation_pdf_url", reference.pdf
    yield "citation_keywords", "; ".join(reference.keywords)


def _dublin_core(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "DC.title", reference.title
    for name in reference.authors:
        yield "DC.creator", str(name)
    yield "DC.publisher", reference.publisher
    yield "DC.date", reference.issued
    yield "DC.type", reference.type
    yield "DC.language", reference.language
    for subject in reference.subjects:
        yield "DC.subject", subject
    for place in reference.places:
        yield "DC.coverage", place
    yield "DC.rights", reference.rights
    yield "DC.identifier", reference.address
