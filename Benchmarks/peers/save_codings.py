"""Many people who code at once: each saves about once a second and counts what came back.

    save_codings.py ADDRESS PEOPLE SECONDS

Prints one JSON object: how many saves were made, how many the app took, and how long they took, in milliseconds.
"""
import html, http.client, json, random, re, sys, threading, time, urllib.parse


class Coder:
    def __init__(self, address, name):
        parts = urllib.parse.urlsplit(address)
        self.host, self.name = parts.netloc, name
        self.connection = http.client.HTTPConnection(parts.netloc, timeout=30)
        self.cookies, self.token, self.times, self.failures, self.saved = {}, "", [], [], {}
        self.get(f"/?{parts.query}")
        self.get("/name")
        self.post("/name", {"name": name, "to": "/"})

    def ask(self, method, path, body=None, headers={}):
        headers = {"cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()), **headers}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("set-cookie") or []:
            key, value = cookie.split(";")[0].split("=", 1)
            self.cookies[key] = value
        found = re.search(r'name="form-token" content="(\w+)"', text)
        self.token = found[1] if found else self.token
        return answer.status, answer.headers.get("location"), text

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields):
        body = urllib.parse.urlencode({"form-token": self.token, **fields})
        return self.ask("POST", path, body, {
            "content-type": "application/x-www-form-urlencoded", "origin": f"http://{self.host}", "accept": "application/json"})

    def work(self, until):
        address = "/code?sample=main"
        time.sleep(random.random())  # nobody begins in step with others
        while time.monotonic() < until:
            began = time.monotonic()
            status, location, _ = self.get(address)
            if status == 303:
                status, _, text = self.get(location)
            else:
                text = _
            if 'name="post"' not in text:
                return
            post = html.unescape(re.search(r'name="post" value="([^"]*)"', text)[1])
            version = re.search(r'name="version" value="([^"]*)"', text)[1]
            value = random.choice("ABC")
            start = time.perf_counter()
            status, _, told = self.post("/code", {"sample": "main", "post": post, "version": version, "v0": f"={value}"})
            self.times.append(1000 * (time.perf_counter() - start))
            if status == 200:
                self.saved[post] = value
                address = json.loads(told)["next"]
            else:
                self.failures.append((status, told[:200]))
            if address is None:
                return
            time.sleep(max(0, began + 1 - time.monotonic()))


def main():
    address, people, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    coders = [Coder(address, f"coder {number}") for number in range(people)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=coder.work, args=(until,)) for coder in coders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(time for coder in coders for time in coder.times)
    at = lambda share: times[min(len(times) - 1, int(share * len(times)))]
    print(json.dumps({
        "saves": len(times), "failures": [failure for coder in coders for failure in coder.failures][:5],
        "median": at(.5), "p99": at(.99), "most": times[-1],
        "saved": {coder.name: coder.saved for coder in coders}}))


main()
