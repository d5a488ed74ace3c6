"""Pictures to embeddings with the encoders that come with the program, end to end: files on disk to an array on disk."""
from .alone import decoding_alone, inference_alone
from .decoding import SMALL
from .measuring import ProgramFailed, alternate, best, say
from .studies import CODEBOOK, forget_features
from .table import Row, at_least
from .workbench import LABELS, LITE0, SEEDLING

COUNTS = {SEEDLING: 5000, LITE0: 1000}
NOTEBOOK = 1.2
SAME = .9999


def measure(bench):
    return [row for model, count in COUNTS.items() for row in _encoder(bench, model, bench.count(count))]


def _encoder(bench, model, count):
    folder, pictures = bench.model(model), bench.make("pictures", count, *SMALL)
    study = bench.study(f"embeddings-{folder.name}", CODEBOOK)
    bench.codeframe("import", "posts", "-C", study, pictures / "posts.csv")
    ours_array, peer_array = study / "ours.npy", study / "peer.npy"

    def ours():
        forget_features(study)
        return bench.codeframe("export", "features", "-C", study, "--extractor", model, "-o", ours_array)

    def notebook(threads):
        return bench.peer("embed", folder, threads, peer_array, pictures / "pictures", count)[1]

    found = alternate(
        bench.rounds, ours=bench.at_pace(ours), notebook=bench.at_pace(lambda: notebook(0)),
        inference=bench.at_pace(lambda: inference_alone(bench, folder, "fp32", count)),
        decoding=bench.at_pace(lambda: decoding_alone(bench, folder, pictures)))
    # A ratio says something only where both did the same work.
    smallest = bench.peer("compare", ours_array, peer_array)[1]["smallest"]
    if smallest < SAME:
        raise ProgramFailed(f"the embeddings differ from the notebook's: smallest cosine {smallest:.6f}")
    single = notebook(1)

    mine, all_cores = best(found["ours"]), min(found["notebook"], key=lambda result: result["wall"])
    peer = min(all_cores, single, key=lambda result: result["wall"])
    inference, decoding = min(found["inference"]), min(found["decoding"])
    ideal = bench.cores / (inference + decoding)
    say(f"model alone {1000 * inference:.2f}, decoding alone {1000 * decoding:.2f} core-milliseconds a picture; "
        f"notebook {count / all_cores['wall']:.1f} a second on all threads, {count / single['wall']:.1f} on one")
    rate = count / mine.wall
    return [
        at_least(Row(
            f"embeddings, {LABELS[model]}, {count} pictures", f"{rate:.1f} /s", mine.cpu,
            f"{count / peer['wall']:.1f} /s", peer["cpu"], peer["wall"] / mine.wall), NOTEBOOK),
        Row(f"embeddings, {LABELS[model]}, share of the ideal", f"{rate:.1f} /s", mine.cpu, f"{ideal:.1f} /s",
            count * (inference + decoding), rate / ideal)]
