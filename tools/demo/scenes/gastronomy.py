"""Gastronomy: food, drinks and dining."""

import math

from canvas import mix, shade
from scenes import nature
from scenes.people import person


def table(c):
    """A table top seen from above: boards, cloth, stone or grass."""
    kind = c.rng.choice(("boards", "boards", "cloth", "stone", "checked"))
    if kind == "boards":
        wood, count = (
            c.rng.choice(((150, 104, 66), (96, 64, 44), (196, 158, 112), (120, 110, 100))),
            c.rng.randint(4, 7),
        )
        for k in range(count):
            c.rectangle(
                0, k * c.h / count, c.w, (k + 1) * c.h / count - 3, c.vary(wood, 10), texture=0.2, cells=4
            )
    else:
        base = {"cloth": (224, 214, 200), "stone": (82, 88, 96), "checked": (244, 240, 234)}[kind]
        c.rectangle(0, 0, c.w, c.h, c.vary(base, 14), texture=0.08 if kind == "cloth" else 0.2, cells=9)
        if kind == "checked":
            red, step = c.rng.choice(((190, 44, 48), (52, 96, 160), (60, 120, 76))), 12 * c.u
            for k in range(0, int(c.w / step) + 1, 2):
                c.rectangle(k * step, 0, (k + 1) * step, c.h, red, opacity=0.5)
            for k in range(0, int(c.h / step) + 1, 2):
                c.rectangle(0, k * step, c.w, (k + 1) * step, red, opacity=0.5)


def plate(c, x, y, r, colour=None):
    colour = colour or c.vary(
        c.rng.choice(((244, 243, 240), (232, 226, 212), (60, 66, 76), (140, 170, 180))), 6
    )
    c.shadow(x + r * 0.06, y + r * 0.1, r * 1.05, r * 1.05, 0.5)
    c.ellipse(x, y, r, r, colour, fall=0.12)
    c.ellipse(x, y, r * 0.74, r * 0.74, shade(colour, 0.93), fall=-0.1)


def cutlery(c, x, y, r):
    for side, prongs in ((-1, 3), (1, 1)):
        px = x + side * r * 1.22
        c.line([(px, y - r * 0.1), (px, y + r * 0.8)], (196, 198, 204), r * 0.06)
        for k in range(prongs):
            qx = px + (k - (prongs - 1) / 2) * r * 0.07
            c.line([(qx, y - r * 0.6), (qx, y)], (206, 208, 214), r * (0.035 if prongs > 1 else 0.09))


def scatter(c, x, y, r, count, colours, size, texture=0.2):
    for _ in range(count):
        a, d = c.uniform(0, math.tau), r * math.sqrt(c.rng.random())
        s = size * c.uniform(0.7, 1.3)
        c.ellipse(
            x + d * math.cos(a),
            y + d * math.sin(a),
            s,
            s * c.uniform(0.5, 1),
            c.vary(c.rng.choice(colours), 14),
            turn=c.uniform(0.1, 3),
            texture=texture,
            cells=3,
        )


def meal(c):
    table(c)
    x, y, r = c.uniform(0.42, 0.58) * c.w, c.uniform(0.45, 0.58) * c.h, c.uniform(32, 46) * c.u
    plate(c, x, y, r)
    if c.rng.random() < 0.7:
        cutlery(c, x, y, r)
    greens, sides = (
        ((70, 130, 50), (110, 160, 60), (48, 96, 44)),
        ((238, 214, 140), (226, 120, 44), (236, 220, 190)),
    )
    scatter(c, x - r * 0.3, y - r * 0.2, r * 0.3, 24, greens, r * 0.11)
    scatter(c, x + r * 0.3, y - r * 0.25, r * 0.26, 18, (c.rng.choice(sides),), r * 0.1)
    main = c.rng.choice(((140, 78, 44), (226, 140, 110), (206, 160, 92)))
    for k in range(c.rng.choice((1, 2, 3))):
        c.ellipse(
            x + (k * 0.22 - 0.15) * r,
            y + r * 0.32,
            r * 0.36,
            r * 0.2,
            c.vary(main, 10),
            turn=c.uniform(-0.5, 0.5) or 0.1,
            texture=0.25,
            cells=5,
            fall=0.3,
        )
    scatter(c, x, y + r * 0.2, r * 0.4, 6, ((206, 40, 40),), r * 0.06)


def pizza(c):
    table(c)
    x, y, r = c.uniform(0.42, 0.58) * c.w, c.uniform(0.44, 0.56) * c.h, c.uniform(34, 48) * c.u
    plate(c, x, y, r * 1.08, (170, 124, 80) if c.rng.random() < 0.5 else None)
    c.ellipse(x, y, r, r, (206, 152, 88), texture=0.25, cells=12)
    c.ellipse(x, y, r * 0.87, r * 0.87, (190, 56, 34), texture=0.2, cells=12)
    scatter(c, x, y, r * 0.76, 46, ((246, 224, 160), (250, 236, 190), (240, 200, 120)), r * 0.13)
    topping = c.rng.choice(
        (((176, 40, 36),), ((60, 110, 48), (38, 80, 40)), ((48, 42, 44), (200, 60, 40)), ((234, 200, 150),))
    )
    scatter(c, x, y, r * 0.7, 16, topping, r * 0.1)
    for k in range(4):
        a = c.uniform(0, 0.2) + k * math.pi / 4
        c.line(
            [(x - r * math.cos(a), y - r * math.sin(a)), (x + r * math.cos(a), y + r * math.sin(a))],
            (150, 92, 56),
            2,
            opacity=0.6,
        )


def cup(c):
    table(c)
    x, y, r = c.uniform(0.4, 0.6) * c.w, c.uniform(0.45, 0.58) * c.h, c.uniform(19, 28) * c.u
    china = c.vary(c.rng.choice(((244, 242, 238), (84, 120, 140), (196, 88, 70), (56, 56, 62))), 8)
    plate(c, x, y, r * 1.6, shade(china, 0.97))
    c.shadow(x + r * 0.1, y + r * 0.1, r * 1.05, r)
    c.ellipse(x + r * 1.15, y, r * 0.36, r * 0.2, china)
    c.ellipse(x, y, r, r, china, fall=0.2)
    coffee = c.rng.choice(((110, 66, 38), (64, 38, 26), (186, 132, 82), (150, 150, 60)))
    c.ellipse(x, y, r * 0.86, r * 0.86, coffee, texture=0.12, cells=4)
    if c.rng.random() < 0.7:
        milk = mix(coffee, (250, 238, 214), 0.85)
        for k in range(4):
            s, py = r * (0.5 - 0.1 * k), y + r * (0.3 - 0.26 * k)
            c.ellipse(x - s * 0.45, py, s * 0.62, s * 0.42, milk, turn=0.5)
            c.ellipse(x + s * 0.45, py, s * 0.62, s * 0.42, milk, turn=-0.5)
            c.line([(x - s, py + s * 0.12), (x, py + s * 0.5), (x + s, py + s * 0.12)], coffee, 3)
    if c.rng.random() < 0.6:
        cake(c, c.uniform(0.1, 0.25) * c.w, 0.2 * c.h, 11 * c.u)


def cake(c, x, y, s):
    filling = c.rng.choice(((226, 92, 110), (250, 240, 220), (92, 58, 40), (240, 200, 80)))
    c.shadow(x, y + s * 0.8, s * 1.3, s * 0.4)
    c.polygon(
        [(x - s, y), (x + s, y - s * 0.4), (x + s, y + s * 0.5), (x - s, y + s * 0.9)],
        (216, 168, 104),
        texture=0.2,
    )
    c.line([(x - s, y + s * 0.45), (x + s, y + s * 0.05)], filling, s * 0.22)
    c.polygon([(x - s, y), (x + s, y - s * 0.4), (x + s * 0.5, y - s * 0.9)], shade(filling, 1.05))
    c.ellipse(x + s * 0.2, y - s * 0.5, s * 0.2, s * 0.2, (196, 30, 44))


def soup(c):
    table(c)
    x, y, r = c.uniform(0.4, 0.6) * c.w, c.uniform(0.45, 0.55) * c.h, c.uniform(28, 40) * c.u
    bowl = c.vary(c.rng.choice(((52, 70, 100), (240, 236, 226), (170, 80, 54))), 10)
    c.shadow(x, y + r * 0.1, r * 1.1, r * 1.08, 0.5)
    c.ellipse(x, y, r, r, bowl, fall=0.3)
    broth = c.rng.choice(((222, 128, 44), (190, 62, 40), (150, 160, 74), (198, 160, 96), (112, 74, 48)))
    c.ellipse(x, y, r * 0.86, r * 0.86, broth, texture=0.15, cells=5)
    scatter(c, x, y, r * 0.6, 22, ((80, 130, 56), (240, 220, 170), (220, 90, 50)), r * 0.08)
    c.ellipse(
        x + r * 0.1,
        y - r * 0.1,
        r * 0.3,
        r * 0.12,
        (250, 240, 226),
        turn=c.uniform(0, 2),
        opacity=0.8,
        blur=4,
    )
    c.line([(x + r * 0.3, y + r * 0.2), (x + r * 1.5, y - r * 0.9)], (190, 150, 104), r * 0.09)


def glass(c, x, foot, height, kind):
    drink, width = {
        "beer": ((222, 150, 36), 0.24),
        "wine": (c.rng.choice(((128, 22, 44), (236, 214, 130))), 0.26),
        "juice": (c.rng.choice(((244, 150, 40), (206, 60, 80), (140, 190, 80))), 0.2),
    }[kind]
    half, top = height * width, foot - height
    c.shadow(x, foot, half * 1.4, height * 0.05)
    if kind == "wine":
        c.line([(x, foot), (x, foot - height * 0.5)], (220, 226, 230), 4, opacity=0.8)
        c.ellipse(x, foot, half * 0.8, height * 0.03, (220, 226, 230), opacity=0.8)
        c.ellipse(x, foot - height * 0.7, half, height * 0.28, (226, 232, 236), opacity=0.4)
        c.ellipse(x, foot - height * 0.64, half * 0.9, height * 0.2, drink, fall=0.3)
        return
    c.polygon(
        [(x - half, top), (x + half, top), (x + half * 0.82, foot), (x - half * 0.82, foot)],
        (230, 234, 236),
        opacity=0.5,
    )
    c.polygon(
        [
            (x - half * 0.92, top + height * 0.12),
            (x + half * 0.92, top + height * 0.12),
            (x + half * 0.76, foot - 4),
            (x - half * 0.76, foot - 4),
        ],
        drink,
        texture=0.08,
        fall=0.25,
    )
    if kind == "beer":
        for k in range(7):
            c.ellipse(
                x + (k / 3 - 1) * half * 0.8, top + height * 0.06, half * 0.34, height * 0.07, (250, 246, 234)
            )
    else:
        c.line(
            [(x + half * 0.2, top + height * 0.3), (x + half * 0.7, top - height * 0.25)], (224, 60, 70), 5
        )
    c.line(
        [(x - half * 0.6, top + height * 0.2), (x - half * 0.5, foot - height * 0.1)],
        (255, 255, 255),
        half * 0.16,
        opacity=0.45,
    )


def terrace(c):
    """Drinks on a terrace before a view: easily taken for a landscape."""
    when, horizon = nature.hour(c, (4, 3, 5, 2, 2, 1)), 0.5 * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 3) if c.rng.random() < 0.6 else nature.water(c, horizon, 0.8 * c.h)
    nature.ground(c, 0.6 * c.h, (96, 124, 74))
    c.blurred(4)
    c.polygon(
        [(0, 0.76 * c.h), (c.w, 0.76 * c.h), (c.w, c.h), (0, c.h)], (136, 96, 62), texture=0.25, cells=5
    )
    kind, count = c.rng.choice(("beer", "wine", "juice")), c.rng.choice((1, 2, 3))
    for k in range(count):
        glass(
            c,
            (k + 0.7 + c.uniform(-0.1, 0.1)) * c.w / (count + 0.6),
            c.uniform(0.85, 0.93) * c.h,
            c.uniform(42, 52) * c.u,
            kind,
        )
    nature.weather(c, when)


def dinner(c):
    """A restaurant from the side: lamp, table, guests, a sign."""
    c.gradient([(0, c.vary((92, 60, 48))), (1, (54, 40, 38))])
    for k in range(3):
        x = (k + 0.5) * c.w / 3
        c.ellipse(x, 0.26 * c.h, 17 * c.u, 17 * c.u, (255, 208, 130), opacity=0.4, blur=22)
        c.polygon([(x - 7 * c.u, 0.24 * c.h), (x + 7 * c.u, 0.24 * c.h), (x, 0.14 * c.h)], (60, 44, 40))
    c.rectangle(0.28 * c.w, 0.03 * c.h, 0.72 * c.w, 0.13 * c.h, (34, 52, 44))
    c.write(
        c.rng.choice(("TRATTORIA", "CAFÉ MÜLLER", "MENU 14,50", "TABERNA", "BISTRO")),
        c.w / 2,
        0.08 * c.h,
        6.5 * c.u,
        (244, 232, 204),
    )
    for k in range(c.rng.choice((2, 3))):
        person(c, (0.2 + 0.3 * k) * c.w, 0.92 * c.h, 56 * c.u, arms=-0.1)
    c.polygon(
        [(0, 0.68 * c.h), (c.w, 0.68 * c.h), (c.w, c.h), (0, c.h)], (236, 228, 214), texture=0.08, fall=0.3
    )
    for k in range(3):
        x, y = (0.18 + 0.31 * k) * c.w, c.uniform(0.8, 0.88) * c.h
        c.ellipse(x, y, 12 * c.u, 5 * c.u, (250, 250, 248))
        for _ in range(14):
            c.ellipse(
                x + c.uniform(-8, 8) * c.u,
                y + c.uniform(-3, 1) * c.u,
                2 * c.u,
                1.4 * c.u,
                c.vary(c.rng.choice(((170, 60, 40), (90, 140, 60), (230, 190, 100)))),
            )
        glass(c, x + 15 * c.u, y, 20 * c.u, "wine")


def market(c):
    """Crates of fruit and bread."""
    c.rectangle(0, 0, c.w, c.h, (98, 74, 54), texture=0.2)
    rows, columns = c.rng.choice(((2, 3), (3, 3), (2, 4)))
    for row in range(rows):
        for column in range(columns):
            x0, y0 = column * c.w / columns, row * c.h / rows
            w, h = c.w / columns, c.h / rows
            c.rectangle(x0 + 6, y0 + 6, x0 + w - 6, y0 + h - 6, (56, 42, 34))
            fruit = c.rng.choice(
                (
                    (206, 44, 40),
                    (240, 160, 40),
                    (120, 170, 60),
                    (240, 212, 70),
                    (110, 50, 110),
                    (196, 140, 80),
                )
            )
            r = c.uniform(4, 6.5) * c.u
            y = y0 + r
            while y < y0 + h - r * 0.6:
                x = x0 + r + c.uniform(0, r)
                while x < x0 + w - r * 0.8:
                    tone = c.vary(fruit, 16)
                    c.ellipse(x, y, r, r * 0.92, tone)
                    c.ellipse(x, y + r * 0.3, r * 0.8, r * 0.55, shade(tone, 0.86))
                    c.ellipse(x - r * 0.3, y - r * 0.35, r * 0.25, r * 0.18, mix(tone, (255, 255, 255), 0.6))
                    x += r * 1.7
                y += r * 1.4
            if c.rng.random() < 0.35:
                c.rectangle(x0 + w * 0.3, y0 + h * 0.62, x0 + w * 0.75, y0 + h * 0.9, (246, 244, 230))
                c.write(
                    c.rng.choice(("2,50", "1.99", "3.-")),
                    x0 + w * 0.525,
                    y0 + h * 0.76,
                    h * 0.16,
                    (40, 40, 40),
                )


SCENES = (meal, meal, pizza, pizza, cup, cup, soup, terrace, dinner, market)
