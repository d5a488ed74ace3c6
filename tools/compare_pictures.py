#!/usr/bin/env python3
"""Compares Codeframe's tensors and hashes with Pillow's and imagehash's on a folder of JPEGs, and, with an ONNX encoder,
the embeddings of the fast way, and of wrong filters, with those of the exact way.

    pip install pillow==12.0.0 imagehash==4.3.2 numpy==2.4.6 onnxruntime
    swift build -c release --package-path Benchmarks --product decoding
    python tools/compare_pictures.py FOLDER [MODEL-FOLDER]
"""
import json, pathlib, subprocess, sys, tempfile
import imagehash
import numpy as np
from PIL import Image, ImageOps

PROGRAM = pathlib.Path(__file__).resolve().parents[1] / "Benchmarks/.build/release/decoding"
CLIP = {"size": {"shortest_edge": 224}, "do_center_crop": True, "crop_size": 224, "resample": 3,
        "image_mean": [.48145466, .4578275, .40821073], "image_std": [.26862954, .26130258, .27577711]}


def dump(way, filter, margin, config, paths, side, folder):
    out = folder / "tensors.f32"
    subprocess.run([PROGRAM, "dump", way, filter, str(margin), config, out, *paths], check=True)
    return np.fromfile(out, np.float32).reshape(len(paths), 3, side, side)


def pillow(path, config, side):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    edge = config["size"]["shortest_edge"]
    width, height = image.size
    long = int(edge * max(width, height) / min(width, height))
    image = image.resize((edge, long) if width <= height else (long, edge), config["resample"])
    left, top = (image.width - side) // 2, (image.height - side) // 2
    array = np.asarray(image.crop((left, top, left + side, top + side)), np.float64) / 255
    return ((array - config["image_mean"]) / config["image_std"]).transpose(2, 0, 1)


def compare_tensors(name, config, paths, folder):
    file = folder / "config.json"
    file.write_text(json.dumps(config))
    side = config["crop_size"] if isinstance(config["crop_size"], int) else config["crop_size"]["width"]
    ours = dump("exact", "-", 1, file, paths, side, folder)
    theirs = np.stack([pillow(path, config, side) for path in paths])
    samples = np.abs(ours - theirs) * np.array(config["image_std"])[None, :, None, None] * 255
    print(f"{name}: {100 * (samples <= 1.001).mean():.4f} % of {samples.size} values within 1/255, largest difference "
          f"{samples.max():.3f}/255, {100 * (samples < .001).mean():.4f} % equal")


def compare_embeddings(model, paths, folder):
    import onnxruntime
    session = onnxruntime.InferenceSession(model / "onnx/model.onnx")
    file = model / "preprocessor_config.json"
    config = json.loads(file.read_text())
    side = config["crop_size"]["width"]
    embed = lambda tensors: session.run(None, {session.get_inputs()[0].name: tensors})[0].astype(np.float64)
    exact = embed(dump("exact", "-", 1, file, paths, side, folder))
    mean = exact.mean(axis=0)
    def report(label, tensors):
        a, b = exact - mean, embed(tensors) - mean
        cosine = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
        print(f"{label:24} smallest {cosine.min():.5f}  median {np.median(cosine):.5f}  below .999: {(cosine < .999).sum()} of {len(paths)}")
    for margin in (1, 1.5, 2, 2.5, 3, 4, 5, 6):
        report(f"fast, margin {margin}", dump("fast", "-", margin, file, paths, side, folder))
    for filter in ("bicubic", "lanczos", "hamming", "box", "nearest"):
        report(f"exact, {filter}", dump("exact", filter, 1, file, paths, side, folder))


def main():
    paths = sorted(str(p) for p in pathlib.Path(sys.argv[1]).rglob("*") if p.suffix.lower() in (".jpg", ".jpeg"))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        compare_tensors("CLIP, bicubic 224", CLIP, paths, folder)
        compare_tensors("bilinear 64", {**CLIP, "size": {"shortest_edge": 64}, "crop_size": 64, "resample": 2}, paths, folder)
        ours = subprocess.run([PROGRAM, "hash", *paths], check=True, capture_output=True, text=True).stdout.split()
        theirs = [str(imagehash.phash(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))) for path in paths]
        print(f"perceptual hashes equal: {sum(a == b for a, b in zip(ours, theirs))} of {len(paths)}")
        if len(sys.argv) > 2:
            compare_embeddings(pathlib.Path(sys.argv[2]), paths, folder)


if __name__ == "__main__":
    main()
