"""Which pages that the law or good manners ask of a site still lack something, and what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalogue.presentation import Presentation, SitePage


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a page should say and does not; `field` is one of `Presentation`, or `text`."""

    field: str


#: Page → what it must have, each by the field that gives it. Where several do, one of them is enough.
WANTED: Mapping[SitePage, tuple[tuple[str, ...], ...]] = {
    SitePage.ABOUT: (("text",),),
    SitePage.CONTACT: (("contact",), ("address",)),
    # Law n° 2004-575 of 21 June 2004, article 1-1: publisher, address, telephone, director, host.
    SitePage.LEGAL: (("publisher", "centre_name"), ("address",), ("phone",), ("director",), ("host",)),
    # GDPR, article 13: who answers for the data and to whom one writes.
    SitePage.PRIVACY: (("publisher", "centre_name"), ("data_contact", "contact")),
    # Decree n° 2019-768: a means to report what is not accessible.
    SitePage.ACCESSIBILITY: (("access_contact", "contact"),),
}


def lacks(page: SitePage, presentation: Presentation, text: str, settled: Callable[[str], str]) -> list[Lack]:
    """What a page lacks; `settled` gives the value that a field has from the settings."""

    def said(field: str) -> str:
        if field == "text":
            return text.strip()
        return str(getattr(presentation, field)) or settled(field)

    return [Lack(fields[0]) for fields in WANTED.get(page, ()) if not any(map(said, fields))]
