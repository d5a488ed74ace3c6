"""compare.py A.npy B.npy: the smallest cosine between rows of the same number."""
import json, sys
import numpy as np

a, b = (np.load(name).astype(np.float64) for name in sys.argv[1:3])
if a.shape != b.shape:
    sys.exit(f"{a.shape} and {b.shape} are not the same work")
cosines = (a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1)
json.dump({"smallest": float(np.nan_to_num(cosines, nan=-1).min())}, sys.stdout)
