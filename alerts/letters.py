"""Letters: what whoever words our mail must be able to do (the site does, `search_app.letters`)."""

from collections.abc import Collection
from email.message import EmailMessage
from typing import Protocol

from alerts.subscription import Subscription


class Letters(Protocol):
    """Words the letters of a library; gives everything but the recipient, the date and the Message-ID."""

    def confirmation(self, subscription: Subscription) -> EmailMessage:
        """The letter that asks an address whether it wants to follow a search."""
        ...

    def digest(self, subscription: Subscription, codes: Collection[str]) -> EmailMessage | None:
        """What of these documents, by short code, the search finds and the public may see now.

        None where that is nothing. Raises CatalogueError where the search can no longer be read as it was
        asked: a filter that is gone must not let everything through.
        """
        ...
