"""The blueprint all views of the desk stand on, and how a view says who may use it."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint

from desk.accounts import Role

blueprint = Blueprint("desk", __name__, url_prefix="/atelier")

View = TypeVar("View", bound=Callable[..., Any])

#: Attribute of a view: the role it wants, or None for a view anybody may open (logging in).
ROLE = "desk_role"
#: Attribute of a view: the bytes its request may have, when more than other forms.
BODY = "desk_body"


def wants(role: Role | None, *, body: Callable[[], int] | None = None) -> Callable[[View], View]:
    """Open a view to a role and those above it; a view of the desk without this mark answers nobody."""

    def mark(view: View) -> View:
        setattr(view, ROLE, role)
        setattr(view, BODY, body)
        return view

    return mark


def many() -> int:
    """Bytes of a form that names many notices, for `wants`."""
    return 512 * 1024
