"""The logo of the centre: an image somebody sends, made anew in a limited process before anybody sees it.

What is kept is never what was sent: the pixels, drawn again at the size the site shows and without whatever
else the file held. A drawing (SVG) may hold programs and is refused.
"""

from confined import FailureKind, Limits, Pool
from desk.errors import DeskError
from search_app.language import N_, _

#: Bytes of the largest image taken.
MOST_BYTES = 4 * 2**20
#: Of making it anew.
LIMITS = Limits(memory_mb=512, cpu_s=10, wall_s=20, answer_mb=4)
_DRAWING = N_(
    "Un dessin SVG peut contenir un programme : le site n'en prend pas. "
    "Enregistrez-le en PNG, de 500 pixels de large environ, puis envoyez-le."
)
_UNREADABLE = N_("Ce fichier n'est pas une image lisible. Envoyez un PNG, un JPEG ou un WebP.")


class LogoError(DeskError):
    """This file cannot be the logo; the message says why and what to do."""


def logo_of(sent: bytes) -> bytes:
    """The image made anew, in WebP; raises LogoError."""
    if len(sent) > MOST_BYTES:
        raise LogoError(_("Cette image dépasse 4 Mo. Réduisez-la, puis envoyez-la."))
    start = sent[:1024].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in start:
        raise LogoError(_(_DRAWING))
    with Pool("search_app.desk.logo_image:handle", workers=1, limits=LIMITS) as pool:
        outcome = pool.run(sent)
    if outcome.value is None:
        if outcome.failure and outcome.failure.kind is not FailureKind.ERROR:
            raise LogoError(_("Cette image est trop lourde à ouvrir. Réduisez-la, puis envoyez-la."))
        raise LogoError(_(_UNREADABLE))
    return outcome.value
