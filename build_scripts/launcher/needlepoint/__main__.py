"""`python -m needlepoint` starts the program."""

import sys

from needlepoint import main

if __name__ == "__main__":
    sys.exit(main())
