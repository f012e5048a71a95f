#!/bin/sh
# Take the site down and keep its data; with --volumes, remove the data too.
set -eu
PREFIX=${PREFIX:-book}

has() {
  docker "$1" inspect "$2" > /dev/null 2>&1
}

# The front first: it should not answer for an app that is gone. Names in full, never a filter:
# --filter name=book would also match book2-app.
for name in "$PREFIX-front" "$PREFIX-app"; do
  if has container "$name"; then
    docker stop "$name" > /dev/null
    docker rm "$name" > /dev/null
  fi
done
if has network "$PREFIX-net"; then
  docker network rm "$PREFIX-net" > /dev/null
fi
if [ "${1:-}" = --volumes ] && has volume "$PREFIX-data"; then
  docker volume rm "$PREFIX-data" > /dev/null
fi
