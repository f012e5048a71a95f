# NGINX with the gallery's configuration and the front end's static files. The context is the root:
#   docker build --file examples/gallery/deploy/nginx.Dockerfile .

FROM nginx:1.28
# The image's entry point puts the environment into the templates, in /etc/nginx/conf.d: the one
# folder beside /tmp that must be writable. A --tmpfs there takes over the mode, and not the owner.
RUN useradd --system --uid 10001 --no-create-home gallery \
 && chmod 1777 /etc/nginx/conf.d
COPY examples/gallery/deploy/nginx/*.template /etc/nginx/templates/
COPY examples/gallery/deploy/nginx/errors /srv/errors
COPY examples/gallery/frontend/static /srv/static
ENV GALLERY_LISTEN=8080 \
  GALLERY_BACKEND=backend:8001 \
  GALLERY_FRONTEND=frontend:8000 \
  GALLERY_SCHEME=http \
  GALLERY_TRUSTED_PROXY=unix: \
  GALLERY_BODY_BYTES=20100000 \
  GALLERY_STATIC=/srv/static \
  GALLERY_MEDIA=/media \
  GALLERY_NGINX_ERRORS=/srv \
  GALLERY_NGINX_RUN=/tmp
USER 10001
HEALTHCHECK --interval=2s --timeout=3s --retries=10 --start-period=20s \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/live"]
CMD ["nginx", "-c", "/etc/nginx/conf.d/nginx.conf", "-g", "daemon off;"]
