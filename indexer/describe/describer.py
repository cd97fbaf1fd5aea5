"""Describer: asks every question of one document and makes a record of the answers.

Read `describe` first. Each question is a pure function of its own module that gives proposals; here they
are only put in order, since a few depend on others (the years of programmes on the date), and a person's
word, when there is one, takes the place of a proposal entirely.
"""

from copy import copy
from typing import Any

from catalogue.corrections import NOTHING_LEARNT, Learnt
from catalogue.decided import Decisions, provenances
from catalogue.document_formats import EML, EPUB, HTML, MBOX
from catalogue.fields import FIELDS
from catalogue.notice import Notice, Value
from catalogue.record import Access, Method, Provenance, Record, Status
from catalogue.rooms import DETAILS, EXPERIENCES, PRACTICE_SHEET, Detail
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies
from catalogue.vocabulary.concepts import Vocabulary
from indexer.describe.abstract import propose_abstract
from indexer.describe.audience import AudienceReader
from indexer.describe.bodies import is_body
from indexer.describe.by_origin import BY_ORIGIN
from indexer.describe.concept_forms import concept_forms
from indexer.describe.creator_signs import signs_of_authors
from indexer.describe.creators import (
    propose_creators,
    propose_publisher,
    read_creators,
    written_creators,
)
from indexer.describe.dates import propose_issued, read_dates, year_of_news
from indexer.describe.domain import DOMAIN, domain_signs, outside_domain
from indexer.describe.folded_text import Passage
from indexer.describe.joined_names import PlacesByName
from indexer.describe.kind import TypeRecogniser
from indexer.describe.language import LanguageDetector
from indexer.describe.manner import has_manner
from indexer.describe.mentions import Weigher, survey
from indexer.describe.origin import OriginReader
from indexer.describe.origin_signs import see_authors, see_places, see_printed
from indexer.describe.place_bodies import see_bodies_of
from indexer.describe.place_candidates import signs_of
from indexer.describe.place_names import PlaceNames, without_namesakes
from indexer.describe.places import PlaceReader
from indexer.describe.practice_sheet import propose_rubrics, read_rubrics
from indexer.describe.programmes import ProgrammeWeigher, programme_signs, propose_programmes
from indexer.describe.proposal import Proposal, settled
from indexer.describe.recogniser import Hit, Recogniser, longest
from indexer.describe.regions import place_forms
from indexer.describe.said_words import SAID, said_words
from indexer.describe.theme_cues import theme_cues
from indexer.describe.themes import propose_themes, theme_signs, weigh_themes
from indexer.describe.title import propose_title
from indexer.describe.weights import OFFERS, Signs, Weights, shipped
from indexer.describe.written_dates import last_year
from indexer.extract.extracted import Extracted

Proposals = dict[str, tuple[Proposal, ...]]
#: Type of which an undated document is of the year it tells of.
NEWS = "presse"
#: Formats whose date somebody wrote for readers, not the program that made the file.
_DATED_FOR_READERS = frozenset({HTML, EPUB, EML, MBOX})
#: What is proposed of a record that a person writes here, without a document.
_OF_WRITTEN = frozenset({"language", "themes", "programmes", "places", "audience"})
_REPEATED = frozenset(field.name for field in FIELDS if field.repeated)


class Describer:
    """Describes documents of one library; built once a process, since it compiles the vocabularies."""

    def __init__(
        self,
        vocabularies: Vocabularies,
        settings: LibrarySettings,
        learnt: Learnt = NOTHING_LEARNT,
        weights: Weights | None = None,
        *,
        status: Status = Status.PUBLISHED,
    ) -> None:
        """`status` is that of documents whose notice does not say."""
        self._status = status
        self._weights = shipped() if weights is None else weights
        self._learnt = learnt
        self._programmes = vocabularies.programmes
        self._settings = settings
        self._decisions = Decisions(vocabularies)
        self._languages = LanguageDetector(settings.languages)
        self._types = TypeRecogniser(vocabularies.types, vocabularies.programmes)
        self._audiences = AudienceReader(vocabularies.audiences)
        self._recogniser = Recogniser(
            (
                *concept_forms("themes", vocabularies.themes),
                *theme_cues("themes", vocabularies.themes),
                *concept_forms("programmes", vocabularies.programmes),
                *place_forms(vocabularies.regions),
            )
        )

        self._subjects = subjects_of(vocabularies.programmes)
        self._gazetteer = vocabularies.places
        self._names = PlaceNames(self._gazetteer)
        self._origins = OriginReader(PlacesByName(self._gazetteer, vocabularies.regions, self._names))

    def describe(
        self,
        extracted: Extracted | None,
        *,
        file: str,
        identifier: str,
        sha256: str,
        size: int,
        media_type: str,
        notice: Notice | None,
    ) -> Record:
        """The record of one document, or of a notice without one (`extracted` None).

        Raises NoticeError when the notice holds a value that no vocabulary knows.
        """
        decided = self._decisions.read(notice)
        details = tuple(Detail(name, each) for name in DETAILS if (each := _several(decided.pop(name, ()))))
        source = str(decided.get("source", ""))
        every = self._proposals(extracted, file, media_type, source=source) if extracted else {}
        told = _OF_WRITTEN if decided.get("room") and not sha256 else every
        every = {name: found for name, found in every.items() if name not in decided and name in told}
        proposed = {name: settled(found) for name, found in every.items()}
        if decided.get("room") == EXPERIENCES:
            decided.setdefault("type", PRACTICE_SHEET)
        type_ = decided.get("type") or next((each.value for each in proposed.get("type", ())), "")
        rubrics = read_rubrics(extracted.pages) if extracted and type_ == PRACTICE_SHEET else ()
        proposed["rubrics"] = propose_rubrics(rubrics)
        reasons = tuple(proposal.provenance(name) for name, found in proposed.items() for proposal in found)
        return Record(
            identifier=identifier,
            sha256=sha256,
            size=size,
            file=file,
            format=media_type,
            pages=len(extracted.pages) if extracted else 0,
            centre=self._settings.centre,
            rubrics=rubrics,
            details=details,
            provenance=(*provenances(decided), *reasons),
            doubted=_doubted(every),
            **_values(proposed, decided, file, self._settings.access, self._status),
        )

    def _find(self, passage: Passage) -> list[Hit]:
        """Everything known that a passage names; a region's or département's name hides a town's."""
        found, towns = self._recogniser.find(passage), list(self._names.find(passage))
        return without_namesakes(longest([*found, *towns])) if towns else found

    def weighing(self, weights: Weights) -> "Describer":
        """The same, judging by other weights; nothing is compiled again."""
        other = copy(self)
        other._weights = weights
        return other

    def signs(
        self, extracted: Extracted, *, file: str, media_type: str, source: str = ""
    ) -> dict[str, dict[str, Signs]]:
        """Question → candidate → what is seen of it: what weights are learnt from."""
        seen: dict[str, dict[str, Signs]] = {}
        self._proposals(extracted, file, media_type, seen, source=source)
        return seen

    def _proposals(
        self,
        extracted: Extracted,
        file: str,
        media_type: str,
        seen: dict[str, dict[str, Signs]] | None = None,
        *,
        source: str = "",
    ) -> Proposals:
        pages = extracted.pages
        title = propose_title(extracted, file)
        origin = self._origins.read(extracted, source, file)
        stated = extracted.metadata.by_hand or media_type in _DATED_FOR_READERS
        dates = read_dates(pages, title, file, extracted.metadata.created, stated=stated, origin=origin)
        issued = propose_issued(dates, self._weights)
        known = issued if issued and not issued.doubtful else None
        year = int(known.value[:4]) if known and known.method != Method.METADATA else None
        places = PlaceReader(self._names, self._gazetteer)
        weighers: dict[str, Weigher] = {
            "themes": weigh_themes,
            "programmes": ProgrammeWeigher(self._programmes, year, None if year else last_year(pages)),
            "places": places,
        }
        read = survey(pages, title, self._find, weighers, self._learnt)
        about = places.candidates(read)
        see_places(about, origin, self._origins.places)
        if seen is not None:
            seen.update(signs_of(about))
            seen["year"] = dict(dates.signs)
            seen[BY_ORIGIN["year"]] = dict(dates.by_origin)
            seen[DOMAIN] = dict(domain_signs(read))
            seen["themes"] = dict(theme_signs(read))
            seen["programmes"] = dict(programme_signs(read, self._programmes))
        found = places.propose(read, self._weights, about)
        authors = read_creators(
            extracted, title.value, self._subjects, self._town(found), self._departement(found)
        )
        see_bodies_of(authors, found, pages, title.value, self._gazetteer)
        if origin.owner is None:
            see_printed(authors, self._origins.printed(extracted))
        see_authors(authors, origin, self._around(found))
        if seen is not None:
            seen.update(signs_of_authors(authors))
        said = said_words(pages, title.value) if has_manner(pages) else {}
        domain = outside_domain(read, said, self._weights)
        programmes = propose_programmes(read, self._programmes, self._weights, domain)
        types = self._types.candidates(pages, title, file, media_type, known, len(settled(programmes)))
        if seen is not None:
            seen["type"] = {kind: each.signs for kind, each in types.items()}
            seen[SAID] = {SAID: said}
        likely = self._types.chances(types, said, self._weights)
        kind = self._types.propose(types, likely, self._weights, domain)
        if known is None and kind and kind.value == NEWS and not kind.doubtful:
            issued = year_of_news(pages) or issued
        return {
            "title": (title,),
            "creators": written_creators(extracted) or propose_creators(authors, self._weights, likely),
            "publisher": _one(propose_publisher(extracted)),
            "issued": _one(issued),
            "type": _one(kind),
            "language": _one(self._languages.detect(pages, extracted.metadata.language)),
            "abstract": _one(propose_abstract(extracted)),
            "themes": propose_themes(read, self._weights, said, domain),
            "programmes": programmes,
            "places": found,
            "audience": self._audiences.propose(pages, title, self._learnt),
        }

    def _departement(self, places: tuple[Proposal, ...]) -> str:
        """The name of the département a document is about, or its town lies in; empty for none."""
        known = (self._gazetteer.place(each.value) for each in settled(places) if each.value[:3] != "reg")
        code = next((place.departement for place in known if place), "")
        held = self._gazetteer.place(code) if code else None
        return held.name if held else ""

    def _around(self, places: tuple[Proposal, ...]) -> frozenset[str]:
        """The places a document may be about, and those they lie in."""
        return frozenset(
            each for place in places for each in (place.value, *self._gazetteer.within(place.value))
        )

    def _town(self, places: tuple[Proposal, ...]) -> str:
        """The name of the town a document is about; empty for none."""
        town = next((each.value for each in settled(places) if each.value.startswith("com:")), "")
        known = self._gazetteer.place(town) if town else None
        return known.title if known else ""


def subjects_of(programmes: Vocabulary) -> frozenset[str]:
    """Acronyms of programmes that are no bodies, so that « CUCS – 2007 » has no author called so."""
    return frozenset(
        acronym
        for concept in programmes.concepts.values()
        if not is_body(concept.label())
        for acronym in concept.acronyms
    )


def _several(value: Value) -> tuple[str, ...]:
    return tuple(filter(None, (value,) if isinstance(value, str) else value))


def _doubted(proposed: Proposals) -> tuple[Provenance, ...]:
    """What a documentalist may look at, a few of each field."""
    return tuple(
        each.provenance(name)
        for name, found in proposed.items()
        for each in [proposal for proposal in found if proposal.doubtful][:OFFERS]
    )


def _one(proposal: Proposal | None) -> tuple[Proposal, ...]:
    return (proposal,) if proposal else ()


def _values(
    proposed: Proposals, decided: dict[str, Value], file: str, access: str, status: Status
) -> dict[str, Any]:
    """Field → value of the record: what a person decided, else what was proposed."""
    values: dict[str, Any] = {"title": file.rsplit("/", 1)[-1], "access": Access(access), "status": status}
    for name, found in proposed.items():
        if name == "rubrics":  # these are more than one word each, and stand in the record already
            continue
        if name in _REPEATED:
            values[name] = tuple(dict.fromkeys(proposal.value for proposal in found))
        elif found:
            values[name] = found[0].value
    values.update(decided)
    values["access"], values["status"] = Access(values["access"]), Status(values["status"])
    return values
