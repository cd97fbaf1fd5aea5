"""Addresses, made fast: what `url_for` gives, without asking the router for each of a hundred a page.

The path of an endpoint is asked of the router once, with tokens where its parts stand; parts and pairs are
quoted as it quotes them (a test compares the two).
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast
from urllib.parse import quote, urlencode

from flask.ctx import RequestContext
from flask.globals import request_ctx

from search_app.language import DEFAULT, KEY, NEUTRAL, current

#: What stands for a part of a path while it is asked of the router, by the name the routes give it.
_NAME, _NUMBER = "zz-identifier-zz", 987654321
_TOKENS: dict[str, Any] = {"identifier": _NAME, "code": _NAME, "number": _NUMBER}
#: As werkzeug has it, in paths and in queries.
_SAFE_PATH, _SAFE_QUERY = "!$&'()*+,/:;=@", "!$'()*,/:;?@"


def address(
    endpoint: str,
    query: Iterable[tuple[str, str]] | str = (),
    *,
    identifier: str = "",
    code: str = "",
    number: int = 0,
) -> str:
    """The address of an endpoint, in the language of the page; a query may be `encoded` before, once.

    A path holds an identifier or a short code, and may hold a number behind it.
    """
    name = identifier or code
    part = "" if not name else "identifier" if identifier else "code"
    before, between, after = _path(endpoint, part, "number" if number else "")
    path = before + _quoted(name) + between if name else before
    if number:
        path += str(number) + after
    told = query if isinstance(query, str) else encoded(query)
    language = current()
    if language != DEFAULT and endpoint not in NEUTRAL:
        told = together(told, _pair(KEY, language))
    return f"{path}?{told}" if told else path


def encoded(query: Iterable[tuple[str, str]]) -> str:
    """Pairs as they stand in an address."""
    return "&".join([_pair(key, value) for key, value in query])


def together(*queries: str) -> str:
    """Encoded queries as one."""
    return "&".join(filter(None, queries))


def _path(endpoint: str, *parts: str) -> tuple[str, str, str]:
    """The path of an endpoint below that of the site, cut where its parts of these names stand.

    What stands before the first of them, after it, and after a number.
    """
    # Once, not through a proxy each time.
    context = request_ctx._get_current_object()  # type: ignore[attr-defined]
    kept = cast("dict[object, tuple[str, str, str]]", context.app.extensions.setdefault("paths", {}))
    key = (context.request.script_root, endpoint, *parts)
    found = kept.get(key)
    if found is None:
        found = kept[key] = _cut(context, endpoint, *parts)
    return found


def _cut(context: RequestContext, endpoint: str, *parts: str) -> tuple[str, str, str]:
    values = {name: _TOKENS[name] for name in parts if name}
    assert context.url_adapter is not None  # noqa: S101 - there is a request
    path = context.url_adapter.build(endpoint, values)
    before, _, rest = path.partition(_NAME)
    between, _, after = rest.partition(str(_NUMBER))
    return before, between, after


@lru_cache(maxsize=16_384)
def _quoted(identifier: str) -> str:
    return quote(identifier, safe=_SAFE_PATH)


@lru_cache(maxsize=16_384)
def _pair(key: str, value: str) -> str:
    return urlencode([(key, value)], safe=_SAFE_QUERY)
