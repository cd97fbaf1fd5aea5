"""Which record a short code names, be it withdrawn: what was printed once leads somewhere for ever.

A follower of the log in memory: codes are functions of identifiers, so it reads only what is new since.
"""

import threading

from catalogue.errors import UnknownRecordError
from catalogue.log import Log
from catalogue.short_code import short_code


class ShortAddresses:
    """The codes of one log; safe between threads."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._position = 0
        self._identifiers: dict[str, str] = {}
        self._following = threading.Lock()

    def identifier(self, code: str) -> str:
        """The identifier with this code, for whoever may know; raises UnknownRecordError."""
        with self._following:
            position = self._log.position()
            if position != self._position:
                for identifier in self._log.identifiers(self._position):
                    self._identifiers.setdefault(short_code(identifier), identifier)
                self._position = position
            found = self._identifiers.get(code)
        if found is None:
            raise UnknownRecordError(f"Aucune notice n'a l'adresse courte « {code} ».")
        return found
