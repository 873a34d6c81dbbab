"""The progress bar: nothing for two seconds, then a bar on standard error."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.progress import Progress

from kaoping.cli import Lang, ScoringBar


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_bar_appears_after_two_seconds() -> None:
    clock, shown = Clock(), StringIO()
    progress = Progress(console=Console(file=shown, force_terminal=True), get_time=clock, auto_refresh=False)
    bar = ScoringBar(progress, Lang.ZH)

    bar(1, 10)
    bar.stop()
    before = progress.live.is_started
    clock.now = 2.5
    bar(2, 10)
    after = progress.live.is_started
    bar(3, 10)
    bar.stop()

    assert (before, after, progress.live.is_started) == (False, True, False)
    assert "计分" in shown.getvalue()
