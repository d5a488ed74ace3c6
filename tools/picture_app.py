#!/usr/bin/env python3
"""Draws the pages of the app and the report that README and documentation show.

    tools/picture_app.py ADDRESS REPORT FOLDER

ADDRESS is what `codeframe serve` printed, of the demo study with codings, clusters and a map; REPORT is the study's report. Pictures go to FOLDER
as WebP, light and dark.
"""

import base64
import pathlib
import sys

from browser import Browser

PAGES = {
    "code": "/code?sample=first",
    "posts": "/posts?coder=probe&variable=ces&order=least-certain",
    "figures": "/figures?variable=ces&rows=anna&columns=ben",
    "explore": "/explore",
}


def main(address, report, folder):
    base = address[:address.index("/", 8)]
    pages = {name: base + path for name, path in PAGES.items()} | {"report": report.resolve().as_uri() + "#leaderboard"}
    folder.mkdir(parents=True, exist_ok=True)
    with Browser(1280, 800) as browser:
        browser.open(address)
        for name, page in pages.items():
            browser.open(page)
            for scheme in ("light", "dark"):
                browser.prefer(colour_scheme=scheme)
                browser.rest(40)
                image = browser.call("Page.captureScreenshot", format="webp", quality=80)["data"]
                (folder / f"{name}-{scheme}.webp").write_bytes(base64.b64decode(image))
        if browser.complaints:
            raise SystemExit("\n".join(sorted(set(browser.complaints))))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(sys.argv[1], *map(pathlib.Path, sys.argv[2:]))
