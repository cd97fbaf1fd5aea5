"""Somebody who follows searches by e-mail, and the centre meanwhile, for tests."""

import re
from dataclasses import dataclass
from typing import Any

from alerts.sending import Sent, send
from alerts.subscription import Frequency
from alerts.subscriptions import Subscriptions
from alerts.tables import TABLES, alerts_file
from catalogue.library import Library
from desk.storage import opened
from indexer.pipeline import Run, index
from search_app.letters import SiteLetters
from tests.alerts.post_office import PostOffice, text_of

ANNE = "anne@exemple.fr"
PAST = "2020-01-01T00:00:00Z"


@dataclass
class AlertReader:
    library: Library
    office: PostOffice
    app: Any
    letters: SiteLetters

    @property
    def kept(self) -> Subscriptions:
        return Subscriptions(self.library.state)

    @property
    def catalogue(self) -> Any:
        return self.app.extensions["site_library"].catalogue

    def ask(self, email: str = ANNE, search: str = "q=logement", visitor: str = "192.0.2.1") -> None:
        self.kept.ask(email, search, Frequency.WEEKLY, "fr", visitor=visitor)

    def confirm(self, email: str = ANNE) -> None:
        for each in self.kept.all():
            if each.email == email and not each.confirmed:
                self.kept.confirm(each.key, self.catalogue.log, self.catalogue.position(), hour=7)

    def follow(self, email: str = ANNE, search: str = "q=logement") -> None:
        """Ask, read the letter, confirm; letters of that are put away."""
        self.ask(email, search)
        self.send()
        self.confirm(email)
        self.office.letters.clear()

    def send(self) -> Sent:
        return send(self.library, lambda: self.catalogue, self.letters)

    def week_passes(self) -> None:
        """Every digest is due, and whatever waits may be tried."""
        with opened(alerts_file(self.library.state), TABLES) as alerts:
            alerts.execute("UPDATE subscription SET due = ? WHERE due <> ''", (PAST,))
            alerts.execute("UPDATE letter SET next_try = ?", (PAST,))

    def now_follows(self, search: str) -> None:
        """What is followed names something else since."""
        with opened(alerts_file(self.library.state), TABLES) as alerts:
            alerts.execute("UPDATE subscription SET search = ?", (search,))

    def next_week(self) -> list[str]:
        """The letters of a week later, as texts."""
        self.office.letters.clear()
        self.week_passes()
        self.send()
        return [text_of(each) for each in self.office.letters]

    def put(self, name: str, text: str, notice: str = "") -> None:
        """A document comes into the corpus."""
        (self.library.corpus / name).write_text(text, encoding="utf-8")
        if notice:
            (self.library.corpus / f"{name}.toml").write_text(notice, encoding="utf-8")
        self.index()

    def index(self, **options: Any) -> None:
        index(Run(self.library, workers=1, **options))


def titles(letter: str) -> list[str]:
    """The documents that a letter tells of."""
    return re.findall(r"^\* (.+)$", letter, re.MULTILINE)
