"""infer.py MODEL-FOLDER COUNT WORKERS: core-seconds of a picture in the model alone.

WORKERS threads call one session of one thread with batches of 16 that are ready, so that all cores are as busy as in
real work. Prints CPU seconds a picture, and core-seconds a picture (wall time of all workers).
"""
import concurrent.futures, json, pathlib, sys, time
import numpy as np
from embed import BATCH, session

model, count, workers = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
run = session(model, 1)
shape = [BATCH, *run.get_inputs()[0].shape[1:]]
pixels = np.random.default_rng(1).normal(0, 1, shape).astype(np.float32)
batches = max(1, count // BATCH // workers)


def work(repetitions):
    for _ in range(repetitions):
        run.run(["image_embeds"], {"pixel_values": pixels})


with concurrent.futures.ThreadPoolExecutor(workers) as pool:
    list(pool.map(work, [1] * workers))
    start, cpu = time.perf_counter(), time.process_time()
    list(pool.map(work, [batches] * workers))
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
pictures = batches * BATCH * workers
json.dump({"cpu": cpu / pictures, "core": wall * workers / pictures}, sys.stdout)
