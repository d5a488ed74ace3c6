#!/usr/bin/env python3
"""Kills commands at random instants, calls them again, and compares with what an unkilled command leaves.

    tools/fuzz/kills.py PROGRAM [--kills 1000] [--seed 1]

The study is the demo's. After each kill the database must be whole, an import must be there as a whole or not at all, and
the same command again must end well and leave the same posts and codings as a command that nobody killed. Nothing of a
forgotten post may be left in study or cache. Ends with status 1 when something is wrong.
"""
import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DEMO = os.path.join(ROOT, "Demo")


def run(program, study, *arguments):
    return subprocess.run(
        [program, *arguments, "-C", study], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)


def must(program, study, *arguments):
    done = run(program, study, *arguments)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: {done.stderr}")
    return done


def contents(program, study):
    """Posts and codings without what differs from run to run."""
    posts = must(program, study, "export", "posts").stdout
    rows = must(program, study, "export", "codings").stdout.splitlines()
    header = rows[0].split(",") if rows else []
    kept = [i for i, name in enumerate(header) if name in ("post_id", "variable", "value", "status", "coder")]
    return posts, sorted(tuple(row.split(",")[i] for i in kept if i < len(row.split(","))) for row in rows)


def integrity(study):
    problems = []
    for name in ("study.sqlite", "cache/features.sqlite"):
        path = os.path.join(study, name)
        if os.path.exists(path):
            with sqlite3.connect(path) as database:
                answer = database.execute("PRAGMA integrity_check").fetchone()[0]
                if answer != "ok":
                    problems.append(f"{name}: {answer}")
    return problems


def left_of(study, sha256s):
    path = os.path.join(study, "cache/features.sqlite")
    with sqlite3.connect(path) as database:
        found = {row[0] for row in database.execute("SELECT DISTINCT sha256 FROM features")}
    return found & sha256s


def stages(program, folder):
    """Each command with the study that it starts from."""
    empty = os.path.join(folder, "empty")
    must_init = subprocess.run([program, "init", empty, "--template", "ces"], capture_output=True, text=True)
    if must_init.returncode != 0:
        sys.exit(must_init.stderr)
    posts = ["import", "posts", os.path.join(DEMO, "posts.csv")]
    gold = ["import", "codings", os.path.join(DEMO, "gold.csv")]
    table = os.path.join(folder, "likes.csv")
    with open(table, "w") as file:
        file.write("id,likes\n" + "".join(f"p{n:03},{n}\n" for n in range(1, 121)))
    plan = [("import posts", empty, posts)]
    chain = [("posts", posts), ("gold", gold), ("train", ["train", "probe"]), ("code", ["code", "probe"])]
    before = empty
    for name, command in chain:
        after = os.path.join(folder, name)
        shutil.copytree(before, after)
        must(program, after, *command)
        if name == "posts":
            plan += [("import codings", after, gold), ("import likes", after, ["import", "posts", table])]
        if name == "gold":
            plan.append(("train", after, ["train", "probe"]))
        if name == "train":
            plan.append(("code", after, ["code", "probe"]))
        before = after
    must(program, before, "export", "features", "-o", os.path.join(folder, "mine.npy"))
    plan += [
        ("cluster", before, ["cluster", "seedling-64", "-k", "4", "--name", "four"]),
        ("report", before, ["report", "-o", os.path.join(folder, "report.html")]),
        ("export", before, ["export", "codings", "-o", os.path.join(folder, "codings.csv")]),
        ("forget", before, ["forget", "p001", "--yes"]),
        ("sample", before, ["sample", "20", "--name", "s"]),
        ("extract", before, ["extract", "aesthetics"]),
        ("import features", before, ["import", "features", os.path.join(folder, "mine.npy")]),
    ]
    return plan


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    chance = random.Random(options.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        plan = stages(program, folder)
        print("command\tkills\tkilled in time\tproblems")
        for name, start, command in plan:
            whole = os.path.join(folder, "whole")
            shutil.copytree(start, whole)
            begun = time.monotonic()
            must(program, whole, *command)
            seconds = time.monotonic() - begun
            expected = contents(program, whole)
            forgotten = set()
            if name == "forget":
                with sqlite3.connect(os.path.join(start, "study.sqlite")) as database:
                    forgotten = {
                        row[0] for row in database.execute(
                            "SELECT sha256 FROM media JOIN posts USING (post) WHERE id = 'p001' AND sha256 IS NOT NULL")}
            count, hit, problems = max(1, options.kills // len(plan)), 0, []
            for number in range(count):
                study = os.path.join(folder, "killed")
                shutil.copytree(start, study)
                process = subprocess.Popen(
                    [program, *command, "-C", study], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL)
                try:
                    process.wait(timeout=chance.uniform(0, seconds))
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    hit += 1
                problems += [f"kill {number}: {problem}" for problem in integrity(study)]
                again = run(program, study, *command)
                # What was done before the kill is said, and is no failure.
                done = ("already" in again.stderr or "no post called" in again.stderr) and again.returncode == 1
                if again.returncode != 0 and not done:
                    problems.append(f"kill {number}: again: status {again.returncode}: {again.stderr[-300:]}")
                elif contents(program, study) != expected:
                    problems.append(f"kill {number}: other posts or codings than without a kill")
                if forgotten:
                    run(program, study, "similar", "p002", "-n", "1")
                    if left_of(study, forgotten):
                        problems.append(f"kill {number}: the cache holds what was forgotten")
                shutil.rmtree(study)
            print(f"{name}\t{count}\t{hit}\t{len(problems)}", flush=True)
            for problem in problems[:5]:
                print(f"  {problem}")
            wrong += len(problems)
            shutil.rmtree(whole)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
