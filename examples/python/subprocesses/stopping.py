"""Ask a process to end, and insist after a time of grace."""

import subprocess
import sys
from typing import Final

IMPATIENT = 0.3

# [start stop]
PATIENT: Final = """
import signal, sys, time
def save(*_):
    print('saved', flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, save)
print('ready', flush=True)
time.sleep(60)
"""
DEAF: Final = PATIENT.replace('SIGTERM, save', 'SIGTERM, signal.SIG_IGN')


def stop(process: subprocess.Popen[str], grace: float) -> int:
    """Ask, wait, insist, and return the exit code."""
    process.terminate()
    try:
        return process.wait(grace)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait()


# [end stop]
def last_words(program: str, grace: float) -> tuple[int, str]:
    """Start a Python program, stop it once it is ready, and return its exit code and its words."""
    with subprocess.Popen(
        [sys.executable, '-c', program], stdout=subprocess.PIPE, encoding='utf-8'
    ) as process:
        process.stdout.readline()
        return stop(process, grace), process.stdout.read()


def main() -> None:
    """Stop one that listens and one that doesn't."""
    code, words = last_words(PATIENT, grace=10)
    print('listens:', code, words.strip())
    code, words = last_words(DEAF, grace=IMPATIENT)
    print('does not:', code, words.strip() or '(said nothing)')


if __name__ == '__main__':
    main()
