"""Lines of TOML that cannot be read, told in French: the library that reads them says so in English only."""

import re

from tomlkit.exceptions import ParseError

#: Characters shown of a line that cannot be read.
_SHOWN = 60
_TWICE = re.compile(r'Key "([^"]+)" already exists')


def unparsed(text: str, error: ParseError) -> str:
    """What is wrong with the line at which reading ended, and what to look at."""
    if twice := _TWICE.match(str(error)):
        return f"la clé « {twice[1]} » est écrite deux fois. Gardez-en une."
    written = [*text.splitlines(), ""][error.line - 1].strip()[:_SHOWN]
    return (
        f"TOML illisible, « {written} ». Vérifiez les guillemets, les crochets et le signe égal de cette "
        "ligne et de celle d'avant."
    )
