"""infer.py MODEL-FOLDER PRECISION COUNT WORKERS: core-seconds of a picture in the model alone.

WORKERS threads call one session of one thread with batches that are ready, so that all cores are as busy as in real work:
8 pictures, or 1 where the scale of the activations is measured over the batch. Prints CPU seconds a picture, and
core-seconds a picture (wall time of all workers).
"""
import concurrent.futures, json, pathlib, sys, time
import numpy as np
from embed import session

model, precision, count, workers = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
batch = 1 if precision == "int8" else 8
run = session(model, 1, precision)
pixels, = run.get_inputs()
output = run.get_outputs()[0].name
kind = np.float16 if pixels.type == "tensor(float16)" else np.float32
ready = np.random.default_rng(1).normal(0, 1, [batch, *pixels.shape[1:]]).astype(kind)
batches = max(1, count // batch // workers)


def work(repetitions):
    for _ in range(repetitions):
        run.run([output], {pixels.name: ready})


with concurrent.futures.ThreadPoolExecutor(workers) as pool:
    list(pool.map(work, [1] * workers))
    start, cpu = time.perf_counter(), time.process_time()
    list(pool.map(work, [batches] * workers))
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
pictures = batches * batch * workers
json.dump({"cpu": cpu / pictures, "core": wall * workers / pictures}, sys.stdout)
