"""make_posters.py FOLDER COUNT: what tools/posters/draw.py draws."""
import pathlib, subprocess, sys

subprocess.run([sys.executable, pathlib.Path(__file__).parents[2] / "tools/posters/draw.py", sys.argv[1], "--count", sys.argv[2]], check=True)
