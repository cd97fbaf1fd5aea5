"""What can go wrong at the desk, named by what the person who sits there can do about it."""

from catalogue.errors import CatalogueError


class DeskError(CatalogueError):
    """Base of the errors of the desk."""

    http_status = 400


class AccountError(DeskError):
    """A name, a password or a role must be chosen otherwise."""

    exit_code = 2


class UnknownAccountError(AccountError):
    """Nobody has this name; list the accounts."""

    http_status = 404
