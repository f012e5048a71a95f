#!/bin/sh
# Take the site down: ./down.sh keeps its data, ./down.sh --volumes does not.
set -eu
PREFIX=${PREFIX:-site}

if docker container inspect "$PREFIX-app" > /dev/null 2>&1; then
  docker stop "$PREFIX-app" > /dev/null
  docker rm "$PREFIX-app" > /dev/null
fi
if docker network inspect "$PREFIX-net" > /dev/null 2>&1; then
  docker network rm "$PREFIX-net" > /dev/null
fi
if [ "${1:-}" = --volumes ] && docker volume inspect "$PREFIX-data" > /dev/null 2>&1; then
  docker volume rm "$PREFIX-data" > /dev/null
fi
echo "$PREFIX is down"
