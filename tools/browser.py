"""A headless Chromium, driven through its debugging pipe with nothing but Python's standard library."""

import base64
import json
import os
import shutil
import subprocess
import tempfile


class Browser:
    """Starts the browser with one page and closes it; collects whatever the page complains of."""

    NAMES = ("chromium", "chromium-browser", "google-chrome")

    def __init__(self, width=1280, height=860):
        program = next((path for path in map(shutil.which, self.NAMES) if path), None)
        if program is None:
            raise SystemExit("No Chromium was found; install the Debian package chromium.")
        self.profile = tempfile.mkdtemp(prefix="codeframe-browser-")
        to_browser, self.send_end = os.pipe()
        self.receive_end, from_browser = os.pipe()
        # The browser reads from 3 and writes to 4; a shell moves the pipes there.
        moved = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self.process = subprocess.Popen(
            ["bash", "-c", moved, program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={self.profile}", f"--window-size={width},{height}"],
            pass_fds=(to_browser, from_browser), stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer, self.number, self.session, self.complaints = b"", 0, None, []
        self.loaded, self.own = False, ("data:", "file:", "blob:", "about:")
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **parameters):
        """Asks for something and waits for the answer; events that come before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.send_end, json.dumps(message).encode() + b"\0")
        wanted = self.number
        while True:
            answer = self.receive()
            if answer.get("id") == wanted:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.note(answer)

    def receive(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.receive_end, 1 << 20)
            if not piece:
                raise RuntimeError("the browser ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def note(self, event):
        method, values = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            details = values["exceptionDetails"]
            self.complaints.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Log.entryAdded" and values["entry"]["level"] in ("error", "warning"):
            self.complaints.append(values["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and values["type"] in ("error", "warning", "assert"):
            self.complaints.append(" ".join(str(part.get("value")) for part in values["args"]))
        elif method == "Network.requestWillBeSent":
            address = values["request"]["url"]
            if not address.startswith(self.own):
                self.complaints.append(f"asked for {address[:200]}")
        elif method == "Page.loadEventFired":
            self.loaded = True

    def open(self, path):
        """Loads a file, or a page of a server on this machine, and waits until it is loaded."""
        self.loaded = False
        if "://" in path:
            self.own += (path[:path.index("/", path.index("://") + 3) + 1],)
        self.call("Page.navigate", url=path if "://" in path else "file://" + os.path.abspath(path))
        while not self.loaded:
            self.note(self.receive())

    def follow(self, expression):
        """Evaluates what leads to another page, and waits until that is loaded."""
        self.loaded = False
        self.call("Runtime.evaluate", expression=f"setTimeout(() => {{ {expression} }})")
        while not self.loaded:
            self.note(self.receive())

    def evaluate(self, expression):
        """The value of a JavaScript expression; promises are awaited."""
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"]["exception"].get("description"))
        return result["result"].get("value")

    def rest(self, frames=3):
        """Waits for some frames to be drawn."""
        self.evaluate(
            "new Promise(done => { let left = %d; const next = () => left-- > 0 ? requestAnimationFrame(next) "
            ": done(); next(); })" % frames)

    def resize(self, width, height, ratio=1):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=ratio,
                  mobile=False)

    def prefer(self, **features):
        """Media features: colour_scheme="dark", reduced_motion="reduce", contrast="more"."""
        names = {"colour_scheme": "prefers-color-scheme", "reduced_motion": "prefers-reduced-motion",
                 "contrast": "prefers-contrast"}
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": names[name], "value": value} for name, value in features.items()])

    def mouse(self, kind, x, y, **more):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.mouse(kind, x, y, button="left", clickCount=1)

    def key(self, key, code=0, text=None, shift=False):
        more = {"text": text} if text else {}
        modifiers = 8 if shift else 0
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code,
                  modifiers=modifiers, **more)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code, modifiers=modifiers)

    def picture(self, path):
        image = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(image))

    def paper(self, path):
        """The page as it is printed."""
        pages = self.call("Page.printToPDF", printBackground=False, preferCSSPageSize=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(pages))
