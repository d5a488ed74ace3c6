"""classify_texts.py POSTS CODINGS TERMS JOBS: what `train` and `code` of a text SVM do, by scikit-learn.

Answers for the training posts out of fold (5 folds), C chosen inside; then a model on all training posts answers for the test
posts. Prints the accuracy on either part.
"""
import csv, json, sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_predict
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

WORDS = TfidfVectorizer(analyzer="word", ngram_range=(1, 2)).build_analyzer()
CHARACTERS = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()


def terms_of(text):
    """Words and characters in a row in one list, of which the most frequent stay, as ours does."""
    return [f"w:{term}" for term in WORDS(text)] + [f"c:{term}" for term in CHARACTERS(text)]


def read(file):
    with open(file, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def main():
    posts, codings, terms, jobs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    gold = {row["id"]: row["value"] for row in read(codings)}
    parts = {"train": ([], []), "test": ([], [])}
    for row in read(posts):
        texts, labels = parts[row["split"]]
        texts.append(row["caption"]), labels.append(gold[row["id"]])
    model = GridSearchCV(
        Pipeline([("terms", TfidfVectorizer(analyzer=terms_of, max_features=terms)), ("svm", LinearSVC(random_state=1))]),
        {"svm__C": [0.01, 0.1, 1, 10, 100]}, cv=StratifiedKFold(4, shuffle=True, random_state=1))
    texts, labels = parts["train"]
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    inside = cross_val_predict(model, texts, labels, cv=folds, n_jobs=jobs)
    model.set_params(n_jobs=jobs).fit(texts, labels)
    texts, wanted = parts["test"]
    print(json.dumps({
        "out of fold": accuracy_score(labels, inside), "test": accuracy_score(wanted, model.predict(texts))}))


if __name__ == "__main__":
    main()
