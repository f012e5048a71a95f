#!/bin/sh
# Prepare the spool, then become the command.
set -eu
spool=${SPOOL:-/spool}
mkdir -p "$spool/jobs" "$spool/done"
# exec puts the command in this shell's place, as process 1; the quotes keep each argument whole.
exec "$@"
