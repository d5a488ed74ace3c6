"""embed.py MODEL-FOLDER THREADS OUT FOLDER COUNT: pictures to embeddings as a notebook does it with ONNX Runtime.

A plain loop over batches of 16: PIL, numpy, ONNX Runtime on THREADS threads (0: its default, all cores). Prints the
seconds of the loop; importing packages and opening the model are not counted.
"""
import json, pathlib, sys, time
import numpy as np
import onnxruntime
from preparing import Preparing

BATCH = 16
SUFFIXES = {"fp32": "", "fp16": "_fp16", "int8": "_int8"}


def graph(folder, precision):
    names = [part + SUFFIXES[precision] for part in ("vision_model", "model")]
    return next(path for path in sorted(folder.glob("onnx/*.onnx")) if path.stem in names)


def session(folder, threads, precision="fp32"):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(graph(folder, precision)), options, providers=["CPUExecutionProvider"])


def main():
    model, threads, out, folder, count = sys.argv[1:6]
    model = pathlib.Path(model)
    paths = sorted(pathlib.Path(folder).glob("*.jpg"))[:int(count)]
    prepare, run = Preparing(model / "preprocessor_config.json"), session(model, int(threads))
    start, cpu = time.perf_counter(), time.process_time()
    embeddings = []
    for first in range(0, len(paths), BATCH):
        pixels = np.stack([prepare(path) for path in paths[first:first + BATCH]])
        embeddings.append(run.run(["image_embeds"], {"pixel_values": pixels})[0])
    np.save(out, np.concatenate(embeddings))
    json.dump({"wall": time.perf_counter() - start, "cpu": time.process_time() - cpu}, sys.stdout)


if __name__ == "__main__":
    main()
