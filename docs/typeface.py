"""The typefaces of the site, made of their packages: `make typeface` writes two files the site serves.

Source Sans 3 for text, every weight from regular to bold in one file, and Source Serif 4 for titles; both cut
to the letters and signs of French and English, so that a page with both stays light. What is cut is no longer
the original and goes by other names, as its licence wants; who made it stands in the file.
"""

import subprocess
import sys
from pathlib import Path

FONTS = Path(__file__).parents[1] / "search_app" / "static" / "fonts"
#: What pages are written with, by code point: ASCII, the accents of French and its neighbours, typography.
SIGNS = (
    "U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B2,U+00B7,U+00BB,U+00C0-00C2,U+00C4,U+00C6-00CB,"
    "U+00CE,U+00CF,U+00D1,U+00D3,U+00D4,U+00D6,U+00D7,U+00D9,U+00DB,U+00DC,U+00DF-00E2,U+00E4,U+00E6-00EB,"
    "U+00ED-00EF,U+00F1,U+00F3,U+00F4,U+00F6,U+00F9-00FC,U+00FF,U+0152,U+0153,U+2010,U+2011,U+2013,U+2014,"
    "U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+202F,U+20AC"
)


def main(packages: Path) -> None:
    """Cut both faces from the npm packages that were unpacked in a folder."""
    sans, serif = packages / "source-sans-3", packages / "source-serif-4"
    weights = packages / "weights.ttf"
    variable = sans / "files/source-sans-3-latin-wght-normal.woff2"
    _fonttools("varLib.instancer", "-q", variable, "wght=400:700", "-o", weights)
    _cut(weights, "sans")
    _cut(serif / "files/source-serif-4-latin-600-normal.woff2", "serif")
    licence = (sans / "LICENSE").read_text(encoding="utf-8")
    (FONTS / "OFL.txt").write_text(licence, encoding="utf-8")


def _cut(source: Path, name: str) -> None:
    # Names kept: copyright, licence and its address.
    options = ("--layout-features=kern", "--flavor=woff2", "--no-hinting", "--name-IDs=0,13,14")
    _fonttools("subset", source, f"--unicodes={SIGNS}", *options, f"--output-file={FONTS / name}.woff2")


def _fonttools(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "fontTools", *map(str, arguments)], check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    main(Path(sys.argv[1]))
