# Postgres, in which the gallery has a role of its own. The context is the root of the repository:
#   docker build --file examples/gallery/deploy/database.Dockerfile .

FROM postgres:17
COPY examples/gallery/deploy/database/own_role.sql /docker-entrypoint-initdb.d/
# Its number is the affair of the image below.
# hadolint ignore=DL3066
USER postgres
# By TCP: while the image makes the data, its Postgres answers on the socket alone.
HEALTHCHECK --interval=2s --timeout=3s --retries=30 \
  CMD ["pg_isready", "--quiet", "--host", "127.0.0.1", "--username", "gallery"]
