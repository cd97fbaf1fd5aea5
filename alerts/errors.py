"""What can go wrong with alerts, named by what the reader of the message can do."""

from catalogue.errors import CatalogueError


class AlertError(CatalogueError):
    """Base of the errors of alerts."""

    http_status = 400


class TooManyAsksError(AlertError):
    """More subscriptions than one visitor, or all together, may ask for in an hour; try again later."""

    http_status = 429

    def __init__(self, wait_s: int) -> None:
        super().__init__("Trop de demandes en une heure ; réessayez plus tard.")
        self.wait_s = wait_s


class UnknownAlertError(AlertError):
    """No alert has this key: it was stopped, or never confirmed in time; subscribe again."""

    http_status = 404


class PausedError(AlertError):
    """This library is a copy out of a backup; say whether it is the one that writes to people."""

    exit_code = 3


class MailServerError(AlertError):
    """The mail server does not answer or refuses us; what waits is sent later."""

    exit_code = 5
