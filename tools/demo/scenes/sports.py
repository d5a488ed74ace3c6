"""Sports: sport activity and equipment."""

import math

from canvas import mix, shade
from scenes import nature
from scenes.people import CLOTHES, crowd, person


def ball(c, x, y, r, kind):
    colour = {
        "football": (244, 244, 240),
        "basketball": (220, 116, 44),
        "tennis": (206, 226, 62),
        "volley": (246, 226, 110),
    }[kind]
    c.shadow(x, y + r, r * 0.9, r * 0.2)
    c.ellipse(x, y, r, r, colour, texture=0.06, cells=10, fall=0.45)
    if kind == "football":
        for k in range(6):
            a = k * math.tau / 5 + 0.3
            d = 0 if k == 5 else r * 0.72
            px, py, s = x + d * math.cos(a), y + d * math.sin(a), r * (0.3 if k == 5 else 0.2)
            c.polygon(
                [
                    (px + s * math.cos(a + j * math.tau / 5), py + s * math.sin(a + j * math.tau / 5))
                    for j in range(5)
                ],
                (34, 34, 38),
            )
    elif kind == "basketball":
        c.line([(x - r, y), (x + r, y)], (40, 28, 24), r * 0.05)
        c.line([(x, y - r), (x, y + r)], (40, 28, 24), r * 0.05)
        for side in (-1, 1):
            c.line(
                [
                    (x + side * r * (0.75 - 0.35 * math.cos(t)), y + r * 0.68 * math.sin(t) * 1.0)
                    for t in (-1.3, -0.6, 0, 0.6, 1.3)
                ],
                (40, 28, 24),
                r * 0.05,
            )
    else:
        for side in (-1, 1):
            c.line(
                [(x + side * r * (0.3 + 0.3 * abs(t)), y + r * 0.75 * t) for t in (-1, -0.5, 0, 0.5, 1)],
                (240, 244, 230),
                r * 0.08,
            )


def stripes(c, top, colour, count=8):
    nature.ground(c, top, colour, 0.12, 26)
    for k in range(0, count, 2):
        a, b = k / count, (k + 1) / count
        c.polygon(
            [(a * c.w, c.h), (b * c.w, c.h), ((0.25 + 0.5 * b) * c.w, top), ((0.25 + 0.5 * a) * c.w, top)],
            shade(colour, 1.15),
            opacity=0.5,
        )


def goal(c, x, foot, w):
    h, white = w * 0.42, (248, 248, 248)
    for k in range(13):
        c.line(
            [(x - w / 2 + w * k / 12, foot - h), (x - w / 2 + w * k / 12, foot)],
            (226, 230, 232),
            1,
            opacity=0.6,
        )
    for k in range(7):
        c.line(
            [(x - w / 2, foot - h * k / 6), (x + w / 2, foot - h * k / 6)], (226, 230, 232), 1, opacity=0.6
        )
    c.line(
        [(x - w / 2, foot), (x - w / 2, foot - h), (x + w / 2, foot - h), (x + w / 2, foot)], white, w * 0.028
    )


def stand(c, top, foot):
    """Spectators as a mosaic, with hoardings."""
    c.rectangle(0, top, c.w, foot, (70, 74, 84))
    step = 2.2 * c.u
    y = top + step
    while y < foot:
        x = c.uniform(0, step)
        while x < c.w:
            c.ellipse(x, y, step * 0.36, step * 0.4, c.vary(c.rng.choice(CLOTHES), 30))
            x += step * c.uniform(0.9, 1.3)
        y += step
    c.rectangle(
        0,
        foot - 5 * c.u,
        c.w,
        foot,
        c.rng.choice(((24, 60, 130), (190, 30, 44), (240, 240, 240), (24, 24, 28))),
    )
    c.write(
        c.rng.choice(("SPORT 24", "STADTWERKE", "FAIR PLAY", "DRINK MILK")),
        c.uniform(0.3, 0.7) * c.w,
        foot - 2.5 * c.u,
        4 * c.u,
        (250, 214, 60),
    )


def pitch(c):
    when, horizon = nature.hour(c), c.uniform(0.3, 0.45) * c.h
    nature.sky(c, when, horizon)
    if c.rng.random() < 0.55:
        stand(c, horizon - c.uniform(14, 26) * c.u, horizon)
    else:
        nature.trees(c, 18, horizon + c.u, 16, 1, nature.broadleaf)
    stripes(c, horizon, c.vary((66, 138, 62), 12))
    goal(c, c.uniform(0.35, 0.65) * c.w, horizon + 9 * c.u, c.uniform(26, 44) * c.u)
    c.line([(0, horizon + 10 * c.u), (c.w, horizon + 10 * c.u)], (244, 246, 244), 3)
    c.line(
        [
            (0.12 * c.w, c.h),
            (0.24 * c.w, horizon + 26 * c.u),
            (0.78 * c.w, horizon + 26 * c.u),
            (0.9 * c.w, c.h),
        ],
        (244, 246, 244),
        5,
    )
    shirts = c.rng.sample(CLOTHES, 2)
    for y in sorted(c.uniform(horizon / c.h + 0.2, 0.95) for _ in range(c.rng.randint(3, 7))):
        x, height = c.uniform(0.08, 0.92) * c.w, (10 + 36 * (y - horizon / c.h)) * c.u
        c.shadow(x, y * c.h, height * 0.3, height * 0.05)
        person(
            c,
            x,
            y * c.h,
            height,
            c.rng.choice(shirts),
            (240, 240, 240),
            c.uniform(0.3, 1),
            c.uniform(0, 0.6),
            c.uniform(-0.2, 0.2),
        )
    ball(c, c.uniform(0.3, 0.7) * c.w, 0.88 * c.h, c.uniform(2.4, 4) * c.u, "football")
    nature.weather(c, when)


def close_ball(c):
    kind = c.rng.choice(("football", "basketball", "tennis", "volley"))
    floor = {
        "football": (74, 140, 66),
        "basketball": (204, 152, 96),
        "tennis": c.rng.choice(((188, 92, 60), (50, 104, 160))),
        "volley": (220, 198, 152),
    }[kind]
    horizon = c.uniform(0.2, 0.4) * c.h
    c.gradient(
        [(0, mix(floor, (210, 220, 230), 0.7)), (1, mix(floor, (40, 50, 60), 0.5))], (0, 0, c.w, horizon + 4)
    )
    crowd(c, 6, horizon + 4 * c.u, 26)
    nature.ground(c, horizon, floor, 0.18, 30)
    c.blurred(3.5)
    y = c.uniform(0.5, 0.7) * c.h
    c.line([(0, y + 12 * c.u), (c.w, y + c.uniform(4, 16) * c.u)], (246, 246, 244), 2.4 * c.u, opacity=0.9)
    ball(c, c.uniform(0.35, 0.65) * c.w, y, c.uniform(13, 24) * c.u, kind)


def bicycle(c, x, foot, s, rider=True):
    """A bicycle `s` wheels apart, with its rider."""
    r, dark, frame = s * 0.42, (34, 34, 38), c.rng.choice(CLOTHES)
    hubs = ((x - s * 0.6, foot - r), (x + s * 0.6, foot - r))
    for hx, hy in hubs:
        c.draw.ellipse((hx - r, hy - r, hx + r, hy + r), outline=dark, width=max(2, round(s * 0.06)))
        for k in range(6):
            a = k * math.pi / 6
            c.draw.line(
                [(hx - r * math.cos(a), hy - r * math.sin(a)), (hx + r * math.cos(a), hy + r * math.sin(a))],
                fill=(150, 152, 158),
            )
    seat, bar, crank = (
        (x - s * 0.25, foot - r * 2.25),
        (x + s * 0.42, foot - r * 2.3),
        (x - s * 0.05, foot - r),
    )
    c.line([hubs[0], seat, crank, bar, hubs[1]], frame, s * 0.06)
    c.line([hubs[0], crank], frame, s * 0.05)
    c.line([seat, bar], frame, s * 0.05)
    if not rider:
        return
    shirt, skin = c.rng.choice(CLOTHES), (222, 176, 142)
    shoulder = (x + s * 0.22, foot - r * 3.75)
    c.line(
        [seat, (x + s * 0.2, foot - r * 1.9), (crank[0] + s * 0.1, crank[1] + r * 0.3)],
        (40, 42, 52),
        s * 0.13,
    )
    c.line([(seat[0], seat[1] - s * 0.02), shoulder], shirt, s * 0.24)
    c.line([shoulder, (x + s * 0.45, foot - r * 3), bar], skin, s * 0.08)
    c.ellipse(shoulder[0] + s * 0.14, shoulder[1] - s * 0.16, s * 0.13, s * 0.14, skin)
    c.ellipse(shoulder[0] + s * 0.12, shoulder[1] - s * 0.25, s * 0.17, s * 0.1, c.rng.choice(CLOTHES))


def cyclists(c):
    when, horizon = nature.hour(c), c.uniform(0.35, 0.5) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 3)
    nature.ground(c, horizon, c.vary((104, 134, 74)))
    c.polygon(
        [(0, 0.7 * c.h), (c.w, 0.62 * c.h), (c.w, 0.95 * c.h), (0, c.h)],
        (108, 110, 116),
        texture=0.12,
        cells=20,
    )
    for k in range(7):
        x = k * c.w / 6.5
        c.line(
            [(x, 0.85 * c.h - x * 0.06), (x + 6 * c.u, 0.85 * c.h - (x + 6 * c.u) * 0.06)], (240, 240, 236), 4
        )
    count = c.rng.choice((1, 1, 2, 4))
    for k in range(count):
        s = {1: 34, 2: 26, 4: 17}[count] * c.u * c.uniform(0.85, 1.1)
        x = (k + 0.5 + c.uniform(-0.1, 0.1)) * c.w / count
        c.shadow(x, 0.88 * c.h, s, s * 0.08)
        bicycle(c, x, 0.88 * c.h, s)
    nature.weather(c, when)


def skiing(c):
    """A ski slope: easily taken for a landscape."""
    when, horizon = nature.hour(c, (5, 6, 2, 1, 4, 1)), c.uniform(0.35, 0.5) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 2, snow=True, height=22)
    c.polygon(
        [(0, horizon + 4 * c.u), (c.w, horizon + 20 * c.u), (c.w, c.h), (0, c.h)],
        (238, 242, 248),
        texture=0.07,
        cells=10,
        fall=0.1,
    )
    nature.trees(c, 6, horizon + 14 * c.u, 14, 4, nature.conifer)
    for k in range(c.rng.randint(0, 5)):
        x, y = c.uniform(0.1, 0.9) * c.w, c.uniform(0.6, 0.9) * c.h
        c.line([(x, y), (x, y - 12 * c.u)], c.rng.choice(((206, 30, 44), (30, 70, 180))), 3)
        c.polygon([(x, y - 12 * c.u), (x + 6 * c.u, y - 11 * c.u), (x, y - 7 * c.u)], (206, 30, 44))
    for y in sorted(c.uniform(0.68, 0.94) for _ in range(c.rng.choice((1, 2, 3)))):
        x, s = c.uniform(0.15, 0.85) * c.w, (14 + 30 * (y - 0.55)) * c.u
        c.line([(x - s * 0.5, y * c.h + s * 0.02), (x + s * 0.6, y * c.h + s * 0.14)], (30, 30, 36), s * 0.05)
        c.line([(x - s * 0.6, y * c.h - s * 0.06), (x + s * 0.5, y * c.h + s * 0.06)], (30, 30, 36), s * 0.05)
        person(c, x, y * c.h, s, stride=0.5, arms=0, lean=c.uniform(-0.4, 0.4))
        for side in (-1, 1):
            c.line([(x + side * s * 0.22, y * c.h - s * 0.5), (x + side * s * 0.4, y * c.h)], (60, 60, 66), 3)
    nature.weather(c, when)


def track(c):
    horizon = c.uniform(0.28, 0.4) * c.h
    when = nature.hour(c)
    nature.sky(c, when, horizon)
    stand(c, horizon - 16 * c.u, horizon)
    nature.ground(c, horizon, c.vary((186, 82, 58), 10), 0.1, 30)
    for k in range(9):
        c.line([((0.36 + 0.035 * k) * c.w, horizon), ((-0.9 + 0.35 * k) * c.w, c.h)], (246, 240, 236), 3)
    for k in range(c.rng.randint(2, 5)):
        x, s = (k + 0.6 + c.uniform(-0.1, 0.1)) * c.w / 5, c.uniform(34, 46) * c.u
        c.shadow(x, 0.9 * c.h, s * 0.3, s * 0.05)
        person(c, x, 0.9 * c.h, s, stride=1, arms=c.uniform(0, 0.5), lean=0.15)
        c.rectangle(x - s * 0.06, 0.9 * c.h - s * 0.72, x + s * 0.1, 0.9 * c.h - s * 0.6, (250, 250, 250))
        c.write(str(c.rng.randint(2, 99)), x + s * 0.02, 0.9 * c.h - s * 0.66, s * 0.11, (20, 20, 20))
    nature.weather(c, when)


def climbing(c):
    if c.rng.random() < 0.5:
        c.rectangle(0, 0, c.w, c.h, c.vary((196, 188, 176), 20), texture=0.12, cells=5)
        for _ in range(46):
            r = c.uniform(1, 3.4) * c.u
            c.ellipse(
                c.uniform(0, c.w),
                c.uniform(0, c.h),
                r,
                r * 0.7,
                c.rng.choice(CLOTHES),
                turn=c.uniform(0.1, 3),
            )
    else:
        c.rectangle(0, 0, c.w, c.h, c.vary((140, 124, 108), 20), texture=0.5, cells=5)
    x, foot, s = c.uniform(0.35, 0.65) * c.w, c.uniform(0.7, 0.85) * c.h, c.uniform(40, 58) * c.u
    c.line([(x + 6 * c.u, 0), (x, foot - s * 0.5)], c.rng.choice(((230, 120, 40), (60, 150, 210))), 4)
    person(c, x, foot, s, stride=0.9, arms=1, lean=c.uniform(-0.15, 0.15))
    c.ellipse(x, foot - s * 0.95, s * 0.085, s * 0.06, c.rng.choice(CLOTHES))


def kayak(c):
    when, horizon = nature.hour(c), c.uniform(0.35, 0.5) * c.h
    nature.sky(c, when, horizon)
    nature.mountains(c, when, horizon, 3)
    nature.trees(c, 16, horizon + c.u, 8, 0.5)
    nature.water(c, horizon, c.h, c.uniform(0, 0.5))
    for k in range(c.rng.choice((1, 2))):
        x, y, s = c.uniform(0.3, 0.7) * c.w, (0.68 + 0.16 * k) * c.h, c.uniform(24, 34) * c.u
        hull = c.rng.choice(((230, 70, 40), (244, 196, 40), (40, 110, 190)))
        person(c, x, y + s * 0.1, s * 0.8, arms=0.2)
        c.line([(x - s * 0.6, y - s * 0.5), (x + s * 0.6, y - s * 0.05)], (40, 40, 44), 4)
        c.polygon(
            [
                (x - s, y - s * 0.1),
                (x + s, y - s * 0.1),
                (x + s * 0.7, y + s * 0.13),
                (x - s * 0.7, y + s * 0.13),
            ],
            hull,
            fall=0.4,
        )
    nature.weather(c, when)


SCENES = (pitch, pitch, close_ball, close_ball, cyclists, cyclists, skiing, track, climbing, kayak)
