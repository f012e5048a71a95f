#!/bin/sh
# Prepare the spool, then become the command.
set -eu
spool=${SPOOL:-/spool}
mkdir -p "$spool/jobs" "$spool/done"
# "$@" is the command, each argument whole.
"$@"
