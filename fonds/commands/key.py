"""`fonds key`: the key that signs this centre's bundles, and how it is changed."""

import click

from catalogue.library import Library
from catalogue.wording import translated as _
from exchange.bundles.keys import announce_key, announced_key, change_key, signing_key
from exchange.bundles.signing import public_key
from fonds.commands.options import Command, Group, json_option, library_option, print_json
from fonds.terminal import say


@click.group(cls=Group, examples=("fonds key show", "fonds key announce"))
def key() -> None:
    """La clé qui signe les lots de ce centre : son empreinte, et comment en changer."""


@key.command("show", cls=Command, examples=("fonds key show",))
@library_option
@json_option
def show_key(library: Library, *, as_json: bool) -> None:
    """Montre la clé publique et son empreinte, à donner de vive voix."""
    present, following = public_key(signing_key(library)), announced_key(library)
    told = {"key": present.text, "fingerprint": present.fingerprint}
    if following is not None:
        told["next_fingerprint"] = public_key(following).fingerprint
    if as_json:
        print_json(told)
        return
    say(present.fingerprint)
    say(present.text)
    if following is not None:
        say(_("Prochaine clé annoncée : {fingerprint}", fingerprint=told["next_fingerprint"]))


@key.command(cls=Command, examples=("fonds key announce",))
@library_option
def announce(library: Library) -> None:
    """Prépare une nouvelle clé, que les prochains lots annonceront."""
    say(public_key(announce_key(library)).fingerprint)
    say(
        _(
            "Publiez des lots pendant quelques semaines, que chacun l'ait apprise ; "
            "puis lancez « fonds key change »."
        ),
        err=True,
    )


@key.command(cls=Command, examples=("fonds key change",))
@library_option
def change(library: Library) -> None:
    """Signe désormais par la clé annoncée."""
    change_key(library)
    say(public_key(signing_key(library)).fingerprint)
