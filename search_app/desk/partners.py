"""Partners: the centres whose notices are found here, mounted, asked for news and looked over in the browser.

The same acts as `fonds mount`, `sync` and `unmount`, behind the same guards: an address is fetched by the
rules of `exchange.fetching` alone, a bundle is verified in a limited process, and a key nobody has seen here
is believed once a person says that the fingerprint is the one they were told. Nothing is indexed here: what
came in is kept, and the indexer, which sees it, makes it searchable.
"""

import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalogue.centre import Centre, Means
from catalogue.errors import TOLD
from catalogue.library import Library
from desk.accounts import Role
from exchange.apply_received import DamagedStore
from exchange.bundles.coverage import Covered, coverage
from exchange.bundles.errors import UntrustedBundleError
from exchange.bundles.keys import signing_key
from exchange.bundles.mounting import Verified
from exchange.bundles.signing import PublicKey, public_key
from exchange.network import News, is_silent, mount, sync, unmount
from exchange.received import damaged_stores, stores
from search_app.desk.blueprint import blueprint, wants
from search_app.desk.desk_records import open_catalogue
from search_app.language import N_, _, counted, date_text, worded
from search_app.site_library import site_library

#: Hours for which a file sent waits to be confirmed.
_WAITS_H = 6
_TOKEN = re.compile(r"[0-9a-f]{32}")
#: How a concept of theirs was matched, in words.
MEANS = {
    "same": N_("le même"),
    "exact": N_("le même, sous un autre nom"),
    "close": N_("proche"),
    "broader": N_("plus large"),
    "none": N_("rien d'équivalent ici"),
}

Answer = str | AnyResponse | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Partner:
    """One centre as the desk shows it."""

    identifier: str
    name: str
    records: str
    #: « lots signés », « moissonnage ».
    means: str
    told: str
    expires: str
    silent: bool
    source: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A bundle whose key nobody here has seen: what a person compares before it is believed."""

    name: str
    identifier: str
    records: str
    created: str
    expires: str
    licence: str
    fingerprint: str
    #: Where it stands: an address, or the mark of a file that was sent.
    where: str


def largest() -> int:
    """Bytes of a bundle that is sent."""
    return (site_library().library.settings.sharing.bundle_mb << 20) + 4096


@blueprint.get("/partenaires", endpoint="partners")
@wants(Role.ADMINISTRATOR)
def show() -> str:
    """Who is found here, how fresh, and our own fingerprint to be told to others."""
    return _page()


@blueprint.post("/partenaires", endpoint="mount")
@wants(Role.ADMINISTRATOR, body=largest)
def add() -> Answer:
    """Mount what an address or a file offers; where its key is new, ask before anything is kept."""
    library = site_library().library
    where = _where(library)
    if not where:
        return _page(_("Écrivez une adresse, qui commence par « https:// », ou choisissez un lot.")), 400
    shown: list[Verified] = []
    confirmed = request.form.get("fingerprint", "") if "compared" in request.form else ""

    def confirm(bundle: Verified) -> bool:
        shown.append(bundle)
        return bool(confirmed) and secrets.compare_digest(bundle.key.fingerprint, confirmed)

    try:
        mounted = mount(library, _place(library, where), follow=_kept, confirm=confirm)
    except UntrustedBundleError as error:
        if shown and not confirmed:
            return render_template("desk/confirm_partner.html", bundle=_to_confirm(shown[0], where))
        return _page(worded(error)), 400
    except TOLD as error:
        return _page(worded(error)), 400
    _forget_sent(library, where)
    trouble = worded(mounted.trouble) if mounted.trouble else None
    return redirect(url_for("desk.partners", fait="monte", nom=mounted.centre.name, trouble=trouble))


@blueprint.post("/partenaires/nouvelles", endpoint="sync")
@wants(Role.ADMINISTRATOR)
def news() -> Answer:
    """Ask one centre for its news, or all."""
    wanted = request.form.get("centre", "")
    try:
        told = sync(site_library().library, (wanted,) if wanted else (), follow=_kept)
    except TOLD as error:
        return _page(worded(error)), 400
    return _page(told=told)


@blueprint.get("/partenaires/<centre>", endpoint="partner")
@wants(Role.ADMINISTRATOR)
def one(centre: str) -> str:
    """What the themes and programmes of a centre are here, those without an equivalent first."""
    library = site_library().library
    found = stores(library).get(centre)
    if found is None:
        abort(404)
    mounted = found.centre.means is Means.BUNDLE
    rows: list[Covered] = coverage(library, centre) if mounted else []
    return render_template("desk/partner.html", partner=_partner(found.centre), rows=rows, means=MEANS)


@blueprint.post("/partenaires/<centre>/retirer", endpoint="unmount")
@wants(Role.ADMINISTRATOR)
def remove(centre: str) -> Answer:
    """Forget a centre with its key, once the person has said that they mean it."""
    if "sure" not in request.form:
        return redirect(url_for("desk.partner", centre=centre, fait="confirmer"))
    try:
        unmount(site_library().library, centre, follow=_kept)
    except TOLD as error:
        return _page(worded(error)), 400
    return redirect(url_for("desk.partners", fait="retire"))


def _kept(library: Library) -> tuple[DamagedStore, ...]:
    """What stands for indexing, which is not this program's: only what cannot be read is told."""
    return tuple(DamagedStore(name, message) for name, message in damaged_stores(library).items())


def _where(library: Library) -> str:
    """The address asked for, or the mark of a file that was sent; empty for anything else.

    A path of this machine is none: whoever sits at a browser names no file of the server.
    """
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        folder = _sent(library)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(folder)
        mark = secrets.token_hex(16)
        sent.save(folder / mark)
        return mark
    asked = request.form.get("where", "").strip()
    known = bool(_TOKEN.fullmatch(asked)) and (_sent(library) / asked).is_file()
    return asked if known or asked.startswith(("https://", "http://")) else ""


def _place(library: Library, where: str) -> str:
    return str(_sent(library) / where) if _TOKEN.fullmatch(where) else where


def _sent(library: Library) -> Path:
    return library.state / "bundles-sent"


def _forget_sent(library: Library, where: str) -> None:
    if _TOKEN.fullmatch(where):
        (_sent(library) / where).unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Delete what was sent and never confirmed."""
    for left in folder.iterdir():
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _WAITS_H * 3600:
                left.unlink()


def _page(error: str = "", told: tuple[News, ...] = ()) -> str:
    library = site_library().library
    found = {name: store.centre for name, store in stores(library).items()}
    return render_template(
        "desk/partners.html",
        partners=[_partner(each) for each in found.values()],
        fingerprint=public_key(signing_key(library)).fingerprint,
        damaged=[(name, worded(message)) for name, message in damaged_stores(library).items()],
        told=[(found[each.centre].name if each.centre in found else each.centre, worded(each.message))
              for each in told],
        error=error,
    )  # fmt: skip


def _partner(centre: Centre) -> Partner:
    catalogue = open_catalogue()
    records = catalogue.log.count(centre.identifier) if catalogue else 0
    return Partner(
        identifier=centre.identifier,
        name=centre.name,
        records=counted("%(num)s notice", "%(num)s notices", records),
        means=_("lots signés") if centre.means is Means.BUNDLE else _("moissonnage"),
        told=date_text(centre.told[:10]),
        expires=date_text(centre.expires[:10]),
        silent=is_silent(centre, datetime.now(UTC)),
        source=centre.source,
        fingerprint=PublicKey(centre.key).fingerprint if centre.key else "",
    )


def _to_confirm(bundle: Verified, where: str) -> ToConfirm:
    manifest = bundle.manifest
    return ToConfirm(
        name=manifest.centre.name,
        identifier=manifest.centre.id,
        records=counted("%(num)s notice", "%(num)s notices", manifest.counts.records),
        created=date_text(manifest.created[:10]),
        expires=date_text(manifest.expires[:10]),
        licence=manifest.licence.metadata,
        fingerprint=bundle.key.fingerprint,
        where=where,
    )
