"""Checks that Codeframe and Python's huggingface_hub share one cache.

    python3 -m venv .venv && .venv/bin/pip install huggingface_hub==2.4.0
    .venv/bin/python tools/check_hub_cache.py .build/debug/codeframe

A small hub on this machine serves one repository. Codeframe pulls it, and Python must find every file without
asking and without fetching; then Python pulls into an empty cache, and Codeframe must find every file without
fetching; then half a pull of each is completed by the other. Prints a line for each check; the status is 1 when one
fails.
"""

import hashlib
import http.server
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import urllib.parse

COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPOSITORY = "Xenova/clip-vit-base-patch32"
# Path -> (bytes, kept by LFS)
FILES = {
    "README.md": (b"---\nlicense: mit\n---\n", False),
    "config.json": (b'{"projection_dim": 512}', False),
    "preprocessor_config.json": (b"{}", False),
    "tokenizer.json": (b'{"model": {}}', False),
    "tokenizer_config.json": (b'{"model_max_length": 77}', False),
    "onnx/text_model.onnx": (hashlib.shake_256(b"text").digest(200_000), True),
    "onnx/vision_model.onnx": (hashlib.shake_256(b"vision").digest(300_000), True),
}


def blob_id(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def etag(path):
    data, is_large = FILES[path]
    return hashlib.sha256(data).hexdigest() if is_large else blob_id(data)


class Hub(http.server.BaseHTTPRequestHandler):
    """The listing, and files with the header fields that the hub sends."""

    protocol_version = "HTTP/1.1"
    transfers = []

    def log_message(self, *arguments):
        pass

    def send(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        path = urllib.parse.unquote(urllib.parse.urlparse(self.path).path)
        if path.startswith(f"/api/models/{REPOSITORY}/tree/"):
            entries = []
            for name, (data, is_large) in FILES.items():
                entry = {"type": "file", "path": name, "size": len(data), "oid": blob_id(data)}
                if is_large:
                    entry["lfs"] = {"oid": etag(name), "size": len(data), "pointerSize": 134}
                entries.append(entry)
            return self.send(200, json.dumps(entries).encode(), Content_Type="application/json")
        if path.startswith(f"/api/models/{REPOSITORY}"):
            siblings = []
            for name, (data, is_large) in FILES.items():
                sibling = {"rfilename": name, "size": len(data), "blobId": blob_id(data)}
                if is_large:
                    sibling["lfs"] = {"sha256": etag(name), "size": len(data), "pointerSize": 134}
                siblings.append(sibling)
            listing = {"_id": "1", "id": REPOSITORY, "modelId": REPOSITORY, "sha": COMMIT, "private": False,
                       "gated": False, "disabled": False, "downloads": 0, "likes": 0, "tags": [],
                       "siblings": siblings}
            return self.send(200, json.dumps(listing).encode(), Content_Type="application/json")
        start = f"/{REPOSITORY}/resolve/"
        if not path.startswith(start):
            return self.send(404, X_Error_Code="EntryNotFound")
        name = path[len(start):].split("/", 1)[1]
        if name not in FILES:
            return self.send(404, X_Error_Code="EntryNotFound", X_Repo_Commit=COMMIT)
        data, status = FILES[name][0], 200
        fields = {"ETag": f'"{etag(name)}"', "X_Repo_Commit": COMMIT, "Accept_Ranges": "bytes"}
        if self.command == "GET":
            Hub.transfers.append((name, self.headers.get("Range")))
            if self.headers.get("Range"):
                begin = int(self.headers["Range"].removeprefix("bytes=").split("-")[0])
                fields["Content_Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
                data, status = data[begin:], 206
        self.send(status, data, **fields)


def check(words, holds):
    print(("holds  " if holds else "FAILS  ") + words)
    check.failed |= not holds


check.failed = False


def codeframe(program, home, *, offline=False):
    environment = dict(os.environ, HF_HOME=str(home), HF_ENDPOINT=os.environ["HF_ENDPOINT"])
    environment.pop("HF_HUB_CACHE", None)
    if offline:
        environment["HF_HUB_OFFLINE"] = "1"
    done = subprocess.run([program, "models", "pull", REPOSITORY], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def python(home, **options):
    """The folder that snapshot_download gives; the environment is read when the module is loaded."""
    hub = importlib.import_module("huggingface_hub")
    return pathlib.Path(hub.snapshot_download(REPOSITORY, cache_dir=home / "hub", max_workers=2, **options))


def same(folder):
    return all((folder / path).read_bytes() == data for path, (data, _) in FILES.items())


def layout(home):
    """Every path of the cache but locks, with what links point to, and lengths."""
    root = home / "hub" / f"models--{REPOSITORY.replace('/', '--')}"
    found = {}
    for path in sorted(root.rglob("*")):
        if path.is_dir() or ".no_exist" in path.parts or "trees" in path.parts:
            continue
        found[str(path.relative_to(root))] = os.readlink(path) if path.is_symlink() else path.stat().st_size
    return found


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ.update(
        HF_ENDPOINT=f"http://127.0.0.1:{server.server_address[1]}", HF_HUB_DISABLE_XET="1", HF_HUB_DISABLE_TELEMETRY="1",
        HF_HUB_DISABLE_PROGRESS_BARS="1", HF_HUB_DISABLE_UPDATE_CHECK="1")
    hub = importlib.import_module("huggingface_hub")
    print(f"huggingface_hub {hub.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, mixed = (pathlib.Path(folder) / name for name in ("ours", "theirs", "mixed"))

        check("Codeframe pulls", codeframe(program, ours))
        check("each file came once", sorted(name for name, _ in Hub.transfers) == sorted(FILES))
        Hub.transfers.clear()
        check("Python finds it without the hub", same(python(ours, local_files_only=True)))
        for path in FILES:
            found = hub.try_to_load_from_cache(REPOSITORY, path, cache_dir=ours / "hub")
            check(f"try_to_load_from_cache finds {path}", isinstance(found, str))
        check("Python finds it with the hub", same(python(ours)))
        check("Python fetched nothing", not Hub.transfers)
        scan = hub.scan_cache_dir(ours / "hub")
        repositories = {repository.repo_id: repository for repository in scan.repos}
        check("scan_cache_dir reads it without a warning", not scan.warnings and REPOSITORY in repositories)
        check("scan_cache_dir sees main", [sorted(revision.refs) for revision in repositories[REPOSITORY].revisions] == [["main"]])
        check("scan_cache_dir sees all files", repositories[REPOSITORY].nb_files == len(FILES))

        Hub.transfers.clear()
        check("Python pulls", same(python(theirs)))
        Hub.transfers.clear()
        check("Codeframe finds it with the hub", codeframe(program, theirs))
        check("Codeframe fetched nothing", not Hub.transfers)
        check("Codeframe finds it offline", codeframe(program, theirs, offline=True))
        check("both lay out the same cache", layout(ours) == layout(theirs))

        Hub.transfers.clear()
        hub.hf_hub_download(REPOSITORY, "onnx/vision_model.onnx", cache_dir=mixed / "hub")
        Hub.transfers.clear()
        check("Codeframe completes what Python began", codeframe(program, mixed))
        check("without what was there", sorted(name for name, _ in Hub.transfers) == sorted(set(FILES) - {"onnx/vision_model.onnx"}))
        check("Python finds the whole", same(python(mixed, local_files_only=True)))
    server.shutdown()
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
