#!/bin/sh
# Build the site and bring it up: PREFIX=book PORT=8080 ./up.sh
set -eu
cd "$(dirname "$0")"
PREFIX=${PREFIX:-book}
PORT=${PORT:-8080}

has() {
  docker "$1" inspect "$2" > /dev/null 2>&1
}

# A new image needs a new container. Stopped first: rm --force would kill it.
replace() {
  if has container "$1"; then
    docker stop "$1" > /dev/null
    docker rm "$1" > /dev/null
  fi
}

# The tries are bounded, and the check's own words are shown when they are used up.
wait_healthy() {
  tries=150
  until [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ]; then
      docker inspect --format '{{json .State.Health}}' "$1" >&2
      exit 1
    fi
    sleep 0.2
  done
}

docker build --quiet --tag "$PREFIX-app" app > /dev/null
docker build --quiet --tag "$PREFIX-front" front > /dev/null

# Making a volume twice is no error; making a network twice is one.
docker volume create "$PREFIX-data" > /dev/null
has network "$PREFIX-net" || docker network create "$PREFIX-net" > /dev/null

replace "$PREFIX-app"
# No --publish: who is on the network reaches the app by its alias, and nobody else needs to.
docker run --detach --name "$PREFIX-app" \
  --network "$PREFIX-net" --network-alias app \
  --health-interval 1s --health-timeout 2s --health-retries 5 \
  --health-cmd "python -c 'from urllib.request import urlopen as ask; ask(\"http://127.0.0.1:8000/health\")'" \
  "$PREFIX-app" > /dev/null

replace "$PREFIX-front"
docker run --detach --name "$PREFIX-front" \
  --network "$PREFIX-net" \
  --publish "127.0.0.1:$PORT:80" \
  --health-interval 1s --health-timeout 2s --health-retries 5 \
  --health-cmd 'curl --fail --silent http://127.0.0.1/front/health' \
  "$PREFIX-front" > /dev/null

wait_healthy "$PREFIX-app"
wait_healthy "$PREFIX-front"
