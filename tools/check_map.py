#!/usr/bin/env python3
"""Uses a map that `codeframe report --map` wrote as a reader would, in a headless Chromium, and says what is wrong.

    tools/check_map.py MAP.html [--pictures FOLDER]

Moves, zooms, searches, hides, hovers and opens posts by mouse and by keyboard, in light and dark, wide and narrow, on
paper; measures the time between frames meanwhile. Exits with 1 where the page complains, asks for anything, or does
not do what it should. Needs Chromium and Python 3.9, nothing else.
"""

import argparse
import json
import os
import sys

from browser import Browser

SHOWN = "document.getElementById('shown').textContent"
SAID = "document.getElementById('said').textContent"
CARD = "!document.getElementById('card').hidden"
ACTIVE = "document.activeElement.id"

# Where the first post lies on the screen while the whole map is seen.
FIRST = """(() => {
    const data = JSON.parse(document.getElementById('map-data').textContent);
    const [x, y] = new Float32Array(Uint8Array.from(atob(data.places), c => c.charCodeAt(0)).buffer);
    const box = document.getElementById('map').getBoundingClientRect();
    const margin = Math.min(40, box.width / 8, box.height / 8);
    const scale = Math.min((box.width - 2 * margin) / data.width, (box.height - 2 * margin) / data.height);
    return [box.left + box.width / 2 + (x - data.width / 2) * scale,
            box.top + box.height / 2 + (y - data.height / 2) * scale];
})()"""


class Check:
    def __init__(self, browser, pictures):
        self.browser, self.pictures, self.failures = browser, pictures, []

    def expect(self, what, holds):
        print(("ok      " if holds else "FAILED  ") + what)
        if not holds:
            self.failures.append(what)

    def picture(self, name):
        if self.pictures:
            self.browser.rest(6)
            self.browser.picture(os.path.join(self.pictures, name + ".png"))

    def pixels(self):
        """A number that changes when the map does."""
        return self.browser.evaluate(
            "createImageBitmap(document.getElementById('map')).then(image => {"
            "const pen = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });"
            "pen.drawImage(image, 0, 0); const { data } = pen.getImageData(0, 0, image.width, image.height);"
            "return data.reduce((sum, value) => (sum * 31 + value) >>> 0, 7) })")

    def settle(self):
        """Waits until the map no longer changes."""
        last = None
        for _ in range(60):
            self.browser.rest(15)
            now = self.pixels()
            if now == last:
                return
            last = now

    def spent(self):
        """Seconds of processor time that the page's main thread has taken, whatever else the machine does."""
        metrics = self.browser.call("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")

    def timed(self, name, moves):
        """The time between frames while `moves` goes on, as half and nineteen twentieths of them have it."""
        self.browser.evaluate(
            "(() => { window.frames_ = []; let last = performance.now(); window.runs_ = true; const next = now => {"
            "frames_.push(now - last); last = now; if (runs_) requestAnimationFrame(next) };"
            "requestAnimationFrame(next) })()")
        before = self.spent()
        moves()
        spent = self.spent() - before
        times = sorted(self.browser.evaluate("(window.runs_ = false, window.frames_)")[2:])
        half, most = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"time    {name}: {len(times)} frames, median {half:.1f} ms, 95 of 100 within {most:.1f} ms, "
              f"longest {times[-1]:.1f} ms; {1000 * spent / len(times):.1f} ms of processor time a frame in the page")


def walk(check, path):
    browser = check.browser
    browser.call("Performance.enable", timeDomain="threadTicks")
    browser.open(path)
    check.settle()
    posts = browser.evaluate("JSON.parse(document.getElementById('map-data').textContent).ids.length")
    check.expect("the script runs", browser.evaluate("document.body.classList.contains('alive')"))
    check.expect("all posts are shown", f"{posts:,} post" in browser.evaluate(SHOWN))
    check.picture("light")
    if posts == 0:
        return
    x, y = browser.evaluate(FIRST)
    first = check.pixels()

    check.expect("the title names the encoder", browser.evaluate("document.querySelector('h1 small').textContent") != "")
    if browser.evaluate("document.getElementById('pictures') !== null"):
        browser.evaluate("document.getElementById('pictures').click()")
        check.settle()
        check.expect("the whole map shows dots alone", check.pixels() == first)
        browser.evaluate("document.getElementById('pictures').click()")
    browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=-400)
    check.settle()
    check.expect("the wheel zooms", check.pixels() != first)
    before = check.pixels()
    browser.mouse("mousePressed", x, y, button="left", clickCount=1)
    for step in range(1, 9):
        browser.mouse("mouseMoved", x + 10 * step, y + 5 * step, button="left", buttons=1)
    browser.mouse("mouseReleased", x + 80, y + 40, button="left", clickCount=1)
    check.settle()
    check.expect("dragging moves", check.pixels() != before)
    check.expect("dragging opens nothing", not browser.evaluate("document.getElementById('post').open"))

    browser.evaluate("document.getElementById('map').focus()")
    browser.key("0", 48, "0")
    check.settle()
    browser.mouse("mouseMoved", 1, 1)
    check.expect("0 shows the whole map again", check.pixels() == first)
    for name, key, code in (("+", "+", 187), ("right", "ArrowRight", 39), ("down", "ArrowDown", 40), ("-", "-", 189)):
        before = check.pixels()
        browser.key(key, code, key if len(key) == 1 else None)
        check.settle()
        check.expect(f"the key {name} moves the map", check.pixels() != before)
    browser.key("0", 48, "0")
    check.settle()

    browser.key("Tab", 9)
    one = browser.evaluate(SAID)
    check.expect("Tab goes to a post and says it", one.startswith("Post ") and browser.evaluate(CARD))
    browser.rest(20)
    check.picture("focus")
    browser.key("Tab", 9)
    two = browser.evaluate(SAID)
    check.expect("Tab goes on to the next post", posts == 1 or (two.startswith("Post ") and two != one))
    browser.key("Tab", 9, shift=True)
    check.expect("Shift and Tab go back", posts == 1 or browser.evaluate(SAID) == one)
    browser.key("Enter", 13, "\r")
    browser.rest(10)
    check.expect("Enter opens the post", browser.evaluate("document.getElementById('post').open"))
    browser.rest(20)
    check.picture("open")
    browser.key("Escape", 27)
    browser.rest(5)
    check.expect("Escape closes it, back on the map", browser.evaluate(ACTIVE) == "map"
                 and not browser.evaluate("document.getElementById('post').open"))
    browser.key("Escape", 27)
    browser.key("Tab", 9)
    check.expect("Escape and Tab leave the map", browser.evaluate(ACTIVE) != "map")

    browser.evaluate("document.getElementById('map').focus()")
    browser.key("0", 48, "0")
    check.settle()
    whole = check.pixels()
    name = browser.evaluate("JSON.parse(document.getElementById('map-data').textContent).ids[0]")
    browser.evaluate("document.getElementById('query').focus()")
    browser.call("Input.insertText", text=name)
    browser.key("Enter", 13, "\r")
    check.settle()
    check.expect("search finds a post by its id", "found" in browser.evaluate(SHOWN)
                 and browser.evaluate(SAID).startswith("Post "))
    check.expect("search flies to what it finds", check.pixels() != whole)
    check.picture("search")
    browser.evaluate("(() => { const q = document.getElementById('query'); q.value = ''; q.form.requestSubmit(); })()")
    browser.rest(5)

    browser.evaluate("document.querySelector('#legend input').click()")
    browser.rest(20)
    some = browser.evaluate(SHOWN)
    check.expect("the legend hides a category", " of " in some)
    browser.evaluate("document.getElementById('none').click()")
    check.expect("None hides all", browser.evaluate(SHOWN).startswith("0 of "))
    browser.evaluate("document.getElementById('all').click()")
    check.expect("All shows all", f"{posts:,} post" in browser.evaluate(SHOWN))

    choices = browser.evaluate("document.getElementById('colouring').options.length")
    for choice in range(choices):
        browser.evaluate(
            f"(() => {{ const s = document.getElementById('colouring'); s.selectedIndex = {choice};"
            "s.dispatchEvent(new Event('change')) })()")
        browser.rest(20)
        check.expect(f"colouring {choice + 1} has a legend",
                     browser.evaluate("document.querySelectorAll('#legend li').length") > 0)
        check.picture(f"colouring-{choice + 1}")
    browser.evaluate("(() => { const s = document.getElementById('colouring'); s.selectedIndex = 0;"
                     "s.dispatchEvent(new Event('change')) })()")

    browser.evaluate("document.getElementById('map').focus()")
    browser.key("0", 48, "0")
    check.settle()

    def wheel(delta, count):
        for step in range(count):
            browser.mouse("mouseWheel", x, y, deltaX=0, deltaY=delta)

    check.timed("zooming in by the wheel", lambda: (wheel(-60, 30), browser.rest(20)))
    check.settle()
    check.picture("near")
    check.timed("zooming out by the wheel", lambda: (wheel(60, 30), browser.rest(20)))
    browser.key("+", 187, "+")
    check.settle()

    def drag():
        browser.mouse("mousePressed", x, y, button="left", clickCount=1)
        for step in range(80):
            browser.mouse("mouseMoved", x + 2 * step, y - step, button="left", buttons=1)
        browser.mouse("mouseReleased", x + 160, y - 80, button="left", clickCount=1)
    check.timed("moving by dragging", drag)

    def hover():
        for step in range(120):
            browser.mouse("mouseMoved", x - 200 + 4 * step, y - 60 + step)
    check.timed("hovering", hover)

    browser.key("0", 48, "0")
    browser.prefer(colour_scheme="dark")
    check.settle()
    check.picture("dark")
    browser.prefer(contrast="more", reduced_motion="reduce")
    browser.rest(30)
    check.picture("contrast")
    browser.prefer()
    browser.resize(400, 800)
    check.settle()
    check.expect("nothing is wider than a narrow screen",
                 browser.evaluate("document.documentElement.scrollWidth") <= 400)
    check.picture("narrow")
    browser.resize(1280, 860)
    browser.rest(30)
    if check.pictures:
        browser.paper(os.path.join(check.pictures, "paper.pdf"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("map")
    parser.add_argument("--pictures", help="a folder for pictures of the page on the way")
    arguments = parser.parse_args()
    if arguments.pictures:
        os.makedirs(arguments.pictures, exist_ok=True)
    with Browser() as browser:
        check = Check(browser, arguments.pictures)
        walk(check, arguments.map)
        browser.rest(5)
        for complaint in browser.complaints:
            check.expect(f"no complaint: {complaint[:300]}", False)
        check.expect("the page complains of nothing and asks for nothing", not browser.complaints)
    sys.exit(1 if check.failures else 0)


if __name__ == "__main__":
    main()
