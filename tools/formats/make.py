#!/usr/bin/env python3
"""Makes a small sample of each format that posts come in, with what is to be read from it.

    tools/formats/make.py [FOLDER]      Tests/ExchangeTests/Fixtures/formats, if left out

The shapes are those that the tools' public code and documentation describe; every value is invented. `expected.json` says for each sample
which posts there are, which items are left out and why. Only Python's standard library is used, and the same bytes come out each time.
"""

import csv
import datetime
import io
import json
import lzma
import pathlib
import shutil
import sys
import zipfile

UTC = datetime.timezone.utc
# A picture of one grey pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082")
POSTS = [
    dict(id="C1aA_-x", text="A lake #water at dawn\nand more", author="anna", time="2024-01-31T12:00:00Z", likes=12, comments=3,
         images=["https://example.org/1.jpg?a=1,2&b=3"]),
    dict(id="C2bB", text="Grüße, \"quoted\"; #wald #été", author="ben", time="2023-07-01T00:00:05Z", likes=None, comments=0,
         images=["https://example.org/2a.jpg", "https://example.org/2b.jpg", "https://example.org/2c.jpg"]),
    dict(id="C3cC", text="", author="çelik", time="2022-12-31T23:59:59Z", likes=0, comments=None,
         images=["https://example.org/3.jpg"], video="https://example.org/3.mp4"),
]


def moment(post):
    return datetime.datetime.fromisoformat(post["time"].replace("Z", "+00:00"))


def unix(post):
    return int(moment(post).timestamp())


def expected(post, **changes):
    found = dict(id=post["id"], text=post["text"], author=post["author"], time=post["time"],
                 counts={name: post[name] for name in ("likes", "comments") if post[name] is not None},
                 addresses=post["images"] + ([post["video"]] if "video" in post else []), media=[])
    return {key: value for key, value in (found | changes).items() if value is not None}


def feed(post):
    def part(image):
        return {"image_versions2": {"candidates": [{"url": image, "width": 9}, {"url": "https://example.org/small.jpg"}]}}
    item = {"code": post["id"], "pk": "3141592653589793238", "taken_at": unix(post), "user": {"username": post["author"]},
            "caption": {"text": post["text"]} if post["text"] else None, "like_count": 3 if post["likes"] is None else post["likes"],
            "like_and_view_counts_disabled": post["likes"] is None, "comment_count": post["comments"],
            "media_type": 8 if len(post["images"]) > 1 else 2 if "video" in post else 1, "product_type": "feed", "location": {"name": "Ulm"}}
    if len(post["images"]) > 1:
        item["carousel_media"] = [part(image) for image in post["images"]]
    else:
        item |= part(post["images"][0])
    if "video" in post:
        item["video_versions"] = [{"url": post["video"]}]
    return item


def graph(post):
    node = {"__typename": "GraphImage", "shortcode": post["id"], "taken_at_timestamp": unix(post), "owner": {"username": post["author"]},
            "edge_media_to_caption": {"edges": [{"node": {"text": post["text"]}}] if post["text"] else []},
            "edge_media_preview_like": {"count": -1 if post["likes"] is None else post["likes"]},
            "edge_media_to_comment": {"count": post["comments"]}, "display_url": post["images"][0], "is_video": "video" in post}
    if len(post["images"]) > 1:
        node["__typename"] = "GraphSidecar"
        node["edge_sidecar_to_children"] = {"edges": [{"node": {"display_url": image, "is_video": False}} for image in post["images"]]}
    if "video" in post:
        node |= {"__typename": "GraphVideo", "video_url": post["video"]}
    return node


def polaris(post):
    return {"__typename": "XDTPolarisMediaDict", "code": post["id"], "caption": {"text": post["text"]}, "display_uri": post["images"][0],
            "user": {"username": post["author"]}, "taken_at": unix(post)}


def collected(data, platform, number=0, item=None):
    return {"nav_index": "1:2", "item_id": item or data.get("code") or data.get("id"), "timestamp_collected": 1700000000000 + number,
            "source_platform": platform, "source_platform_url": f"https://{platform}/x", "source_url": f"https://{platform}/y",
            "user_agent": "Mozilla", "data": data}


def flattened(line):
    return line["data"] | {"__import_meta": {key: value for key, value in line.items() if key != "data"}}


def tiktok(post):
    return {"id": "7" + post["id"], "desc": post["text"], "createTime": unix(post), "author": {"uniqueId": post["author"]},
            "stats": {"diggCount": 99, "commentCount": post["comments"] or 0, "shareCount": 5, "playCount": 1200, "collectCount": 2},
            "statsV2": {"diggCount": str(post["likes"] or 0), "playCount": "1234"},
            "video": {"cover": post["images"][0], "playAddr": post.get("video", "https://example.org/t.mp4")},
            "challenges": [{"title": "wald"}], "textExtra": [{"hashtagName": "wald"}, {"hashtagName": "see"}]}


def tweet(post, number):
    """What X's pages get."""
    return {"__typename": "Tweet", "rest_id": str(1750000000000000001 + number),
            "core": {"user_results": {"result": {"legacy": {"screen_name": post["author"]}}}}, "views": {"count": "77"},
            "legacy": {"full_text": post["text"] or "-", "created_at": moment(post).strftime("%a %b %d %H:%M:%S +0000 %Y"),
                       "favorite_count": post["likes"] or 0, "reply_count": post["comments"] or 0, "retweet_count": 4, "quote_count": 1,
                       "bookmark_count": 0, "lang": "de", "entities": {"hashtags": [{"text": "wald"}]},
                       "extended_entities": {"media": [{"media_url_https": image} for image in post["images"]]}}}


def tweet_expected(post, number, author=True, views=True):
    counts = {"likes": post["likes"] or 0, "comments": post["comments"] or 0, "shares": 4, "quotes": 1}
    return expected(post, id=str(1750000000000000001 + number), text=post["text"] or "-", addresses=post["images"],
                    counts=counts | ({"saves": 0, "views": 77} if views else {}))


def lines(values):
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def table(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([header, *rows])
    return text.getvalue()


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name.startswith("link"):
                entry.create_system, entry.external_attr = 3, 0o120777 << 16
            archive.writestr(entry, data)
    return made.getvalue()


def serial(post):
    """A moment as Excel counts it."""
    return (moment(post) - datetime.datetime(1899, 12, 30, tzinfo=UTC)).total_seconds() / 86400


def workbook():
    shared = ["id", "caption", "posted", "likes", "spare"] + [text for post in POSTS for text in (post["id"], post["text"])]
    def cell(column, row, kind, value, style=""):
        return f'<c r="{column}{row}"{style}{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}><v>{value}</v></c>'
    rows = ['<row r="1">' + "".join(cell("ABCDE"[place], 1, "s", place) for place in range(5)) + "</row>"]
    for number, post in enumerate(POSTS):
        row = 2 * number + 3
        cells = cell("A", row, "s", 5 + 2 * number) + cell("B", row, "s", 6 + 2 * number) + cell("C", row, "", repr(serial(post)), ' s="1"')
        if post["likes"] is not None:
            cells += cell("D", row, "", f"{post['likes']}.0")
        rows.append(f'<row r="{row}">{cells}<c r="E{row}" t="inlineStr"><is><t>a &amp; b</t></is></c></row>')
    escape = lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return zipped({
        "[Content_Types].xml": '<?xml version="1.0"?><Types/>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8"?><worksheet {space}><sheetData>{"".join(rows)}</sheetData></worksheet>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook {space} {relation}><workbookPr/><sheets><sheet name="Posts &amp; more" sheetId="1" '
                           'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet {space}><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts><cellStyleXfs>'
                         '<xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst {space}>' + "".join(f"<si><r><t>{escape(text[:3])}</t></r><r><t>{escape(text[3:])}</t></r></si>" for text in shared)
                                + "</sst>",
    })


def samples():
    """Yields name, content (text, bytes, or a folder's files) and what is expected."""
    one, two, three = POSTS
    instagram = [collected(feed(post), "instagram.com", number) for number, post in enumerate(POSTS)]
    advertisement = collected(feed(one) | {"code": "AD", "product_type": "ad"}, "instagram.com", 9)
    yield "zeeschuimer-feed.ndjson", lines(instagram + [advertisement, instagram[0]]), dict(
        posts=[expected(post) for post in POSTS], skipped={"advertisement": 1, "collected again": 1}, hidden=1)
    yield "zeeschuimer-graph.ndjson", lines(collected(graph(post), "instagram.com", item=post["id"]) for post in POSTS), dict(
        posts=[expected(post) for post in POSTS], skipped={}, hidden=1)
    yield "zeeschuimer-polaris.ndjson", lines(collected(polaris(post), "www.instagram.com") for post in POSTS), dict(
        posts=[expected(post, counts={}, addresses=post["images"][:1]) for post in POSTS], skipped={}, hidden=0)
    yield "4cat-items.ndjson", lines(map(flattened, instagram)), dict(posts=[expected(post) for post in POSTS], skipped={}, hidden=1)
    yield "array.json", json.dumps(list(map(flattened, instagram)), indent=1, ensure_ascii=False), dict(
        posts=[expected(post) for post in POSTS], skipped={}, hidden=1)
    clips = [collected(tiktok(post), "tiktok.com", item="7" + post["id"]) for post in POSTS]
    yield "zeeschuimer-tiktok.ndjson", lines(clips + [collected(tiktok(one) | {"id": "8", "isAd": True}, "tiktok.com")]), dict(
        posts=[expected(post, id="7" + post["id"], addresses=[post["images"][0], post.get("video", "https://example.org/t.mp4")],
                        counts={"likes": post["likes"] or 0, "comments": post["comments"] or 0, "shares": 5, "views": 1234, "saves": 2})
               for post in POSTS], skipped={"advertisement": 1}, hidden=0)
    tweets = [collected(tweet(post, number), "x.com", item="t") for number, post in enumerate(POSTS)]
    wrapped = collected({"__typename": "TweetWithVisibilityResults", "tweet": tweet(two, 1)}, "twitter.com", item="t")
    yield "zeeschuimer-x.ndjson", lines([tweets[0], wrapped, tweets[2]]), dict(
        posts=[tweet_expected(post, number) for number, post in enumerate(POSTS)], skipped={}, hidden=0)
    yield "zeeschuimer-other.ndjson", lines([collected({"gid": 5, "words": {"long": "hello"}}, "9gag.com", item="g5")]), dict(
        posts=[dict(id="g5", text="", counts={}, addresses=[], media=[], columns={"words.long": "hello", "source_platform": "9gag.com"})],
        skipped={}, hidden=0)
    first = [tweet(post, number)["legacy"] | {"id_str": str(1750000000000000001 + number), "user": {"screen_name": post["author"]}}
             for number, post in enumerate(POSTS)]
    yield "twarc.jsonl", lines([{key: value for key, value in line.items() if key != "bookmark_count"} for line in first]), dict(
        posts=[tweet_expected(post, number, views=False) for number, post in enumerate(POSTS)], skipped={}, hidden=0)
    page = {"data": [], "includes": {"users": [], "media": []}, "meta": {"result_count": 3}}
    for number, post in enumerate(POSTS):
        keys = [f"3_{number}_{place}" for place in range(len(post["images"]))]
        page["data"].append({
            "id": str(1750000000000000001 + number), "text": post["text"] or "-", "author_id": str(number), "created_at": post["time"], "lang": "de",
            "public_metrics": {"like_count": post["likes"] or 0, "reply_count": post["comments"] or 0, "retweet_count": 4, "quote_count": 1,
                               "bookmark_count": 0, "impression_count": 77}, "attachments": {"media_keys": keys}})
        page["includes"]["users"].append({"id": str(number), "username": post["author"]})
        page["includes"]["media"] += [{"media_key": key, "url": image} for key, image in zip(keys, post["images"])]
    yield "twarc2-pages.jsonl", lines([page]), dict(posts=[tweet_expected(post, number) for number, post in enumerate(POSTS)], skipped={}, hidden=0)
    yield "twarc2-flat.jsonl", lines([
        line | {"author": page["includes"]["users"][number], "attachments": {"media": [{"url": image} for image in POSTS[number]["images"]]}}
        for number, line in enumerate(page["data"])]), dict(
            posts=[tweet_expected(post, number) for number, post in enumerate(POSTS)], skipped={}, hidden=0)
    yield "4cat.csv", table(
        ["id", "thread_id", "author", "body", "timestamp", "unix_timestamp", "image_urls", "likes_hidden", "num_likes", "num_comments"],
        [[post["id"], post["id"], post["author"], post["text"], moment(post).strftime("%Y-%m-%d %H:%M:%S"), unix(post), ",".join(post["images"]),
          "yes" if post["likes"] is None else "no", post["likes"] or 0, "" if post["comments"] is None else post["comments"]]
         for post in POSTS]), dict(
             posts=[expected(post, addresses=post["images"], counts={
                 f"num_{name}": post[name] for name in ("likes", "comments") if post[name] is not None}) for post in POSTS], skipped={}, hidden=1)
    link = lambda post: f"https://www.instagram.com/p/{post['id']}/"
    yield "crowdtangle.csv", table(
        ["Account", "User Name", "Followers at Posting", "Post Created", "Type", "Total Interactions", "Likes", "Comments", "Views", "URL", "Link",
         "Photo", "Title", "Description", "Image Text"],
        [["The account", post["author"], "1,234", moment(post).strftime("%Y-%m-%d %H:%M:%S"), "Photo", "15",
          "" if post["likes"] is None else post["likes"], "" if post["comments"] is None else post["comments"], "", link(post), "", post["images"][0],
          "", post["text"], "words"] for post in POSTS]), dict(
              posts=[expected(post, id=link(post), addresses=post["images"][:1], columns={"Account": "The account", "Image Text": "words"}, counts={
                  "Followers at Posting": 1234} | {name.title(): post[name] for name in ("likes", "comments") if post[name] is not None})
                     for post in POSTS], skipped={}, hidden=0)
    yield "meta-content-library.csv", table(
        ["id", "creation_time", "text", "post_owner.id", "post_owner.username", "statistics.like_count", "statistics.comment_count", "lang"],
        [[post["id"], moment(post).strftime("%Y-%m-%dT%H:%M:%S+00:00"), post["text"], "44", post["author"],
          "" if post["likes"] is None else post["likes"], "" if post["comments"] is None else post["comments"], "de"] for post in POSTS]), dict(
              posts=[expected(post, addresses=[], counts={
                  f"statistics.{name}_count": post[f"{name}s"] for name in ("like", "comment") if post[f"{name}s"] is not None}) for post in POSTS],
              skipped={}, hidden=0)
    yield "youtube.csv", table(
        ["position", "channelId", "channelTitle", "videoId", "publishedAt", "videoTitle", "videoDescription", "tags", "viewCount", "likeCount",
         "commentCount", "thumbnail_maxres"],
        [[number, "UC", post["author"], post["id"], post["time"], post["text"], "long", "a,b", "10", "" if post["likes"] is None else post["likes"],
          "" if post["comments"] is None else post["comments"], post["images"][0]] for number, post in enumerate(POSTS)]), dict(
              posts=[expected(post, addresses=post["images"][:1], counts={"viewCount": 10} | {
                  f"{name}Count": post[f"{name}s"] for name in ("like", "comment") if post[f"{name}s"] is not None}) for post in POSTS],
              skipped={}, hidden=0)
    yield "doccano.jsonl", lines([{"id": number, "text": post["text"] or "-", "label": ["a"], "Comments": []} for number, post in enumerate(POSTS)]), dict(
        posts=[dict(id=str(number), text=post["text"] or "-", counts={}, addresses=[], media=[], columns={"label": "a"})
               for number, post in enumerate(POSTS)], skipped={}, hidden=0)
    yield "label-studio.json", json.dumps([
        {"id": 7 + number, "data": {"id": post["id"], "caption": post["text"], "image": post["images"][0]}, "annotations": [], "predictions": []}
        for number, post in enumerate(POSTS)]), dict(
            posts=[dict(id=post["id"], text=post["text"], counts={}, addresses=post["images"][:1], media=[]) for post in POSTS], skipped={}, hidden=0)
    yield "workbook.xlsx", workbook(), dict(
        posts=[dict(id=post["id"], text=post["text"], time=post["time"], addresses=[], media=[], columns={"spare": "a & b"},
                    counts={} if post["likes"] is None else {"likes": post["likes"]}) for post in POSTS], skipped={}, hidden=0)
    rows = [[post["id"], post["text"] if place == 0 else "", f"{post['id']}-{place}.png", post["author"]]
            for post in POSTS for place in range(len(post["images"]))]
    yield "rows.csv", table(["post", "caption", "file", "author"], [rows[1], rows[0], *rows[2:]]), dict(
        per="post", posts=[dict(id=post["id"], text=post["text"], author=post["author"], counts={}, addresses=[], media=[
            f"{post['id']}-{place}.png" for place in range(len(post["images"]))]) for post in (two, one, three)], skipped={}, hidden=0)
    yield "pixplot.csv", table(["filename", "category", "tags", "description", "permalink", "year"], [
        [f"{post['id']}.png", "x", "a|b", post["text"], "https://example.org", "2020"] for post in POSTS]), dict(
            posts=[dict(id=post["id"], text=post["text"], counts={}, addresses=[], media=[f"{post['id']}.png"]) for post in POSTS],
            skipped={}, hidden=0)
    yield "nested.jsonl", lines([{"key": post["id"], "node": {"words": {"text": post["text"]}, "pictures": [{"src": image} for image in post["images"]]}}
                                 for post in POSTS]), dict(
        columns={"id": ["key"], "text": ["node.words.text"], "image": ["node.pictures.*.src"]},
        posts=[dict(id=post["id"], text=post["text"], counts={}, addresses=post["images"], media=[]) for post in POSTS], skipped={}, hidden=0)
    yield "imagefolder", {f"train/{post['id']}.png": PIXEL for post in POSTS} | {"metadata.csv": table(["file_name", "text"], [
        [f"train/{post['id']}.png", post["text"]] for post in POSTS])}, dict(
            posts=[dict(id=f"train/{post['id']}", text=post["text"], counts={}, addresses=[], media=[f"train/{post['id']}.png"]) for post in POSTS],
            skipped={}, hidden=0)
    folder, fetched = {}, []
    for post in POSTS:
        stem = "anna/" + moment(post).strftime("%Y-%m-%d_%H-%M-%S_UTC")
        names = [f"{stem}.png"] if len(post["images"]) == 1 else [f"{stem}_{place + 1}.png" for place in range(len(post["images"]))]
        folder |= {name: PIXEL for name in names}
        if "video" in post:
            folder[f"{stem}.mp4"] = b"not read here"
            names = [f"{stem}.mp4"]
        if post["text"]:
            folder[f"{stem}.txt"] = post["text"]
        folder[f"{stem}.json.xz"] = lzma.compress(json.dumps({"node": graph(post), "instaloader": {"version": "4", "node_type": "Post"}}).encode())
        fetched.append(expected(post, addresses=[], media=names))
    stem = "anna/2020-01-02_03-04-05_UTC"
    folder |= {f"{stem}.png": PIXEL, f"{stem}.txt": "without data", "anna/iterator_x.json.xz": b"", "anna/id": "5"}
    fetched.append(dict(id=stem, text="without data", author="anna", time="2020-01-02T03:04:05Z", counts={}, addresses=[], media=[f"{stem}.png"]))
    yield "instaloader", folder, dict(posts=sorted(fetched, key=lambda post: post["media"]), skipped={}, hidden=1)
    names = {image: f"{post['id']}-{place}.png" for post in POSTS for place, image in enumerate(post["images"])}
    listed = {image: {"filename": names[image], "url": image, "success": True, "post_ids": [post["id"]]} for post in POSTS for image in post["images"]}
    for name in ("../out.png", "/root.png", "link.png"):
        listed[f"https://example.org/{name}"] = {"filename": name, "success": True, "post_ids": [one["id"]]}
    listed["https://example.org/gone.jpg"] = {"filename": "gone.png", "success": False, "post_ids": [one["id"]]}
    yield "4cat-pictures.zip", zipped({name: PIXEL for name in names.values()} | {
        "../out.png": PIXEL, "/root.png": PIXEL, "nobody.png": PIXEL, "link.png": b"/etc/passwd", ".metadata.json": json.dumps(listed)}), dict(
            posts=[dict(id=post["id"], text="", counts={}, addresses=[], media=[names[image] for image in post["images"]]) for post in POSTS],
            skipped={"not downloaded by 4CAT": 1}, hidden=0)


def main(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    known = {}
    for name, content, wanted in samples():
        known[name] = wanted
        for path, data in (content.items() if isinstance(content, dict) else [("", content)]):
            file = folder / name / path if path else folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.encode() if isinstance(data, str) else data)
    (folder / "expected.json").write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parents[2]
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else root / "Tests/ExchangeTests/Fixtures/formats")
