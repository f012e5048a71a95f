#!/bin/sh
# Take the site down and keep its data; with --volumes, remove the data too.
set -eu
PREFIX=${PREFIX:-book}

has() {
  docker "$1" inspect "$2" > /dev/null 2>&1
}

containers=$(docker ps --all --quiet --filter "name=$PREFIX")
if [ -n "$containers" ]; then
  docker stop $containers > /dev/null
  docker rm $containers > /dev/null
fi
if has network "$PREFIX-net"; then
  docker network rm "$PREFIX-net" > /dev/null
fi
if [ "${1:-}" = --volumes ] && has volume "$PREFIX-data"; then
  docker volume rm "$PREFIX-data" > /dev/null
fi
