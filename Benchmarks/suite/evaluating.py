"""Figures of a million posts: two imported models of half of them, one of all, gold of two thousand."""
import random

from .table import Row

COUNT = 1_000_000
GOLD = 2_000
SECONDS = 15
MEMORY = 600 << 20
LABELS = ["Landscape", "People", "Animals", "Sports", "Buildings", "Food"]
CODEBOOK = """study: Million
gold: gold
seed: 1
variables:
  - name: topic
    type: category
    categories:
""" + "".join(f"      - name: {label}\n" for label in LABELS)


def measure(bench):
    count = bench.count(COUNT)
    study = bench.study("evaluate", CODEBOOK)
    chance = random.Random(7)
    truth = chance.choices(LABELS, [30, 25, 15, 12, 10, 8], k=count)
    posts = study / "posts.csv"
    with posts.open("w") as table:
        table.write("id,text,account\n")
        table.writelines(f"p{place:07d},about {truth[place].lower()},account {place % 5000}\n" for place in range(count))
    bench.codeframe("import", "posts", "-C", study, posts)
    gold = sorted(chance.sample(range(count), min(GOLD, count)))
    for name, places, accuracy in [
            ("gold", gold, 1), ("first", range(0, count, 2), .8), ("second", range(1, count, 2), .75),
            ("third", range(count), .7)]:
        table = study / f"{name}.csv"
        with table.open("w") as rows:
            rows.write("post_id,variable,value,confidence,coder\n")
            for place in places:
                said = truth[place] if chance.random() < accuracy else chance.choice(LABELS)
                rows.write(f"p{place:07d},topic,{said},{chance.uniform(.3, 1):.4f},{name}\n")
        kind = [] if name == "gold" else ["--kind", "model"]
        bench.codeframe("import", "codings", "-C", study, *kind, table)
    return [
        row for command in (["evaluate"], ["report", "--no-pictures", "-o", study / "report.html"])
        for row in rows(f"{command[0]}, {count:,} posts", bench.codeframe(command[0], "-C", study, *command[1:]))]


def rows(what, measured):
    return [
        Row(f"{what}, time", f"{measured.wall:.1f} s", measured.cpu, budget=f"< {SECONDS} s",
            met=measured.wall < SECONDS),
        Row(f"{what}, memory", f"{measured.peak >> 20} MiB", budget=f"< {MEMORY >> 20} MiB",
            met=measured.peak < MEMORY)]
