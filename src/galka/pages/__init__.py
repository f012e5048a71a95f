"""Runs the pages of a course as tests: a pytest plug-in, ``-p galka.pages``.

One page is one test. Its ``>>>`` examples go to one interpreter, its console blocks to one shell;
both start in the same throw-away directory, and nothing of either is left afterwards.
"""

pytest_plugins = ('galka.pages.plugin',)
