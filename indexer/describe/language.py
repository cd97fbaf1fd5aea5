"""The language a document is written in, among those the library holds.

langdetect, seeded (unseeded, one answer in five changes from call to call on short texts) and loaded with
the library's languages alone, which also makes it ready in milliseconds. It reads slices spread over the
whole document rather than its beginning: a cover, an English notice of a hosting site or a summary in
another language does not decide for a hundred pages. Runs of capitals and figures, which look like no
language, are read in lower case. Most documents here are French and say so by their small words: nothing else
is asked about them. What the detector says of any other must be borne out by the small words of that
language: it knows no Breton, Occitan or Creole, and calls them French with all its confidence. A document
without enough letters takes the language its file declares, if the library holds it, else none: no guess is
made from a logo.
"""

from importlib import resources

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.language import Language

from catalogue.record import Method, Page
from indexer.describe.proposal import Proposal

#: Letters below which a text says nothing sure of its language.
ENOUGH = 40
#: What the detector reads: more costs more than the rest of the description and changes no answer.
SLICES, SLICE = 6, 60


#: Small words of each language that its neighbours do not share.
_SMALL_WORDS = {
    "fr": "les des du et est dans pour une aux qui avec ont cette sont sur ou leur leurs ces plus ce cet été"
    " être elle ils au mais",
    "en": "the of and to is that with for on an are this from by was were be have has their which"
    " not or as at",
    "it": "il di che per con del della dei delle gli nel nella sono una è e da al alla non",
    "es": "el los las y del por para con una que es en como más se su al lo",
    "de": "der die das und ist mit von für nicht dem den ein eine auf zu im des sich auch",
}
SMALL_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
#: Different ones of them, and their part of all words, from which nothing else need be asked.
DISTINCT, SHARE = 7, 0.08
#: Words in lower case from which the language must show by its small words, and the least part of those.
TELLING, LEAST = 8, 0.05
#: How sure a text of fewer words is at most.
BRIEF = 0.5


class LanguageDetector:
    """The profiles of the library's languages, loaded once."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages
        self._factory: DetectorFactory | None = None
        folder = resources.files("langdetect") / "profiles"
        profiles = [folder / language for language in dict.fromkeys(languages)]
        known = [profile.read_text(encoding="utf-8") for profile in profiles if profile.is_file()]
        if len(known) > 1:
            self._factory = DetectorFactory()
            self._factory.set_seed(0)
            self._factory.load_json_profile(known)

    def detect(self, pages: tuple[Page, ...], declared: str) -> Proposal | None:
        """The language of the text, else the one declared; None when neither says."""
        text = sample(pages)
        if sum(map(str.isalpha, text)) >= ENOUGH:
            if self._factory is None:
                return Proposal(self._languages[0], Method.ONLY_LANGUAGE, 0.5) if self._languages else None
            if self._is_plainly_french(sample(pages, SLICE * 5)):
                return Proposal("fr", Method.TEXT, 0.99)
            if best := self._probabilities(text):
                return _confirmed(best[0], sample(pages, SLICE * 5))
        code = declared[:2].lower()
        return Proposal(code, Method.METADATA, 0.5) if code in self._languages else None

    def _is_plainly_french(self, text: str) -> bool:
        """Whether the small words settle it: several of those that only French has, and many of them."""
        words = _words(text.lower())
        small = [word for word in words if word in SMALL_WORDS["fr"]]
        distinct = len(set(small))
        return "fr" in self._languages and distinct >= DISTINCT and len(small) >= SHARE * len(words)

    def _probabilities(self, text: str) -> list[Language]:
        """What langdetect says, best first; nothing for a script that none of the languages uses."""
        assert self._factory is not None  # noqa: S101 - `detect` saw it
        detector = self._factory.create()
        detector.append(text.lower())
        try:
            found: list[Language] = detector.get_probabilities()
        except LangDetectException:
            return []
        return found


def _words(text: str) -> list[str]:
    return text.replace("’", "'").replace("'", " ").split()


def _confirmed(found: Language, text: str) -> Proposal | None:
    """What the detector says, unless a text that has sentences lacks the small words of that language.

    Names, figures and headings have none; of such a text nobody is sure.
    """
    words = [word.strip('.,;:!?()«»"') for word in _words(text) if word[:1].islower()]
    known = SMALL_WORDS.get(found.lang)
    if known is None:
        return Proposal(found.lang, Method.TEXT, min(found.prob, 0.99))
    small = [word for word in words if word in known]
    if len(words) < TELLING:
        return Proposal(found.lang, Method.TEXT, min(found.prob, BRIEF))
    if len(small) < LEAST * len(words) or len(set(small)) < 2:
        return None
    return Proposal(found.lang, Method.TEXT, min(found.prob, 0.99))


def sample(pages: tuple[Page, ...], length: int = SLICE) -> str:
    """Slices of a length spread evenly over the document, in order; the whole text when it is short."""
    total = sum(len(page.text) for page in pages)
    if total <= SLICES * length:
        return "\n".join(page.text for page in pages)
    starts = [round(n * (total - length) / (SLICES - 1)) for n in range(SLICES)]
    slices, offset = [], 0
    for page in pages:
        while starts and starts[0] < offset + len(page.text):
            start = starts.pop(0) - offset
            slices.append(page.text[max(start, 0) : start + length])
        offset += len(page.text)
    return "\n".join(slices)
