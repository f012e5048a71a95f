#!/bin/sh
# Take the site down and keep its data; with --volumes, remove the data too.
set -eu
PREFIX=${PREFIX:-book}

docker rm --force "$PREFIX-app"
docker rm --force "$PREFIX-front"
