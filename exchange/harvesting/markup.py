"""Markup: HTML in what a repository tells, as catalogues that are web sites keep their descriptions.

Read as words, a description begins with « <p> », and a title holds « &laquo; ». Only what HTML calls an
element is taken for one: « R&D » and « x < y » stay as they are.
"""

import re
from html import unescape

from lxml.html import defs

_ELEMENT = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
#: What stands within is nothing that is read.
_UNREAD = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")
#: Elements within a word or a line; all others part words.
_INLINE = (defs.phrase_tags | defs.font_style_tags | {"a", "font", "q", "span", "sub", "sup"}) - {"br"}


def without_markup(text: str) -> str:
    """The words of a value; its own where it holds no markup."""
    if "<" in text:
        text = _ELEMENT.sub(_between, _UNREAD.sub(" ", text))
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text) if "&" in text else text


def _between(element: re.Match[str]) -> str:
    """What an element leaves between the words around it; itself where HTML has no such element."""
    name = (element[1] or "").lower()
    if name in _INLINE:
        return ""
    return " " if not name or name in defs.tags else element[0]
