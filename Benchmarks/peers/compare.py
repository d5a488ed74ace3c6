"""compare.py A.npy B.npy: the smallest cosine between rows of the same number, as they are and less the mean of B's rows.

Embeddings of one model are much alike, so that even the wrong picture has a high cosine; what is left when their mean is
taken away is what tells pictures apart.
"""
import json, sys
import numpy as np

a, b = (np.load(name).astype(np.float64) for name in sys.argv[1:3])
if a.shape != b.shape:
    sys.exit(f"{a.shape} and {b.shape} are not the same work")


def smallest(a, b):
    cosines = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
    return float(np.nan_to_num(cosines, nan=-1).min())


mean = b.mean(0)
json.dump({"smallest": smallest(a, b), "centred": smallest(a - mean, b - mean)}, sys.stdout)
