"""decode.py CONFIG FILE...: CPU seconds that PIL takes to make tensors of the files; reading them is not counted."""
import io, json, pathlib, sys, time
from preparing import Preparing

prepare = Preparing(sys.argv[1])
files = [pathlib.Path(name).read_bytes() for name in sys.argv[2:]]
for _ in range(2):  # one pass to warm up, then one that counts
    start = time.process_time()
    for data in files:
        prepare(io.BytesIO(data))
    seconds = time.process_time() - start
json.dump({"seconds": seconds}, sys.stdout)
