"""Run the lesson's examples: ``galka run python/subprocesses``."""

from examples.python.subprocesses import deadlock, starts, stopping, streaming, trees

deadlock.main()
trees.main()
stopping.main()
streaming.main()
starts.compare()
