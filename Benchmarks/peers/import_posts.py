"""import_posts.py CSV DATABASE: posts into SQLite with Python's csv and sqlite3, one transaction.

Keeps what Codeframe keeps (id, text, author, time, further columns and counts as JSON, one record a picture), and
checks nothing.
"""
import csv, json, sqlite3, sys

BATCH = 10_000

database = sqlite3.connect(sys.argv[2])
database.executescript("""
    PRAGMA journal_mode = WAL;
    CREATE TABLE posts (post INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT, author TEXT, time TEXT,
                        columns TEXT, counts TEXT);
    CREATE TABLE media (media INTEGER PRIMARY KEY, post INTEGER NOT NULL REFERENCES posts, position INTEGER, path TEXT);
    CREATE INDEX media_of_post ON media (post);
""")
posts, media = [], []


def flush():
    database.executemany("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)", posts)
    database.executemany("INSERT INTO media (post, position, path) VALUES (?, ?, ?)", media)
    posts.clear(), media.clear()


with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for number, row in enumerate(csv.DictReader(file), start=1):
        counts = json.dumps({"likes": int(row["likes"]), "comments": int(row["comments"])})
        columns = json.dumps({"place": row["place"]})
        posts.append((number, row["id"], row["caption"], row["author"], row["created_at"], columns, counts))
        if row["image_path"]:
            media.append((number, 0, row["image_path"]))
        if len(posts) == BATCH:
            flush()
flush()
database.commit()
json.dump({"posts": database.execute("SELECT count(*) FROM posts").fetchone()[0]}, sys.stdout)
