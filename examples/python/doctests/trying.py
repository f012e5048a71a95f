"""Run a text as a doctest."""

import doctest


def failures(text: str, flags: int = 0, checker: doctest.OutputChecker | None = None) -> int:
    """Return how many examples of a text fail."""
    test = doctest.DocTestParser().get_doctest(text, {}, 'text', None, None)
    runner = doctest.DocTestRunner(checker, optionflags=flags)
    # What it has to say about a failure goes nowhere.
    return runner.run(test, out=str).failed
