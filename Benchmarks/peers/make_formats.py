"""make_formats.py FOLDER COUNT: files as 4CAT, Zeeschuimer, twarc and Excel write them, each of so many invented posts.

The items are those of tools/formats, under an id for each.
"""
import csv, json, pathlib, sys

from openpyxl import Workbook

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools" / "formats"))
import make

folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])


def posts():
    for number in range(count):
        yield number, dict(make.POSTS[number % len(make.POSTS)], id=f"P{number:08}")


def lines(name, line):
    with open(folder / name, "w", encoding="utf-8") as file:
        for number, post in posts():
            file.write(json.dumps(line(number, post), ensure_ascii=False) + "\n")


lines("zeeschuimer.ndjson", lambda number, post: make.collected(make.feed(post), "instagram.com", number))
lines("4cat-items.ndjson", lambda number, post: make.flattened(make.collected(make.feed(post), "instagram.com", number)))
lines("twarc.jsonl", lambda number, post: {
    "id_str": str(1750000000000000001 + number), "full_text": post["text"] or "-", "created_at": make.moment(post).strftime("%a %b %d %H:%M:%S +0000 %Y"),
    "user": {"screen_name": post["author"]}, "favorite_count": post["likes"] or 0, "retweet_count": 4, "lang": "de",
    "extended_entities": {"media": [{"media_url_https": image} for image in post["images"]]}})
header = ["id", "thread_id", "author", "body", "timestamp", "unix_timestamp", "image_urls", "likes_hidden", "num_likes", "num_comments"]


def row(post):
    return [post["id"], post["id"], post["author"], post["text"], make.moment(post).strftime("%Y-%m-%d %H:%M:%S"), make.unix(post),
            ",".join(post["images"]), "yes" if post["likes"] is None else "no", post["likes"] or 0, post["comments"] or 0]


with open(folder / "4cat.csv", "w", newline="", encoding="utf-8") as file:
    table = csv.writer(file)
    table.writerow(header)
    table.writerows(row(post) for _, post in posts())
book = Workbook(write_only=True)
sheet = book.create_sheet("Posts")
sheet.append(header)
for _, post in posts():
    sheet.append(row(post))
book.save(folder / "workbook.xlsx")
with open(folder / "array.json", "w", encoding="utf-8") as file:
    json.dump([dict(zip(header, row(post))) for _, post in posts()], file, ensure_ascii=False)
