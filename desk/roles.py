"""Roles: what a person may do at the desk, and which records they see."""

from enum import StrEnum

from catalogue.rights import NETWORK_READER, STAFF_READER, Reader


class Role(StrEnum):
    """Each role may do all that those before it may."""

    DEPOSITOR = "depositor"
    LIBRARIAN = "librarian"
    ADMINISTRATOR = "administrator"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)

    @property
    def reader(self) -> Reader:
        """What this role sees: internal documents are for those who describe them."""
        return NETWORK_READER if self is Role.DEPOSITOR else STAFF_READER
