"""The plan of the demo study: which posts there are and what their pictures show."""

import datetime
import random
from dataclasses import dataclass, field

from captions import AUTHORS, CAPTIONS, PLACES, TAGS, TRICKY, WITHOUT_PICTURE
from scenes import culture, gastronomy, landscape, sports, urban, wildlife

SCENES = {
    "Cultural-Religious": culture.SCENES,
    "Fauna-Flora": wildlife.SCENES,
    "Gastronomy": gastronomy.SCENES,
    "Landscape-Nature": landscape.SCENES,
    "Sports": sports.SCENES,
    "Urban-Rural": urban.SCENES,
}
COUNTS = {
    "Landscape-Nature": 25,
    "Urban-Rural": 22,
    "Fauna-Flora": 21,
    "Cultural-Religious": 18,
    "Sports": 17,
    "Gastronomy": 15,
}
SIZES = ((320, 240),) * 9 + ((240, 320),) * 2 + ((256, 256), (320, 214), (280, 210))
LIKES = {
    "Landscape-Nature": 5.2,
    "Fauna-Flora": 4.6,
    "Gastronomy": 4.1,
    "Sports": 4.4,
    "Cultural-Religious": 3.9,
    "Urban-Rural": 4.0,
}

ORIENTED = {"p014": 6, "p037": 8, "p062": 3}  # EXIF orientations
PROGRESSIVE, GREY, PNG, WEBP = "p021", "p070", "p045", "p083"
SEVERAL = {"p009": 2, "p033": 3, "p058": 2, "p101": 3}
NO_PICTURE = ("p050", "p111")
MISSING = "p076"
RECOMPRESSED = {"p029": "p005", "p090": "p042", "p104": "p067"}  # near-duplicates of earlier pictures
COPIED = {"p097": "p018"}  # the same bytes


@dataclass
class Picture:
    """One file: what is drawn in it and how it is stored."""

    path: str
    category: str
    scene: object
    seed: str
    size: tuple
    copy_of: "Picture | None" = None
    exact: bool = False


@dataclass
class PlannedPost:
    id: str
    category: str
    row: dict
    pictures: list = field(default_factory=list)


def plan(seed):
    """All posts in the order of the table."""
    rng = random.Random(f"{seed}/plan")
    categories = [name for name, count in COUNTS.items() for _ in range(count)]
    rng.shuffle(categories)
    ids = [f"p{n + 1:03}" for n in range(len(categories) + len(NO_PICTURE))]
    shown = iter(categories)
    posts = {id: PlannedPost(id, "" if id in NO_PICTURE else next(shown), {}) for id in ids}
    for twin, original in {**RECOMPRESSED, **COPIED}.items():
        posts[twin].category = posts[original].category
    turns = {name: rng.sample(scenes, len(scenes)) for name, scenes in SCENES.items()}
    loose = iter(WITHOUT_PICTURE)
    for position, post in enumerate(posts.values()):
        if post.category:
            turn = turns[post.category]
            turn.append(turn.pop(0))
            add_pictures(post, turn[-1], posts, rng, seed)
        author = rng.choices(AUTHORS, [1 / (k % 9 + 2) for k in range(len(AUTHORS))])[0]
        place = rng.choice(PLACES)
        text = TRICKY[position // 2] if position % 2 and position // 2 < len(TRICKY) else None
        text = (
            text
            if text is not None
            else rng.choice(CAPTIONS[post.category])
            if post.category
            else next(loose)
        )
        text = text.replace("{tag}", rng.choice(TAGS)).replace("{place}", place)
        post.row = row(post, text, author, place, position, rng)
    return list(posts.values())


def add_pictures(post, scene, posts, rng, seed):
    size = rng.choice(SIZES)
    original = posts.get(RECOMPRESSED.get(post.id) or COPIED.get(post.id))
    for n in range(SEVERAL.get(post.id, 1)):
        ending = {PNG: "png", WEBP: "webp"}.get(post.id, "jpg")
        name = f"images/{post.id}{f'-{n + 1}' if post.id in SEVERAL else ''}.{ending}"
        one = Picture(name, post.category, scene, f"{seed}/{post.id}/{n}", size)
        if original:
            one.copy_of, one.exact = original.pictures[0], post.id in COPIED
        post.pictures.append(one)
        scene = rng.choice(SCENES[post.category])


def row(post, text, author, place, position, rng):
    hidden = rng.random() < 0.08
    likes = round(rng.lognormvariate(LIKES.get(post.category, 3.0), 0.9))
    time = datetime.datetime(2025, 3, 1) + datetime.timedelta(minutes=position * 2600 + rng.randrange(2500))
    return {
        "id": post.id,
        "image": "|".join(p.path for p in post.pictures),
        "caption": text,
        "author": author,
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "likes": "" if hidden else likes,
        "likes_hidden": "yes" if hidden else "no",
        "comments": round(likes * rng.uniform(0.01, 0.12)),
        "place": place,
    }
