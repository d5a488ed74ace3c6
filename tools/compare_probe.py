"""Holds a trained logistic probe against scikit-learn on the same embeddings and the same folds.

    codeframe export features --extractor seedling-64 -o e.npy
    codeframe export codings -o codings.csv
    python tools/compare_probe.py e.npy codings.csv --variable ces --coder probe --gold gold

For each fold a logistic regression learns from the other folds: embeddings L2-normalised (and averaged over a post's
pictures), standardised, L2 chosen by inner cross-validation over the remaining folds. Prints both out-of-fold accuracies
and scikit-learn's time. Tested with scikit-learn 1.5.2 and numpy 1.26.4.
"""
import argparse
import csv
import time
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def read(arguments):
    array = np.load(arguments.features)
    pictures = {}
    with open(arguments.features[:-4] + ".csv", newline="", encoding="utf-8") as file:
        for row, vector in zip(csv.DictReader(file), array):
            length = np.linalg.norm(vector)
            if np.isfinite(length) and length > 0:
                pictures.setdefault(row["post_id"], []).append(vector / length)
    gold, answers, folds = {}, {}, {}
    with open(arguments.codings, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["variable"] != arguments.variable or row["status"] != "coded":
                continue
            if row["coder"] == arguments.gold:
                gold[row["post_id"]] = row["value"]
            if row["coder"] == arguments.coder:
                answers[row["post_id"]] = row["value"]
                if row["fold"]:
                    folds[row["post_id"]] = int(row["fold"])
    posts = sorted(post for post in folds if post in gold and post in pictures)
    features = np.stack([np.mean(pictures[post], axis=0) for post in posts])
    return features, *(np.array([table[post] for post in posts]) for table in (gold, folds, answers))


def out_of_fold(features, labels, folds):
    predicted = np.empty(len(labels), dtype=labels.dtype)
    for fold in np.unique(folds):
        train = folds != fold
        model = GridSearchCV(
            make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000)),
            {"logisticregression__C": np.logspace(-4, 2, 10)},
            cv=PredefinedSplit(folds[train]), scoring="neg_log_loss")
        predicted[~train] = model.fit(features[train], labels[train]).predict(features[~train])
    return predicted


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features")
    parser.add_argument("codings")
    parser.add_argument("--variable", default="ces")
    parser.add_argument("--coder", default="probe")
    parser.add_argument("--gold", default="gold")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    features, labels, folds, answers = read(arguments)
    start = time.perf_counter()
    predicted = out_of_fold(features, labels, folds)
    seconds = time.perf_counter() - start
    print(f"{len(labels)} posts, {len(np.unique(folds))} folds, {features.shape[1]} dimensions")
    print(f"{arguments.coder}: out-of-fold accuracy {np.mean(answers == labels):.4f}")
    print(f"scikit-learn: out-of-fold accuracy {np.mean(predicted == labels):.4f}, {seconds:.2f} s")
    print(f"same answer on {np.mean(predicted == answers):.1%} of the posts")
