"""read_format.py FILE: a file of posts as a pandas data frame, nested fields as columns; nothing is checked or stored."""
import json, sys, time

import pandas

path = sys.argv[1]
start = time.perf_counter()
if path.endswith(".csv"):
    table = pandas.read_csv(path, dtype=str, keep_default_na=False)
elif path.endswith(".xlsx"):
    table = pandas.read_excel(path, dtype=str, keep_default_na=False)
elif path.endswith(".json"):
    table = pandas.read_json(path, dtype=False)
else:
    with open(path, encoding="utf-8") as file:
        table = pandas.json_normalize([json.loads(line) for line in file])
json.dump({"posts": len(table), "seconds": time.perf_counter() - start}, sys.stdout)
