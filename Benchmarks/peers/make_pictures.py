"""make_pictures.py FOLDER COUNT WIDTH HEIGHT: pictures, a table of posts, and gold codings of the first 80.

Writes pictures/*.jpg, posts.csv (id,image_path,caption) and codings.csv (id,coder,variable,value).
"""
import csv, pathlib, sys
from drawing import light, save

GOLD = 80

folder, (count, width, height) = pathlib.Path(sys.argv[1]), map(int, sys.argv[2:5])
save(folder / "pictures", count, width, height)
with open(folder / "posts.csv", "w", newline="", encoding="utf-8") as file:
    table = csv.writer(file)
    table.writerow(["id", "image_path", "caption"])
    for number in range(count):
        table.writerow([f"post-{number:06}", f"pictures/{number:06}.jpg", f"Picture {number}"])
with open(folder / "codings.csv", "w", newline="", encoding="utf-8") as file:
    table = csv.writer(file)
    table.writerow(["id", "coder", "variable", "value"])
    for number in range(min(GOLD, count)):
        table.writerow([f"post-{number:06}", "gold", "light", light(number)])
