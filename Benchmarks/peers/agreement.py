"""The peer of the benchmark `agreement`: krippendorff's alpha and scikit-learn's kappa of the same codings.

    swift run -c release --package-path Benchmarks agreement 200000 codings.txt
    python Benchmarks/peers/agreement.py codings.txt
"""

import sys
import time

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score

codes = np.array([[int(cell) for cell in line.split(",")] for line in open(sys.argv[1])])


def timed(name, work):
    start, processor = time.perf_counter(), time.process_time()
    found = work()
    print(f"{name}: {time.perf_counter() - start:.2f} s, {time.process_time() - processor:.2f} s of processors; {found}")




def all_figures():
    data = np.where(codes < 0, np.nan, codes.astype(float))
    alpha = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    kappas = []
    for first in range(len(codes)):
        for second in range(first + 1, len(codes)):
            both = (codes[first] >= 0) & (codes[second] >= 0)
            kappas.append(cohen_kappa_score(codes[first][both], codes[second][both]))
    return f"alpha {alpha}, {len(kappas)} kappas"


timed("alpha and kappas without intervals", all_figures)
