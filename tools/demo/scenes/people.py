"""Small figures."""

import math

SKINS = ((240, 204, 176), (214, 164, 128), (164, 112, 80), (104, 70, 52), (228, 184, 150))
CLOTHES = (
    (196, 52, 52),
    (44, 92, 168),
    (240, 196, 60),
    (46, 130, 84),
    (236, 236, 232),
    (60, 60, 70),
    (150, 84, 160),
)


def person(c, x, foot, height, top=None, bottom=None, stride=0.0, arms=0.3, lean=0.0):
    """A figure `height` tall; `stride` opens the legs, `arms` lifts the arms, `lean` tilts it (radians)."""
    skin = c.rng.choice(SKINS)
    top, bottom = top or c.rng.choice(CLOTHES), bottom or c.rng.choice(CLOTHES[1:6])
    dx = math.sin(lean) * height

    def at(side, level):
        return x + side * height + dx * level, foot - level * height

    limb = max(2, height * 0.075)
    for side in (-1, 1):
        c.line(
            [at(0, 0.5), at(side * (0.05 + stride * 0.12), 0.25), at(side * (0.05 + stride * 0.25), 0.0)],
            bottom,
            limb,
        )
        hand = at(side * 0.24, 0.5 + arms * 0.5)
        c.line([at(side * 0.08, 0.78), at(side * 0.17, 0.62 + arms * 0.1), hand], top, limb * 0.8)
        c.ellipse(*hand, limb * 0.4, limb * 0.4, skin)
    c.polygon([at(-0.11, 0.82), at(0.11, 0.82), at(0.085, 0.46), at(-0.085, 0.46)], top)
    c.ellipse(*at(0, 0.91), height * 0.068, height * 0.08, skin)
    hair = c.rng.choice(((50, 36, 28), (110, 76, 44), (214, 180, 110), (90, 90, 96), (30, 28, 30)))
    c.ellipse(*at(0, 0.955), height * 0.066, height * 0.045, hair)


def crowd(c, count, foot, height, spread=3):
    for y in sorted(foot + c.uniform(-spread, spread) * c.u for _ in range(count)):
        person(
            c, c.uniform(0.03, 0.97) * c.w, y, height * c.u * c.uniform(0.85, 1.1), stride=c.uniform(0, 0.7)
        )
