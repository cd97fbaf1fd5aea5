"""Setting values: what the value of a setting may be, and what to write in the place of one that it may not.

A value that cannot be is refused where it stands, before anything is done with it: in the middle of a run it
would be taken for the fault of every document.
"""

from enum import Enum
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from catalogue.errors import ConfigurationError
from catalogue.wording import N_

#: Type of a setting → what one writes for it; numbers and choices say more.
_WRITTEN = {
    bool: N_("écrivez true ou false"),
    str: N_("écrivez un texte entre guillemets"),
    tuple: N_('écrivez une liste de textes, ["…", "…"]'),
    dict: N_("écrivez-en une section, une liste de champs par type de document"),
}
#: A text of one line, as long as bundles take it (`exchange.bundles.format.SHORT`): a letter whose head said
#: two lines would not leave, and a longer one made a bundle that everybody refused.
Line = Annotated[str, msgspec.Meta(max_length=300, pattern=r"\A[^\x00-\x1f\x7f]*\Z")]
#: What one writes for a text that goes into heads of letters and into bundles.
_LINE = N_("écrivez un texte entre guillemets, d'une ligne et de 300 signes au plus")


def check_setting(name: str, value: object, kind: Any, where: str, *, secret: bool = False) -> None:
    """Refuse a value that is not of its kind; raises ConfigurationError with the place and what to write.

    `kind` is the setting's type with its bounds, `where` the file or the variable the value was written in.
    """
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        setting = name if secret else f"{name} = {msgspec.json.encode(value, enc_hook=str).decode()}"
        wanted = _wanted(kind)
        raise ConfigurationError(f"{where} : valeur refusée pour {setting} ; {wanted}.") from error


def _wanted(kind: Any) -> str:
    """What one writes for a setting of that type."""
    kind, *more = get_args(kind) if hasattr(kind, "__metadata__") else (kind,)
    if get_origin(kind) is Literal:
        return f"écrivez parmi {', '.join(get_args(kind))}"
    inner = next(iter(get_args(kind)), None)
    if isinstance(inner, type) and issubclass(inner, Enum):
        return f"écrivez une liste parmi {', '.join(each.value for each in inner)}"
    if kind is str and more:
        return _LINE
    if kind is not int:
        return _WRITTEN[get_origin(kind) or kind]
    least, most = (next((getattr(each, bound) for each in more), None) for bound in ("ge", "le"))
    if most is not None:
        return f"écrivez un nombre entier de {least} à {most}"
    return f"écrivez un nombre entier à partir de {least}"
