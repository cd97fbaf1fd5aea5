"""Resumption tokens: where a list goes on, signed, and remembered by nobody.

A token holds the sequence number of the last row told. A record that changes meanwhile moves behind, so it
is told again and never passed over, whatever is written while somebody harvests; the same token gives the
same continuation on any process of the site, before and after a restart.
"""

from dataclasses import asdict, dataclass

from itsdangerous import BadData, URLSafeSerializer

from exchange.oai.arguments import OaiRequest, read_dates
from exchange.oai.errors import OaiError

_SALT = "oai-pmh resumption"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is left of a list."""

    prefix: str
    start: str = ""
    end: str = ""
    set: str = ""
    #: Sequence number of the last row told.
    after: int = 0
    #: The last record told; it is told again when all that was left has moved out of the list meanwhile.
    last: str = ""
    #: How many were told.
    cursor: int = 0
    #: How many there were at the start; None when nobody counted.
    total: int | None = None


class Tokens:
    """Writes and reads tokens under one key."""

    def __init__(self, key: bytes) -> None:
        self._serializer = URLSafeSerializer(key, salt=_SALT)

    def write(self, verb: str, stretch: Stretch) -> str:
        """The token of what is left."""
        return str(self._serializer.dumps([verb, *asdict(stretch).values()]))

    def read(self, verb: str, token: str) -> Stretch:
        """What is left; raises badResumptionToken for what this site did not write for this verb."""
        try:
            written_for, *values = self._serializer.loads(token)
            if written_for == verb:
                return Stretch(*values)
        except (BadData, TypeError, ValueError):
            pass
        raise OaiError("badResumptionToken", "This token was not given by this repository for this list.")


def opening(request: OaiRequest) -> Stretch:
    """The whole list a first request asks for; raises BadArgument."""
    start, end = read_dates(request)
    return Stretch(request.get("metadataPrefix"), start, end, request.get("set"))
