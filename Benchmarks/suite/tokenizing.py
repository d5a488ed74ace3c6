"""Captions to token ids on one thread: Python's `tokenizers` beside ours. CPU time; the ids must be equal."""
from .measuring import ProgramFailed, alternate, measure as run
from .table import Row, at_least
from .workbench import room_alone

FAMILIES = {"clip": "CLIP's BPE", "wordpiece": "BERT's WordPiece", "unigram": "T5's Unigram"}
PASSES = 5
BUDGET = 2


def measure(bench):
    tokenizer = room_alone("tokenizing")
    texts = bench.count(20_000)
    folder = bench.make("tokenizers", texts)
    captions = folder / "captions.json"
    rows = []
    for family, label in FAMILIES.items():
        file = folder / f"{family}.json"
        times = alternate(
            bench.rounds,
            peer=lambda: bench.peer("tokenize_captions", file, captions, PASSES)[1],
            ours=lambda: float(run(tokenizer, "time", file, captions, PASSES).output))
        ids = run(tokenizer, "ids", file, captions).output.splitlines()
        if ids != times["peer"][0]["ids"]:
            raise ProgramFailed(f"{label}: the ids differ from those of the Python library")
        ours = min(times["ours"])
        peer = min(min(found["one by one"], found["batch"]) for found in times["peer"])
        rows.append(at_least(
            Row(f"tokenizing, {label}", _each(ours, texts), ours, _each(peer, texts), peer, peer / ours), BUDGET))
    return rows


def _each(seconds, texts):
    return f"{1e6 * seconds / texts:.1f} us"
