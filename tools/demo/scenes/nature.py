"""Skies, mountains, water and trees, which several categories share."""

import math

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from canvas import mix, shade

# name: sky from top to horizon, the colour of the light, how much of the light is left
HOURS = {
    "day": ((64, 128, 205), (150, 196, 232), (214, 230, 238), (255, 252, 244), 1.0),
    "clear": ((38, 98, 190), (106, 168, 224), (190, 220, 236), (255, 250, 238), 1.0),
    "golden": ((96, 128, 178), (240, 190, 130), (252, 222, 160), (255, 226, 184), 0.95),
    "dusk": ((70, 72, 134), (206, 132, 140), (252, 190, 140), (236, 200, 200), 0.9),
    "overcast": ((150, 160, 170), (184, 192, 198), (212, 216, 216), (228, 232, 236), 0.9),
    "night": ((12, 20, 52), (34, 52, 102), (88, 104, 144), (156, 172, 214), 0.85),
}


def hour(c, weights=None):
    """A time of day; `weights` follow the order of HOURS."""
    return c.rng.choices(list(HOURS), weights or (6, 5, 4, 2, 3, 1))[0]


def sky(c, when, horizon):
    top, middle, low = HOURS[when][:3]
    c.gradient([(0, c.vary(top, 10)), (0.6, middle), (1, low)], (0, 0, c.w, horizon))
    if when == "night":
        for _ in range(70):
            x, y, r = c.uniform(0, c.w), c.uniform(0, horizon), c.uniform(0.5, 1.6)
            c.ellipse(x, y, r, r, mix((90, 100, 140), (255, 255, 240), c.rng.random()))
    if when in ("golden", "dusk", "night") or c.rng.random() < 0.25:
        x, y, r = c.uniform(0.1, 0.9) * c.w, c.uniform(0.2, 0.8) * horizon, c.uniform(3, 6) * c.u
        disc = (244, 242, 226) if when == "night" else (255, 246, 214)
        c.ellipse(x, y, r * 3.2, r * 3.2, disc, opacity=0.35, blur=r * 1.4)
        c.ellipse(x, y, r, r, disc, blur=1.5)
    if when != "night" and horizon > 20 and c.rng.random() < 0.8:
        clouds(c, when, horizon)


def clouds(c, when, horizon):
    height = int(horizon)
    lumps = c.field(c.w, height, cells=c.rng.choice((3, 4, 5)), octaves=6)
    thick = np.clip((lumps - c.uniform(0.45, 0.6)) * 4, 0, 1) * c.uniform(0.5, 0.95)
    colour = mix((255, 255, 255), HOURS[when][1], 0.5 if when in ("dusk", "golden") else 0.08)
    mask = Image.new("L", (c.w, c.h))
    mask.paste(Image.fromarray((thick * 255).astype(np.uint8)), (0, 0))
    c.paint(mask, colour, fall=0.15)


def mountains(c, when, horizon, layers=3, snow=None, height=30):
    """Ridges, the farthest first and palest; the highest may carry snow."""
    haze = HOURS[when][2]
    rock = c.rng.choice(((92, 100, 116), (110, 98, 92), (84, 96, 92), (76, 84, 112)))
    wood = c.rng.choice(((52, 84, 56), (70, 92, 58), (46, 72, 64), (112, 92, 58)))
    snow = c.rng.random() < 0.6 if snow is None else snow
    for layer in range(layers):
        near = (layer + 1) / layers
        base = horizon - (1 - near) * c.uniform(2, 7) * c.u
        line = c.ridge(base, height * c.u * (1.1 - 0.75 * near), 0.5 + 0.05 * (1 - near))
        colour = mix(haze, mix(rock, wood, max(0, near - 0.35) * 1.4 if near < 1 else 0.9), 0.3 + 0.6 * near)
        c.polygon(c.below(line), colour, texture=0.22, cells=10, fall=0.15)
        if snow and layer <= 1 and layers > 1:
            cap(c, line, mix((246, 249, 252), haze, 0.2), height)


def cap(c, line, white, height):
    top = min(y for _, y in line)
    limit = top + c.uniform(0.35, 0.6) * height * c.u
    run = []
    for x, y in [*line, (c.w + 1, c.h)]:
        if y < limit:
            run.append((x, y))
        elif run:
            lower = [(px, py + (limit - py) * c.uniform(0.35, 1)) for px, py in reversed(run)]
            if len(run) > 1:
                c.polygon(run + lower, white, texture=0.1, cells=12)
            run = []


def ground(c, top, colour, texture=0.22, cells=34):
    c.polygon([(0, top), (c.w, top), (c.w, c.h), (0, c.h)], colour, texture=texture, cells=cells, fall=0.3)


def water(c, top, bottom, calm=0.6):
    """A lake that mirrors what lies above it."""
    top, bottom = round(top), round(bottom)
    height = max(2, bottom - top)
    source = c.image.crop((0, max(0, top - height), c.w, top))
    mirror = ImageOps.flip(source).resize((c.w, height)).filter(ImageFilter.GaussianBlur(2.5))
    pixels = np.asarray(mirror, np.float32)
    ripple = c.field(c.w, height, cells=3, octaves=3)
    shift = ((ripple - 0.5) * 26 * (1 - calm)).astype(int)
    rows = np.arange(height)[:, None]
    columns = np.clip(np.arange(c.w)[None, :] + shift, 0, c.w - 1)
    pixels = pixels[rows, columns] * 0.78 + np.array((16, 38, 52), np.float32) * 0.7
    c.image.paste(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), (0, top))
    for _ in range(round(26 * (1.2 - calm))):
        y, x = c.uniform(top, bottom), c.uniform(0, c.w)
        length = c.uniform(2, 16) * c.u
        c.line([(x, y), (x + length, y)], (236, 244, 248), 1.5, opacity=c.uniform(0.1, 0.4))


def conifer(c, x, foot, height, colour):
    c.rectangle(x - height * 0.03, foot - height * 0.15, x + height * 0.03, foot, (66, 48, 36))
    for k in range(5):
        y = foot - height * (0.1 + 0.19 * k)
        half = height * (0.26 - 0.045 * k)
        tone = shade(colour, 0.85 + 0.09 * k)
        c.polygon([(x - half, y), (x + half, y), (x + c.uniform(-1, 1), y - height * 0.3)], tone)


def broadleaf(c, x, foot, height, colour):
    c.polygon([(x - height * 0.05, foot), (x + height * 0.05, foot), (x, foot - height * 0.6)], (82, 60, 44))
    for k in range(16):
        a, r = c.uniform(0, math.tau), c.uniform(0, 0.26) * height
        tone = shade(colour, c.uniform(0.75, 1.25))
        y = foot - height * 0.66 + r * math.sin(a)
        c.ellipse(
            x + r * math.cos(a), y, height * 0.15, height * 0.13, tone, texture=0.2 if k % 4 == 0 else 0
        )


def trees(c, count, foot, height, spread=4, kind=None):
    """A wood: trees from back to front about `foot`."""
    kind = kind or c.rng.choice((conifer, broadleaf))
    colour = c.rng.choice(((40, 74, 52), (58, 92, 50), (82, 104, 52), (168, 112, 48), (34, 62, 58)))
    feet = sorted(foot + c.uniform(-spread, spread) * c.u for _ in range(count))
    for y in feet:
        kind(c, c.uniform(-0.02, 1.02) * c.w, y, c.uniform(0.7, 1.2) * height * c.u, c.vary(colour, 10))


def blossoms(c, count, top):
    """Dots of flowers on a meadow, larger towards the viewer."""
    colours = c.rng.sample(
        ((244, 210, 66), (226, 86, 96), (245, 245, 240), (150, 110, 200), (238, 140, 60)), 2
    )
    for _ in range(count):
        y = top + (c.h - top) * c.rng.random() ** 0.7
        r = (0.3 + 1.1 * (y - top) / (c.h - top + 1)) * c.u
        c.ellipse(c.uniform(0, c.w), y, r, r * 0.8, c.vary(c.rng.choice(colours)))


def weather(c, when):
    """Light of the hour over everything, then perhaps fog, rain or snow."""
    light, left = HOURS[when][3:]
    c.multiply(shade(light, 0.5 + 0.5 * left))
    chance = c.rng.random()
    if chance < 0.07 and when != "night":
        c.veil((214, 218, 222), c.uniform(0.2, 0.4))
    elif chance < 0.12:
        for _ in range(130):
            x, y, n = c.uniform(0, c.w), c.uniform(0, c.h), c.uniform(3, 7) * c.u
            c.draw.line(
                [(x, y), (x - n * 0.2, y + n)], fill=mix((170, 180, 190), (230, 235, 240), c.rng.random())
            )
        c.veil((150, 160, 172), 0.15)
    elif chance < 0.16:
        for _ in range(160):
            x, y, r = c.uniform(0, c.w), c.uniform(0, c.h), c.uniform(0.2, 0.8) * c.u
            c.ellipse(x, y, r, r, (250, 251, 253))
