"""notebook.py TORCH-FOLDER OUT FOLDER COUNT: pictures to embeddings as a study's notebook does it.

PIL, the processor that transformers gives for the model, torch on its own number of threads, batches of 500, no gradients.
Prints the seconds of the loop; importing packages and opening the model are not counted.
"""
import json, pathlib, sys, time
import numpy as np
import torch
import transformers
from PIL import Image

BATCH = 500

model_folder, out, folder, count = sys.argv[1:5]
paths = sorted(pathlib.Path(folder).glob("*.jpg"))[:int(count)]
architecture, = json.loads((pathlib.Path(model_folder) / "config.json").read_text())["architectures"]
processor = transformers.AutoImageProcessor.from_pretrained(model_folder)
model = getattr(transformers, architecture).from_pretrained(model_folder).eval()

start, cpu = time.perf_counter(), time.process_time()
embeddings = []
for first in range(0, len(paths), BATCH):
    images = [Image.open(path).convert("RGB") for path in paths[first:first + BATCH]]
    inputs = processor(images=images, return_tensors="pt")
    with torch.no_grad():
        answer = model(**inputs)
    embeddings.append((answer.image_embeds if "image_embeds" in answer else answer.last_hidden_state[:, 0]).numpy())
np.save(out, np.concatenate(embeddings))
json.dump({
    "wall": time.perf_counter() - start, "cpu": time.process_time() - cpu, "threads": torch.get_num_threads(),
    "processor": type(processor).__name__}, sys.stdout)
