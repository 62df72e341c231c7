"""The command `yiwang`: Django's commands under our own settings, and those that stand alone."""

import os
import sys
from importlib import import_module

# These need no server, no database and no settings, so Django is not even loaded.
ALONE = {
    "audit-disclosure": "yiwang.disclosure.commands",
    "read-disclosure": "yiwang.disclosure.commands",
    "receipt": "yiwang.lake.commands.receipt",
}


def main() -> None:
    """Run one command, as `yiwang serve` or `yiwang audit-disclosure FILE`."""
    if len(sys.argv) > 1 and sys.argv[1] in ALONE:
        sys.exit(import_module(ALONE[sys.argv[1]]).main(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.settings.embedded")
    import_module("django.core.management").execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
