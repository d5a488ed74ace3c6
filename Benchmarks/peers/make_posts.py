"""make_posts.py FOLDER COUNT: a table of posts as a platform gives it, half of them with one of 200 pictures.

Writes posts.csv (8 columns; captions with commas, quotes, line breaks and other scripts), pictures/*.jpg, and
codings.csv, gold codings of the first posts that have each picture.
"""
import csv, pathlib, random, sys
from drawing import light, save

PICTURES = 200
WORDS = (
    "morning light over the lake, we walked for hours and \"nobody\" else was there park visitors bridge river "
    "sunset dog beautiful trail forest first snow; coffee by the water weekend family hiking mountains see you again "
    "Wanderung im Wald schön größer été forêt монтань 日本 の 山 🌲 🏔 #nature #park @friend http://example.org/a?b=c"
).split(" ")

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
save(folder / "pictures", PICTURES, 320, 240)
rng = random.Random(count)
gold = []
with open(folder / "posts.csv", "w", newline="", encoding="utf-8") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["id", "image_path", "caption", "created_at", "author", "likes", "comments", "place"])
    for number in range(count):
        words = rng.choices(WORDS, k=rng.randrange(3, 40))
        if number % 3 == 0:
            words.insert(len(words) // 2, "\n\n")
        picture = number // 2 % PICTURES
        path = f"pictures/{picture:06}.jpg" if number % 2 == 0 else ""
        if path and number // 2 < PICTURES:
            gold.append((number, picture))
        table.writerow([
            f"{1_000_000_000 + number}", path, " ".join(words),
            f"20{number % 20 + 5:02}-{number % 12 + 1:02}-{number % 28 + 1:02}T{number % 24:02}:{number % 60:02}:00Z",
            f"user{rng.randrange(50_000)}", rng.randrange(10_000), rng.randrange(500), f"place {rng.randrange(300)}"])
with open(folder / "codings.csv", "w", newline="", encoding="utf-8") as file:
    table = csv.writer(file)
    table.writerow(["id", "coder", "variable", "value"])
    for number, picture in gold:
        table.writerow([f"{1_000_000_000 + number}", "gold", "light", light(picture)])
