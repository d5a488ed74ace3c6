"""Codeframe from Python: a study's tables as data frames. The program does the work; nothing is computed here.

    import codeframe

    study = codeframe.Study("visitors")
    study.posts()                          # a data frame, a row a post
    study.codings(wide=True)               # a row a post, a column a variable and coder
    study.figures()["variables"]           # what `codeframe evaluate --json` prints
    vectors, index = study.features()      # a NumPy array, and what each row is of
    study.run("code", "probe")             # any other command

`records()` gives the same as lists of dictionaries, without pandas. Data frames need pandas, features NumPy, Parquet pyarrow.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sysconfig
import tempfile

__all__ = ["CommandFailed", "Study", "program", "version"]


def program():
    """The path of the program: what CODEFRAME_PROGRAM says, the one that came with this module, or else the one on the path."""
    named = os.environ.get("CODEFRAME_PROGRAM")
    if named:
        return named
    for scheme in (None, sysconfig.get_preferred_scheme("user")):
        folder = sysconfig.get_path("scripts", scheme) if scheme else sysconfig.get_path("scripts")
        path = os.path.join(folder, "codeframe")
        if os.path.isfile(path):
            return path
    path = shutil.which("codeframe")
    if path:
        return path
    raise FileNotFoundError("the program codeframe is neither beside this Python nor on the path; install the wheel again")


def version():
    """The program's version."""
    return subprocess.run([program(), "--version"], check=True, capture_output=True, text=True).stdout.strip()


class CommandFailed(Exception):
    """A command ended with an error; the text is what it said."""


class Study:
    """A study in a folder."""

    def __init__(self, folder="."):
        self.folder = os.fspath(folder)

    def __repr__(self):
        return f"codeframe.Study({self.folder!r})"

    def run(self, *arguments):
        """Runs a command in the study and returns what it prints; `CommandFailed` says what went wrong."""
        return self._bytes(*arguments).decode("utf-8")

    def json(self, *arguments):
        """Runs a command with --json and returns what it says."""
        return json.loads(self._bytes(*arguments, "--json"))

    def records(self, what, *options):
        """The rows of `export posts` or `export codings` as dictionaries of text."""
        return list(csv.DictReader(io.StringIO(self.run("export", what, *options), newline="")))

    def posts(self, *options):
        """A data frame with a row for each post; options are those of `codeframe export posts`."""
        return self._frame("posts", options)

    def codings(self, *options, wide=False, coders=(), variables=(), with_posts=False):
        """A data frame with a row for each coding, or with `wide` for each post; further options are those of `codeframe export codings`."""
        chosen = [part for name in coders for part in ("--coder", name)] + [part for name in variables for part in ("--variable", name)]
        chosen += ["--wide"] * bool(wide or with_posts) + ["--with-posts"] * bool(with_posts)
        return self._frame("codings", [*chosen, *options])

    def features(self, encoder=None, *options):
        """The embeddings by an encoder: a NumPy array, and a list that says of what post and file each row is."""
        import numpy

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "features.npy")
            self.run("export", "features", *(["--extractor", encoder] if encoder else []), "-o", path, *options)
            with open(os.path.splitext(path)[0] + ".csv", encoding="utf-8", newline="") as table:
                index = list(csv.DictReader(table))
            return numpy.load(path, allow_pickle=False), index

    def figures(self, *options):
        """What `codeframe evaluate` finds: every coder against gold, with intervals."""
        return self.json("evaluate", *options)

    def agreement(self, *options):
        """How far people agree, as `codeframe agreement` says."""
        return self.json("agreement", *options)

    def to_parquet(self, path, *options):
        """Writes posts with their codings, a row a post, as Parquet; needs pandas and pyarrow."""
        self.codings(*options, with_posts=True).to_parquet(path, index=False)

    def to_clip_retrieval(self, folder, encoder=None, *options):
        """Writes embeddings as clip-retrieval lays them out, a row a picture; needs NumPy, pandas and pyarrow.

        `FOLDER/img_emb/img_emb_0.npy` holds unit vectors, `FOLDER/metadata/metadata_0.parquet` the columns `image_path` and `caption`; then
        `clip-retrieval index --embeddings_folder FOLDER --index_folder INDEX`.
        """
        import numpy
        import pandas

        vectors, index = self.features(encoder, *options)
        captions = {post["post_id"]: post["text"] for post in self.records("posts")}
        there = [row for row, vector in enumerate(vectors) if not numpy.isnan(vector).any()]
        lengths = numpy.linalg.norm(vectors[there], axis=1, keepdims=True)
        for part in ("img_emb", "metadata"):
            os.makedirs(os.path.join(folder, part), exist_ok=True)
        numpy.save(os.path.join(folder, "img_emb", "img_emb_0.npy"), vectors[there] / numpy.where(lengths > 0, lengths, 1))
        table = pandas.DataFrame(
            [{"image_path": os.path.abspath(os.path.join(self.folder, index[row]["path"])), "caption": captions[index[row]["post_id"]],
              "post_id": index[row]["post_id"]} for row in there]
        )
        table.to_parquet(os.path.join(folder, "metadata", "metadata_0.parquet"), index=False)

    def _frame(self, what, options):
        try:
            import pandas
        except ImportError:
            raise ImportError(f"data frames need pandas (pip install pandas); study.records({what!r}) does without") from None
        # Ids of digits alone stay text, and NA may be a category.
        return pandas.read_csv(io.StringIO(self.run("export", what, *options)), dtype=str, keep_default_na=False)

    def _bytes(self, *arguments):
        result = subprocess.run([program(), *map(str, arguments), "-C", self.folder], capture_output=True)
        if result.returncode:
            raise CommandFailed(result.stderr.decode("utf-8", "replace").strip())
        return result.stdout
