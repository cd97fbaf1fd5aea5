"""Who follows what by e-mail, how the mail goes, and leaving nothing of an address that asks for it."""

from dataclasses import dataclass
from itertools import groupby

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from alerts.mail_server import missing_for_mail
from alerts.outbox import outbox_state
from alerts.subscription import Subscription
from alerts.subscriptions import Subscriptions
from catalogue.wording import in_words
from desk.accounts import Role
from desk.backup import RESTORED
from search_app.desk.blueprint import blueprint, wants
from search_app.language import _, current, date_text
from search_app.pages.followed import FREQUENCIES, saved_pairs
from search_app.pages.links import Link, search_url
from search_app.pages.results import search_name
from search_app.search import asked_state
from search_app.site_library import site_library


@dataclass(frozen=True, slots=True)
class FollowedSearch:
    """One search that an address follows."""

    search: Link
    #: « Chaque jour », « attend d'être confirmée ».
    often: str
    since: str
    #: Whether it still finds what was asked for; where not, nothing of it is sent.
    readable: bool


@blueprint.get("/alertes", endpoint="alerts")
@wants(Role.LIBRARIAN)
def show() -> str:
    """Everybody who follows a search."""
    library = site_library().library
    outbox = outbox_state(library.state)
    kept = groupby(Subscriptions(library.state).all(), key=lambda each: each.email)
    return render_template(
        "desk/alerts.html",
        people=[(email, [_followed(each) for each in of_one]) for email, of_one in kept],
        outbox=outbox,
        trouble=in_words(outbox.trouble, current()),
        missing=missing_for_mail(library.settings),
        restored=(library.state / RESTORED).exists(),
        erased="efface" in request.args,
    )


@blueprint.post("/alertes", endpoint="erase_alerts")
@wants(Role.LIBRARIAN)
def erase() -> AnyResponse:
    """Leave nothing of an address."""
    Subscriptions(site_library().library.state).erase(request.form.get("email", "").strip())
    return redirect(url_for("desk.alerts", efface="1"))


def _followed(subscription: Subscription) -> FollowedSearch:
    state, problems = asked_state(saved_pairs(subscription.search))
    confirmed = bool(subscription.confirmed)
    return FollowedSearch(
        search=Link(search_name(state), search_url(state)),
        often=_(FREQUENCIES[subscription.frequency]) if confirmed else _("attend d'être confirmée"),
        since=date_text((subscription.confirmed or subscription.asked)[:10]),
        readable=not problems,
    )
