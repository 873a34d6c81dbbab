"""`python -m kaoping.cli`: the same as `kaoping`."""

from kaoping.cli import main

if __name__ == "__main__":  # pragma: no cover -- the tests run it in a process of its own
    main()
