#!/usr/bin/env python3
"""Uses the app as people do, in a headless Chromium, and fails on whatever goes wrong or a page complains of.

    tools/check_app.py ADDRESS [--axe FILE] [--pictures FOLDER]

ADDRESS is what `codeframe serve` printed, of a study with a sample `first` that is assigned to anna and ben and not coded yet.
anna and ben code with the keyboard alone and differ on some posts; then someone settles these, makes gold of it, looks at
posts and goes where an address that somebody sent leads, trains a probe, clusters, draws around posts on a map, opens the posts
behind a cell of a table, codes several posts at once and tries a picture. With --axe, the file of axe-core, each page is searched for what keeps
people out, light and dark. With --pictures, each page is drawn there.
"""

import argparse
import pathlib
import sys
import urllib.parse

from browser import Browser


class Visitor(Browser):
    """One person's browser."""

    def __init__(self, address, name, pictures, axe=None):
        super().__init__(1280, 860)
        self.base = address[:address.index("/", 8)]
        self.pictures, self.axe = pictures, axe
        self.name = name
        self.open(address)
        self.expect("!location.search.includes('token')", "the token goes from the address")

    def expect(self, condition, what):
        """Waits until a condition holds, at most for ten seconds."""
        held = self.evaluate(
            "new Promise(done => { const end = Date.now() + 10000; const look = () => { let holds = false; "
            f"try {{ holds = Boolean({condition}) }} catch {{}} "
            "if (holds) done(true); else if (Date.now() > end) done(false); else setTimeout(look, 20); }; look(); })")
        if not held:
            raise SystemExit(f"{self.name}: {what}: {condition} does not hold at {self.evaluate('location.href')}\n"
                             + str(self.evaluate("document.body.innerText"))[:2000])

    def go(self, path):
        self.open(self.base + path)

    def press(self, key, leads_on=False):
        codes = {"Enter": 13, "ArrowLeft": 37, "ArrowUp": 38, "ArrowDown": 40}
        text = "\r" if key == "Enter" else key if len(key) == 1 else None
        if leads_on:
            self.loaded = False
        self.key(key, codes.get(key, ord(key[0].upper())), text)
        while leads_on and not self.loaded:
            self.note(self.receive())

    def draw(self, page):
        """Looks at a page in all its forms."""
        if self.axe:
            self.search(page)
        self.fits(page)
        if self.pictures is None:
            return
        for width, height, form in ((1280, 860, "wide"), (390, 844, "phone")):
            for scheme in ("light", "dark"):
                self.resize(width, height)
                self.prefer(colour_scheme=scheme)
                self.rest(20)
                self.picture(str(self.pictures / f"{page}-{form}-{scheme}.png"))
        self.resize(1280, 860)
        self.prefer(colour_scheme="light")

    def search(self, page):
        self.evaluate(self.axe + "; 0")
        for scheme in ("dark", "light"):
            self.prefer(colour_scheme=scheme)
            self.rest()
            found = self.evaluate(
                "axe.run(document).then(result => result.violations.map(found => found.help + ': ' "
                "+ found.nodes.map(node => node.target.join(' ')).join(', ')))")
            if found:
                raise SystemExit(f"{page}, {scheme}: axe-core finds\n" + "\n".join(found))

    def fits(self, page):
        for width, height in ((360, 780), (3840, 2160)):
            self.resize(width, height)
            self.rest()
            excess = self.evaluate("document.documentElement.scrollWidth - innerWidth")
            if excess > 0:
                raise SystemExit(f"{page} is {excess} px wider than a screen of {width}")
        self.resize(1280, 860)

    def introduce(self):
        """Says who codes, by the keyboard."""
        self.go("/code")
        self.expect("document.activeElement.id === 'name'", "the name is asked for")
        self.draw("name")
        self.evaluate("document.activeElement.select()")
        for letter in self.name:
            self.key(letter, ord(letter.upper()), letter)
        self.press("Enter", leads_on=True)
        self.expect("new URLSearchParams(location.search).get('post')", "the first post is shown")

    def post(self):
        return self.evaluate("new URLSearchParams(location.search).get('post')")


def code(visitor, answers):
    """Codes all posts that are assigned; returns which key was pressed for each."""
    given = {}
    while True:
        post = visitor.post()
        if post is None:
            return given
        key = answers(post, len(given))
        visitor.press(key)
        visitor.expect("document.querySelector('#state').textContent.length > 0", "an answer is saved at once")
        visitor.expect("document.querySelector('.choice :checked')", "a number key chooses")
        given[post] = key
        visitor.press("Enter", leads_on=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--axe", type=pathlib.Path)
    parser.add_argument("--pictures", type=pathlib.Path)
    arguments = parser.parse_args()
    complaints = []
    axe = arguments.axe.read_text(encoding="utf-8") if arguments.axe else None
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)

    with Visitor(arguments.address, "anna", arguments.pictures, axe) as anna:
        anna.draw("home-before")
        anna.introduce()
        anna.draw("coding")
        undo(anna)
        by_anna = code(anna, lambda post, place: str(1 + sum(map(ord, post)) % 2))
        if not by_anna:
            raise SystemExit("anna was given nothing to code")
        complaints += anna.complaints
    with Visitor(arguments.address, "ben", arguments.pictures, axe) as ben:
        ben.introduce()
        by_ben = code(ben, lambda post, place: by_anna.get(post, "1") if place % 3 else "3")
        ben.draw("finished")
        both = by_anna.keys() & by_ben.keys()
        differing = sorted(post for post in both if by_anna[post] != by_ben[post])
        if not differing:
            raise SystemExit("anna and ben were to differ")
        ben.go("/")
        ben.expect("document.body.innerText.includes('anna, ben')", "their agreement is shown")
        ben.draw("home")
        settle(ben, len(differing))
        look(ben, by_ben)
        run(ben)
        explore(ben)
        figures(ben)
        review(ben)
        teach(ben)
        group(ben)
        try_picture(ben)
        complaints += ben.complaints
    if complaints:
        raise SystemExit("the pages complain:\n" + "\n".join(sorted(set(complaints))))
    print(f"anna coded {len(by_anna)} posts and ben {len(by_ben)}, {len(both)} of them the same; "
          f"{len(differing)} disagreements were settled")


def undo(visitor):
    """An answer can be taken back, and is, also after the page is loaded again."""
    visitor.press("1")
    visitor.expect("document.querySelector('.choice :checked')", "a number key chooses")
    visitor.press("z")
    visitor.expect("!document.querySelector('.choice :checked')", "Z takes an answer back")
    visitor.expect("document.querySelector('#state').textContent === 'Saved'", "what is taken back is saved")
    visitor.go("/code?" + urllib.parse.urlencode({"sample": "first", "post": visitor.post()}))
    visitor.expect("!document.querySelector('.choice :checked')", "nothing is chosen")


def settle(visitor, count):
    visitor.go("/settle")
    visitor.draw("settle")
    for _ in range(count):
        visitor.expect("document.querySelectorAll('.sayings dt').length === 2", "both answers stand side by side")
        visitor.press("1")
        visitor.press("Enter", leads_on=True)
    visitor.expect("document.querySelector('form[action=\"/gold\"]')", "gold is offered once all is settled")
    visitor.draw("settled")
    visitor.follow("document.querySelector('form[action=\"/gold\"]').requestSubmit()")
    visitor.expect("[...document.querySelectorAll('th')].some(head => head.textContent === 'gold')", "gold is there")


def look(visitor, by_ben):
    visitor.go("/posts")
    visitor.draw("posts")
    visitor.follow("document.querySelector('[name=coder]').value = 'ben'; document.querySelector('.filter').requestSubmit()")
    visitor.expect(f"document.querySelectorAll('.gallery > li').length === {len(by_ben)}", "the filter finds what ben coded")
    shared = visitor.evaluate("location.pathname + location.search")
    visitor.go("/")
    visitor.go(shared)
    visitor.expect("document.querySelector('[name=coder]').value === 'ben'", "an address leads to the same posts")
    visitor.follow("document.querySelector('.gallery a').click()")
    visitor.expect("document.querySelectorAll('table').length > 0", "a post shows all answers")
    visitor.draw("post")


def run(visitor):
    visitor.go("/runs")
    visitor.follow("[...document.forms].find(form => form.elements.what?.value === 'report').requestSubmit()")
    visitor.expect("document.querySelector('.job') && !document.querySelector('[data-running]')", "the report is written")
    visitor.draw("runs")
    visitor.go("/report")
    visitor.expect("document.querySelector('h2')", "the report opens")
    visitor.go("/review")
    visitor.expect("document.querySelector('h1')", "without a machine there is nothing to review")


def start(visitor, page, what, name=None):
    """Starts a job and waits for its end."""
    visitor.go(page)
    coder = f" && form.elements.coder?.value === '{name}'" if name else ""
    visitor.follow(f"[...document.forms].find(form => form.elements.what?.value === '{what}'{coder}).requestSubmit()")
    visitor.expect("document.querySelector('.job') && !document.querySelector('[data-running]')", f"{what} ends")
    visitor.expect("!document.querySelector('.job .flag')", f"{what} does not fail")


def explore(visitor):
    start(visitor, "/runs", "train", "probe")
    start(visitor, "/runs", "code", "probe")
    for what in ("cluster", "duplicates", "map"):
        start(visitor, "/explore", what)
    visitor.go("/explore")
    visitor.draw("explore")
    visitor.follow("document.querySelector('.clusters a').click()")
    visitor.expect("document.querySelectorAll('.gallery > li').length > 0", "a cluster opens in the gallery")
    visitor.go("/map")
    visitor.expect("document.querySelector('#choose')", "the map can be drawn on")
    visitor.rest(20)
    visitor.loaded = False
    corners = [(200, 100), (1000, 100), (1000, 700), (200, 700)]
    for place, (x, y) in enumerate(corners + corners[:1]):
        visitor.call("Input.dispatchMouseEvent", type="mousePressed" if place == 0 else "mouseMoved", x=x, y=y, button="left",
                     buttons=1, clickCount=1, modifiers=8)
    visitor.call("Input.dispatchMouseEvent", type="mouseReleased", x=200, y=100, button="left", clickCount=1, modifiers=8)
    while not visitor.loaded:
        visitor.note(visitor.receive())
    visitor.expect("new URLSearchParams(location.search).get('within')", "what was drawn around has an address")
    visitor.expect("document.querySelectorAll('.gallery > li').length > 0", "what was drawn around opens in the gallery")
    visitor.follow("document.querySelector('.gallery a').click()")
    visitor.follow("[...document.links].find(link => link.pathname === '/similar').click()")
    visitor.expect("document.querySelectorAll('.gallery > li').length > 5", "similar posts are found")
    visitor.draw("similar")


def figures(visitor):
    visitor.go("/figures/leaderboard")
    visitor.expect("[...document.querySelectorAll('th')].some(head => head.textContent === 'probe')", "the probe is rated")
    visitor.draw("leaderboard")
    visitor.go("/figures?variable=ces&rows=anna&columns=ben")
    visitor.expect("[...document.querySelectorAll('th')].some(head => head.textContent.includes('kappa'))", "kappa is shown")
    visitor.draw("figures")
    count = visitor.evaluate("Number(document.querySelector('.crossing td a').textContent)")
    visitor.follow("document.querySelector('.crossing td a').click()")
    visitor.expect(f"document.querySelectorAll('.gallery > li').length === {count}", "a cell opens its posts")
    visitor.go("/codebook?coder=ben")
    visitor.draw("codebook")
    visitor.follow("document.querySelector('td a').click()")
    visitor.expect("document.querySelectorAll('.gallery > li').length > 0", "a bar opens its posts")


def teach(visitor):
    """A round is begun, coded by the keyboard, and followed by the next one by itself."""
    visitor.go("/teach")
    visitor.draw("teach")
    visitor.follow("document.querySelector('[name=posts]').value = 4; document.querySelector('[name=people]').value = 'ben'; "
                   "document.querySelector('form[action=\"/teach/start\"]').requestSubmit()")
    visitor.expect("document.querySelector('.job') && !document.querySelector('[data-running]')", "a round is drawn")
    visitor.expect("!document.querySelector('.job .flag')", "a round does not fail")
    visitor.go("/code?sample=teach-1")
    given = code(visitor, lambda post, place: str(1 + place % 2))
    if len(given) != 4:
        raise SystemExit(f"a round of four posts had {len(given)}")
    visitor.go("/runs")
    visitor.expect("document.querySelectorAll('.job').length > 1 && !document.querySelector('[data-running]')",
                   "the next round follows")
    visitor.go("/teach")
    visitor.expect("document.querySelectorAll('tbody tr').length === 2", "both rounds are listed")
    visitor.expect("new Set([...document.querySelectorAll('tbody td:nth-child(3)')].map(cell => cell.textContent)).size === 2",
                   "the second round learned from more codings")
    visitor.draw("taught")
    visitor.go("/teach/slips")
    visitor.draw("slips")
    visitor.go("/")
    visitor.expect("document.querySelector('[data-part] table')", "the best coder is named")
    visitor.draw("home-after")


def review(visitor):
    """Verdicts on a machine's codings, by the keyboard."""
    visitor.go("/review?coder=probe&variable=ces")
    visitor.draw("review")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        visitor.press(key, leads_on=True)
    visitor.expect("document.body.innerText.includes('0.667')", "two of three are right")


def group(visitor):
    visitor.go("/posts?order=newest")
    visitor.evaluate("document.querySelector('[name=post]').focus()")
    visitor.key(" ", 32, " ")
    visitor.evaluate("document.querySelectorAll('[name=post]')[4].dispatchEvent("
                     "new MouseEvent('click', { shiftKey: true, bubbles: true, cancelable: true }))")
    visitor.expect("document.querySelector('#chosen').textContent.startsWith('5 ')", "Shift chooses all between two")
    visitor.draw("chosen")
    visitor.follow("document.querySelector('.selection [type=submit]').click()")
    visitor.go("/posts?coder=" + urllib.parse.quote("ben (batch)"))
    visitor.expect("document.querySelectorAll('.gallery > li').length === 5", "five posts were coded together")
    visitor.evaluate("document.querySelector('#choose-all').click()")
    visitor.follow("document.querySelector('.selection [name=name]').value = 'five'; "
                   "document.querySelector('[formaction]').click()")
    visitor.expect("new URLSearchParams(location.search).get('sample') === 'five'", "a selection becomes a sample")


def try_picture(visitor):
    visitor.go("/try")
    visitor.evaluate(
        "new Promise(done => { const canvas = document.createElement('canvas'); canvas.width = canvas.height = 64; "
        "canvas.getContext('2d').fillRect(0, 0, 32, 64); canvas.toBlob(blob => { const data = new DataTransfer(); "
        "data.items.add(new File([blob], 'new.png', { type: 'image/png' })); "
        "document.querySelector('#picture').files = data.files; document.querySelector('#try').requestSubmit(); done(1) }) })")
    visitor.expect("document.querySelector('#said th')?.textContent && !document.querySelector('#said[aria-busy]')",
                   "coders say something of a picture")
    visitor.expect("[...document.querySelectorAll('#said tr')].some(row => row.textContent.includes('probe') "
                   "&& Number(row.lastElementChild.textContent) > 0)", "the probe is more or less sure")
    visitor.expect("document.querySelectorAll('#said .gallery > li').length > 0", "the nearest posts are shown")
    visitor.draw("try")


if __name__ == "__main__":
    sys.exit(main())
