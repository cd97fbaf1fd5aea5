"""The mail server: one session with the server of the settings, and what its refusals mean.

A refusal of all our mail (it does not answer, it does not know us) is kept apart from that of one recipient,
and one for good from one for now. What a server says of a recipient is not kept: it names the address.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from enum import StrEnum

from alerts.errors import MailServerError
from catalogue.settings import MailSettings, Settings

#: Seconds for which a server may say nothing.
TIMEOUT_S = 30.0


class Outcome(StrEnum):
    """What became of a letter that was handed to the server."""

    TAKEN = "taken"
    #: To be tried again: its mailbox is full, or the server is busy.
    LATER = "later"
    #: The address is refused for good.
    REFUSED = "refused"


def missing_for_mail(settings: Settings) -> tuple[str, ...]:
    """The settings without which no mail can leave; empty when it can."""
    mail, library = settings.mail, settings.library
    wanted = (
        ("[mail] host", mail.host),
        ("[mail] sender", mail.sender or library.contact),
        ("[library] url", library.url),
    )
    return tuple(name for name, value in wanted if not value)


def sender_of(settings: Settings) -> str:
    """The address our mail comes from."""
    return settings.mail.sender or settings.library.contact


class MailSession:
    """A session that is open; letters are handed over one by one."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def hand_over(self, letter: EmailMessage) -> Outcome:
        """Hand over one letter; raises MailServerError when the session is of no use any more."""
        try:
            self._server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as refused:
            return _of_code(min((code for code, _said in refused.recipients.values()), default=500))
        except smtplib.SMTPDataError as refused:
            return _of_code(refused.smtp_code)
        except (smtplib.SMTPException, OSError) as error:
            raise MailServerError(_told(error)) from error
        return Outcome.TAKEN


@contextmanager
def mail_session(mail: MailSettings) -> Iterator[MailSession]:
    """A session with the server of the settings; raises MailServerError that says what to look at."""
    try:
        server = _connected(mail)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise MailServerError(_told(error)) from error
    try:
        yield MailSession(server)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _connected(mail: MailSettings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.encryption == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT_S)
    try:
        if mail.encryption == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password)
    except BaseException:
        server.close()
        raise
    return server


def _of_code(code: int) -> Outcome:
    """RFC 5321, 4.2.1: fours may pass, fives will not."""
    return Outcome.LATER if 400 <= code < 500 else Outcome.REFUSED


def _told(error: Exception) -> str:
    """What went wrong with the server as a whole, and what to look at."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "Le serveur de courrier refuse le nom ou le mot de passe ([mail] user, FONDS_MAIL_PASSWORD)."
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"Le serveur de courrier refuse l'adresse d'expédition ({error.smtp_code}) : [mail] sender."
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "Le serveur de courrier ne connaît pas ce chiffrement ou cette connexion : [mail] encryption."
    if isinstance(error, ssl.SSLError):
        return "Le chiffrement avec le serveur de courrier échoue : voyez [mail] host, port et encryption."
    return "Le serveur de courrier ne répond pas : vérifiez [mail] host et port. Le courrier attend."
