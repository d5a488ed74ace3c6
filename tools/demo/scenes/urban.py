"""Urban-Rural: streets, houses, parks, villages."""

from canvas import mix, shade
from scenes import nature
from scenes.people import crowd

WALLS = (
    (226, 190, 140),
    (206, 120, 96),
    (238, 232, 220),
    (150, 172, 184),
    (196, 168, 186),
    (170, 96, 72),
    (214, 204, 160),
    (132, 140, 146),
)
ROOFS = ((160, 78, 56), (96, 84, 84), (120, 66, 52), (70, 76, 88))
SIGNS = ("BÄCKEREI", "HOTEL", "BUCHLADEN", "TABAC", "APOTHEKE", "CINE", "BAR", "KIOSK", "MODA")


def facade(c, x, top, w, foot, night=False, gable=None, shop=False):
    """A house front: wall, roof, windows, door, perhaps a shop with a sign."""
    wall, floors = c.vary(c.rng.choice(WALLS), 10), max(1, round((foot - top) / (14 * c.u)))
    if gable if gable is not None else c.rng.random() < 0.5:
        c.polygon(
            [(x - c.u, top), (x + w + c.u, top), (x + w / 2, top - w * 0.42)],
            c.vary(c.rng.choice(ROOFS), 8),
            texture=0.12,
            cells=14,
        )
    else:
        c.rectangle(x - c.u, top - 2 * c.u, x + w + c.u, top + c.u, shade(wall, 0.7))
    c.rectangle(x, top, x + w, foot, wall, texture=0.07, cells=10)
    columns, shutter = (
        max(2, round(w / (9 * c.u))),
        c.rng.choice((None, (72, 104, 84), (110, 70, 56), (60, 84, 120))),
    )
    step, storey = w / columns, (foot - top) / floors
    for floor in range(floors - (1 if shop else 0)):
        for column in range(columns):
            wx, wy = x + step * (column + 0.28), top + storey * (floor + 0.22)
            lit = night and c.rng.random() < 0.5
            pane = (250, 206, 120) if lit else mix((60, 74, 92), (150, 176, 196), c.rng.random() * 0.6)
            c.rectangle(wx - 2, wy - 2, wx + step * 0.44 + 2, wy + storey * 0.5 + 2, shade(wall, 1.2))
            c.rectangle(wx, wy, wx + step * 0.44, wy + storey * 0.5, pane)
            c.line([(wx + step * 0.22, wy), (wx + step * 0.22, wy + storey * 0.5)], shade(wall, 1.1), 2)
            if shutter:
                for side in (wx - step * 0.14, wx + step * 0.46):
                    c.rectangle(side, wy, side + step * 0.12, wy + storey * 0.5, shutter)
    if shop:
        y = foot - storey * 0.95
        colour = c.rng.choice(((150, 36, 44), (30, 80, 66), (36, 56, 110), (60, 50, 46)))
        c.rectangle(x + 2 * c.u, y, x + w - 2 * c.u, y + storey * 0.28, colour)
        c.write(
            c.rng.choice(SIGNS), x + w / 2, y + storey * 0.14, min(storey * 0.22, w * 0.13), (248, 238, 210)
        )
        c.rectangle(
            x + 3 * c.u,
            y + storey * 0.36,
            x + w * 0.6,
            foot - c.u,
            (250, 220, 150) if night else (112, 136, 150),
        )
    c.rectangle(x + w * 0.68, foot - storey * 0.62, x + w * 0.86, foot, shade(wall, 0.45))


def car(c, x, foot, s):
    paint = c.vary(
        c.rng.choice(
            ((190, 36, 40), (40, 70, 140), (230, 230, 232), (60, 62, 68), (236, 190, 60), (70, 130, 110))
        ),
        10,
    )
    c.shadow(x, foot, s * 1.1, s * 0.1, 0.5)
    c.polygon(
        [
            (x - s * 0.62, foot - s * 0.45),
            (x - s * 0.36, foot - s * 0.78),
            (x + s * 0.3, foot - s * 0.78),
            (x + s * 0.6, foot - s * 0.45),
        ],
        shade(paint, 0.9),
    )
    c.polygon(
        [
            (x - s * 0.5, foot - s * 0.46),
            (x - s * 0.31, foot - s * 0.72),
            (x - s * 0.04, foot - s * 0.72),
            (x - s * 0.04, foot - s * 0.46),
        ],
        (130, 160, 178),
    )
    c.polygon(
        [
            (x + s * 0.03, foot - s * 0.46),
            (x + s * 0.03, foot - s * 0.72),
            (x + s * 0.26, foot - s * 0.72),
            (x + s * 0.47, foot - s * 0.46),
        ],
        (150, 180, 196),
    )
    c.polygon(
        [
            (x - s, foot - s * 0.16),
            (x - s * 0.96, foot - s * 0.42),
            (x - s * 0.6, foot - s * 0.48),
            (x + s * 0.62, foot - s * 0.48),
            (x + s * 0.97, foot - s * 0.36),
            (x + s, foot - s * 0.16),
        ],
        paint,
        fall=0.4,
    )
    for side in (-0.58, 0.58):
        c.ellipse(x + side * s, foot - s * 0.14, s * 0.2, s * 0.2, (26, 26, 30))
        c.ellipse(x + side * s, foot - s * 0.14, s * 0.1, s * 0.1, (176, 178, 184))
    c.ellipse(x + s * 0.94, foot - s * 0.32, s * 0.06, s * 0.05, (255, 240, 180))


def lamp(c, x, foot, height, night):
    c.line([(x, foot), (x, foot - height)], (46, 50, 54), 4)
    c.ellipse(x, foot - height, 1.8 * c.u, 2.2 * c.u, (255, 226, 150) if night else (226, 226, 214))
    if night:
        c.ellipse(x, foot - height, 9 * c.u, 9 * c.u, (255, 214, 130), opacity=0.35, blur=14)


def street(c):
    when = nature.hour(c, (5, 3, 3, 2, 5, 3))
    night = when in ("night", "dusk")
    nature.sky(c, when, 0.6 * c.h)
    foot, x = c.uniform(0.7, 0.8) * c.h, -c.uniform(0, 12) * c.u
    while x < c.w:
        w = c.uniform(20, 36) * c.u
        facade(c, x, c.uniform(0.12, 0.42) * c.h, w, foot, night, shop=c.rng.random() < 0.55)
        x += w
    nature.ground(c, foot, (160, 156, 150), 0.1)
    c.rectangle(0, foot + 5 * c.u, c.w, c.h, (92, 94, 100), texture=0.12, cells=24)
    crowd(c, c.rng.randint(0, 5), foot + 3 * c.u, 17, 1)
    for k in range(c.rng.randint(0, 2)):
        car(c, c.uniform(0.15, 0.85) * c.w, min(c.h, foot + c.uniform(12, 18) * c.u), c.uniform(13, 19) * c.u)
    if c.rng.random() < 0.6:
        lamp(c, c.uniform(0.1, 0.9) * c.w, foot + 4 * c.u, 42 * c.u, night)
    if night:
        c.veil((20, 24, 60), 0.25)
    nature.weather(c, "overcast" if night else when)


def skyline(c):
    when = nature.hour(c, (3, 3, 3, 4, 2, 5))
    night = when in ("night", "dusk")
    nature.sky(c, when, 0.85 * c.h)
    haze = nature.HOURS[when][2]
    for layer in range(3):
        x, near = -c.uniform(0, 8) * c.u, (layer + 1) / 3
        while x < c.w:
            w, top = c.uniform(7, 17) * c.u, (c.uniform(0.22, 0.6) + 0.1 * layer) * c.h
            wall = mix(haze, c.vary((60, 66, 80), 20), 0.35 + 0.6 * near)
            c.rectangle(x, top, x + w, c.h, wall, fall=0.2)
            y = top + 2 * c.u
            while layer > 0 and y < c.h:
                for k in range(int(w / (2.6 * c.u))):
                    if c.rng.random() < 0.62:
                        pane = (255, 220, 140) if night else mix(wall, (190, 214, 230), 0.6)
                        c.rectangle(
                            x + (1 + k * 2.6) * c.u, y, x + (2.2 + k * 2.6) * c.u, y + 1.6 * c.u, pane
                        )
                y += 3.4 * c.u
            x += w + c.uniform(-1, 3) * c.u
    if c.rng.random() < 0.5:
        nature.water(c, 0.84 * c.h, c.h, 0.4)


def park(c):
    """Paths, trees and benches: easily taken for nature."""
    when, horizon = nature.hour(c), c.uniform(0.38, 0.5) * c.h
    nature.sky(c, when, horizon)
    if c.rng.random() < 0.6:
        for k in range(6):
            facade(c, (k * 0.18 - 0.05) * c.w, horizon - c.uniform(10, 20) * c.u, 0.15 * c.w, horizon + c.u)
    nature.ground(c, horizon, c.vary((112, 150, 78)))
    c.polygon(
        [(0.46 * c.w, horizon), (0.54 * c.w, horizon), (0.86 * c.w, c.h), (0.2 * c.w, c.h)],
        (206, 190, 160),
        texture=0.12,
        cells=20,
    )
    nature.trees(c, 7, horizon + 10 * c.u, 40, 7, nature.broadleaf)
    for side in c.rng.sample((0.16, 0.84), c.rng.choice((1, 2))):
        x, y, s = side * c.w, c.uniform(0.78, 0.9) * c.h, 15 * c.u
        for k in range(3):
            c.rectangle(x - s, y - s * (0.9 - 0.2 * k), x + s, y - s * (0.78 - 0.2 * k), (140, 92, 56))
        c.rectangle(x - s, y - s * 0.36, x + s, y - s * 0.24, (120, 78, 48))
        for k in (-0.8, 0.8):
            c.line([(x + k * s, y - s * 0.9), (x + k * s, y)], (50, 52, 56), 5)
    lamp(c, 0.34 * c.w, 0.82 * c.h, 46 * c.u, when == "night")
    crowd(c, c.rng.randint(0, 3), horizon + 12 * c.u, 16, 3)
    nature.weather(c, when)


def village(c):
    """Roofs under mountains."""
    when, horizon = nature.hour(c), c.uniform(0.42, 0.55) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 3)
    nature.ground(c, horizon, c.vary((116, 140, 80)))
    nature.trees(c, 9, horizon + 6 * c.u, 10, 3)
    for y in sorted(c.uniform(0.6, 0.92) for _ in range(c.rng.randint(6, 11))):
        w = (8 + 26 * (y - 0.5)) * c.u
        facade(
            c,
            c.uniform(-0.02, 0.9) * c.w,
            y * c.h - w * 0.7,
            w * c.uniform(0.9, 1.3),
            y * c.h,
            when == "night",
            gable=True,
        )
    nature.weather(c, when)


def crossing(c):
    when = nature.hour(c, (5, 3, 3, 2, 5, 2))
    night = when == "night"
    nature.sky(c, when, 0.56 * c.h)
    nature.ground(c, 0.55 * c.h, (150, 146, 142), 0.1)
    for side in (-1, 1):
        for k in (2, 1, 0):
            w, near = (20 - 5 * k) * c.u, 0.5 + side * (0.5 - 0.13 * k)
            x = near * c.w - (w if side > 0 else 0)
            facade(c, x, (0.08 + 0.1 * k) * c.h, w, (0.74 - 0.07 * k) * c.h, night)
    c.polygon(
        [(0.38 * c.w, 0.55 * c.h), (0.62 * c.w, 0.55 * c.h), (1.1 * c.w, c.h), (-0.1 * c.w, c.h)],
        (96, 98, 104),
        texture=0.14,
        cells=20,
    )
    for k in range(7):
        x = (0.08 + 0.13 * k) * c.w
        c.polygon(
            [
                (x, 0.95 * c.h),
                (x + 7 * c.u, 0.95 * c.h),
                (x + 6 * c.u + (0.5 * c.w - x) * 0.1, 0.83 * c.h),
                (x + (0.5 * c.w - x) * 0.1, 0.83 * c.h),
            ],
            (240, 240, 236),
        )
    car(c, c.uniform(0.4, 0.6) * c.w, 0.76 * c.h, c.uniform(10, 15) * c.u)
    x = c.uniform(0.72, 0.9) * c.w
    c.line([(x, 0.8 * c.h), (x, 0.36 * c.h)], (50, 52, 56), 5)
    c.rectangle(x - 2.6 * c.u, 0.26 * c.h, x + 2.6 * c.u, 0.42 * c.h, (34, 36, 40))
    for k, colour in enumerate(((226, 50, 44), (90, 80, 40), (44, 90, 60))):
        c.ellipse(x, (0.29 + 0.05 * k) * c.h, 1.7 * c.u, 1.7 * c.u, colour)
    crowd(c, c.rng.randint(1, 5), 0.9 * c.h, 26, 3)
    nature.weather(c, when)


def farm(c):
    when, horizon = nature.hour(c), c.uniform(0.5, 0.6) * c.h
    nature.sky(c, when, horizon)
    nature.ground(c, horizon, c.rng.choice(((196, 172, 92), (118, 146, 76))))
    for k in range(9):
        c.line(
            [(c.w / 2 + (k - 4) * 4 * c.u, horizon), (c.w / 2 + (k - 4) * 40 * c.u, c.h)],
            (120, 110, 60),
            4,
            opacity=0.5,
        )
    x, w = c.uniform(0.1, 0.45) * c.w, c.uniform(36, 50) * c.u
    facade(c, x, horizon - 14 * c.u, w, horizon + 8 * c.u, gable=True)
    facade(c, x + w + 2 * c.u, horizon - 8 * c.u, w * 0.6, horizon + 8 * c.u, gable=True)
    c.line([(0, 0.84 * c.h), (c.w, 0.82 * c.h)], (110, 84, 60), 5)
    for k in range(9):
        c.line([(k * c.w / 8, 0.78 * c.h), (k * c.w / 8, 0.9 * c.h)], (96, 72, 52), 6)
    nature.trees(c, 3, horizon + 6 * c.u, 30, 3, nature.broadleaf)
    nature.weather(c, when)


SCENES = (street, street, street, skyline, park, park, village, village, crossing, farm)
