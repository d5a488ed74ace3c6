#!/usr/bin/env python3
"""Makes a small corpus whose truth is known, always the same one for the same seed.

    python3 -m venv venv && venv/bin/pip install -r tools/known-truth/requirements.txt
    venv/bin/python tools/known-truth/make.py             write Tests/Support/KnownTruth/
    venv/bin/python tools/known-truth/make.py --check     make it again in memory and compare

Everything is invented and drawn here. What decides what:

    topic   the caption alone (words of food, sport or travel); the picture knows nothing of it
    scene   the picture alone (sea, hill or town); one caption in three names it, the others say nothing
    light   the picture alone (day or night); the caption is uninformative: no word of it depends on the light
    story   both: mood of the caption (glad or sad) and light of the picture; either alone is right half of the time at best
    likes   negative binomial with the mean mu and the variance mu + alpha mu^2 (truth.json has all numbers):
            ln mu = intercept + followers ln(followers) + hour cos(2 pi (hour - peak) / 24) + scene

One post in eight hides its likes: the table says 0 and likes_hidden true, as 4CAT writes it.
"""

import argparse
import csv
import datetime
import io
import json
import math
import pathlib
import sys

import numpy as np
from PIL import Image, ImageDraw

OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "Support" / "KnownTruth"
SEED = 20261121
POSTS, ACCOUNTS, SIDE = 288, 24, 48
LAW = {
    "intercept": -1.0, "followers": 0.7, "hour": 0.5, "peak": 19, "alpha": 0.35,
    "scene": {"sea": 0.6, "hill": 0.0, "town": -0.5},
}
TOPICS = {
    "food": "bread soup cheese dinner kitchen recipe lunch baker spice plate".split(),
    "sport": "match goal team training race score coach final league sprint".split(),
    "travel": "train journey ticket border luggage flight passport hostel map ferry".split(),
}
MOODS = {
    "glad": "lovely happy wonderful delighted cheerful grateful".split(),
    "sad": "awful lonely dreadful gloomy tired disappointed".split(),
}
FILLERS = "today again really with friends and more after all this week at last a bit of the usual".split()
TOLERANCE = 3.0


def sky(rng, light):
    base = (150, 195, 235) if light == "day" else (18, 22, 48)
    return tuple(int(np.clip(c + rng.integers(-15, 16), 0, 255)) for c in base)


def tone(rng, colour, light, spread=18):
    factor = 1.0 if light == "day" else 0.32
    return tuple(int(np.clip((c + rng.integers(-spread, spread + 1)) * factor, 0, 255)) for c in colour)


def picture(rng, scene, light):
    """A drawing of SIDE x SIDE pixels, drawn at four times that and made smaller."""
    side = SIDE * 4
    image = Image.new("RGB", (side, side), sky(rng, light))
    draw = ImageDraw.Draw(image)
    x, y, r = rng.integers(20, side - 20), rng.integers(14, side // 4), rng.integers(8, 15)
    draw.ellipse((x - r, y - r, x + r, y + r), (255, 236, 150) if light == "day" else (225, 225, 210))
    horizon = int(side * rng.uniform(0.45, 0.6))
    if scene == "sea":
        draw.rectangle((0, horizon, side, side), tone(rng, (30, 110, 170), light))
        for _ in range(int(rng.integers(8, 16))):
            x, y, w = rng.integers(0, side), rng.integers(horizon + 6, side), rng.integers(10, 40)
            draw.line((x, y, x + w, y), tone(rng, (200, 225, 240), light), 2)
    elif scene == "hill":
        for _ in range(int(rng.integers(3, 6))):
            x, w, h = rng.integers(0, side), rng.integers(50, 110), rng.integers(40, 100)
            colour = tone(rng, (95, 140, 75), light)
            draw.polygon([(x - w, side), (x, max(4, horizon - h + 40)), (x + w, side)], colour)
        draw.rectangle((0, side - 30, side, side), tone(rng, (80, 120, 60), light))
    else:
        draw.rectangle((0, side - 24, side, side), tone(rng, (120, 120, 120), light))
        x = -10
        while x < side:
            w, h = int(rng.integers(28, 52)), int(rng.integers(60, 130))
            draw.rectangle((x, side - 24 - h, x + w, side - 24), tone(rng, (165, 120, 100), light, 30))
            for wx in range(x + 5, x + w - 7, 12):
                for wy in range(side - 18 - h, side - 36, 16):
                    lit = light == "night" and rng.random() < 0.5
                    draw.rectangle((wx, wy, wx + 6, wy + 8), (250, 220, 120) if lit else tone(rng, (70, 80, 95), light))
            x += w + int(rng.integers(2, 8))
    pixels = np.asarray(image.resize((SIDE, SIDE), Image.Resampling.LANCZOS), np.float32)
    pixels += rng.normal(0, 5, (SIDE, SIDE, 1)).astype(np.float32)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def caption(rng, topic, mood, scene):
    words = list(rng.choice(TOPICS[topic], 2, replace=False)) + list(rng.choice(MOODS[mood], 1))
    words += list(rng.choice(FILLERS, int(rng.integers(3, 7))))
    if rng.random() < 1 / 3:
        words.append(scene)
    rng.shuffle(words)
    return " ".join(words)


def table(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def corpus():
    """Bytes by path."""
    rng = np.random.default_rng(SEED)
    followers = np.round(np.exp(rng.uniform(math.log(50), math.log(50_000), ACCOUNTS))).astype(int)
    files, posts, gold, means = {}, [], [], {}
    start = datetime.datetime(2026, 1, 5)
    for k in range(POSTS):
        # Every combination comes up as often, in an order that says nothing.
        topic = list(TOPICS)[k % 3]
        scene = list(LAW["scene"])[k // 3 % 3]
        light = ["day", "night"][k // 9 % 2]
        mood = list(MOODS)[k // 18 % 2]
        account = int(rng.integers(0, ACCOUNTS))
        hour = int(rng.integers(0, 24))
        time = start + datetime.timedelta(days=int(rng.integers(0, 120)), hours=hour, minutes=int(rng.integers(0, 60)))
        mean = math.exp(
            LAW["intercept"] + LAW["followers"] * math.log(followers[account])
            + LAW["hour"] * math.cos(2 * math.pi * (time.hour + time.minute / 60 - LAW["peak"]) / 24) + LAW["scene"][scene])
        likes = int(rng.poisson(mean * rng.gamma(1 / LAW["alpha"], LAW["alpha"])))
        hidden = k % 8 == 5
        name = f"k{k:03d}"
        data = io.BytesIO()
        picture(rng, scene, light).save(data, "JPEG", quality=88)
        files[f"images/{name}.jpg"] = data.getvalue()
        posts.append([
            name, f"images/{name}.jpg", caption(rng, topic, mood, scene), f"account{account:02d}",
            time.strftime("%Y-%m-%dT%H:%M:%SZ"), int(followers[account]), 0 if hidden else likes, str(hidden).lower(),
        ])
        truth = {"topic": topic, "scene": scene, "light": light, "story": f"{mood}-{light}"}
        gold += [[name, "gold", variable, value] for variable, value in truth.items()]
        means[name] = round(mean, 4)
    header = ("id", "image", "caption", "author", "time", "followers", "likes", "likes_hidden")
    files["posts.csv"] = table(header, posts)
    files["gold.csv"] = table(("id", "coder", "variable", "value"), gold)
    law = {"seed": SEED, "likes": LAW, "hidden": sum(row[7] == "true" for row in posts), "means": means}
    files["truth.json"] = (json.dumps(law, indent=None, separators=(",", ":")) + "\n").encode()
    return files


def difference(path, made, found):
    if made == found:
        return None
    if not path.endswith(".jpg"):
        return "the bytes differ"
    a, b = (np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.float32) for data in (made, found))
    apart = float(np.abs(a - b).mean()) if a.shape == b.shape else math.inf
    return f"the pixels differ by {apart:.1f}" if apart > TOLERANCE else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with what is there, write nothing")
    parser.add_argument("--out", type=pathlib.Path, default=OUT, help="the folder to write or compare")
    parser.add_argument("--sheet", type=pathlib.Path, help="a PNG with all pictures")
    options = parser.parse_args()
    files = corpus()
    if options.sheet:
        shown = [Image.open(io.BytesIO(data)) for path, data in files.items() if path.endswith(".jpg")]
        sheet = Image.new("RGB", (18 * SIDE, -(-len(shown) // 18) * SIDE))
        for k, image in enumerate(shown):
            sheet.paste(image, (k % 18 * SIDE, k // 18 * SIDE))
        sheet.save(options.sheet)
    if options.check:
        problems = []
        for path, data in files.items():
            target = options.out / path
            what = difference(path, data, target.read_bytes()) if target.is_file() else "is not there"
            problems += [f"{path}: {what}"] if what else []
        print("\n".join(problems) or f"{len(files)} files are as they should be")
        sys.exit(1 if problems else 0)
    for path, data in files.items():
        target = options.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())) / 1e6:.2f} MB in {options.out}")


if __name__ == "__main__":
    main()
