"""The language of the page: French unless the address says `hl=en`.

No cookie and no guess from the browser: one address shows one page, so it can be shared and cached. The
choice survives because every address made by `url_for` carries it. The catalogue of messages is compiled in
memory at start, so that no binary file stands in the tree.
"""

import re
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from markupsafe import Markup

from catalogue import language_names
from catalogue.wording import in_words
from catalogue.written_dates import date_in_words

DEFAULT = "fr"
LANGUAGES = {"fr": "Français", "en": "English"}
#: Key of the choice in addresses.
KEY = "hl"
TRANSLATIONS = Path(__file__).parent / "translations"

_BEFORE_SIGN = re.compile(r" (?=[;:!?»])|(?<=«) ")
#: Addresses that read the same in any language do not carry the choice.
NEUTRAL = frozenset(
    {
        "static",
        "notice.image",
        "notice.file",
        "about.favicon",
        "about.style",
        "institution.logo",
        "institution.colours",
    }
)


#: Beside what the request keeps, since a page asks a thousand times.
_current: ContextVar[str | None] = ContextVar("language", default=None)


def register(app: Flask) -> None:
    """Choose the language of each request, hand it on in addresses, and translate templates."""
    app.before_request(_choose)
    app.teardown_request(_forget)
    app.url_defaults(_carry)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.filters["worded"] = worded
    app.jinja_env.globals["_"] = _printed
    for language in LANGUAGES:
        _translations(language)


def current() -> str:
    """The language of the page being made; French outside any request."""
    found = _current.get()
    if found is not None:
        return found
    # An answer that is made as it is sent outlives the request's end.
    return getattr(g, "language", DEFAULT) if has_request_context() else DEFAULT


def _(message: str) -> str:
    """The message in the language of the page."""
    if current() == DEFAULT:
        return _bound(message)
    return str(_translations(current()).gettext(message))


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message for that many, with `%(num)s` left in its place; French counts nought as one."""
    if current() == DEFAULT:
        return _bound(singular if number < 2 else plural)
    return str(_translations(current()).ngettext(singular, plural, number))


def worded(sentence: object) -> str:
    """An error, or a sentence kept, as the packages below write them, in the language of the page."""
    return in_words(str(sentence), current())


def _printed(message: str, **values: object) -> Markup:
    """What `_` is in templates: the message ready to be printed, its values escaped.

    As jinja2's own « newstyle », but made once where no value stands in it: a page asks sixty times.
    """
    return Markup(_(message)) % values if values else _plain(message, current())  # noqa: S704 - our own messages


def N_(message: str) -> str:
    """Mark a message of a table for translation; it is translated where it is shown."""
    return message


def counted(singular: str, plural: str, number: int) -> str:
    """A message about a number, the number written as the language does: « 1 204 documents »."""
    return ngettext(singular, plural, number) % {"num": number_text(number)}


def number_text(number: float) -> str:
    """A number as the language of the page writes it."""
    return number_in(current(), number)


def today_text() -> str:
    """The day in words, for what is printed: « 29 novembre 2026 »."""
    return date_text(date.today().isoformat())  # noqa: DTZ011 - the reader's day


def date_text(issued: str) -> str:
    """An EDTF date (`2007`, `2007-10`, `2007-10-09`) in words; as it stands when it is no real date."""
    return _date(issued, current())


@lru_cache(maxsize=4096)
def _date(issued: str, language: str) -> str:
    """Remembered, as numbers are."""
    try:
        return date_in_words(issued, language)
    except ValueError:
        return issued


def language_name(code: str) -> str:
    """The name of a document's language, in that of the page."""
    return language_names.language_name(code, current())


def _choose() -> None:
    wanted = request.args.get(KEY, DEFAULT)
    g.language = wanted if wanted in LANGUAGES else DEFAULT
    _current.set(g.language)


def _forget(_error: BaseException | None) -> None:
    _current.set(None)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if KEY in values and values[KEY] == DEFAULT:
        del values[KEY]
    elif endpoint not in NEUTRAL and current() != DEFAULT:
        values.setdefault(KEY, current())


@lru_cache(maxsize=4096)
def number_in(language: str, number: float) -> str:
    """A number as a language writes it; for pages that write many, who look up theirs once.

    Remembered: a page holds two hundred counts, and Babel takes as long for them as the search.
    """
    return format_decimal(number, locale=language)


@lru_cache(maxsize=4096)
def _plain(message: str, _language: str) -> Markup:
    return Markup(_(message)) % {}  # noqa: S704 - our own messages


@lru_cache(maxsize=1024)
def _bound(message: str) -> str:
    """French as printers set it: no line ends before a sign of two parts nor inside quotation marks."""
    return _BEFORE_SIGN.sub("\N{NO-BREAK SPACE}", message)


@lru_cache
def _translations(language: str) -> NullTranslations:
    path = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open(encoding="utf-8") as messages:
        write_mo(compiled, read_po(messages, locale=language))
    compiled.seek(0)
    return Translations(compiled)
