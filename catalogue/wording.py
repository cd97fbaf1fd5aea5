"""Wording: sentences in the language of whoever reads them. French is written where a sentence is said.

A message is a French sentence with named values in braces. Above, where sentences are only said,
`translated` puts values into one. Below, they are plain f-strings: an error, a reason in the ledger, a
finding or the answer of a limited process is kept and compared as the sentence itself, so nothing that is
stored depends on a language. `in_words` finds again which message such a sentence is, by its form, and says
it with its values (docs/decisions/0015).

Both read one catalogue, which `make messages` brings up to date from the code. Knows neither the web nor the
terminal: the language is handed in, or chosen once for the process.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

#: The language in which sentences are written.
FRENCH = "fr"
TRANSLATIONS = Path(__file__).parent / "translations"
#: Sentences within a sentence, such as the reason within a refusal, and no deeper.
DEPTH = 4
#: What begins with the place in which something is wrong.
_PLACED = re.compile(r"\{\w+\} ?: (.+)")
#: Longer texts are no sentences of ours.
LONGEST = 4000

_chosen = FRENCH


def speak(language: str) -> None:
    """Choose the language of this process: that of the terminal it was started from."""
    global _chosen
    _chosen = language


def spoken() -> str:
    """The language chosen for this process."""
    return _chosen


def N_(message: str) -> str:
    """Mark a sentence, or a part of one, that no call to an error or to a finding tells to be one."""
    return message


def translated(message: str, /, **values: Any) -> str:
    """A message with its values, in the language of this process."""
    said = message if _chosen == FRENCH else catalogue(_chosen).plain.get(message, message)
    return said.format_map(values) if values else said


def in_words(sentence: str, language: str = "") -> str:
    """A sentence as it was written, told in that language, or in that of this process.

    One that is no message of ours is left as it is: what a document or another centre says is not translated.
    """
    language = language or _chosen
    return sentence if language == FRENCH else catalogue(language).said(sentence)


@dataclass(frozen=True, slots=True)
class _Form:
    """A message with values: how a sentence made of it looks, and what it is in the other language."""

    pattern: re.Pattern[str]
    message: str
    translation: str
    #: Signs that do not come from a value.
    fixed: int


class Wordings:
    """All messages in one language, found by themselves or by the form of a sentence made of them."""

    def __init__(self, messages: dict[str, str]) -> None:
        #: Message → its translation.
        self.plain = messages
        reasons = dict(filter(None, map(_reason, messages.items())))
        forms = (_form(message, said) for message, said in (reasons | messages).items() if "{" in message)
        #: What says most by itself first: « {a} : {b} » fits nearly everything.
        self._forms = sorted(forms, key=lambda each: -each.fixed)

    def said(self, sentence: str, depth: int = DEPTH) -> str:
        """The sentence in this language; as it is when no message has its form."""
        if depth == 0 or len(sentence) > LONGEST:
            return sentence
        found = self._found(sentence, depth)
        if found is None and sentence[:1].isupper():  # a reason that was told apart from where it was
            found = self._found(sentence[0].lower() + sentence[1:], depth)
            found = found and found[0].upper() + found[1:]
        if found is None:
            where, colon, why = sentence.partition(" : ")
            reason = self.said(why, depth - 1) if colon else why
            return sentence if reason == why else f"{where}: {reason}"
        return found

    def _found(self, sentence: str, depth: int) -> str | None:
        if "{" not in sentence and sentence in self.plain:
            return self.plain[sentence]
        form, values = self._recognised(sentence)
        if form is None:
            return None
        return form.translation.format_map(
            {name: self.said(each, depth - 1) for name, each in values.items()}
        )

    def _recognised(self, sentence: str) -> tuple[_Form | None, dict[str, str]]:
        for form in self._forms:
            if found := form.pattern.fullmatch(sentence):
                return form, found.groupdict()
        return None, {}


@lru_cache
def catalogue(language: str) -> Wordings:
    """The messages in that language; none where there is no catalogue of it."""
    from babel.messages.pofile import read_po  # a tenth of a second, which French need not wait for

    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return Wordings({})
    with path.open(encoding="utf-8") as file:
        messages = read_po(file, locale=language)
    return Wordings({str(each.id): str(each.string) for each in messages if each.id and each.string})


def _reason(message: tuple[str, str]) -> tuple[str, str] | None:
    """« {where} : clé inconnue … » without where, as findings tell it, which say the place apart."""
    parts = [_PLACED.fullmatch(each) for each in message]
    return (parts[0][1], parts[1][1]) if parts[0] and parts[1] else None


def _form(message: str, translation: str) -> _Form:
    """Each value ends where what follows it first stands, for good, so that no text takes long to judge."""
    texts, names = [""], list[str]()
    for literal, name, _spec, _conversion in Formatter().parse(message):
        texts[-1] += literal
        if name is not None:
            names.append(name)
            texts.append("")
    pattern = re.escape(texts[0])
    for place, (name, after) in enumerate(zip(names, map(re.escape, texts[1:]), strict=True)):
        if name in names[:place]:
            pattern += f"(?P={name}){after}"
        elif place == len(names) - 1:
            pattern += f"(?P<{name}>.*){after}"
        else:
            pattern += f"(?>(?P<{name}>.*?){after})"
    fixed = sum(len(text.replace(" ", "")) for text in texts)
    return _Form(re.compile(pattern, re.DOTALL), message, translation, fixed)
