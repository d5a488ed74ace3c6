"""JPEG to normalised tensor on one core: PIL beside the exact and the fast way. CPU time, files in memory."""
from .measuring import alternate, measure as run, say
from .table import Row, at_least
from .workbench import CLIP, SEEDLING, room_alone

LARGE = [(1440, 1080), (1920, 1080), (3000, 2000), (4032, 3024)]
SMALL = (480, 360)
MODELS = {SEEDLING: "64 px bilinear", CLIP: "224 px bicubic"}


def measure(bench):
    decoder = room_alone("decoding")
    rows = []
    for label, files, exact, fast in _sets(bench):
        for model, preprocessing in MODELS.items():
            config = bench.model(model) / "preprocessor_config.json"
            times = alternate(
                bench.rounds,
                pil=lambda: bench.peer("decode", config, *files)[1]["seconds"],
                exact=lambda: float(run(decoder, "time", "exact", config, *files).output),
                fast=lambda: float(run(decoder, "time", "fast", config, *files).output))
            seconds = {way: min(found) for way, found in times.items()}
            for way, budget in (("exact", exact), ("fast", fast)):
                row = Row(
                    f"decoding, {label}, {preprocessing}, {way}", _each(seconds[way], files), seconds[way],
                    _each(seconds["pil"], files), seconds["pil"], seconds["pil"] / seconds[way])
                rows.append(at_least(row, budget) if budget else row)
    return rows


def _sets(bench):
    """Pictures with the budgets of the exact and the fast way."""
    for width, height in LARGE:
        folder = bench.make("pictures", 2 if bench.quick else 6, width, height)
        yield f"{width}x{height}", sorted(folder.glob("pictures/*.jpg")), 1.5, 3
    folder = bench.make("pictures", bench.count(5000), *SMALL)
    yield f"{SMALL[0]}x{SMALL[1]}", sorted(folder.glob("pictures/*.jpg"))[:100], 1.5, None
    if bench.photos:
        files = sorted(p for p in bench.photos.rglob("*") if p.suffix.lower() in (".jpg", ".jpeg"))
        if files:
            yield f"{len(files)} photographs", files, 1.5, None
        else:
            say(f"{bench.photos} holds no JPEGs")


def _each(seconds, files):
    return f"{1000 * seconds / len(files):.2f} ms"
