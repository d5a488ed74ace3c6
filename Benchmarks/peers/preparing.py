"""Pictures to tensors as a notebook does it, with PIL and numpy, from a model's preprocessor_config.json."""
import json, pathlib
import numpy as np
from PIL import Image


class Preparing:
    def __init__(self, config):
        config = json.loads(pathlib.Path(config).read_text())
        size, crop = config["size"], config["crop_size"]
        self.short = size["shortest_edge"] if isinstance(size, dict) else size
        self.crop = crop["height"] if isinstance(crop, dict) else crop
        self.filter = Image.Resampling(config["resample"])
        self.scale = np.float32(config.get("rescale_factor", 1 / 255))
        self.mean = np.array(config["image_mean"], np.float32)
        self.std = np.array(config["image_std"], np.float32)

    def __call__(self, file):
        """The tensor [3, crop, crop] of a path or an open file."""
        image = Image.open(file).convert("RGB")
        width, height = image.size
        long = int(self.short * max(width, height) / min(width, height))
        image = image.resize((self.short, long) if width <= height else (long, self.short), self.filter)
        left, top = (image.width - self.crop) // 2, (image.height - self.crop) // 2
        array = np.asarray(image.crop((left, top, left + self.crop, top + self.crop)), np.float32) * self.scale
        return np.ascontiguousarray(((array - self.mean) / self.std).transpose(2, 0, 1))
