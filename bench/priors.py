"""Priors: what a sign is worth before any document speaks.

Sets tell little of some questions (authors: a few dozen names), so that their weights begin with what anybody
knows of bylines, letterheads, citations and file names, and documents move them from there (`learning`).
"""

from indexer.describe.by_origin import ALONE, RIVAL
from indexer.describe.origin_signs import PRINTED
from indexer.describe.place_bodies import GROUP, PREFECTURE, TOWN
from indexer.describe.site_owners import Whose
from indexer.describe.weights import ALWAYS, LIKELIHOOD

#: Authors: sets tell few, so that weights begin with what anybody knows of bylines, letterheads and
#: citations.
PERSONS_PRIOR = {
    ALWAYS: -4.0,
    "alone": 1.2,
    "head": 0.8,
    "opening": 0.4,
    "foot": 0.3,
    "beside a date": 0.5,
    "author before": 2.0,
    "made by": 2.5,
    "a function after": 1.5,
    "given name": 1.0,
    "in a row": 0.3,
    "told": 2.5,
    "by": 0.7,
    "told: declared": 1.0,
    "a role before": -3.5,
    "bears a name": -4.0,
    "a subject": -1.0,
    "office": -2.5,
    "an office after": -2.5,
    "quoted before": -2.5,
    "quoted after": -2.5,
    "paid or met": -2.0,
    "a reporter": 2.0,
    "told: byline": 1.0,
    "a jury's": -3.0,
    "beside the author": -2.0,
    "a body after": -0.5,
    "a figure after": -1.0,
    "a book after": -1.5,
    "in the contents": -2.0,
    "ends the title, person": 1.5,
    "in the title, person": -0.5,
    "picture": -3.0,
    "others": -0.4,
    "often": -0.3,
    "under the title": 0.5,
    "below the title": 0.5,
    "capital surname": 0.5,
    "tells after": 1.0,
    "an affiliation after": 0.5,
    "a post in research after": 1.5,
}
BODIES_PRIOR = {
    ALWAYS: -4.0,
    "alone": 1.0,
    "alone, opening": 1.0,
    "opening": 0.4,
    "head": 0.5,
    "beside a date": 0.4,
    "often": 0.8,
    "in the title": 0.4,
    "ends the title, body": 1.0,
    "a serial": 1.5,
    "a line, body": 1.5,
    "told: council": 2.5,
    "told: labelled": 3.0,
    "first": 0.6,
    "first, body": 0.6,
    "under the title": 0.5,
    "below the title": 0.3,
    "tells after": 0.5,
    "an issue after": 0.8,
    "an issue after, opening": 0.8,
    "a role before": -2.0,
    "told: place": 1.5,
    "told: declared": 2.5,
    "a centre": 2.0,
    "alone, known": 0.5,
    "known, in the title": 0.7,
    "alone, body": 0.7,
    "acts": 0.8,
    "the, acts": 0.8,
    "made by": 2.5,
    "of a publication": 2.0,
    "owner": 1.5,
    "of a contract": 1.0,
    "told: party": 1.0,
    "told: site": 1.5,
    "told: own site": 2.0,
    "a service": -2.0,
    "an authority's plan": 1.0,
    "an authority's plan, opening": 0.5,
    "told: imprint": 0.5,
    "a university": 2.5,
    "a paper, alone": 1.0,
    "a paper, owner": 1.5,
    "a paper, acts": 1.5,
    "decides after": 4.0,
    "source": -0.3,
    "led by": -1.0,
    "author before": 1.0,
    "an address after": 0.8,
    "a site of its name": 1.5,
    "told": 2.5,
    "paid or met": -1.0,
    "quoted before": -1.0,
    "picture": -2.0,
    "others": -0.5,
    "another is told": -1.0,
    "proper name": -1.0,
    "long acronym": -0.5,
}
#: Years: files have names and are long, which the texts of the sets are not.
YEAR_PRIOR = {
    ALWAYS: -1.0,
    "rule": 3.0,
    "a surer rule": -1.5,
    "file name: a day": 2.5,
    "file name: a year": 1.5,
    "title: date": 1.5,
    "told": -1.0,
    "an aim": -1.0,
    "an act's": -1.0,
    "of figures": -1.0,
    "put on line": -1.0,
    "long, no rule": -2.0,
}
#: Types: files are named by those who know what they are.
TYPE_PRIOR = {"begins the file's name": 1.0}
#: What an origin tells moves what the text made likely, which counts as it is until documents say otherwise.
PLACE_PRIOR = {
    LIKELIHOOD: 1.0,
    "is: site": 1.5,
    "is: named": 1.0,
    "is: host": 1.0,
    "is: segment": 1.0,
    "is: folder": 0.5,
    "inside: site": 0.5,
    "holds: site": 0.5,
    "elsewhere: site": -0.5,
    ALONE: -2.5,
    f"{ALONE}, is: site": 2.5,
    f"{ALONE}, is: named": 2.0,
    f"{ALONE}, is: host": 0.5,
    f"{ALONE}, is: segment": 1.0,
    f"{ALONE}, is: folder": 0.5,
}
#: News without a name are by the paper, whatever its site is called.
_NEWS = [f"news: {whose}" for whose in (Whose.WORDS, Whose.BARE, Whose.PRESS, Whose.PAPER, Whose.WRITTEN)]
AUTHOR_PRIOR = {
    LIKELIHOOD: 1.0,
    **dict.fromkeys(Whose, 1.5),
    **{f"another's: {whose}": -0.5 for whose in Whose},
    ALONE: -2.0,
    **{f"{ALONE}, {whose}": 2.5 for whose in Whose},
    f"{ALONE}, {Whose.WORDS}": 1.5,
    f"{ALONE}, {Whose.PART}": 1.5,
    f"{ALONE}, {Whose.BARE}": 0.5,
    **{f"{ALONE}, {sort}": 1.0 for sort in _NEWS},
    "elsewhere": -1.0,
    f"{ALONE}, elsewhere": -1.0,
    RIVAL: -1.0,
}
#: Who stands for the places of a document: how sure the text was counts until documents say otherwise.
STANDING_PRIOR = {
    LIKELIHOOD: 1.0,
    ALONE: -3.0,
    RIVAL: -1.0,
    PRINTED: 0.5,
    f"{ALONE}, {PRINTED}": 1.0,
    **{
        f"{ALONE}, {PRINTED}: {whose}": 1.0
        for whose in (Whose.KNOWN, Whose.GROUP, Whose.TOWN, Whose.TOWN_NAME, Whose.PREFECTURE)
    },
    **{
        f"{ALONE}, {kind}: {sign}": 0.7
        for kind in (TOWN, GROUP, PREFECTURE)
        for sign in ("speaks", "sits", "its plan", "in the title")
    },
}
FILED_YEAR_PRIOR = {
    LIKELIHOOD: 1.0,
    "filed: a day": 2.0,
    "filed: a month": 2.0,
    "filed: a year": 1.0,
    "named: a day": 1.0,
    "named: a year": 0.5,
    "another is filed": -0.5,
    ALONE: -1.0,
    f"{ALONE}, filed: a day": 3.0,
    f"{ALONE}, filed: a month": 3.0,
    f"{ALONE}, filed: a year": 1.5,
    f"{ALONE}, named: a day": 1.5,
}
