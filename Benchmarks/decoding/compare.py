#!/usr/bin/env python3
"""JPEG to normalised tensor: PIL against Codeframe's exact and fast way, CPU time of one core, in one run.

    pip install pillow==12.0.0 numpy==2.4.6
    python Benchmarks/decoding/compare.py [FOLDER-OF-JPEGS ...]

Draws photographs-like JPEGs of several sizes, prepares them for CLIP (short edge 224, bicubic, crop 224), and takes of
each way the best of five alternating rounds.
"""
import json, pathlib, subprocess, sys, tempfile, time
import numpy as np
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = 5
MEAN = np.array([.48145466, .4578275, .40821073], np.float32)
STD = np.array([.26862954, .26130258, .27577711], np.float32)
CLIP = {"size": {"shortest_edge": 224}, "do_center_crop": True, "crop_size": 224, "resample": 3,
        "image_mean": [.48145466, .4578275, .40821073], "image_std": [.26862954, .26130258, .27577711]}
SIZES = [(1440, 1080), (1920, 1080), (1080, 1350), (3000, 2000), (4032, 3024)]


def draw(width, height, seed):
    """Noise at many scales, which compresses about as a photograph does (1.5 to 2.5 bits a pixel at quality 85)."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for step, weight in ((256, 60), (64, 40), (16, 24), (4, 12), (1, 5)):
        noise = rng.normal(0, weight, (height // step + 2, width // step + 2, 3)).astype(np.float32)
        for channel in range(3):
            layer = Image.fromarray(noise[..., channel]).resize((width, height), Image.Resampling.BICUBIC)
            picture[..., channel] += np.asarray(layer)
    grey = picture.mean(axis=2, keepdims=True)
    return Image.fromarray(np.clip(128 + grey + .5 * (picture - grey), 0, 255).astype(np.uint8))


def pil(path):
    image = Image.open(path).convert("RGB")
    width, height = image.size
    long = int(224 * max(width, height) / min(width, height))
    image = image.resize((224, long) if width <= height else (long, 224), Image.Resampling.BICUBIC)
    left, top = (image.width - 224) // 2, (image.height - 224) // 2
    array = np.asarray(image.crop((left, top, left + 224, top + 224)), np.float32) * np.float32(1 / 255)
    return np.ascontiguousarray(((array - MEAN) / STD).transpose(2, 0, 1))


def measure(label, paths, config, program):
    best = {"PIL": 1e9, "exact": 1e9, "fast": 1e9}
    for path in paths:
        pil(path)
    for _ in range(ROUNDS):
        start = time.process_time()
        for path in paths:
            pil(path)
        best["PIL"] = min(best["PIL"], time.process_time() - start)
        for way in ("exact", "fast"):
            answer = subprocess.run([program, "time", way, config, *map(str, paths)], check=True, capture_output=True)
            best[way] = min(best[way], float(answer.stdout))
    milliseconds = {way: 1000 * seconds / len(paths) for way, seconds in best.items()}
    print(f"{label:28} {milliseconds['PIL']:8.2f} {milliseconds['exact']:8.2f} {milliseconds['fast']:8.2f}"
          f"   {best['PIL'] / best['exact']:5.2f} x {best['PIL'] / best['fast']:5.2f} x", flush=True)


def main():
    subprocess.run(["swift", "build", "-c", "release", "--package-path", HERE.parent, "--product", "decoding"],
                   check=True, stdout=sys.stderr)
    program = HERE.parent / ".build/release/decoding"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        config = folder / "preprocessor_config.json"
        config.write_text(json.dumps(CLIP))
        print(f"{'ms a picture, CPU':28} {'PIL':>8} {'exact':>8} {'fast':>8}   {'PIL/exact':>7} {'PIL/fast':>7}")
        for width, height in SIZES:
            paths = []
            for seed in range(4):
                paths.append(folder / f"{width}x{height}-{seed}.jpg")
                draw(width, height, seed).save(paths[-1], quality=85)
            bits = sum(8 * p.stat().st_size for p in paths) / len(paths) / width / height
            measure(f"{width} x {height}, {bits:.1f} bit/pixel", paths, config, program)
        for name in sys.argv[1:]:
            paths = sorted(p for p in pathlib.Path(name).rglob("*") if p.suffix.lower() in (".jpg", ".jpeg"))
            if paths:
                measure(f"{len(paths)} of {pathlib.Path(name).name}", paths, config, program)


if __name__ == "__main__":
    main()
