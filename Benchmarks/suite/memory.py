"""The largest memory while a probe codes a million posts, half of which share 200 pictures, and while pictures are embedded."""
from .cached import check_coded
from .decoding import SMALL
from .studies import CODEBOOK, forget_features, ready_probes
from .table import Row
from .workbench import SEEDLING

COUNT = 1_000_000
LIMIT = 1 << 30
FEW, MANY = 500, 5000
FLAT = 32 << 20
PROBE = "probe"


def measure(bench):
    return _coding(bench) + _embedding(bench)


def _embedding(bench):
    """Ten times the pictures must not take more than what ten times the rows of a table do."""
    peaks = {}
    for count in (bench.count(FEW), bench.count(MANY)):
        pictures = bench.make("pictures", count, *SMALL)
        study = bench.study(f"memory-{count}", CODEBOOK)
        bench.codeframe("import", "posts", "-C", study, pictures / "posts.csv")
        forget_features(study)
        peaks[count] = bench.codeframe(
            "export", "features", "-C", study, "--extractor", SEEDLING, "-o", study / "features.npy").peak
    (few, least), (many, most) = peaks.items()
    return [Row(
        f"embeddings of {many:,} pictures, memory above {few:,}", f"{(most - least) / (1 << 20):.0f} MiB", None,
        f"{few:,} pictures {least >> 20} MiB", None, None, f"< {FLAT >> 20} MiB", most - least < FLAT)]


def _coding(bench):
    count = bench.count(COUNT)
    small, large = (bench.make("posts", number) for number in (1000, count))
    baseline = ready_probes(
        bench, "memory-small", SEEDLING, small / "posts.csv", small / "codings.csv", [PROBE])
    model = bench.codeframe("code", "-C", baseline, PROBE, "--dry-run")
    study = ready_probes(bench, "memory", SEEDLING, large / "posts.csv", large / "codings.csv", [PROBE])
    coding = bench.codeframe("code", "-C", study, PROBE)
    check_coded(study, [PROBE], count // 2)
    check_coded(study, [PROBE], count - count // 2, status="abstained")
    above = coding.peak - model.peak
    return [
        Row(f"coding {count:,} posts, memory above the model", f"{above >> 20} MiB", None,
            f"model {model.peak >> 20} MiB", None, None, f"< {LIMIT >> 20} MiB", above < LIMIT),
        Row(f"coding {count:,} posts, time", f"{coding.wall:.1f} s, {count / coding.wall:,.0f} posts/s", coding.cpu)]
