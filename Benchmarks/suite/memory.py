"""The largest memory while a probe codes a million posts, half of which share 200 pictures."""
from .cached import check_coded
from .studies import ready_probes
from .table import Row
from .workbench import SEEDLING

COUNT = 1_000_000
LIMIT = 1 << 30
PROBE = "probe"


def measure(bench):
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
