"""The command line, from a checkout: `python generate.py build`."""

from hornbook.cli import main

if __name__ == "__main__":
    main()
