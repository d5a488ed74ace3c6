"""Draws a planned picture and stores it the way its post asks for."""

import io
import random

from PIL import Image

from canvas import Canvas
from study import GREY, ORIENTED, PROGRESSIVE

UNTURN = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


def drawn(picture):
    """The scene as a camera saw it: tilt, framing, focus, light and grain differ."""
    canvas = Canvas(*picture.size, picture.seed)
    picture.scene(canvas)
    rng = random.Random(f"{picture.seed}/camera")
    if rng.random() < 0.35:
        w, h, cut = canvas.w, canvas.h, rng.uniform(0.04, 0.16)
        x, y = rng.uniform(0, cut) * w, rng.uniform(0, cut) * h
        canvas.image = canvas.image.rotate(
            rng.uniform(-4, 4), Image.Resampling.BICUBIC, fillcolor=canvas.image.getpixel((3, 3))
        )
        box = (
            round(x + w * 0.04),
            round(y + h * 0.04),
            round(x + w * (0.96 - cut)),
            round(y + h * (0.96 - cut)),
        )
        canvas.image = canvas.image.crop(box).resize((w, h), Image.Resampling.BICUBIC)
    if rng.random() < 0.1:
        canvas.blurred(rng.uniform(1.5, 3.5))
    if rng.random() < 0.12:
        warm = rng.choice(((255, 232, 200), (214, 228, 255), (240, 220, 226)))
        canvas.multiply(warm)
    clean = picture.path.endswith(".png")
    grain = 0 if clean else rng.choice((1.5, 2.5, 3.5, 6))
    return canvas.finished(grain, rng.uniform(0, 0.35), rng.uniform(0.95, 1.18))


def stored(image, picture, post_id):
    """The bytes of the file."""
    rng, options = random.Random(f"{picture.seed}/file"), {}
    target = io.BytesIO()
    if picture.path.endswith(".png"):
        image.resize((160, 120), Image.Resampling.LANCZOS).save(target, "PNG", optimize=True)
    elif picture.path.endswith(".webp"):
        image.save(target, "WEBP", quality=76, method=4)
    else:
        if post_id in ORIENTED:
            image = image.transpose(UNTURN[ORIENTED[post_id]])
            exif = Image.Exif()
            exif[0x0112] = ORIENTED[post_id]
            options["exif"] = exif
        if post_id == GREY:
            image = image.convert("L")
        image.save(
            target,
            "JPEG",
            quality=rng.randint(64, 82),
            progressive=post_id == PROGRESSIVE,
            optimize=True,
            **options,
        )
    return target.getvalue()


def recompressed(image, seed):
    """What a repost makes of a picture: cut a little, brightened a little, compressed harder."""
    rng = random.Random(seed)
    w, h = image.size
    left, top = rng.randint(2, 5), rng.randint(1, 4)
    image = image.crop((left, top, w - rng.randint(1, 4), h - rng.randint(1, 4))).resize(
        (w * 9 // 10, h * 9 // 10), Image.Resampling.LANCZOS
    )
    lifted = image.point(lambda v: min(255, round(v * 1.04 + 2)))
    target = io.BytesIO()
    lifted.save(target, "JPEG", quality=52)
    return target.getvalue()


def pictures(posts):
    """Bytes by path for every post's pictures, the missing one too."""
    images, files = {}, {}
    for post in posts:
        for picture in post.pictures:
            original = picture.copy_of
            if original and picture.exact:
                files[picture.path] = files[original.path]
            elif original:
                files[picture.path] = recompressed(images[original.path], picture.seed)
            else:
                images[picture.path] = drawn(picture)
                files[picture.path] = stored(images[picture.path], picture, post.id)
    return files
