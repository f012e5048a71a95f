#!/bin/sh
# Build the site and run it: ./up.sh, or PREFIX=blog PORT=8081 ./up.sh
set -eu
cd "$(dirname "$0")"
PREFIX=${PREFIX:-site}
PORT=${PORT:-8080}

docker build --quiet --tag "$PREFIX-app" . > /dev/null

# Both are kept when they are there already: a network can't be made twice under one name.
docker network inspect "$PREFIX-net" > /dev/null 2>&1 \
  || docker network create "$PREFIX-net" > /dev/null
docker volume create "$PREFIX-data" > /dev/null

# The container is not kept: a new image needs a new container. Stopped first, since rm --force kills.
if docker container inspect "$PREFIX-app" > /dev/null 2>&1; then
  docker stop "$PREFIX-app" > /dev/null
  docker rm "$PREFIX-app" > /dev/null
fi
docker run --detach --name "$PREFIX-app" \
  --network "$PREFIX-net" \
  --mount "type=volume,source=$PREFIX-data,target=/data" \
  --publish "127.0.0.1:$PORT:8000" \
  --restart unless-stopped \
  --read-only --cap-drop ALL \
  "$PREFIX-app" > /dev/null

# "Started" is not "ready": return when the image's own check says so.
tries=60
until [ "$(docker inspect --format '{{.State.Health.Status}}' "$PREFIX-app")" = healthy ]; do
  tries=$((tries - 1))
  if [ "$tries" = 0 ]; then docker logs "$PREFIX-app"; exit 1; fi
  sleep 0.5
done
echo "$PREFIX is up on port $PORT"
