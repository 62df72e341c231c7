"""The command `yiwang`: Django's commands under our own settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command, as `yiwang serve` or `yiwang import FILE`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.settings.embedded")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
