"""What presenters make once and print often, kept until the catalogue changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar, cast

from flask import current_app

from search_app.site_library import generation

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, of one generation and up to a number, the oldest going first; safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        #: The generation and its values, replaced together.
        self._held: tuple[str, OrderedDict[Hashable, Value]] = ("", OrderedDict())

    @classmethod
    def of(cls, name: str, most: int) -> "Kept[Value]":
        """What the current application keeps under a name."""
        held = current_app.extensions
        found = held.get(f"kept {name}") or held.setdefault(f"kept {name}", cls(most))
        return cast("Kept[Value]", found)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is kept under the key for the state that this request answers from, made when it is not."""
        now, held = generation(), self._held
        if held[0] != now:
            held = self._held = (now, OrderedDict())
        found = held[1].get(key)
        if found is None:
            found = make()
            if len(held[1]) >= self._most:
                with suppress(KeyError):  # another thread took out the last one
                    held[1].popitem(last=False)
            held[1][key] = found
        return found
