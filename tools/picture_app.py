#!/usr/bin/env python3
"""Draws the pages of the app that the README shows.

    tools/picture_app.py ADDRESS FOLDER

ADDRESS is what `codeframe serve` printed, of the demo study with codings, clusters and a map; pictures go to FOLDER as WebP, light and dark.
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


def main(address, folder):
    base = address[:address.index("/", 8)]
    folder.mkdir(parents=True, exist_ok=True)
    with Browser(1280, 800) as browser:
        browser.open(address)
        for name, path in PAGES.items():
            browser.open(base + path)
            for scheme in ("light", "dark"):
                browser.prefer(colour_scheme=scheme)
                browser.rest(40)
                image = browser.call("Page.captureScreenshot", format="webp", quality=80)["data"]
                (folder / f"{name}-{scheme}.webp").write_bytes(base64.b64decode(image))
        if browser.complaints:
            raise SystemExit("\n".join(sorted(set(browser.complaints))))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
