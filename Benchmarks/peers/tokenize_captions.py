"""tokenize_captions.py TOKENIZER CAPTIONS PASSES: CPU seconds of the library's faster way on one thread, and the ids."""
import json, os, pathlib, sys, time

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
from tokenizers import Tokenizer

tokenizer = Tokenizer.from_file(sys.argv[1])
captions = json.loads(pathlib.Path(sys.argv[2]).read_text())
passes = int(sys.argv[3])


def least(way):
    seconds = []
    for _ in range(passes):
        start = time.process_time()
        way()
        seconds.append(time.process_time() - start)
    return min(seconds)


def one_by_one():
    for caption in captions:
        tokenizer.encode(caption).ids


def together():
    for start in range(0, len(captions), 1000):
        for encoding in tokenizer.encode_batch(captions[start:start + 1000]):
            encoding.ids


def ids():
    for caption in captions:
        yield " ".join(map(str, tokenizer.encode(caption).ids))


json.dump({"one by one": least(one_by_one), "batch": least(together), "ids": list(ids())}, sys.stdout)
