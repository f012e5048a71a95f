"""Show the example of the lesson: the arguments, and that the course is importable."""

import sys

from examples.first import numbers

if __name__ == '__main__':
    print(numbers.__doc__, *sys.argv[1:])
