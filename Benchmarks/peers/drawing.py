"""Pictures that compress about as photographs do, drawn from a seed."""
import numpy as np
from PIL import Image

CANVASES = 4


def noise(width, height, seed):
    """Noise at many scales (1.5 to 2.5 bits a pixel as JPEG of quality 85), float32 [height, width, 3]."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for step, weight in ((256, 60), (64, 40), (16, 24), (4, 12), (1, 5)):
        grid = rng.normal(0, weight, (height // step + 2, width // step + 2, 3)).astype(np.float32)
        for channel in range(3):
            layer = Image.fromarray(grid[..., channel]).resize((width, height), Image.Resampling.BICUBIC)
            picture[..., channel] += np.asarray(layer)
    grey = picture.mean(axis=2, keepdims=True)
    return 128 + grey + .5 * (picture - grey)


def save(folder, count, width, height):
    """Writes FOLDER/000000.jpg and so on; those with an even number are warm, the others cold."""
    folder.mkdir()
    # Large pictures are drawn each for itself; many small ones are cut from a few canvases, which is much faster.
    cut = count > 16
    canvases = [noise(3 * width, 3 * height, seed) for seed in range(CANVASES)] if cut else []
    rng = np.random.default_rng(count)
    for number in range(count):
        if cut:
            left, top = rng.integers(2 * width), rng.integers(2 * height)
            pixels = canvases[number % CANVASES][top:top + height, left:left + width]
        else:
            pixels = noise(width, height, number)
        tint = np.array([12, 0, -12] if number % 2 == 0 else [-12, 0, 12], np.float32) * rng.uniform(0, 2)
        image = Image.fromarray(np.clip(pixels + tint, 0, 255).astype(np.uint8))
        image.save(folder / f"{number:06}.jpg", quality=85)


def light(number):
    """The category of a picture."""
    return "warm" if number % 2 == 0 else "cold"
