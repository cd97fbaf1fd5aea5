"""`python -m fonds`, and the program `fonds`: what is heard before the command line stands."""

import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line; whoever interrupts it while it is loaded (a third of a second) reads no trace."""
    try:
        from fonds.cli import main
    except KeyboardInterrupt:
        sys.exit(130)
    main()


if __name__ == "__main__":
    run()
