"""The two parts of the way from a picture to its embedding, each alone with all cores busy: what nothing can be faster than."""
import subprocess

from .measuring import ProgramFailed
from .workbench import room_alone


def inference_alone(bench, model, precision, count):
    """Core-seconds a picture in the model alone."""
    return bench.peer("infer", model, precision, count, bench.cores)[1]["cpu"]


def decoding_alone(bench, model, pictures):
    """Core-seconds a picture of decoding alone."""
    files = sorted((pictures / "pictures").glob("*.jpg"))[:400]
    command = [str(part) for part in (room_alone("decoding"), "time", "exact", model / "preprocessor_config.json", *files)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(bench.cores)]
    answers = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        raise ProgramFailed("decoding alone did not end well")
    return sum(map(float, answers)) / len(answers) / len(files)
