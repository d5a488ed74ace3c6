"""Cultural-Religious: churches, crosses, processions, monuments, crafts."""

import math

from canvas import mix, shade
from scenes import nature
from scenes.people import person

STONES = ((226, 214, 192), (240, 238, 232), (196, 176, 150), (170, 164, 158), (222, 190, 150))
ROOFS = ((150, 72, 52), (84, 88, 96), (120, 60, 48), (70, 96, 90))


def cross(c, x, foot, height, colour, width=None):
    width = width or height * 0.1
    c.rectangle(x - width / 2, foot - height, x + width / 2, foot, colour)
    c.rectangle(
        x - height * 0.28, foot - height * 0.76, x + height * 0.28, foot - height * 0.76 + width, colour
    )


def church(c, x, foot, size):
    """A nave with a tower; `size` is the tower's height in units."""
    s = size * c.u
    stone, roof = c.vary(c.rng.choice(STONES), 8), c.vary(c.rng.choice(ROOFS), 8)
    glass, side = (52, 58, 84), c.rng.choice((-1, 1))
    a, b = sorted((x, x + side * s * 0.75))
    c.rectangle(a, foot - s * 0.36, b, foot, shade(stone, 0.92), texture=0.08, cells=14)
    c.polygon(
        [
            (a - s * 0.03, foot - s * 0.36),
            (b + s * 0.03, foot - s * 0.36),
            (b - s * 0.06, foot - s * 0.56),
            (a + s * 0.06, foot - s * 0.56),
        ],
        roof,
        texture=0.14,
        cells=18,
    )
    for k in range(3):
        wx = x + side * s * (0.26 + 0.17 * k)
        c.rectangle(wx - s * 0.03, foot - s * 0.24, wx + s * 0.03, foot - s * 0.08, glass)
        c.ellipse(wx, foot - s * 0.24, s * 0.03, s * 0.04, glass)
    half = s * 0.13
    c.rectangle(x - half, foot - s * 0.64, x + half, foot, stone, texture=0.08, cells=10)
    if c.rng.random() < 0.35:
        c.ellipse(x, foot - s * 0.66, half * 1.1, half * 0.9, roof)
        c.polygon(
            [(x - half * 0.3, foot - s * 0.7), (x + half * 0.3, foot - s * 0.7), (x, foot - s * 0.9)], roof
        )
    else:
        c.polygon(
            [(x - half * 1.15, foot - s * 0.64), (x + half * 1.15, foot - s * 0.64), (x, foot - s * 0.97)],
            roof,
        )
    cross(
        c, x, foot - s * 0.88, s * 0.16, (228, 196, 96) if c.rng.random() < 0.6 else (50, 50, 54), s * 0.018
    )
    c.ellipse(x, foot - s * 0.52, half * 0.48, half * 0.48, (240, 238, 226))
    c.line(
        [(x, foot - s * 0.56), (x, foot - s * 0.52), (x + half * 0.3, foot - s * 0.51)],
        (40, 40, 44),
        s * 0.01,
    )
    c.rectangle(x - half * 0.4, foot - s * 0.17, x + half * 0.4, foot, (92, 58, 38))
    c.ellipse(x, foot - s * 0.17, half * 0.4, half * 0.4, (92, 58, 38))


def village_church(c):
    when, horizon = nature.hour(c), c.uniform(0.55, 0.72) * c.h
    nature.sky(c, when, horizon)
    if c.rng.random() < 0.6:
        nature.mountains(c, when, horizon, 2, height=18)
    nature.ground(c, horizon, c.rng.choice(((104, 136, 74), (172, 164, 148), (228, 232, 236))))
    church(c, c.uniform(0.3, 0.7) * c.w, horizon + c.uniform(10, 20) * c.u, c.uniform(62, 84))
    nature.trees(c, c.rng.randint(0, 4), c.h, 26, 3)
    nature.weather(c, when)


def chapel(c):
    """A small chapel in a wide landscape: easily taken for nature."""
    when, horizon = nature.hour(c), 0.55 * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 4)
    line = c.ridge(0.7 * c.h, 6 * c.u, 0.4, 5)
    c.polygon(c.below(line), (116, 142, 78), texture=0.2, cells=16)
    church(c, c.uniform(0.3, 0.7) * c.w, 0.74 * c.h, c.uniform(30, 40))
    nature.weather(c, when)


def summit_cross(c):
    when, horizon = nature.hour(c), 0.75 * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 2, height=16)
    c.polygon(
        c.below(c.ridge(0.8 * c.h, 5 * c.u)),
        c.rng.choice(((116, 108, 98), (96, 118, 72))),
        texture=0.35,
        cells=10,
    )
    wood = c.rng.choice(((92, 62, 42), (60, 58, 58), (172, 128, 84), (206, 202, 196)))
    x = c.uniform(0.35, 0.65) * c.w
    cross(c, x, 0.82 * c.h, c.uniform(48, 68) * c.u, wood)
    if c.rng.random() < 0.4:
        person(c, x + 16 * c.u, 0.86 * c.h, 24 * c.u)
    nature.weather(c, when)


def procession(c):
    when = nature.hour(c, (4, 2, 3, 1, 4, 1))
    nature.sky(c, when, 0.5 * c.h)
    for k in range(4):
        x = (k * 0.27 - 0.04) * c.w
        c.rectangle(
            x,
            c.uniform(0.06, 0.24) * c.h,
            x + 0.27 * c.w,
            0.66 * c.h,
            c.vary(c.rng.choice(STONES)),
            texture=0.1,
        )
        for row in range(3):
            c.rectangle(
                x + 6 * c.u, (0.3 + 0.11 * row) * c.h, x + 12 * c.u, (0.36 + 0.11 * row) * c.h, (80, 84, 92)
            )
    nature.ground(c, 0.64 * c.h, (158, 150, 142))
    robe = c.rng.choice(((236, 232, 224), (122, 52, 128), (172, 40, 48), (44, 44, 52), (230, 190, 70)))
    for row in range(3):
        foot, height = (0.74 + 0.12 * row) * c.h, (24 + 8 * row) * c.u
        for k in range(8 - 2 * row):
            x = (k + 0.5 + c.uniform(-0.15, 0.15)) * c.w / (8 - 2 * row)
            c.polygon(
                [
                    (x - height * 0.1, foot - height * 0.76),
                    (x + height * 0.1, foot - height * 0.76),
                    (x + height * 0.2, foot),
                    (x - height * 0.2, foot),
                ],
                c.vary(robe, 10),
                fall=0.25,
            )
            c.ellipse(x, foot - height * 0.86, height * 0.09, height * 0.1, (222, 180, 150))
            if c.rng.random() < 0.35:
                pole = foot - height * 1.5
                c.line([(x + height * 0.16, foot - height * 0.3), (x + height * 0.16, pole)], (92, 70, 50), 3)
                if c.rng.random() < 0.5:
                    cross(c, x + height * 0.16, pole + height * 0.12, height * 0.3, (224, 188, 88))
                else:
                    c.rectangle(
                        x - height * 0.06,
                        pole,
                        x + height * 0.38,
                        pole + height * 0.45,
                        c.vary((186, 44, 60), 30),
                    )
    nature.weather(c, when)


def monument(c):
    when, horizon = nature.hour(c), 0.68 * c.h
    nature.sky(c, when, horizon)
    nature.trees(c, 12, horizon + 3 * c.u, 22, 2, nature.broadleaf)
    nature.ground(c, horizon, c.rng.choice(((178, 172, 160), (122, 146, 84))))
    stone = c.vary(c.rng.choice(STONES[2:] + ((108, 112, 104),)), 8)
    x, foot, u = c.uniform(0.4, 0.6) * c.w, 0.86 * c.h, c.u
    for k in range(3):
        c.rectangle(
            x - (20 - 3 * k) * u,
            foot - (k + 1) * 3 * u,
            x + (20 - 3 * k) * u,
            foot - k * 3 * u,
            shade(stone, 0.85 + 0.07 * k),
        )
    kind = c.rng.randrange(3)
    if kind == 0:
        c.polygon(
            [
                (x - 6 * u, foot - 9 * u),
                (x + 6 * u, foot - 9 * u),
                (x + 3.4 * u, foot - 66 * u),
                (x, foot - 72 * u),
                (x - 3.4 * u, foot - 66 * u),
            ],
            stone,
            texture=0.12,
            cells=6,
            fall=0.2,
        )
    else:
        top = foot - (26 if kind == 1 else 44) * u
        half = (11 if kind == 1 else 4.5) * u
        c.rectangle(x - half, top, x + half, foot - 9 * u, stone, texture=0.12, cells=8, fall=0.2)
        c.rectangle(x - half * 1.25, top - 2 * u, x + half * 1.25, top, shade(stone, 1.08))
        bronze = (76, 98, 88) if c.rng.random() < 0.6 else (92, 76, 58)
        state = c.rng.getstate()
        person(c, x, top - 2 * u, 32 * u, bronze, bronze, 0.4, c.uniform(-0.2, 1))
        c.rng.setstate(state)
        c.ellipse(x, top - 31.5 * u, 2.6 * u, 3.4 * u, bronze)
        if kind == 1:
            c.rectangle(x - 7 * u, top + 4 * u, x + 7 * u, top + 10 * u, (70, 66, 60))
            c.write(c.rng.choice(("1848", "1914", "PAX", "MCMX")), x, top + 7 * u, 5 * u, (214, 200, 160))
    nature.weather(c, when)


def stained_glass(c):
    c.gradient([(0, (30, 26, 30)), (1, (52, 44, 42))])
    glow = c.rng.choice(((250, 208, 120), (130, 180, 240), (236, 130, 110)))
    count = c.rng.choice((1, 2, 3))
    for n in range(count):
        x, half = (n + 0.5) * c.w / count, min(15 * c.u, c.w / count * 0.36)
        top, foot = 0.2 * c.h, 0.84 * c.h
        c.ellipse(x, 0.55 * c.h, half * 2, 0.5 * c.h, glow, opacity=0.25, blur=30)
        rows = 9
        for row in range(rows):
            y0, y1 = top + (foot - top) * row / rows, top + (foot - top) * (row + 1) / rows
            for column in range(4):
                x0 = x - half + half * 0.5 * column
                pane = c.rng.choice(
                    ((196, 40, 52), (36, 82, 176), (238, 190, 60), (44, 130, 90), (130, 60, 150), glow)
                )
                c.rectangle(x0, y0, x0 + half * 0.5, y1, c.vary(pane, 24), texture=0.2, cells=3)
        for k in range(8):
            a0, a1 = math.pi + math.pi * k / 8, math.pi + math.pi * (k + 1) / 8
            c.polygon(
                [
                    (x, top),
                    (x + half * math.cos(a0), top + half * math.sin(a0)),
                    (x + half * math.cos(a1), top + half * math.sin(a1)),
                ],
                c.vary(mix(glow, (170, 50, 90), k % 2 * 0.7), 16),
            )
        for row in range(rows + 1):
            y = top + (foot - top) * row / rows
            c.line([(x - half, y), (x + half, y)], (24, 22, 24), 2.5)
        cross(c, x, 0.72 * c.h, 0.34 * c.h, (250, 240, 206), 2 * c.u)
    for _ in range(6):
        x = c.uniform(0, c.w)
        c.rectangle(x - 0.7 * c.u, 0.9 * c.h, x + 0.7 * c.u, c.h, (244, 236, 214))
        c.ellipse(x, 0.88 * c.h, 1.1 * c.u, 2.4 * c.u, (255, 214, 110), blur=2)


def pottery(c):
    """Crafts on a stall."""
    c.gradient([(0, c.vary((120, 96, 80))), (1, (70, 54, 46))])
    for shelf in range(3):
        foot = (0.34 + 0.3 * shelf) * c.h
        c.rectangle(0, foot, c.w, foot + 3 * c.u, (124, 84, 52), texture=0.2, cells=14)
        for k in range(c.rng.randint(3, 5)):
            x, r = (k + 0.6) * c.w / 5 + c.uniform(-2, 2) * c.u, c.uniform(5, 9) * c.u
            clay = c.vary(c.rng.choice(((188, 104, 64), (52, 92, 142), (232, 222, 204), (90, 124, 96))), 16)
            c.rectangle(x - r * 0.4, foot - r * 2.3, x + r * 0.4, foot - r, shade(clay, 0.9))
            c.ellipse(x, foot - r * 0.95, r, r * 0.95, clay, texture=0.12, fall=0.4)
            c.ellipse(x, foot - r * 2.3, r * 0.55, r * 0.16, shade(clay, 0.5))
            c.line([(x - r * 0.9, foot - r), (x + r * 0.9, foot - r)], shade(clay, 1.4), r * 0.15)


SCENES = (
    village_church,
    village_church,
    summit_cross,
    procession,
    procession,
    monument,
    monument,
    stained_glass,
    chapel,
    pottery,
)
