"""What a visitor reads for a value that records count under: a concept, a place, a centre, none at all."""

from catalogue.centre import Centre
from catalogue.fields import FACETS, NONE
from catalogue.log import Log
from catalogue.settings import LibrarySettings
from catalogue.vocabulary import Vocabularies


class ValueLabels:
    """The labels of one library; those of centres are read again once the log has gone on."""

    def __init__(self, vocabularies: Vocabularies, own: LibrarySettings, log: Log) -> None:
        self._vocabularies, self._own, self._log = vocabularies, own, log
        self._centres: tuple[int, tuple[Centre, ...]] = (-1, ())

    def label(self, facet: str, value: str, language: str = "fr") -> str:
        """What a visitor reads for a facet value; the value itself where it is its own label."""
        if value == NONE and facet in FACETS:
            return FACETS[facet].missing
        vocabulary = self._vocabularies.of_facet(facet)
        if vocabulary is not None:
            return vocabulary.label(value, language)
        if facet == "audience":
            return self._vocabularies.audiences.label(value, language)
        if facet == "place":
            return self._place(value, language)
        return self.centre_name(value) if facet == "centre" else value

    def _place(self, value: str, language: str) -> str:
        region = self._vocabularies.territories.label(value.removeprefix("reg:"), language)
        return region if region != value else self._vocabularies.places.label(value)

    def centre_name(self, identifier: str) -> str:
        """What a visitor reads for a centre, ours or one whose records stand here."""
        if identifier == self._own.centre:
            return self._own.centre_name or self._own.name
        return next((each.name for each in self.centres if each.identifier == identifier), identifier)

    @property
    def centres(self) -> tuple[Centre, ...]:
        """The centres whose records stand here, by name."""
        position = self._log.position()
        if self._centres[0] != position:
            self._centres = (position, self._log.centres())
        return self._centres[1]
