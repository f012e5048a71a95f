#!/bin/sh
# The whole gallery with docker build and docker run alone:
#   docker.sh up | down [--volumes] | status
# PREFIX names everything that it makes; GALLERY_SITE_PORT is the port on this machine.
set -eu
cd "$(dirname "$0")"
PREFIX=${PREFIX:-gallery}
CONTAINERS_ENV=${CONTAINERS_ENV:-./containers.env}
root=../../..
# From the inside to the outside; down goes the other way.
parts='database backend worker frontend nginx'

main() {
  case ${1:-} in
    up) up ;;
    down) shift; down "$@" ;;
    status) status ;;
    *) echo 'docker.sh up | down [--volumes] | status' >&2; exit 2 ;;
  esac
}

up() {
  read_settings
  build database
  build backend
  build frontend
  build nginx
  # Making a volume twice is no error; making a network twice is one.
  docker volume create "$PREFIX-database" > /dev/null
  docker volume create "$PREFIX-media" > /dev/null
  has network "$PREFIX-inside" || docker network create --internal "$PREFIX-inside" > /dev/null
  has network "$PREFIX-outside" || docker network create "$PREFIX-outside" > /dev/null

  run_database
  wait_healthy database
  run_once migrate python -m examples.gallery.backend.manage migrate --verbosity 0
  run_backend
  run_worker
  run_frontend
  wait_healthy backend worker frontend
  # Last: NGINX looks up the names of the others when it starts.
  run_nginx
  wait_healthy nginx
  echo "The gallery is ready at http://127.0.0.1:$GALLERY_SITE_PORT"
}

# Each part gets the variables that it needs and no other: the front end does not know the database.
# --env NAME takes the value from here, so that no secret stands in a list of processes; a variable
# that is not set here is not set there, even if the image has a value for it.

run_database() {
  # For its socket a volume without a name: it belongs to postgres, as the image's folder does; a
  # tmpfs would be root's.
  run database --network "name=$PREFIX-inside,alias=database" \
    --volume "$PREFIX-database:/var/lib/postgresql/data" \
    --volume /var/run/postgresql --stop-timeout 30 \
    --env POSTGRES_PASSWORD --env GALLERY_DATABASE_PASSWORD "$PREFIX-database"
}

run_backend() {
  run backend --network "name=$PREFIX-inside,alias=backend" --volume "$PREFIX-media:/media" \
    $(backend_variables) "$PREFIX-backend"
}

run_worker() {
  # The image asks a port that the worker has not; but the worker shows its figures.
  run worker --network "$PREFIX-inside" --volume "$PREFIX-media:/media" --stop-timeout 60 \
    --health-cmd "python -c 'from urllib.request import urlopen; urlopen(\"http://127.0.0.1:9102\")'" \
    --health-interval 2s --health-retries 10 --health-start-period 20s \
    $(backend_variables) "$PREFIX-backend" \
    python -m examples.gallery.backend.manage db_worker
}

run_frontend() {
  run frontend --network "name=$PREFIX-inside,alias=frontend" \
    --env GALLERY_BACKEND_URL=http://backend:8001 \
    --env GALLERY_FRONTEND_SECRET_KEY --env GALLERY_HTTPS --env GALLERY_LOG_LEVEL \
    --env GALLERY_SESSION_DAYS --env GALLERY_UPLOAD_BYTES \
    "$PREFIX-frontend"
}

run_nginx() {
  # On both networks: one leads to the parts, the other to the world. The pictures are only read,
  # and nocopy leaves the volume as the back end's image has made it.
  run nginx --network "$PREFIX-inside" --network "$PREFIX-outside" \
    --publish "127.0.0.1:$GALLERY_SITE_PORT:8080" \
    --volume "$PREFIX-media:/media:ro,nocopy" \
    --tmpfs /etc/nginx/conf.d \
    --env "GALLERY_SCHEME=${GALLERY_SCHEME:-http}" \
    --env "GALLERY_TRUSTED_PROXY=${GALLERY_TRUSTED_PROXY:-unix:}" \
    --env "GALLERY_BODY_BYTES=${GALLERY_BODY_BYTES:-20100000}" \
    "$PREFIX-nginx"
}

# Asked for without quotes: each word is an option of its own.
backend_variables() {
  echo --env GALLERY_DATABASE_URL --env GALLERY_BACKEND_SECRET_KEY --env GALLERY_HOSTS \
    --env GALLERY_HTTPS --env GALLERY_LOG_LEVEL --env GALLERY_DATABASE_POOL \
    --env GALLERY_UPLOAD_BYTES --env GALLERY_UPLOAD_PIXELS --env GALLERY_SESSION_DAYS \
    --env GALLERY_TICKET_SECONDS --env GALLERY_RATE_ACCOUNTS --env GALLERY_RATE_SESSIONS \
    --env GALLERY_RATE_UPLOADS --env GALLERY_METRICS_HOST=0.0.0.0
}

# What all containers have in common: as few rights as possible.
run() {
  part=$1
  shift
  # A new image needs a new container. Stopped first: rm --force would kill it.
  remove "$PREFIX-$part"
  docker run --detach --name "$PREFIX-$part" --restart unless-stopped \
    --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
    "$@" > /dev/null
}

run_once() {
  name=$PREFIX-$1
  shift
  remove "$name"
  docker run --rm --name "$name" --network "$PREFIX-inside" \
    --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
    $(backend_variables) "$PREFIX-backend" "$@"
}

down() {
  for part in nginx frontend worker backend migrate database; do
    remove "$PREFIX-$part"
  done
  for network in inside outside; do
    if has network "$PREFIX-$network"; then docker network rm "$PREFIX-$network" > /dev/null; fi
  done
  # The data outlives the gallery, unless somebody says otherwise.
  if [ "${1:-}" = --volumes ]; then
    for volume in database media; do
      if has volume "$PREFIX-$volume"; then docker volume rm "$PREFIX-$volume" > /dev/null; fi
    done
  fi
}

status() {
  for part in $parts; do
    printf '%-9s ' "$part"
    if has container "$PREFIX-$part"; then
      docker inspect --format '{{.State.Status}}, {{.State.Health.Status}}' "$PREFIX-$part"
    else
      echo 'not there'
    fi
  done
}

build() {
  docker build --quiet --file "$1.Dockerfile" --tag "$PREFIX-$1" "$root" > /dev/null
}

has() {
  docker "$1" inspect "$2" > /dev/null 2>&1
}

remove() {
  if has container "$1"; then
    docker stop "$1" > /dev/null
    docker rm --volumes "$1" > /dev/null
  fi
}

# "Started" is not "ready". The tries are bounded, and what the part said is shown when they are used up.
wait_healthy() {
  for part in "$@"; do
    tries=300
    until [ "$(docker inspect --format '{{.State.Health.Status}}' "$PREFIX-$part")" = healthy ]; do
      tries=$((tries - 1))
      if [ "$tries" = 0 ]; then
        docker logs --tail 50 "$PREFIX-$part" >&2
        docker inspect --format '{{json .State.Health}}' "$PREFIX-$part" >&2
        exit 1
      fi
      sleep 0.2
    done
  done
}

read_settings() {
  CONTAINERS_ENV=$CONTAINERS_ENV sh ./prepare.sh
  port=${GALLERY_SITE_PORT:-}
  set -a
  . "$CONTAINERS_ENV"
  GALLERY_SITE_PORT=${port:-${GALLERY_SITE_PORT:-8080}}
  # The health checks ask by this name, inside of the containers.
  GALLERY_HOSTS=${GALLERY_HOSTS:-localhost},127.0.0.1
  POSTGRES_PASSWORD=$GALLERY_DATABASE_ADMIN_PASSWORD
  GALLERY_DATABASE_URL=postgresql://gallery:$GALLERY_DATABASE_PASSWORD@database:5432/gallery
  set +a
}

main "$@"
