"""schema.org in JSON-LD: what search engines read of a notice.

A `<script type="application/ld+json">` holds data that no browser runs, so a policy without inline scripts
lets it stand; what could end the element is written as escapes all the same.
"""

from typing import Any

import msgspec

from exchange.formats.names import CreatorName
from exchange.formats.reference import Reference


def json_ld(reference: Reference) -> str:
    """The reference as one JSON object that may stand inside `<script>` unescaped."""
    text = msgspec.json.encode(described(reference)).decode()
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def described(reference: Reference) -> dict[str, Any]:
    """The object; empty properties are left out."""
    properties = {
        "@context": "https://schema.org",
        "@type": reference.kind.schema,
        "@id": reference.address,
        "url": reference.address,
        "identifier": reference.identifier,
        "name": reference.title,
        "alternateName": reference.alternative,
        "author": [_author(each) for each in reference.authors],
        "publisher": {"@type": "Organization", "name": reference.publisher} if reference.publisher else None,
        "datePublished": reference.issued,
        "inLanguage": reference.language,
        "abstract": reference.abstract,
        "keywords": list(reference.subjects),
        "isbn": list(reference.isbn),
        "sameAs": f"https://doi.org/{reference.doi}" if reference.doi else None,
        "isPartOf": _host(reference),
        "pagination": reference.extent if reference.journal else "",
        "spatialCoverage": [{"@type": "Place", "name": each} for each in reference.places],
        "genre": reference.type,
        "license": reference.rights if reference.rights.startswith(("http://", "https://")) else None,
        "provider": {"@type": "Organization", "name": reference.centre} if reference.centre else None,
        "encoding": {
            "@type": "MediaObject", "contentUrl": reference.pdf, "encodingFormat": "application/pdf",
        } if reference.pdf else None,
    }  # fmt: skip
    return {name: value for name, value in properties.items() if value}


def _host(reference: Reference) -> dict[str, Any] | None:
    """The periodical, with its number, or the series."""
    if not (reference.journal or reference.collection):
        return None
    told = {
        "@type": "Periodical" if reference.journal else "CreativeWorkSeries",
        "name": reference.journal or reference.collection,
        "issn": list(reference.issn),
        "volumeNumber": reference.volume,
        "issueNumber": reference.issue,
    }
    return {name: value for name, value in told.items() if value}


def _author(name: CreatorName) -> dict[str, str]:
    if name.given:
        return {
            "@type": "Person",
            "name": f"{name.given} {name.family}",
            "familyName": name.family,
            "givenName": name.given,
        }
    return {"@type": "Organization", "name": name.family}
