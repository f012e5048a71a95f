#!/bin/sh
# Build the site and bring it up: PREFIX=book PORT=8080 ./up.sh
set -eu
cd "$(dirname "$0")"
PREFIX=${PREFIX:-book}
PORT=${PORT:-8080}

docker build --tag "$PREFIX-app" app
docker build --tag "$PREFIX-front" front

docker run --detach --name "$PREFIX-app" "$PREFIX-app"
docker run --detach --name "$PREFIX-front" --publish "127.0.0.1:$PORT:80" "$PREFIX-front"
