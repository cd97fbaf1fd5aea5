"""Meta elements of a notice: `citation_*` for Zotero and Google Scholar, Dublin Core for the others.

Zotero takes `citation_title` alone for a journal article and Dublin Core alone for a web page, so the kind is
told in its own word (`z:itemType`) and no publisher needs to be invented for it.
"""

from collections.abc import Iterator

from exchange.formats.reference import Reference

#: Characters of an abstract in the head of a page.
_ABSTRACT = 1000
_PUBLISHERS = {
    "report": "citation_technical_report_institution",
    "thesis": "citation_dissertation_institution",
}


def meta_tags(reference: Reference, page: str = "", address: str = "") -> Iterator[tuple[str, str]]:
    """Name and content of each element, none of them empty; `page` and `address` are of one page of it."""
    tags = (*_citation(reference, page, address or reference.address), *_dublin_core(reference))
    return (tag for tag in tags if tag[1])


def _citation(reference: Reference, page: str, address: str) -> Iterator[tuple[str, str]]:
    yield "z:itemType", reference.kind.zotero
    yield "citation_title", reference.title
    for name in reference.authors:
        yield "citation_author", str(name)
    yield "citation_publication_date", reference.issued.replace("-", "/")
    yield _PUBLISHERS.get(reference.kind.zotero, "citation_publisher"), reference.publisher
    yield "citation_journal_title", reference.journal
    yield "citation_volume", reference.volume
    yield "citation_issue", reference.issue
    first, last = (page, "") if page else reference.first_and_last_page if reference.journal else ("", "")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_series_title", reference.collection
    yield from (("citation_isbn", each) for each in reference.isbn)
    yield from (("citation_issn", each) for each in reference.issn)
    yield "citation_doi", reference.doi
    yield "citation_language", reference.language
    yield "citation_abstract", reference.abstract[:_ABSTRACT]
    yield "citation_public_url", address
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
