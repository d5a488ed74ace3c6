"""Fauna-Flora: animals and plants from close by or from a medium distance."""

import math

from canvas import mix, shade
from scenes import nature

PETALS = (
    (236, 84, 112),
    (250, 206, 62),
    (246, 246, 240),
    (150, 104, 206),
    (240, 130, 52),
    (220, 60, 60),
    (120, 150, 230),
)


def backdrop(c):
    """An out-of-focus meadow."""
    green = c.rng.choice(((86, 122, 62), (52, 88, 60), (138, 150, 80), (112, 104, 78), (150, 176, 150)))
    c.gradient(
        [(0, c.vary(mix(green, (220, 230, 220), c.uniform(0, 0.5)))), (1, shade(green, c.uniform(0.6, 0.9)))]
    )
    for _ in range(26):
        r = c.uniform(3, 14) * c.u
        tone = c.vary(
            mix(
                green,
                c.rng.choice(((240, 240, 190), (30, 50, 30), c.rng.choice(PETALS))),
                c.uniform(0.1, 0.5),
            )
        )
        c.ellipse(c.uniform(0, c.w), c.uniform(0, c.h), r, r, tone, opacity=0.5, blur=r * 0.2)
    c.blurred(5)
    return green


def flower(c, x, y, r, colour, stem=True):
    if stem:
        end = (x + c.uniform(-10, 10) * c.u, c.h)
        c.line(
            [(x, y), ((x + end[0]) / 2 + c.uniform(-2, 2) * c.u, (y + c.h) / 2), end],
            (72, 112, 56),
            max(3, r * 0.09),
        )
        c.ellipse(
            (x + end[0]) / 2 + r * 0.3,
            (y + c.h) / 2,
            r * 0.42,
            r * 0.13,
            (84, 126, 62),
            turn=-0.6,
            texture=0.15,
        )
    count, wide, start = c.rng.choice((5, 6, 8, 13, 18)), c.uniform(0.8, 1.1), c.uniform(0, 1)
    flat = c.uniform(0.6, 1)
    for ring in range(2 if count > 6 else 1):
        for k in range(count):
            a = start + (k + ring * 0.5) * math.tau / count
            reach = r * (0.58 - 0.14 * ring)
            c.ellipse(
                x + reach * math.cos(a),
                y + reach * math.sin(a) * flat,
                reach * 0.8,
                reach * wide * 2.2 / count + reach * 0.1,
                shade(colour, 0.82 + 0.2 * ring + 0.16 * (k % 2)),
                turn=math.atan2(math.sin(a) * flat, math.cos(a)),
                texture=0.1,
                cells=3,
            )
    heart = c.rng.choice(((240, 190, 50), (92, 60, 36), (226, 220, 120)))
    c.ellipse(x, y, r * 0.27, r * 0.25 * flat, heart, texture=0.35, cells=8)


def blossom(c):
    backdrop(c)
    colour = c.rng.choice(PETALS)
    for _ in range(c.rng.choice((1, 1, 2, 3, 5))):
        flower(
            c,
            c.uniform(0.25, 0.75) * c.w,
            c.uniform(0.3, 0.65) * c.h,
            c.uniform(15, 34) * c.u,
            c.vary(colour),
        )


def meadow(c):
    """Many flowers from a medium distance: easily taken for a landscape."""
    when, horizon = nature.hour(c, (5, 4, 3, 1, 3, 0)), c.uniform(0.12, 0.35) * c.h
    nature.sky(c, when, horizon)
    nature.trees(c, 10, horizon + 2 * c.u, 14, 1)
    nature.ground(c, horizon, (88, 126, 60), 0.35, 18)
    nature.blossoms(c, 160, horizon)
    colours = c.rng.sample(PETALS, 2)
    for y in sorted(c.uniform(0.5, 0.95) for _ in range(11)):
        flower(c, c.uniform(0, c.w), y * c.h, (2 + 9 * (y - 0.4)) * c.u, c.vary(c.rng.choice(colours)))
    nature.weather(c, when)


def butterfly(c):
    backdrop(c)
    x, y, r = c.uniform(0.4, 0.6) * c.w, c.uniform(0.35, 0.55) * c.h, c.uniform(20, 30) * c.u
    flower(c, x - r * 0.2, y + r * 0.9, r * 0.8, c.rng.choice(PETALS))
    wing, tilt = (
        c.vary(c.rng.choice(((236, 130, 36), (70, 120, 214), (244, 226, 110), (240, 238, 226)))),
        c.uniform(-0.3, 0.3),
    )
    for side in (-1, 1):
        for up, size in ((-0.65, 0.72), (0.75, 0.5)):
            a = tilt + up
            px, py = x + side * r * 0.55 * math.cos(a), y + r * 0.62 * math.sin(a)
            for scale, colour in (
                (1, (44, 34, 30)),
                (0.84, wing),
                (0.3, (44, 34, 30)),
                (0.17, (250, 240, 210)),
            ):
                c.ellipse(px, py, r * size * scale, r * 0.42 * scale, colour, turn=side * a, texture=0.12)
    c.ellipse(x, y, r * 0.08, r * 0.5, (40, 32, 28))
    for side in (-1, 1):
        c.line([(x, y - r * 0.4), (x + side * r * 0.25, y - r * 0.85)], (40, 32, 28), 2)


def bird(c):
    if c.rng.random() < 0.5:
        backdrop(c)
    else:
        nature.sky(c, nature.hour(c, (5, 5, 2, 1, 4, 0)), c.h)
    x, y, r = c.uniform(0.4, 0.6) * c.w, c.uniform(0.4, 0.5) * c.h, c.uniform(14, 24) * c.u
    back, belly = c.rng.choice(
        (
            ((64, 110, 170), (236, 190, 110)),
            ((110, 82, 60), (206, 84, 52)),
            ((50, 54, 62), (236, 236, 232)),
            ((96, 128, 60), (232, 220, 96)),
            ((130, 128, 126), (204, 196, 190)),
        )
    )
    face = c.rng.choice((-1, 1))
    c.line(
        [(0, y + r * c.uniform(0.9, 1.3)), (x, y + r), (c.w, y + r * c.uniform(0.6, 1.3))],
        (84, 62, 48),
        r * 0.2,
    )
    for k in range(5):
        c.ellipse(
            c.uniform(0, c.w),
            y + r + c.uniform(-6, 6) * c.u,
            4 * c.u,
            2 * c.u,
            (92, 128, 60),
            turn=c.uniform(0, 3),
        )
    c.polygon(
        [
            (x - face * r * 0.6, y),
            (x - face * r * 1.9, y + r * 0.75),
            (x - face * r * 1.6, y + r * 0.95),
            (x - face * r * 0.3, y + r * 0.5),
        ],
        shade(back, 0.8),
    )
    c.ellipse(x, y + r * 0.1, r, r * 0.75, back, turn=face * 0.3, texture=0.15, cells=10)
    c.ellipse(
        x + face * r * 0.25, y + r * 0.3, r * 0.7, r * 0.5, belly, turn=face * 0.3, texture=0.15, cells=10
    )
    c.ellipse(
        x - face * r * 0.3,
        y + r * 0.1,
        r * 0.66,
        r * 0.36,
        shade(back, 0.72),
        turn=-face * 0.35,
        texture=0.25,
        cells=10,
    )
    hx, hy = x + face * r * 0.72, y - r * 0.55
    c.ellipse(hx, hy, r * 0.46, r * 0.43, back, texture=0.12)
    c.polygon(
        [
            (hx + face * r * 0.38, hy - r * 0.1),
            (hx + face * r * 0.8, hy + r * 0.06),
            (hx + face * r * 0.38, hy + r * 0.14),
        ],
        (226, 160, 60),
    )
    c.ellipse(hx + face * r * 0.16, hy - r * 0.06, r * 0.09, r * 0.09, (20, 18, 18))
    c.ellipse(hx + face * r * 0.19, hy - r * 0.09, r * 0.03, r * 0.03, (255, 255, 255))


def grazing(c):
    """Sheep, cows or horses in a field."""
    when, horizon = nature.hour(c, (5, 4, 3, 1, 4, 0)), c.uniform(0.22, 0.42) * c.h
    nature.sky(c, when, horizon)
    if c.rng.random() < 0.5:
        nature.mountains(c, when, horizon, 2, height=14)
    nature.ground(c, horizon, c.vary((108, 140, 70)), 0.28, 20)
    kind, count = c.rng.choice(("sheep", "cow", "deer")), c.rng.choice((1, 2, 3, 5))
    size = {1: 30, 2: 23, 3: 19, 5: 14}[count] * c.u
    for k, y in enumerate(sorted(c.uniform(0.66, 0.92) for _ in range(count))):
        beast(
            c,
            kind,
            (k + 0.5 + c.uniform(-0.2, 0.2)) * c.w / count,
            y * c.h,
            size * (0.6 + 0.5 * y),
            c.rng.choice((-1, 1)),
        )
    nature.weather(c, when)


def beast(c, kind, x, foot, s, face):
    coat, dark = {
        "sheep": ((236, 230, 216), (52, 44, 42)),
        "cow": (c.rng.choice(((120, 74, 46), (236, 232, 226))), (44, 38, 36)),
        "deer": ((164, 108, 64), (120, 76, 48)),
    }[kind]
    y = foot - s * 0.95
    c.shadow(x, foot, s * 1.1, s * 0.16)
    for leg in (-0.62, -0.42, 0.42, 0.62):
        c.line(
            [(x + leg * s, y + s * 0.2), (x + leg * s, foot)],
            shade(dark if kind != "cow" else coat, 0.9),
            s * 0.13,
        )
    hx, hy = x + face * s * 1.12, y - s * (0.62 if kind == "deer" else 0.15)
    c.line(
        [(x + face * s * 0.6, y), (hx, hy)],
        coat if kind != "sheep" else dark,
        s * (0.26 if kind == "deer" else 0.36),
    )
    c.ellipse(x, y, s * 0.95, s * (0.46 if kind == "deer" else 0.55), coat, texture=0.14, cells=12, fall=0.35)
    if kind == "sheep":
        for k in range(22):
            a = k * math.tau / 22
            c.ellipse(
                x + s * 0.86 * math.cos(a),
                y + s * 0.46 * math.sin(a),
                s * 0.17,
                s * 0.16,
                c.vary(shade(coat, 1 - 0.12 * math.sin(a)), 6),
            )
    if kind == "cow":
        for _ in range(3):
            c.ellipse(
                x + c.uniform(-0.5, 0.5) * s,
                y + c.uniform(-0.2, 0.2) * s,
                s * 0.26,
                s * 0.17,
                dark if coat[2] > 100 else (240, 236, 230),
            )
    if kind == "deer":
        for _ in range(9):
            c.ellipse(
                x + c.uniform(-0.7, 0.5) * s, y - c.uniform(0, 0.3) * s, s * 0.04, s * 0.03, (236, 214, 180)
            )
        for side in (-1, 1):
            c.line(
                [
                    (hx, hy - s * 0.1),
                    (hx + side * s * 0.3, hy - s * 0.55),
                    (hx + side * s * 0.22, hy - s * 0.95),
                ],
                (112, 84, 56),
                s * 0.06,
            )
            c.line(
                [(hx + side * s * 0.3, hy - s * 0.55), (hx + side * s * 0.5, hy - s * 0.75)],
                (112, 84, 56),
                s * 0.05,
            )
    head = dark if kind == "sheep" else coat
    for side in (-1, 1):
        c.ellipse(hx + side * s * 0.22, hy - s * 0.12, s * 0.14, s * 0.06, shade(head, 0.8), turn=side * 0.4)
    c.ellipse(hx + face * s * 0.1, hy + s * 0.05, s * 0.27, s * 0.2, head, turn=face * 0.6)
    c.ellipse(
        hx + face * s * 0.1,
        hy - s * 0.02,
        s * 0.035,
        s * 0.035,
        (250, 250, 250) if kind == "sheep" else (16, 14, 14),
    )


def mushroom(c):
    backdrop(c)
    c.polygon(c.below(c.ridge(0.8 * c.h, 4 * c.u, 0.5, 6)), (76, 92, 46), texture=0.5, cells=20)
    cap = c.rng.choice(((196, 42, 38), (150, 96, 56), (222, 170, 90)))
    for _ in range(c.rng.choice((1, 2, 3))):
        x, foot, s = c.uniform(0.25, 0.75) * c.w, c.uniform(0.82, 0.95) * c.h, c.uniform(14, 26) * c.u
        c.polygon(
            [
                (x - s * 0.25, foot),
                (x + s * 0.25, foot),
                (x + s * 0.17, foot - s * 1.3),
                (x - s * 0.17, foot - s * 1.3),
            ],
            (238, 230, 212),
            texture=0.1,
        )
        dome = [
            (x + s * math.cos(a), foot - s * 1.15 - s * 0.85 * math.sin(a))
            for a in [math.pi * k / 20 for k in range(21)]
        ]
        c.polygon(dome, c.vary(cap, 12), texture=0.15, fall=-0.3)
        if cap[1] < 60:
            for _ in range(9):
                a, d = c.uniform(0.3, 2.8), c.uniform(0.3, 0.8)
                c.ellipse(
                    x + s * d * math.cos(a),
                    foot - s * 1.17 - s * 0.78 * d * math.sin(a),
                    s * 0.1,
                    s * 0.07,
                    (246, 240, 228),
                )


def ladybird(c):
    backdrop(c)
    x, y, r = c.w / 2, 0.55 * c.h, c.uniform(12, 20) * c.u
    c.ellipse(
        x, y + r * 0.7, r * 3.4, r * 1.2, (96, 148, 66), turn=c.uniform(-0.4, 0.2), texture=0.18, cells=12
    )
    c.line([(x - r * 3.2, y + r * 1.2), (x + r * 3.2, y + r * 0.3)], (140, 186, 100), 3)
    c.shadow(x, y + r * 0.5, r, r * 0.5)
    c.ellipse(x + r * 0.8, y, r * 0.4, r * 0.4, (26, 24, 26))
    c.ellipse(x, y, r, r * 0.82, c.vary((204, 44, 36)), texture=0.08, fall=0.5)
    c.line([(x - r, y), (x + r, y)], (36, 24, 24), 3)
    for px, py in ((-0.5, -0.4), (0.1, -0.45), (-0.4, 0.4), (0.2, 0.4), (0.55, -0.1)):
        c.ellipse(x + px * r, y + py * r, r * 0.15, r * 0.14, (30, 22, 24))
    c.ellipse(x - r * 0.2, y - r * 0.5, r * 0.25, r * 0.1, (255, 230, 220), opacity=0.6, blur=2)


SCENES = (blossom, blossom, grazing, grazing, meadow, butterfly, bird, bird, mushroom, ladybird)
