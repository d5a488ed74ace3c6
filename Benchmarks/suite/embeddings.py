"""Pictures to embeddings, end to end: files on disk to an array on disk."""
import subprocess

from .decoding import SMALL, program
from .measuring import ProgramFailed, alternate, best, measure as run, say
from .studies import CODEBOOK, forget_features
from .table import Row, at_least
from .workbench import CLIP, LABELS, SEEDLING

# (model, pictures, rounds at most, whether the budget of the ideal share is the model's)
MODELS = [(SEEDLING, 5000, 9, False), (CLIP, 1000, 2, True)]
NOTEBOOK = 1.2
IDEAL = .97
SAME = .9999


def measure(bench):
    rows = []
    for model, full, rounds, is_clip in MODELS:
        rows += _model(bench, model, bench.count(full), min(rounds, bench.rounds), is_clip)
    return rows


def _model(bench, model, count, rounds, is_clip):
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
        rounds, ours=ours, notebook=lambda: notebook(0), inference=lambda: _inference(bench, folder, model, count),
        decoding=lambda: _decoding(bench, folder, pictures))
    _check_same(bench, ours_array, peer_array)
    single = notebook(1)

    mine, all_cores = best(found["ours"]), min(found["notebook"], key=lambda result: result["wall"])
    peer = min(all_cores, single, key=lambda result: result["wall"])
    inference = min(found["inference"])
    decoding = min(found["decoding"])
    ideal = bench.cores / (inference + decoding)
    say(f"{LABELS[model]}: model alone {1000 * inference:.2f}, decoding alone {1000 * decoding:.2f} core-milliseconds a picture; "
        f"notebook {count / all_cores['wall']:.1f} a second on all threads, {count / single['wall']:.1f} on one")
    rate = count / mine.wall
    share = Row(
        f"embeddings, {LABELS[model]}, share of the ideal", f"{rate:.1f} /s", mine.cpu, f"{ideal:.1f} /s",
        count * (inference + decoding), rate / ideal)
    return [
        at_least(Row(
            f"embeddings, {LABELS[model]}, {count} pictures", f"{rate:.1f} /s", mine.cpu, f"{count / peer['wall']:.1f} /s",
            peer["cpu"], peer["wall"] / mine.wall), NOTEBOOK),
        at_least(share, IDEAL) if is_clip else share]


def _inference(bench, folder, model, count):
    """Core-seconds a picture in the model alone, all cores busy."""
    pictures = count if model == SEEDLING else max(count // 5, 64)
    return bench.peer("infer", folder, pictures, bench.cores)[1]["cpu"]


def _decoding(bench, folder, pictures):
    """Core-seconds a picture of decoding alone, all cores busy."""
    files = sorted((pictures / "pictures").glob("*.jpg"))[:400]
    command = [str(part) for part in (program(), "time", "exact", folder / "preprocessor_config.json", *files)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(bench.cores)]
    answers = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        raise ProgramFailed("decoding alone did not end well")
    return sum(map(float, answers)) / len(answers) / len(files)


def _check_same(bench, ours, peer):
    """A ratio says something only where both did the same work."""
    smallest = bench.peer("compare", ours, peer)[1]["smallest"]
    if smallest < SAME:
        raise ProgramFailed(f"the embeddings differ from the notebook's: smallest cosine {smallest:.6f}")
