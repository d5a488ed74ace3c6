#!/usr/bin/env python3
"""Hands damaged and hostile files to the program: tables, studies, databases, pictures, models, features, packages, films.

    tools/fuzz/hostile.py PROGRAM [--files 1000] [--seed 1]

Each must end within 30 seconds, with a status that means something (0, 1, 64), a message where it is not 0, and without a
stack trace. Ends with status 1 when one does not.
"""
import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEMO = os.path.join(ROOT, "Demo")
PIECES = [
    b"\x00", b'"', b"\xff\xfe", b"\n", b"\r", b",", b"|", b"[", b"{", b"NaN", b"=cmd|' /C calc'!A0", b"\xe2\x80\xae",
    b"\\u0000", b"../../etc/passwd", b"\xf0\x9f\x98", b"1e999", b"-" * 40, b"[" * 200, b"&a [*a, *a]", b"<script>",
]


def mutated(data, chance):
    data = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        kind = chance.randrange(5)
        if kind == 0 and data:
            data[place % len(data)] = chance.randrange(256)
        elif kind == 1:
            data[place:place] = chance.choice(PIECES)
        elif kind == 2:
            del data[place:place + chance.randint(1, 40)]
        elif kind == 3:
            data[place:place] = data[place:place + chance.randint(1, 200)]
        else:
            data[place:place] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 8)))
    return bytes(data)


def broken_database(path, chance):
    with sqlite3.connect(path) as database:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        for _ in range(chance.randint(1, 3)):
            table = chance.choice(tables)
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            value = chance.choice(["NULL", "x'ff00'", "'nonsense'", "-1", "1e300", "'{'", "''"])
            try:
                database.execute(
                    f"UPDATE OR IGNORE {table} SET {chance.choice(columns)} = {value} WHERE rowid % {chance.randint(1, 3)} = 0")
            except sqlite3.Error:
                pass


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    chance = random.Random(options.seed)
    counts, wrong = {}, []

    def judge(kind, number, arguments, study):
        try:
            done = subprocess.run(
                [program, *arguments, *(["-C", study] if study else [])], stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
        except subprocess.TimeoutExpired:
            wrong.append(f"{kind} {number}: no end: {' '.join(arguments)}")
            return
        says = done.stderr.decode("utf-8", "replace")
        if done.returncode not in (0, 1, 64) or "Fatal error" in says or done.returncode and not says.strip():
            wrong.append(f"{kind} {number}: status {done.returncode}: {' '.join(arguments)}: {says[-300:]}")
        if "NSCocoaErrorDomain" in says:
            wrong.append(f"{kind} {number}: {says[-300:]}")

    with tempfile.TemporaryDirectory() as folder:
        base = os.path.join(folder, "base")
        subprocess.run([program, "init", base, "--template", "ces"], check=True, capture_output=True)
        for arguments in (["import", "posts", f"{DEMO}/posts.csv"], ["import", "codings", f"{DEMO}/gold.csv"],
                          ["import", "codings", f"{DEMO}/codings-anna.csv"], ["code", "probe"]):
            subprocess.run([program, *arguments, "-C", base], check=True, capture_output=True)
        tables = {name: open(os.path.join(DEMO, name), "rb").read() for name in ("posts.csv", "gold.csv")}
        tables["posts.jsonl"] = subprocess.run(
            [program, "export", "posts", "--format", "jsonl", "-C", base], capture_output=True, check=True).stdout
        tables["posts.json"] = b"[" + b",\n".join(tables["posts.jsonl"].splitlines()) + b"]"
        yaml = open(os.path.join(base, "codeframe.yaml"), "rb").read()
        pictures = [os.path.join(DEMO, "images", name) for name in sorted(os.listdir(os.path.join(DEMO, "images")))[:20]]
        model = os.path.join(ROOT, "Models/seedling-64")
        array, package, film = (os.path.join(folder, name) for name in ("mine.npy", "package", "film.mp4"))
        for arguments in (["export", "features", "-o", array], ["export", "package", package]):
            subprocess.run([program, *arguments, "-C", base], check=True, capture_output=True)
        subprocess.run(
            ["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=64x48:r=10:d=2", "-pix_fmt", "yuv420p", film], check=True)
        kinds = ["table", "study", "database", "picture", "model", "features", "package", "film"]
        for number in range(options.files):
            kind = kinds[number % len(kinds)]
            counts[kind] = counts.get(kind, 0) + 1
            study = os.path.join(folder, "study")
            shutil.copytree(base, study)
            if kind == "table":
                name = chance.choice(sorted(tables))
                path = os.path.join(study, name)
                open(path, "wb").write(mutated(tables[name], chance))
                what = "codings" if name == "gold.csv" else "posts"
                judge(kind, number, ["import", what, path] + (["--coder", "ben"] if what == "codings" else []), study)
            elif kind == "study":
                open(os.path.join(study, "codeframe.yaml"), "wb").write(mutated(yaml, chance))
                judge(kind, number, ["codebook"], study)
            elif kind == "database":
                broken_database(os.path.join(study, "study.sqlite"), chance)
                for command in (["status"], ["runs"], ["evaluate"], ["export", "codings"], ["show", "p001"], ["code", "probe"]):
                    judge(kind, number, command, study)
            elif kind == "picture":
                place = os.path.join(study, "pictures")
                os.mkdir(place)
                source = chance.choice(pictures)
                data = open(source, "rb").read()
                for copy in range(3):
                    open(os.path.join(place, f"{copy}{os.path.splitext(source)[1]}"), "wb").write(mutated(data, chance))
                judge(kind, number, ["import", "posts", place], study)
                judge(kind, number, ["code", "probe"], study)
            elif kind == "features":
                for name in ("mine.npy", "mine.csv"):
                    data = open(os.path.join(folder, name), "rb").read()
                    damaged = mutated(data[:200], chance) + data[200:] if chance.random() < 0.7 else data[:chance.randrange(len(data))]
                    open(os.path.join(study, name), "wb").write(damaged if chance.random() < 0.6 else data)
                judge(kind, number, ["import", "features", os.path.join(study, "mine.npy")], study)
            elif kind == "package":
                copy = os.path.join(study, "package")
                shutil.copytree(package, copy)
                path = os.path.join(copy, chance.choice(sorted(os.listdir(copy))))
                data = open(path, "rb").read()
                open(path, "wb").write(mutated(data, chance))
                judge(kind, number, ["replicate", copy], None)
            elif kind == "film":
                place = os.path.join(study, "films")
                os.mkdir(place)
                data = open(film, "rb").read()
                open(os.path.join(place, "film.mp4"), "wb").write(mutated(data, chance))
                open(os.path.join(place, "film.srt"), "wb").write(mutated(b"1\n00:00:01,000 --> 00:00:02,000\n<i>word</i>\n", chance))
                open(os.path.join(study, "f.csv"), "w").write("id,video\nfilm,films/film.mp4\n")
                for arguments in (["import", "posts", os.path.join(study, "f.csv")], ["code", "probe"], ["extract", "aesthetics"],
                                  ["extract", "transcript"]):
                    judge(kind, number, arguments, study)
            else:
                own = os.path.join(study, "models/mine")
                shutil.copytree(model, own)
                path = os.path.join(own, chance.choice(["onnx/model.onnx", "config.json", "preprocessor_config.json"]))
                data = open(path, "rb").read()
                os.chmod(path, 0o644)
                open(path, "wb").write(mutated(data, chance))
                judge(kind, number, ["models", "show", "mine"], study)
                judge(kind, number, ["export", "features", "--extractor", "mine", "-o", os.path.join(study, "e.npy")], study)
            shutil.rmtree(study)
    for kind, count in counts.items():
        print(f"{kind}\t{count}\t{sum(line.startswith(kind + ' ') for line in wrong)} wrong")
    for line in wrong[:30]:
        print(line)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
