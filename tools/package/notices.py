#!/usr/bin/env python3
"""Writes the licences and notices of the Swift packages that the program is linked with, each text once, under the names it belongs to.

    tools/package/notices.py CHECKOUTS TOOLCHAIN-LICENCE > FILE
"""

import pathlib
import sys


def main(checkouts, toolchain):
    texts = {toolchain.read_text(): ["Swift and its standard library"]}
    for package in sorted(path for path in checkouts.iterdir() if path.is_dir()):
        found = sorted([*package.glob("LICENSE*"), *package.glob("NOTICE*")])
        if not found:
            raise SystemExit(f"notices: {package} has no licence")
        for file in found:
            texts.setdefault(file.read_text(), []).append(package.name)
    for text, names in texts.items():
        print(f"{'=' * 80}\n{', '.join(names)}\n{'=' * 80}\n\n{text.strip()}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*map(pathlib.Path, sys.argv[1:]))
