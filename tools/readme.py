"""Put real output into both READMEs, between their markers: `python tools/readme.py demo|test < output`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")


def block(text: str, name: str) -> str:
    """Give what stands between the markers of that name, without the fence."""
    found = re.search(rf"<!-- {name} -->\n```text\n(.*?)```\n<!-- /{name} -->", text, re.DOTALL)
    return "" if found is None else found[1]


def inserted(text: str, name: str, output: str) -> str:
    """Give the text with the output between the markers."""
    lines = "\n".join(line.rstrip() for line in output.strip("\n").split("\n"))
    fenced = f"<!-- {name} -->\n```text\n{lines}\n```\n<!-- /{name} -->"
    return re.sub(rf"<!-- {name} -->\n.*?<!-- /{name} -->", lambda _: fenced, text, flags=re.DOTALL)


def main() -> int:
    """Rewrite both READMEs."""
    name, output = sys.argv[1], sys.stdin.read()
    for file in READMES:
        path = ROOT / file
        path.write_text(inserted(path.read_text(encoding="utf-8"), name, output), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
