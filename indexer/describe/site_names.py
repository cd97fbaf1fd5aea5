"""The name of a site behind the title of its page: « Nos actions | Insee », « Cholet - RésO Villes ».

Sites add their name to the title of every page, and places where files are put on line add theirs, what comes
next in the file, or who put it there. What a name is worth as author is judged elsewhere (`creator_signs`).
"""

import re

from indexer.describe.known_bodies import known_body
from indexer.describe.persons import has_given_name, is_person

#: Words of the longest name of a site.
LONGEST = 8
#: Words that are left of a title without it.
FEWEST = 5
#: Where anybody puts files on line: never authors.
_HOSTS = re.compile(
    r"(?:by \S+ - )?(?:issuu|dailymotion|youtube|vimeo|calam[ée]o|slideshare|slideplayer|scribd"
    r"|docplayer|doczz|academia"
    r"|wikipedia|wikip[ée]dia|wikisource|facebook|linkedin|twitter|instagram|pdf|free download"
    r"|ppt)(?: ?\.\w+)?",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|info|eu|re|gouv\.fr|it|de|es)", re.IGNORECASE
)
_PAGE = re.compile(r"page \d+", re.IGNORECASE)
_LAST = re.compile(r"(?P<title>.*\S)\s+(?P<sign>[|•]|::|-)\s+(?P<site>\S.*)")
_BY = re.compile(r"(?P<title>.*\S) by \w+")


def split_site(title: str) -> tuple[str, str]:
    """A title without the name of its site, and that name; what may belong to the title stays in it."""
    found = _LAST.fullmatch(title)
    if not found:
        return title, ""
    rest, site = found["title"], found["site"].strip()
    if _HOSTS.fullmatch(site) or _DOMAIN.fullmatch(site) or _PAGE.fullmatch(site):
        by = _BY.fullmatch(rest)
        return split_site(by["title"] if by else rest)
    if len(site.split()) > LONGEST or not site[:1].isupper():
        return title, ""
    if len(rest.split()) < FEWEST or not (found["sign"] != "-" or _is_apart(site)):
        return title, site
    return split_site(rest)[0], site


def _is_apart(site: str) -> bool:
    """Whether it can be no part of a title: a centre, a person."""
    known = known_body(site)
    return bool(known and known.is_centre) or (is_person(site) and has_given_name(site))
