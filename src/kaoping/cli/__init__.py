"""The command line. It reads arguments, calls the rooms, prints, exits; nothing is decided here.

Exit codes: 0 done, 1 the scheme or the data have problems, 2 the call was wrong, 3 a fault of ours.
"""

from kaoping.cli.entry import app, main
from kaoping.cli.speaking import Lang, ScoringBar

__all__ = ["Lang", "ScoringBar", "app", "main"]
