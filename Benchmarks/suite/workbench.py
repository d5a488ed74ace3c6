"""What all measurements share: the program, the machine, the working folder, and material made once."""
import functools, json, os, pathlib, platform, shutil, subprocess, sys

from .measuring import measure, say

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
REPOSITORY = BENCHMARKS.parent
SEEDLING, LITE0 = "seedling-64", "efficientnet-lite0"
CLIP, DINOV2 = "openai/clip-vit-base-patch32", "facebook/dinov2-small"
LABELS = {SEEDLING: SEEDLING, LITE0: LITE0, CLIP: "CLIP ViT-B/32", DINOV2: "DINOv2 ViT-S/14"}
TOWERS = {CLIP: "clip", DINOV2: "dinov2"}


@functools.cache
def room_alone(name):
    """The small Swift program that does the work of one room and nothing else; built where it is not."""
    flags = ["-c", "release", "--package-path", str(BENCHMARKS), "--product", name]
    subprocess.run(["swift", "build", *flags], check=True, stdout=sys.stderr)
    folder = subprocess.run(["swift", "build", *flags, "--show-bin-path"], check=True, capture_output=True, text=True)
    return f"{folder.stdout.strip()}/{name}"


class Workbench:
    def __init__(self, work, rounds, quick, photos):
        self.work = pathlib.Path(work)
        self.rounds = rounds
        self.quick = quick
        self.photos = photos
        self.program = pathlib.Path(os.environ["CODEFRAME_BINARY"])
        self.cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        # Models made here are found in CODEFRAME_HOME/models; those that came with the program are found as ever.
        self.home = self.work / "home"
        self.paces = []

    def count(self, full):
        """`full`, or a tenth of it on a quick run."""
        return full // 10 if self.quick else full

    def codeframe(self, *arguments):
        """Runs the program as a user would."""
        return measure(self.program, *arguments, environment={"CODEFRAME_HOME": str(self.home)})

    def peer(self, name, *arguments):
        """Runs a script of `peers/`, and reads the JSON it prints."""
        measured = measure(sys.executable, BENCHMARKS / "peers" / f"{name}.py", *arguments)
        return measured, json.loads(measured.output)

    def at_pace(self, way):
        """A way to be measured, with the machine's pace taken down after it."""
        def paced():
            result = way()
            self.paces.append(self.peer("pace", self.cores)[1]["pace"])
            return result
        return paced

    def make(self, kind, *arguments):
        """A folder of material that `peers/make_KIND.py` writes, made once for each set of arguments."""
        folder = self.work / "material" / "-".join([kind, *map(str, arguments)])
        if not (folder / ".done").exists():
            say(f"making {folder.name}")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            measure(sys.executable, BENCHMARKS / "peers" / f"make_{kind}.py", folder, *arguments)
            (folder / ".done").touch()
        return folder

    def study(self, name, text):
        """A new study with this `codeframe.yaml`."""
        folder = self.work / "studies" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "codeframe.yaml").write_text(text)
        self.codeframe("init", folder)
        return folder

    def tower(self, name):
        """The folder with a model of the shape of `name`, with random weights: `torch` and `hub`."""
        return self.make("tower", TOWERS[name])

    def model(self, name):
        """The folder of a model: one that comes with the program, or one with random weights.

        The latter stands under the name of the model whose shape it has, so that the program treats it as that.
        """
        if name not in TOWERS:
            return REPOSITORY / "Models" / name
        made, place = self.tower(name) / "hub", self.home / "models" / name
        if place.is_symlink() or not place.exists():
            place.unlink(missing_ok=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(made, target_is_directory=True)
        return place

    def machine(self):
        """The machine in one line."""
        name = platform.processor() or platform.machine()
        try:
            for line in open("/proc/cpuinfo", encoding="utf-8"):
                if line.startswith("model name"):
                    name = line.split(":", 1)[1].strip()
                    break
        except OSError:
            pass
        version = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        return f"{name}, {self.cores} cores, {platform.system()} {platform.release()}, codeframe {version}"
