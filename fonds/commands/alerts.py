"""`fonds alerts`: who follows what by e-mail, sending what is due, and leaving nothing of an address."""

import sys

import click

from alerts.mail_server import missing_for_mail
from alerts.outbox import outbox_state
from alerts.sending import Sent, send
from alerts.subscription import Frequency
from alerts.subscriptions import Subscriptions
from catalogue.library import Library
from catalogue.wording import N_, in_words
from catalogue.wording import translated as _
from desk.backup import RESTORED
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.terminal import say

_OFTEN = {
    Frequency.DAILY: N_("chaque jour"),
    Frequency.WEEKLY: N_("chaque semaine"),
    Frequency.MONTHLY: N_("chaque mois"),
}


@click.group(cls=Group, examples=("fonds alerts send", "fonds alerts erase nom@exemple.fr"))
def alerts() -> None:
    """Les recherches que des lecteurs suivent par courriel."""


@alerts.command("send", cls=Command, examples=("fonds alerts send",))
@library_option
@json_option
def send_due(library: Library, *, as_json: bool) -> None:
    """Envoie ce qui est dû ; « fonds serve » le fait de lui-même."""
    from search_app.application import create_app  # half a second, which the other commands need not take
    from search_app.letters import SiteLetters

    app = create_app(library)
    sent = send(library, lambda: app.extensions["site_library"].catalogue, SiteLetters(app))
    print_json(sent) if as_json else _say_sent(sent)
    sys.exit(5 if sent.trouble else 0)


def _say_sent(sent: Sent) -> None:
    said = (
        (sent.digests, N_("alertes envoyées : {count}")),
        (sent.confirmations, N_("demandes de confirmation envoyées : {count}")),
        (sent.postponed, N_("remises à plus tard : {count}")),
        (sent.dropped, N_("adresses abandonnées, leur serveur les refuse : {count}")),
        (sent.unreadable, N_("recherches qui ne se lisent plus : {count}")),
    )
    told = [_(message, count=count) for count, message in said if count]
    for line in told or [_("Rien à envoyer.")]:
        say(line)
    if sent.trouble:
        say(in_words(sent.trouble), err=True)


@alerts.command("list", cls=Command, examples=("fonds alerts list", "fonds alerts list --json"))
@library_option
@json_option
def list_alerts(library: Library, *, as_json: bool) -> None:
    """Énumère les alertes : adresse, recherche, fréquence. Ce sont des données personnelles."""
    found, state = Subscriptions(library.state).all(), outbox_state(library.state)
    if as_json:
        shown = [
            {"email": each.email, "search": each.search, "frequency": each.frequency, "asked": each.asked,
             "confirmed": each.confirmed, "written": each.written} for each in found
        ]  # fmt: skip
        print_json({"alerts": shown, "outbox": state})
        return
    for each in found:
        told = _(_OFTEN[each.frequency]) if each.confirmed else _("pas encore confirmée")
        say(f"{each.email}\t{each.search or _('tous les documents')}\t{told}")
    if not found:
        say(_("Aucune alerte."), err=True)
    if missing := missing_for_mail(library.settings):
        say(_("Aucun courriel ne part : il manque {keys} (fonds.toml).", keys=", ".join(missing)), err=True)
    if state.trouble:
        say(
            _("Messages qui attendent : {count}. {why}", count=state.waiting, why=in_words(state.trouble)),
            err=True,
        )


@alerts.command(cls=Command, examples=("fonds alerts erase nom@exemple.fr",))
@click.argument("address", metavar="ADRESSE")
@library_option
def erase(address: str, library: Library) -> None:
    """Efface tout ce qui est gardé d'une adresse, hors sauvegardes."""
    say(_("Alertes effacées : {count}.", count=Subscriptions(library.state).erase(address)))
    say(
        _("Les sauvegardes d'avant la contiennent encore : effacez-la à nouveau si vous en restaurez une."),
        err=True,
    )


@alerts.command(cls=Command, examples=("fonds alerts resume",))
@library_option
def resume(library: Library) -> None:
    """Dit que cette bibliothèque, restaurée, remplace l'autre : elle écrit à nouveau aux lecteurs."""
    (library.state / RESTORED).unlink(missing_ok=True)
    say(_("Les alertes partent à nouveau d'ici."))
