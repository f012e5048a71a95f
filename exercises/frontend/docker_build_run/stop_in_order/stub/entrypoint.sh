#!/bin/sh
# Prepare the spool, then work.
set -eu
spool=${SPOOL:-/spool}
mkdir -p "$spool/jobs" "$spool/done"
python worker.py
