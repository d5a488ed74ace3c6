"""Landscape-Nature: wide shots of nature."""

import math

from scenes import nature


def lake(c):
    when, horizon = nature.hour(c), c.uniform(0.45, 0.6) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, c.rng.choice((2, 3, 4)))
    if c.rng.random() < 0.7:
        nature.trees(c, 24, horizon + c.u, 9, 0.5)
    nature.water(c, horizon, c.h, c.uniform(0.2, 0.9))
    if c.rng.random() < 0.6:
        nature.trees(c, 4, c.h + 4 * c.u, c.uniform(24, 44), 3)
    nature.weather(c, when)


def valley(c):
    when, horizon = nature.hour(c), c.uniform(0.4, 0.6) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 4)
    green = c.rng.choice(((110, 142, 66), (92, 128, 70), (150, 146, 78)))
    for step in range(3):
        line = c.ridge(horizon + step * 11 * c.u, 7 * c.u, 0.4, 5)
        c.polygon(c.below(line), c.vary(green, 14), texture=0.2, cells=16, fall=0.2)
        nature.trees(c, 9, horizon + (6 + step * 12) * c.u, 7 + step * 5, 3)
    if c.rng.random() < 0.5:
        nature.blossoms(c, 220, horizon + 22 * c.u)
    nature.weather(c, when)


def peak(c):
    when, horizon = nature.hour(c), c.uniform(0.7, 0.85) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 3, snow=True, height=c.uniform(45, 65))
    nature.trees(c, 34, c.h, 14, 4, nature.conifer)
    nature.weather(c, when)


def coast(c):
    when, horizon = nature.hour(c, (3, 3, 5, 4, 2, 1)), c.uniform(0.4, 0.6) * c.h
    nature.sky(c, when, horizon)
    nature.water(c, horizon, c.h, 0.1)
    shore = c.uniform(0.72, 0.88) * c.h
    sand = [(0, shore), (c.w * 0.3, shore + 3 * c.u), (c.w * 0.7, shore - 4 * c.u), (c.w, shore + 2 * c.u)]
    c.line([(x, y - c.u) for x, y in sand], (244, 248, 250), 2.4 * c.u, opacity=0.8, blur=3)
    c.polygon(c.below(sand), (214, 192, 150), texture=0.12, cells=20)
    if c.rng.random() < 0.6:
        side = c.rng.choice((0, c.w))
        line = [
            (abs(side - x), y)
            for x, y in ((0, 0.3 * c.h), (18 * c.u, 0.36 * c.h), (34 * c.u, horizon + 4 * c.u))
        ]
        c.polygon([*line, (side, horizon + 8 * c.u)], (96, 92, 84), texture=0.35, cells=9)
    nature.weather(c, when)


def waterfall(c):
    when = nature.hour(c)
    nature.sky(c, when, 0.3 * c.h)
    c.polygon(c.below(c.ridge(0.22 * c.h, 10 * c.u)), (84, 84, 78), texture=0.45, cells=9)
    nature.trees(c, 14, 0.26 * c.h, 12, 3, nature.conifer)
    x, half = c.uniform(0.35, 0.65) * c.w, c.uniform(4, 8) * c.u
    edges = [
        (x - half, 0.24 * c.h),
        (x + half, 0.24 * c.h),
        (x + half * 1.5, 0.8 * c.h),
        (x - half * 1.4, 0.8 * c.h),
    ]
    c.polygon(edges, (226, 236, 242), texture=0.18, cells=4, blur=3)
    for _ in range(40):
        a = x + c.uniform(-1, 1) * half
        c.line(
            [(a, c.uniform(0.24, 0.5) * c.h), (a, c.uniform(0.5, 0.8) * c.h)], (250, 252, 255), 2, opacity=0.5
        )
    nature.water(c, 0.8 * c.h, c.h, 0.2)
    c.ellipse(x, 0.8 * c.h, half * 2.6, 5 * c.u, (240, 246, 250), opacity=0.8, blur=12)
    for _ in range(9):
        rx = c.uniform(3, 9) * c.u
        c.ellipse(
            c.uniform(0, c.w), c.uniform(0.85, 1) * c.h, rx, rx * 0.5, c.vary((80, 82, 76)), texture=0.3
        )
    nature.weather(c, when)


def forest(c):
    when = nature.hour(c, (4, 2, 4, 1, 3, 0))
    far = nature.HOURS[when][2]
    c.gradient([(0, far), (1, nature.mix(far, (70, 90, 60), 0.6))])
    colour = c.rng.choice(((44, 76, 52), (70, 92, 48), (150, 100, 44)))
    for step in range(4):
        tone = nature.mix(far, colour, 0.25 + 0.2 * step)
        for _ in range(10 - step):
            x = c.uniform(0, 1) * c.w
            width = (1 + step * 1.1) * c.u
            c.polygon(
                [(x - width, c.h), (x + width, c.h), (x + width * 0.6, 0), (x - width * 0.6, 0)],
                nature.mix(far, (62, 48, 40), 0.3 + 0.2 * step),
                texture=0.15,
            )
            for _ in range(5):
                c.ellipse(
                    x + c.uniform(-9, 9) * c.u,
                    c.uniform(0, 0.35) * c.h,
                    6 * c.u,
                    4 * c.u,
                    c.vary(tone),
                    opacity=0.7,
                    texture=0.2,
                )
        c.polygon(
            c.below(c.ridge((0.72 + 0.07 * step) * c.h, 3 * c.u, 0.5, 5)),
            c.vary(tone, 8),
            texture=0.3,
            cells=18,
        )
    nature.weather(c, when)


def dunes(c):
    when, horizon = nature.hour(c, (3, 5, 5, 3, 1, 1)), c.uniform(0.35, 0.5) * c.h
    nature.sky(c, when, horizon + 10 * c.u)
    for step in range(4):
        base = horizon + step * 15 * c.u
        phase, reach = c.uniform(0, math.tau), c.uniform(4, 9) * c.u
        line = [
            (x, base + reach * math.sin(phase + x / c.w * c.uniform(4.5, 5))) for x in range(0, c.w + 20, 20)
        ]
        c.polygon(c.below(line), c.vary((216, 168, 108), 12), texture=0.1, cells=20, fall=0.5)
    nature.weather(c, when)


SCENES = (lake, lake, valley, valley, peak, peak, coast, waterfall, forest, dunes)
