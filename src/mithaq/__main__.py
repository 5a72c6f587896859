"""``python -m mithaq`` is the command ``mithaq``."""

from mithaq.cli import main

if __name__ == "__main__":
    main()
