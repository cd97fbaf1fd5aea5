"""Arguments: what a request asks for, checked against the verb's own list (§4)."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from exchange.oai.errors import BadArgument, BadVerb


@dataclass(frozen=True, slots=True)
class _Verb:
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    #: Whether `resumptionToken` may stand in place of all other arguments.
    resumed: bool = False


_LIST = _Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), resumed=True)
_VERBS = {
    "Identify": _Verb(),
    "ListMetadataFormats": _Verb(optional=frozenset({"identifier"})),
    "ListSets": _Verb(resumed=True),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": _Verb(frozenset({"identifier", "metadataPrefix"})),
}
TOKEN = "resumptionToken"  # noqa: S105 - the protocol's word
_WORD = r"[A-Za-z0-9\-_.!~*'()]+"
#: Forms of the protocol's schema; an identifier is an address (RFC 3986), whatever else it may be.
_FORMS = {
    "set": re.compile(rf"{_WORD}(:{_WORD})*"),
    "metadataPrefix": re.compile(_WORD),
    "identifier": re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class OaiRequest:
    """One request whose arguments are the verb's and of their form."""

    verb: str
    #: As given, without the verb.
    arguments: dict[str, str]

    def get(self, name: str) -> str:
        """An argument, empty when it was not given."""
        return self.arguments.get(name, "")


def read_request(pairs: Iterable[tuple[str, str]]) -> OaiRequest:
    """The request these pairs make; raises BadVerb or BadArgument."""
    given = list(pairs)
    verbs = [value for name, value in given if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise BadVerb
    rest = [(name, value) for name, value in given if name != "verb"]
    repeated = [name for name, times in Counter(name for name, _value in rest).items() if times > 1]
    if repeated:
        raise BadArgument(f"{repeated[0]} is given more than once.")
    request = OaiRequest(verbs[0], dict(rest))
    _check(request, _VERBS[request.verb])
    return request


def read_dates(request: OaiRequest) -> tuple[str, str]:
    """`from` and `until` to the second, empty when not given; raises BadArgument."""
    start, end = request.get("from"), request.get("until")
    for name, value in (("from", start), ("until", end)):
        if name in request.arguments and not _is_date(value):
            raise BadArgument(f"{name} is no date of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    if start and end and len(start) != len(end):
        raise BadArgument("from and until are not of the same granularity.")
    if _DAY.fullmatch(start):
        start += "T00:00:00Z"
    if _DAY.fullmatch(end):
        end += "T23:59:59Z"
    if start and end and start > end:
        raise BadArgument("from is later than until.")
    return start, end


def _check(request: OaiRequest, verb: _Verb) -> None:
    names = set(request.arguments)
    if verb.resumed and TOKEN in names:
        if names != {TOKEN}:
            raise BadArgument("resumptionToken stands alone.")
        return
    for name in verb.required - names:
        raise BadArgument(f"{name} is missing.")
    for _name in names - verb.required - verb.optional:
        raise BadArgument(f"{request.verb} has no such argument.")
    for name, form in _FORMS.items():
        if name in names and not form.fullmatch(request.arguments[name]):
            raise BadArgument(f"{name} is not of the form the protocol gives it.")


def _is_date(text: str) -> bool:
    form = "%Y-%m-%d" if _DAY.fullmatch(text) else "%Y-%m-%dT%H:%M:%SZ" if _SECOND.fullmatch(text) else ""
    try:
        return bool(form and datetime.strptime(text, form))  # noqa: DTZ007 - only whether there is such a day
    except ValueError:
        return False
