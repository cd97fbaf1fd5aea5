"""The words by which practitioners tell of a theme without naming it: for recognition alone.

The vocabulary has the cues that a search may heed as well (`search.subjects`). These are more, and looser,
so that they stand apart: names of measures, funds and bodies, professions, places, acronyms with their full
names, of 1990 to today. They were written down from what the field says, before any document was looked at;
those that general French says often, or documents about something else (`built`), are left out.
A library loses one by refusing what it led to (`Learnt`), and adds its own in its vocabulary.
"""

from collections.abc import Iterator
from pathlib import Path

from catalogue.vocabulary.concepts import Vocabulary
from catalogue.vocabulary.labels import is_acronym
from indexer.describe.recogniser import Form, Writing

FILE = Path(__file__).parent / "theme_cues.txt"
#: What stands between two cues of a line.
_BETWEEN = "; "


def theme_cues(field: str, themes: Vocabulary) -> Iterator[Form]:
    """A form of each cue of the themes this library offers and has none below; a merged one's go with it."""
    parents = {parent for concept in themes.offered.values() for parent in concept.broader}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line[:1] == "#":
            continue
        theme, _, cues = line.partition("\t")
        theme = themes.merged.get(theme, theme)
        if theme in themes.offered.keys() - parents:
            for cue in cues.split(_BETWEEN):
                writing = Writing.ACRONYM if is_acronym(cue) else Writing.WORDS
                yield Form(field, theme, cue, writing, names=False)
