#!/usr/bin/env python3
"""How well drawn pictures are read: the character error rate of Codeframe, of rapidocr and of Tesseract on the same files.

    tools/posters/compare.py PROGRAM FOLDER [--tesseract eng+deu+spa]

FOLDER is what draw.py made. Needs rapidocr, and Tesseract where it is asked for. The rate is the edit distance between what was read and
what was drawn, lines joined by blanks and runs of blanks taken as one, over the characters drawn; all characters count, letter case and accents too.
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def plain(lines):
    return " ".join(" ".join(lines).split())


def by_codeframe(program, folder, names):
    with tempfile.TemporaryDirectory() as study:
        def run(*arguments):
            return subprocess.run([program, *arguments, "-C", study], check=True, capture_output=True, text=True).stdout
        subprocess.run([program, "init", study], check=True, capture_output=True)
        run("import", "posts", str(folder))
        start = time.perf_counter()
        run("extract", "text")
        seconds = time.perf_counter() - start
        out = pathlib.Path(study) / "posts.csv"
        run("export", "posts", "-o", str(out))
        with open(out, newline="", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
    found = {}
    for row in rows:
        media = next(value for key, value in row.items() if value and any(value.endswith(name) for name in names))
        found[pathlib.Path(media).name] = row.get("picture_text", "").splitlines()
    return found, seconds


def by_rapidocr(folder, names):
    from rapidocr import RapidOCR
    reader = RapidOCR(params={"Global.log_level": "critical"})
    start = time.perf_counter()
    found = {}
    for name in names:
        result = reader(str(folder / name))
        found[name] = list(result.txts or [])
    return found, time.perf_counter() - start


def by_tesseract(folder, names, languages):
    start = time.perf_counter()
    found = {}
    for name in names:
        result = subprocess.run(["tesseract", str(folder / name), "-", "-l", languages, "--psm", "11"], capture_output=True, text=True, check=True)
        found[name] = [line for line in result.stdout.splitlines() if line.strip()]
    return found, time.perf_counter() - start


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--tesseract")
    given = arguments.parse_args()
    truth = json.loads((given.folder / "truth.json").read_text())
    names = sorted(truth)
    ways = {"codeframe": lambda: by_codeframe(given.program, given.folder, names), "rapidocr": lambda: by_rapidocr(given.folder, names)}
    if given.tesseract:
        ways["tesseract"] = lambda: by_tesseract(given.folder, names, given.tesseract)
    readings = {}
    for way, read in ways.items():
        readings[way], seconds = read()
        rates = {}
        for kind in ["poster", "meme", "screenshot", ""]:
            chosen = [name for name in names if name.startswith(kind)]
            errors = sum(distance(plain(readings[way].get(name, [])), plain(truth[name])) for name in chosen)
            rates[kind or "all"] = errors / sum(len(plain(truth[name])) for name in chosen)
        print(way, f"{len(names) / seconds:.2f} a second", *(f"{kind} {rate:.2%}" for kind, rate in rates.items()), sep="\t")
    same = sum(readings["codeframe"].get(name) == readings["rapidocr"][name] for name in names)
    print(f"{same} of {len(names)} read as rapidocr reads them")
    for name in names:
        if readings["codeframe"].get(name) != readings["rapidocr"][name]:
            print(name, truth[name], readings["codeframe"].get(name), readings["rapidocr"][name], sep="\n  ", file=sys.stderr)


if __name__ == "__main__":
    main()
