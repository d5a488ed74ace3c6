"""Runs a program and says what it took."""
import dataclasses, os, statistics, subprocess, sys, tempfile, time


@dataclasses.dataclass(frozen=True)
class Measured:
    """What one process took, with the children it waited for."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all cores, user and system."""
    peak: int
    """The largest resident memory in bytes."""
    output: str
    """What it wrote to standard output."""
    log: str
    """What it wrote to standard error."""


class ProgramFailed(Exception):
    """A program that was to be measured did not end well, so there is no figure."""


def measure(*arguments, environment=None):
    """Runs a program to its end.

    The peak is what the kernel kept for that process (`wait4`). It includes the moment before the new program replaced
    this one, so it is never less than the size of this process, about 20 MiB.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(argument) for argument in arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=log,
            env={**os.environ, **(environment or {})})
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0), log.seek(0)
        text, said = (file.read().decode(errors="replace") for file in (output, log))
    if process.returncode != 0:
        raise ProgramFailed(f"{' '.join(map(str, arguments))}\nended with {process.returncode}:\n{said[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, text, said)


def alternate(rounds, **ways):
    """Calls each way in turn, `rounds` times, so that a busy moment of the machine meets all of them.

    Returns the results of each way in the order of the rounds.
    """
    results = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            results[name].append(way())
    return results


def best(results):
    """The result with the least wall time: what the machine can do when nothing else disturbs it."""
    return min(results, key=lambda result: result.wall)


def median(results):
    """The wall time that half of the results do not exceed."""
    return statistics.median(result.wall for result in results)


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)
