#!/usr/bin/env python3
"""Says how well the embedded encoder tells the demo's categories apart, out of fold.

learnable.py path/to/seedling-64/onnx/model.onnx
"""

import csv
import pathlib
import sys

import numpy as np
import onnxruntime
from PIL import Image, ImageOps
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, normalize

from study import COPIED, RECOMPRESSED

DEMO = pathlib.Path(__file__).resolve().parents[2] / "Demo"
MEAN, DEVIATION = np.float32((0.485, 0.456, 0.406)), np.float32((0.229, 0.224, 0.225))


def tensor(path):
    image = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    w, h = image.size
    size = (64, int(64 * h / w)) if w <= h else (int(64 * w / h), 64)
    image = image.resize(size, Image.Resampling.BILINEAR)
    x, y = (size[0] - 64) // 2, (size[1] - 64) // 2
    pixels = np.asarray(image.crop((x, y, x + 64, y + 64)), np.float32) / 255
    return ((pixels - MEAN) / DEVIATION).transpose(2, 0, 1)


def rows(name):
    with open(DEMO / name, newline="", encoding="utf-8") as table:
        return list(csv.DictReader(table))


def main(model):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    images = {row["id"]: row["image"].split("|") for row in rows("posts.csv")}
    gold = {row["id"]: row["value"] for row in rows("gold.csv")}
    vectors, labels, groups = [], [], []
    for id, category in gold.items():
        paths = [DEMO / name for name in images[id] if (DEMO / name).exists()]
        if paths:
            embeddings = session.run(
                ["image_embeds"], {"pixel_values": np.stack([tensor(p) for p in paths])}
            )[0]
            vectors.append(normalize(embeddings).mean(axis=0))
            labels.append(category)
            groups.append({**RECOMPRESSED, **COPIED}.get(id, id))
    x, y, names = np.stack(vectors), np.array(labels), sorted(set(labels))
    heads = {
        "logistic": make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000)),
        "knn": KNeighborsClassifier(5),
    }
    for name, head in heads.items():
        scores = []
        for seed in range(5):
            folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
            answers = cross_val_predict(head, x, y, cv=folds, groups=groups)
            scores.append((answers == y).mean())
        print(f"{name}: {np.mean(scores):.3f} (from {min(scores):.3f} to {max(scores):.3f}), n = {len(y)}")
        print(
            "\n".join(f"  {n:20}{row}" for n, row in zip(names, confusion_matrix(y, answers, labels=names)))
        )


if __name__ == "__main__":
    main(sys.argv[1])
