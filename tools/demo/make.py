#!/usr/bin/env python3
"""Makes the demo study in Demo/, always the same one for the same seed.

    make.py                   write Demo/
    make.py --check           make it again in memory and compare it with Demo/
    make.py --sheet all.png   also draw all pictures on one sheet

With the versions in requirements.txt every byte is the same. Other versions of Pillow carry other
encoders, so --check compares pictures by their upright pixels, all else byte by byte: pictures pass when
the size is the same and the mean absolute difference is at most 3 of 255.
"""

import argparse
import csv
import io
import pathlib
import sys

import numpy as np
from PIL import Image, ImageOps

import broken
import codings
from render import pictures
from study import MISSING, plan

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEED = 20250301
TOLERANCE = 3.0
SECOND_PROBE = """\

  - name: probe-knn                     # the same embeddings, answered by the nearest coded neighbours
    kind: probe
    encoder: seedling-64
    head: knn
    learns-from: gold
"""


def table(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def configuration():
    """The `ces` template under the demo's name, with a second probe."""
    template = (ROOT / "Codebooks/ces.yaml").read_text(encoding="utf-8").rstrip("\n")
    lines = [
        "study: Park visitors (demo)" if line.startswith("study:") else line for line in template.split("\n")
    ]
    return ("\n".join(lines) + "\n" + SECOND_PROBE).encode()


def study():
    """Bytes by path below Demo/."""
    posts = plan(SEED)
    files = pictures(posts)
    sound = Image.open(io.BytesIO(files[posts[0].pictures[0].path])).convert("RGB")
    files |= {f"broken/{name}": data for name, data in broken.files(sound, SEED).items()}
    files |= {
        name: table(("id", "coder", "variable", "value"), rows)
        for name, rows in codings.tables(posts, SEED).items()
    }
    files["posts.csv"] = table(posts[0].row, [post.row.values() for post in posts])
    files["codeframe.yaml"] = configuration()
    absent = next(post for post in posts if post.id == MISSING)
    for picture in absent.pictures:
        del files[picture.path]
    return files


def upright(data):
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def difference(path, made, found):
    """What differs between two files, in words; None where nothing does."""
    if made == found:
        return None
    if not path.startswith("images/"):
        return "the bytes differ"
    a, b = upright(made), upright(found)
    if a.size != b.size:
        return f"{a.size} pixels, not {b.size}"
    apart = float(np.abs(np.asarray(a, np.float32) - np.asarray(b, np.float32)).mean())
    return f"the pixels differ by {apart:.1f}" if apart > TOLERANCE else None


def check(files, folder):
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    found = {p for p in found if not p.startswith("study/")}
    problems = [f"{path}: not in {folder}" for path in files if path not in found]
    problems += [f"{path}: is not made by this script" for path in sorted(found - set(files))]
    for path in sorted(found & set(files)):
        if what := difference(path, files[path], (folder / path).read_bytes()):
            problems.append(f"{path}: {what}")
    return problems


def sheet(files, target, columns=14):
    shown = [path for path in files if path.startswith("images/")]
    image = Image.new("RGB", (columns * 140, -(-len(shown) // columns) * 140), (250, 250, 250))
    for k, path in enumerate(shown):
        small = upright(files[path])
        small.thumbnail((136, 136), Image.Resampling.LANCZOS)
        image.paste(
            small,
            (k % columns * 140 + (140 - small.width) // 2, k // columns * 140 + (140 - small.height) // 2),
        )
    image.save(target)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with what is there, write nothing")
    parser.add_argument(
        "--out", type=pathlib.Path, default=ROOT / "Demo", help="the folder to write or compare"
    )
    parser.add_argument("--sheet", type=pathlib.Path, help="a PNG with all pictures")
    options = parser.parse_args()
    files = study()
    if options.sheet:
        sheet(files, options.sheet)
    if options.check:
        problems = check(files, options.out)
        print("\n".join(problems) or f"{len(files)} files are as they should be")
        sys.exit(1 if problems else 0)
    for path, data in files.items():
        target = options.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.2f} MB in {options.out}")


if __name__ == "__main__":
    main()
