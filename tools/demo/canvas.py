"""A picture under way: textured shapes on twice the final size, then light, weather and grain."""

import itertools
import math
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

OVERSAMPLING = 2


def mix(a, b, t):
    """The colour that lies at `t` in [0, 1] between `a` and `b`."""
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


def shade(colour, factor):
    """`colour` made darker (`factor` below 1) or lighter (above 1)."""
    return tuple(max(0, min(255, round(x * factor))) for x in colour)


class Canvas:
    """Coordinates are oversampled pixels; `u` is a hundredth of the shorter side."""

    def __init__(self, width, height, seed):
        self.w, self.h = width * OVERSAMPLING, height * OVERSAMPLING
        self.u = min(self.w, self.h) / 100
        self.rng = random.Random(seed)
        self.noise = np.random.Generator(np.random.PCG64(self.rng.getrandbits(64)))
        self.image = Image.new("RGB", (self.w, self.h))

    @property
    def draw(self):
        return ImageDraw.Draw(self.image)

    def uniform(self, low, high):
        return self.rng.uniform(low, high)

    def vary(self, colour, amount=18):
        """`colour` with each channel moved by at most `amount`."""
        return tuple(max(0, min(255, round(x + self.rng.uniform(-amount, amount)))) for x in colour)

    def field(self, width, height, cells=4, octaves=5):
        """Fractal noise in [0, 1] as a float array of `height` x `width`, `cells` lumps across."""
        total = np.zeros((height, width), np.float32)
        for octave in range(octaves):
            nx = max(2, min(width, int(cells * 2**octave)))
            ny = max(2, min(height, int(cells * 2**octave * height / max(1, width))))
            lumps = Image.fromarray(self.noise.random((ny, nx), dtype=np.float32))
            total += np.asarray(lumps.resize((width, height), Image.Resampling.BICUBIC)) * 0.5**octave
        low, high = float(total.min()), float(total.max())
        return (total - low) / max(1e-6, high - low)

    def gradient(self, stops, box=None):
        """Fills `box` from top to bottom with `stops`: pairs of place in [0, 1] and colour."""
        x0, y0, x1, y1 = (round(v) for v in (box or (0, 0, self.w, self.h)))
        if x1 <= x0 or y1 <= y0:
            return
        places = np.linspace(0, 1, y1 - y0)
        columns = [np.interp(places, [s[0] for s in stops], [s[1][k] for s in stops]) for k in range(3)]
        strip = np.stack(columns, axis=-1).astype(np.uint8)[:, None, :]
        self.image.paste(Image.fromarray(np.repeat(strip, x1 - x0, axis=1)), (x0, y0))

    def paint(self, mask, colour, texture=0.0, cells=6, fall=0.0):
        """Lays `colour` through `mask`; `texture` roughens it, `fall` darkens it towards the bottom."""
        box = mask.getbbox()
        if box is None:
            return
        width, height = box[2] - box[0], box[3] - box[1]
        light = np.ones((height, width), np.float32)
        if texture:
            light += texture * (self.field(width, height, cells) - 0.5) * 2
        if fall:
            light *= np.linspace(1 + fall / 2, 1 - fall / 2, height, dtype=np.float32)[:, None]
        pixels = np.clip(light[..., None] * np.array(colour, np.float32), 0, 255).astype(np.uint8)
        self.image.paste(Image.fromarray(pixels), box[:2], mask.crop(box))

    def mask(self):
        image = Image.new("L", (self.w, self.h))
        return image, ImageDraw.Draw(image)

    def shape(self, kind, points, colour, opacity=1.0, blur=0.0, texture=0.0, cells=6, fall=0.0, width=0):
        """One `polygon`, `ellipse`, `rectangle` or `line`."""
        options = {"width": max(1, round(width))} if kind == "line" else {}
        if opacity == 1 and not (blur or texture or fall):
            getattr(self.draw, kind)(points, fill=colour, **options)
            return
        mask, draw = self.mask()
        getattr(draw, kind)(points, fill=round(255 * opacity), **options)
        self.paint(
            mask.filter(ImageFilter.GaussianBlur(blur)) if blur else mask, colour, texture, cells, fall
        )

    def polygon(self, points, colour, **options):
        self.shape("polygon", points, colour, **options)

    def line(self, points, colour, width, **options):
        self.shape("line", points, colour, width=width, **options)

    def rectangle(self, x0, y0, x1, y1, colour, **options):
        if x1 > x0 and y1 > y0:
            self.shape("rectangle", (x0, y0, x1, y1), colour, **options)

    def ellipse(self, x, y, rx, ry, colour, turn=0.0, **options):
        """An ellipse about (x, y), turned by `turn` radians."""
        if not turn:
            self.shape("ellipse", (x - rx, y - ry, x + rx, y + ry), colour, **options)
            return
        c, s = math.cos(turn), math.sin(turn)
        steps = [k * math.tau / 28 for k in range(28)]
        outline = [(rx * math.cos(a), ry * math.sin(a)) for a in steps]
        self.polygon([(x + p * c - q * s, y + p * s + q * c) for p, q in outline], colour, **options)

    def shadow(self, x, y, rx, ry, opacity=0.35):
        self.ellipse(x, y, rx, ry, (10, 12, 20), opacity=opacity, blur=max(2, ry * 0.4))

    def write(self, text, x, y, size, colour, anchor="mm"):
        self.draw.text((x, y), text, fill=colour, font=ImageFont.load_default(round(size)), anchor=anchor)

    def ridge(self, base, height, roughness=0.55, steps=7):
        """A mountain line by midpoint displacement: points across the picture about `base`."""
        line = [base - self.uniform(0, height), base - self.uniform(0, height)]
        reach = height
        for _ in range(steps):
            middles = [(a + b) / 2 + self.uniform(-reach, reach) for a, b in itertools.pairwise(line)]
            line = [v for pair in zip(line, middles) for v in pair] + [line[-1]]
            reach *= roughness
        return [(k * self.w / (len(line) - 1), min(y, base + height * 0.4)) for k, y in enumerate(line)]

    def below(self, line):
        """The polygon of everything under `line`."""
        return [*line, (self.w, self.h), (0, self.h)]

    def blurred(self, radius):
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius))

    def veil(self, colour, opacity):
        """Mixes the whole picture with `colour`."""
        self.image = Image.blend(self.image, Image.new("RGB", self.image.size, colour), opacity)

    def multiply(self, colour):
        self.image = ImageChops.multiply(self.image, Image.new("RGB", self.image.size, colour))

    def finished(self, grain=4.0, vignette=0.2, contrast=1.08):
        """The picture at its final size, with a lens's fall-off and a sensor's noise."""
        size = (self.w // OVERSAMPLING, self.h // OVERSAMPLING)
        pixels = np.asarray(self.image.resize(size, Image.Resampling.LANCZOS), np.float32)
        y, x = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
        pixels = pixels * (1 - vignette * ((x * x + y * y) / 2) ** 1.5)[..., None].astype(np.float32)
        pixels = (pixels - 118) * contrast + 118
        pixels += self.noise.normal(0, grain, (size[1], size[0], 1)).astype(np.float32)
        return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
