"""What visitors wrote, for whoever answers: oldest first, until it is dealt with."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.rooms import QUESTIONS
from desk.accounts import Role
from desk.inbox import KEPT_DAYS, Inbox, ReceivedLetter, Subject
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.identity import person
from search_app.pages.contact import SUBJECTS
from search_app.pages.links import web_address
from search_app.site_library import site_library


def inbox() -> Inbox:
    """The inbox of this site's library."""
    return Inbox(site_library().library.state)


@blueprint.get("/messages", endpoint="inbox")
@wants(Role.LIBRARIAN)
def show() -> str:
    """All messages."""
    letters = [(each, _leads_to(each)) for each in inbox().letters()]
    return render_template("desk/inbox.html", letters=letters, subjects=SUBJECTS, kept_days=KEPT_DAYS,
        answers=QUESTIONS in site_library().library.settings.site.rooms,
    )  # fmt: skip


@blueprint.post("/messages/<int:number>", endpoint="answer_letter")
@wants(Role.LIBRARIAN)
def answer(number: int) -> AnyResponse:
    """Note that a message was dealt with, have it wait again, or delete it."""
    act = request.form.get("act")
    if act == "done":
        inbox().deal_with(number, by=person().name)
    elif act == "reopen":
        inbox().reopen(number)
    elif act == "delete":
        inbox().delete(number)
    return redirect(url_for("desk.inbox", fait=act))


def _leads_to(letter: ReceivedLetter) -> str:
    """Where the notice is corrected, or the document proposed stands; empty for neither."""
    if letter.title and letter.about:
        return url_for("desk.edit", identifier=letter.about)
    return web_address(letter.about) if letter.subject is Subject.DOCUMENT else ""
