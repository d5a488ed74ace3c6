import os
import sys

from . import program

os.execv(program(), [program(), *sys.argv[1:]])
