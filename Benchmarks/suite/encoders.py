"""Pictures to embeddings with the encoders that researchers name, beside the notebook: PIL, transformers, torch."""
from .alone import decoding_alone, inference_alone
from .measuring import ProgramFailed, alternate, best, say
from .studies import CODEBOOK, forget_features
from .table import Row, at_least
from .workbench import CLIP, DINOV2, LABELS

SIZES = [(640, 480), (1080, 1350)]
COUNT = 400
ROUNDS = 2
NOTEBOOK = 1.2
IDEAL = .97
# The least cosine with the notebook's embeddings, less their mean, that a precision may have to count as the same work.
PRECISIONS = {"fp32": .999, "fp16": .995, "int8": .75}


def measure(bench):
    return [row for model in (CLIP, DINOV2) for size in SIZES for row in _encoder(bench, model, size)]


def _encoder(bench, model, size):
    count = bench.count(COUNT)
    folder, pictures = bench.model(model), bench.make("pictures", count, *size)
    label = f"{LABELS[model]}, {size[0]} x {size[1]}"
    study = bench.study(f"encoders-{folder.name}", CODEBOOK)
    bench.codeframe("import", "posts", "-C", study, pictures / "posts.csv")
    peer_array = study / "notebook.npy"

    def ours(precision):
        forget_features(study)
        return bench.codeframe(
            "export", "features", "-C", study, "--extractor", model, "--precision", precision,
            "-o", study / f"{precision}.npy")

    def alone(precision):
        # Enough batches for a steady figure, and no more: the model alone is most of the work.
        return inference_alone(bench, folder, precision, max(count // 8, 16 * bench.cores))

    notebook = lambda: bench.peer("notebook", bench.tower(model) / "torch", peer_array, pictures / "pictures", count)
    ways = {
        "notebook": notebook, "decoding": lambda: decoding_alone(bench, folder, pictures),
        **{f"ours {name}": lambda name=name: ours(name) for name in PRECISIONS},
        **{f"alone {name}": lambda name=name: alone(name) for name in PRECISIONS}}
    found = alternate(min(ROUNDS, bench.rounds), **{name: bench.at_pace(way) for name, way in ways.items()})

    process, peer = min(found["notebook"], key=lambda result: result[1]["wall"])
    decoding = min(found["decoding"])
    say(f"{label}: decoding alone {1000 * decoding:.2f} core-milliseconds a picture; notebook with {peer['processor']} on "
        f"{peer['threads']} threads")
    rows = []
    for precision in PRECISIONS:
        mine, inference = best(found[f"ours {precision}"]), min(found[f"alone {precision}"])
        cosine = _check_same(bench, label, precision, study / f"{precision}.npy", peer_array)
        say(f"{label}, {precision}: model alone {1000 * inference:.2f} core-milliseconds a picture; smallest cosine with the "
            f"notebook's, less the mean, {cosine:.6f}")
        rate, ideal = count / mine.wall, bench.cores / (inference + decoding)
        row = Row(
            f"{label}, {precision}", f"{rate:.1f} /s", mine.cpu, f"{count / peer['wall']:.1f} /s", peer["cpu"],
            peer["wall"] / mine.wall)
        share = Row(
            f"{label}, {precision}, share of the ideal", f"{rate:.1f} /s", mine.cpu, f"{ideal:.1f} /s",
            count * (inference + decoding), rate / ideal)
        memory = Row(
            f"{label}, {precision}, memory", f"{mine.peak >> 20} MiB", None, f"{process.peak >> 20} MiB", None,
            process.peak / mine.peak)
        budgeted = precision == "fp32"
        rows += [
            at_least(row, NOTEBOOK) if budgeted else row,
            at_least(share, IDEAL) if budgeted and model == CLIP else share, memory]
    return rows


def _check_same(bench, label, precision, ours, peer):
    """A ratio says something only where both did the same work."""
    cosine = bench.peer("compare", ours, peer)[1]["centred"]
    if cosine < PRECISIONS[precision]:
        raise ProgramFailed(f"{label}, {precision}: the embeddings differ from the notebook's: smallest cosine {cosine:.6f}")
    return cosine
