"""A request while it arrives: its headers judged as soon as they are there, its body before it is kept."""

import copy
from collections.abc import Callable, Mapping
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import Error

#: Method, path and headers (`COOKIE`, …) → bytes of body that the route takes from this visitor.
BodyLimit = Callable[[str, str, Mapping[str, str]], int]


class TooLarge(Error):  # type: ignore[misc]  # waitress has no types
    """The body is larger than the route takes."""

    code = 413
    reason = "Content Too Large"


class ArrivingRequest(HTTPRequestParser):  # type: ignore[misc]
    """Refuses what HTTP/1.1 forbids and bodies that the route does not take."""

    adj: Any
    error: Any

    def __init__(self, adjustments: object, limit: BodyLimit, on_refusal: Callable[[], None]) -> None:
        super().__init__(adjustments)
        self._on_refusal = on_refusal
        self._limit = limit

    @property
    def has_body(self) -> bool:
        """Whether a body is announced."""
        return bool(self.chunked or self.content_length > 0)

    def received(self, data: bytes) -> int:
        """Take some bytes; returns how many."""
        taken: int = super().received(data)
        if self.error is not None:
            # Nobody is told to go on sending what is refused.
            self.expect_continue = False
            self._on_refusal()
            if type(self.error).__name__ == "RequestEntityTooLarge":
                self.error = TooLarge("Ce qui est envoyé est plus long que cette adresse ne l'accepte.")
        return taken

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, then judge them."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # an address that cannot be taken apart: `http://[x/`
            raise ParsingError("Invalid address") from error
        if self.version == "1.1" and "HOST" not in self.headers:
            raise ParsingError("Host is missing")
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("Content-Length beside Transfer-Encoding")
        if self.has_body:
            self.adj = copy.copy(self.adj)
            # Waitress refuses a body of that size and above.
            self.adj.max_request_body_size = self._limit(self.command, self.path, self.headers) + 1
