#!/usr/bin/env python3
"""Draws posters, memes and screenshots whose words are known: pictures and truth.json in a folder.

    tools/posters/draw.py FOLDER [--count 200] [--photos FOLDER]

Needs Pillow and numpy, and Debian's fonts-dejavu-core, fonts-liberation, fonts-lato, fonts-roboto-slab, fonts-comfortaa. With --photos the
backgrounds of memes and of half of the posters are photographs from that folder, without them drawn ones. The same every time.
"""
import argparse
import json
import pathlib
import random

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SLOGANS = [
    "THERE IS NO PLANET B", "SYSTEM CHANGE NOT CLIMATE CHANGE", "Housing is a human right", "OUR HOUSE IS ON FIRE", "Save the river",
    "Vote on 12 May", "KEEP IT IN THE GROUND", "Teachers deserve better", "Free the parks!", "We are the 99 %", "Water is life",
    "KEIN PLANET B", "Klimaschutz jetzt!", "Für Bäume und Straßen", "Wählen gehen am 24. September", "Mieten müssen bezahlbar bleiben",
    "Bildung für alle – überall", "Grüne Städte, schöne Städte", "Größere Züge statt größerer Straßen", "Frieden schließen",
    "EL PUEBLO UNIDO", "¡Ni una menos!", "No más plásticos en el océano", "Mañana es tarde", "¿Dónde están?", "Educación pública y gratuita",
    "La montaña no se vende", "Agua para todos", "SÍ SE PUEDE", "Acción climática ahora",
]
MEMES = [
    ("WHEN THE BUS IS LATE", "AND YOU KNEW IT"), ("ONE DOES NOT SIMPLY", "SKIP THE CODEBOOK"), ("SUNDAY IN THE PARK", "NOBODY THERE"),
    ("MONTAG MORGEN", "SCHON WIEDER REGEN"), ("ICH SO", "NACH DREI STUNDEN SITZUNG"), ("CUANDO LLEGA EL LUNES", "Y NO HAY CAFÉ"),
    ("NADIE:", "MI TÍA EN WHATSAPP"), ("EXPECTATION", "REALITY"),
]
POSTS = [
    "Thousands of people marched through the city centre on Saturday to demand cleaner air.",
    "The new park opens at 9 am. Entry is free for children under 12.",
    "I have seen a lot of things in my life, but never a queue like this one!",
    "Tausende Menschen gingen am Samstag für mehr Klimaschutz auf die Straße.",
    "Der neue Radweg am Fluss ist endlich fertig. Schön geworden, finde ich.",
    "Heute im Museum: Führung um 15 Uhr, danach Kaffee und Kuchen.",
    "Miles de personas salieron a la calle para pedir más transporte público.",
    "La biblioteca abre mañana a las diez. Habrá música y café para todos.",
    "Qué bonito está el jardín esta primavera, hay que venir a verlo.",
]
NAMES = ["Ana Ruiz", "Jörg Weiß", "Sam Field", "parkwatch", "stadtgrün", "la_plaza"]
FONTS = [
    "dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSans.ttf", "dejavu/DejaVuSerif-Bold.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf",
    "liberation/LiberationSans-Bold.ttf", "liberation/LiberationSansNarrow-Bold.ttf", "liberation/LiberationSerif-Regular.ttf",
    "lato/Lato-Regular.ttf", "lato/Lato-Black.ttf", "roboto-slab/RobotoSlab-Bold.otf", "comfortaa/Comfortaa-Bold.ttf",
]
COLOURS = [
    ("#ffffff", "#111111"), ("#111111", "#f4f1e8"), ("#ffdd00", "#0a3d2a"), ("#b00020", "#ffffff"), ("#ffffff", "#1d4e9e"),
    ("#2a2a2a", "#ffb3c1"), ("#f7f7f7", "#6a0dad"),
]


def font(chance, size, choice=None):
    paths = list(pathlib.Path("/usr/share/fonts").rglob(pathlib.Path(choice or chance.choice(FONTS)).name))
    return ImageFont.truetype(str(paths[0]), size)


def scene(chance, size):
    """A drawn background: colours that run into each other, with soft shapes and grain."""
    noise = numpy.random.default_rng(chance.getrandbits(32))
    small = Image.fromarray(noise.integers(30, 220, (6, 6, 3), dtype=numpy.uint8)).resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(small)
    for _ in range(12):
        x, y, r = chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(20, 160)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(40, 220) for _ in range(3)))
    grain = noise.normal(0, 6, (size[1], size[0], 3))
    return Image.fromarray(numpy.clip(numpy.asarray(small.filter(ImageFilter.GaussianBlur(6))) + grain, 0, 255).astype(numpy.uint8))


def background(chance, size, photos):
    if not photos:
        return scene(chance, size)
    with Image.open(chance.choice(photos)) as photo:
        photo = photo.convert("RGB")
    scale = max(size[0] / photo.width, size[1] / photo.height)
    photo = photo.resize((round(photo.width * scale) + 1, round(photo.height * scale) + 1), Image.Resampling.LANCZOS)
    return photo.crop((0, 0, *size))


def wrap(words, face, width):
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if face.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def poster(chance, photos):
    """A placard of one slogan, perhaps at a slant on a photograph."""
    words = chance.choice(SLOGANS)
    ink, paper = chance.choice(COLOURS)
    width = chance.randrange(420, 760)
    face = font(chance, chance.randrange(40, 84))
    lines = wrap(words, face, width - 60)
    step = round(face.size * 1.35)
    board = Image.new("RGBA", (max(width, round(max(map(face.getlength, lines))) + 60), step * len(lines) + 60), paper)
    draw = ImageDraw.Draw(board)
    for number, line in enumerate(lines):
        draw.text((30, 30 + number * step), line, font=face, fill=ink)
    angle = chance.choice([0, 0, chance.uniform(-12, 12)])
    board = board.rotate(angle, resample=Image.Resampling.BICUBIC, expand=True)
    size = (max(1080, board.width + 80), max(1080, board.height + 80))
    picture = background(chance, size, photos)
    picture.paste(board, (chance.randrange(20, size[0] - board.width - 10), chance.randrange(20, size[1] - board.height - 10)), board)
    return picture, lines


def meme(chance, photos):
    """White letters with a black rim, above and below."""
    size = (chance.choice([640, 800, 1080]), chance.choice([640, 800, 1080]))
    picture = background(chance, size, photos)
    draw = ImageDraw.Draw(picture)
    face = font(chance, size[0] // 16, chance.choice(["dejavu/DejaVuSansCondensed-Bold.ttf", "liberation/LiberationSansNarrow-Bold.ttf"]))
    lines = chance.choice(MEMES)
    for line, y in zip(lines, (20, size[1] - 30 - face.size)):
        draw.text((size[0] / 2, y), line, font=face, fill="white", stroke_width=max(2, face.size // 14), stroke_fill="black", anchor="ma")
    return picture, list(lines)


def screenshot(chance, _):
    """A post as a telephone shows it."""
    dark = chance.random() < 0.4
    ink, paper, grey = ("#e7e9ea", "#000000", "#71767b") if dark else ("#0f1419", "#ffffff", "#536471")
    width = chance.choice([720, 1080])
    scale = width / 720
    body = font(chance, round(26 * scale), chance.choice(["lato/Lato-Regular.ttf", "liberation/LiberationSans-Regular.ttf", "dejavu/DejaVuSans.ttf"]))
    bold = font(chance, round(26 * scale), "liberation/LiberationSans-Bold.ttf")
    lines = wrap(chance.choice(POSTS), body, width - round(80 * scale))
    name = chance.choice(NAMES)
    step = round(38 * scale)
    picture = Image.new("RGB", (width, round(150 * scale) + step * len(lines) + round(80 * scale)), paper)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((30 * scale, 30 * scale, 90 * scale, 90 * scale), fill=chance.choice(["#cc6644", "#4477aa", "#669944"]))
    draw.text((110 * scale, 44 * scale), name, font=bold, fill=ink)
    for number, line in enumerate(lines):
        draw.text((40 * scale, 120 * scale + number * step), line, font=body, fill=ink)
    foot = f"{chance.randrange(1, 24)}:{chance.randrange(10, 60)} · {chance.randrange(1, 29)} May 2024"
    draw.text((40 * scale, 130 * scale + len(lines) * step), foot, font=font(chance, round(20 * scale), "liberation/LiberationSans-Regular.ttf"), fill=grey)
    return picture, [name, *lines, foot]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--photos", type=pathlib.Path)
    given = arguments.parse_args()
    photos = sorted(path for path in given.photos.iterdir() if path.suffix.lower() in {".jpg", ".jpeg", ".png"}) if given.photos else []
    given.folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for number in range(given.count):
        chance = random.Random(f"posters {number}")
        kind = (poster, poster, meme, screenshot)[number % 4]
        picture, lines = kind(chance, photos if kind is meme or number % 8 < 4 else [])
        name = f"{kind.__name__}-{number:03}.jpg"
        picture.convert("RGB").save(given.folder / name, quality=chance.choice([70, 85, 95]))
        truth[name] = lines
    (given.folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
