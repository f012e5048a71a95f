"""``python -m galka`` is ``galka``."""

from galka.cli import main

if __name__ == '__main__':
    main()
