"""Letters: how our mail reads (`alerts.letters.Letters`), as text and as HTML, in its reader's language.

A letter is worded as a page is, by the same presenters, below the public address of the site; what it tells
of is looked up at that moment as the public sees it.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import formataddr, parseaddr

from flask import Flask, render_template

from alerts.mail_server import sender_of
from alerts.subscription import Subscription
from exchange.xml_text import one_line
from search_app.language import KEY
from search_app.pages.letters import confirmation_letter, digest_letter
from search_app.presented import named
from search_app.site_library import site_library


class SiteLetters:
    """Words the letters of one site."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def confirmation(self, subscription: Subscription) -> EmailMessage:
        """The letter that asks an address whether it wants to follow a search."""
        with self._worded(subscription.language):
            page = confirmation_letter(subscription)
            return _message(page.subject, "confirmation", page)

    def digest(self, subscription: Subscription, codes: Collection[str]) -> EmailMessage | None:
        """What of these documents a search finds; None when that is nothing."""
        with self._worded(subscription.language):
            page = digest_letter(subscription, codes)
            if page is None:
                return None
            letter = _message(page.subject, "digest", page)
            # RFC 2369 and 8058: mail programs show a button that stops it; the one click needs https.
            letter["List-Unsubscribe"] = f"<{page.stop_at_once}>"
            if page.stop_at_once.startswith("https:"):
                letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            return letter

    @contextmanager
    def _worded(self, language: str) -> Iterator[None]:
        """As in a request for a page of the site, at its public address."""
        with self._app.app_context():
            root = site_library().library.settings.library.url.rstrip("/")
        with self._app.test_request_context(base_url=f"{root}/", query_string={KEY: language}):
            self._app.preprocess_request()
            yield


def _message(subject: str, template: str, page: object) -> EmailMessage:
    """One letter, its recipient left open."""
    settings = site_library().library.settings
    letter = EmailMessage()
    letter["Subject"] = one_line(subject)
    letter["From"] = formataddr((one_line(named("name")), parseaddr(sender_of(settings))[1]))
    if settings.library.contact and settings.library.contact != sender_of(settings):
        letter["Reply-To"] = parseaddr(settings.library.contact)[1]
    # RFC 3834: no program answers it.
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(render_template(f"letters/{template}.txt", page=page), cte="quoted-printable")
    html = render_template(f"letters/{template}.html", page=page)
    letter.add_alternative(html, subtype="html", cte="quoted-printable")
    return letter
