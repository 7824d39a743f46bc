"""``python -m zzgov``: the command."""

import os
import signal
import sys

from . import core


def main() -> int:
    """The command, with the signals as a program of C has them."""
    for name in ("SIGINT", "SIGPIPE"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    sys.stdout.flush()
    return core.command([os.fsencode(argument) for argument in ("zzgov", *sys.argv[1:])])


if __name__ == "__main__":
    sys.exit(main())
