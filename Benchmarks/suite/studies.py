"""Studies that the measurements work on."""

CODEBOOK = """\
study: Benchmark
gold: gold
variables:
  - name: light
    type: category
    categories:
      - name: warm
      - name: cold
"""


def with_probes(names, encoder):
    """`codeframe.yaml` with probes that differ in nothing but their name: each codes everything anew."""
    coders = "".join(
        f"  - name: {name}\n    kind: probe\n    encoder: {encoder}\n    head: logistic\n    learns-from: gold\n"
        for name in names)
    return CODEBOOK + "coders:\n" + coders


def ready_probes(bench, name, encoder, posts, codings, probes):
    """A study with imported posts and trained probes, and without any feature in its cache."""
    study = bench.study(name, with_probes(probes, encoder))
    bench.codeframe("import", "posts", "-C", study, posts)
    bench.codeframe("import", "codings", "-C", study, codings)
    for probe in probes:
        bench.codeframe("train", "-C", study, probe)
    forget_features(study)
    return study


def forget_features(study):
    """Empties the cache of features, which may be deleted at any time."""
    for file in (study / "cache").glob("features.sqlite*"):
        file.unlink()
