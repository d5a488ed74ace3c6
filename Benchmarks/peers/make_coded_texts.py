"""make_coded_texts.py FOLDER COUNT: posts of words alone, in six categories that their words tell apart, mostly.

Writes posts.csv (id, caption, split: every fifth post is test) and codings.csv, gold codings of all posts.
"""
import csv, itertools, pathlib, random, sys

CATEGORIES = ["culture", "fauna", "food", "nature", "sport", "town"]
SYLLABLES = [first + second for first in "bdfghklmnprstvz" for second in ["a", "e", "i", "o", "u", "ai", "ou"]]
NOISE = 0.05

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
rng = random.Random(count)
words = ["".join(rng.choices(SYLLABLES, k=rng.randrange(2, 5))) for _ in range(20_000)]
# Words are as frequent as in any text (Zipf); each category has 300 of its own that it likes.
common = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
liked = {name: rng.sample(words[200:], 300) for name in CATEGORIES}


def caption(category):
    said = rng.choices(words, cum_weights=common, k=rng.randrange(6, 40))
    for place in range(len(said)):
        if rng.random() < 0.08:
            said[place] = rng.choice(liked[category])
    if rng.random() < 0.3:
        said.append("#" + rng.choice(liked[category] if rng.random() < 0.4 else words))
    return " ".join(said)


with open(folder / "posts.csv", "w", newline="", encoding="utf-8") as posts, \
        open(folder / "codings.csv", "w", newline="", encoding="utf-8") as codings:
    table, gold = csv.writer(posts), csv.writer(codings)
    table.writerow(["id", "caption", "split"])
    gold.writerow(["id", "coder", "variable", "value"])
    for number in range(count):
        category = rng.choice(CATEGORIES)
        table.writerow([f"t{number:06}", caption(category), "test" if number % 5 == 0 else "train"])
        said = rng.choice(CATEGORIES) if rng.random() < NOISE else category
        gold.writerow([f"t{number:06}", "gold", "subject", said])
