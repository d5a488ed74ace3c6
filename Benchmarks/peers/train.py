"""train.py FOLDER EPOCHS BATCH THREADS: the same network by torch: Linear-ReLU-Dropout-Linear, AdamW, batches by index.

No DataLoader, which would only cost time. Of AdamW the faster of its two ways, `fused`.
"""
import json, pathlib, sys, time
import numpy as np, torch
from torch import nn

folder, (epochs, batch, threads) = pathlib.Path(sys.argv[1]), map(int, sys.argv[2:])
torch.set_num_threads(threads)
torch.manual_seed(1)


def examples(name):
    classes = np.fromfile(folder / f"{name}.classes", np.uint8)
    features = np.fromfile(folder / f"{name}.float32", "<f4").reshape(len(classes), -1)
    return torch.from_numpy(features), torch.from_numpy(classes.astype(np.int64))


features, classes = examples("learned")
wall, cpu = time.perf_counter(), time.process_time()
mean, deviation = features.mean(0), features.std(0, correction=0)
inputs = (features - mean) / deviation
model = nn.Sequential(
    nn.Linear(inputs.shape[1], 512), nn.ReLU(), nn.Dropout(.2), nn.Linear(512, int(classes.max()) + 1))
weights = [parameter for parameter in model.parameters() if parameter.dim() > 1]
intercepts = [parameter for parameter in model.parameters() if parameter.dim() == 1]
optimiser = torch.optim.AdamW(
    [{"params": weights, "weight_decay": .01}, {"params": intercepts, "weight_decay": 0}], lr=1e-3, fused=True)
measure = nn.CrossEntropyLoss()
for _ in range(epochs):
    order, total = torch.randperm(len(inputs)), 0
    for own in order.split(batch):
        optimiser.zero_grad()
        loss = measure(model(inputs[own]), classes[own])
        loss.backward()
        optimiser.step()
        total += loss.detach() * len(own)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu

model.eval()
held, truth = examples("held")
with torch.no_grad():
    right = (model((held - mean) / deviation).argmax(1) == truth).double().mean().item()
json.dump({"wall": wall, "cpu": cpu, "accuracy": right, "loss": float(total) / len(inputs)}, sys.stdout)
