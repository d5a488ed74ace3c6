"""read_text.py FOLDER: the text of each picture by rapidocr, with all threads that it takes."""
import json, pathlib, sys, time

from rapidocr import RapidOCR

folder = pathlib.Path(sys.argv[1])
reader = RapidOCR(params={"Global.log_level": "critical"})
start = time.perf_counter()
texts = {name: "\n".join(reader(str(folder / name)).txts or ()) for name in sorted(json.loads((folder / "truth.json").read_text()))}
json.dump({"seconds": time.perf_counter() - start, "texts": texts}, sys.stdout)
