"""Two people who code the demo study, and the gold that they agreed on afterwards."""

import random

from study import COPIED, MISSING, RECOMPRESSED

ERRORS = {"anna": 0.055, "ben": 0.075}
BOTH, EACH_ALONE, GOLD = 80, 10, 96
# What each category is taken for when it is taken for another.
TAKEN_FOR = {
    "Cultural-Religious": ("Urban-Rural", "Urban-Rural", "Landscape-Nature"),
    "Fauna-Flora": ("Landscape-Nature", "Landscape-Nature", "Gastronomy"),
    "Gastronomy": ("Urban-Rural", "Landscape-Nature"),
    "Landscape-Nature": ("Fauna-Flora", "Urban-Rural", "Sports"),
    "Sports": ("Landscape-Nature", "Urban-Rural"),
    "Urban-Rural": ("Landscape-Nature", "Cultural-Religious", "Cultural-Religious"),
}
# Scenes that show two things at once, which people confuse far more often.
AMBIGUOUS = ("chapel", "meadow", "terrace", "skiing", "kayak", "park", "village", "pottery", "market")


def answer(rng, post, error):
    doubt = error * (3.2 if post.pictures[0].scene.__name__ in AMBIGUOUS else 0.8)
    return rng.choice(TAKEN_FOR[post.category]) if rng.random() < doubt else post.category


def tables(posts, seed):
    """Rows by file name."""
    rng = random.Random(f"{seed}/codings")
    shown = [p for p in posts if p.pictures]
    always = {MISSING, *RECOMPRESSED, *RECOMPRESSED.values(), *COPIED, *COPIED.values()}
    coded = [p for p in shown if p.id in always]
    rest = [p for p in shown if p.id not in always]
    coded += rng.sample(rest, BOTH + 2 * EACH_ALONE - len(coded))
    alone = rng.sample([p for p in coded if p.id not in always], 2 * EACH_ALONE)
    skipped = {"anna": {p.id for p in alone[:EACH_ALONE]}, "ben": {p.id for p in alone[EACH_ALONE:]}}
    coded.sort(key=lambda p: p.id)
    result = {}
    for coder, error in ERRORS.items():
        mine = [p for p in coded if p.id not in skipped[coder]]
        result[f"codings-{coder}.csv"] = [(p.id, coder, "ces", answer(rng, p, error)) for p in mine]
    open_questions = {p.id for p in alone[: len(coded) - GOLD]}
    result["gold.csv"] = [(p.id, "gold", "ces", p.category) for p in coded if p.id not in open_questions]
    return result
