# The back end, its worker, and its commands. The context is the root of the repository:
#   docker build --file examples/gallery/deploy/backend.Dockerfile .

FROM python:3.13-slim AS build
COPY examples/gallery/deploy/backend.requirements.txt /build/requirements.txt
# Alone, before the code: an edit of the code does not install anything again. A file whose hash is
# not in the list is refused, whoever sent it; and what runs needs no pip.
RUN python -m venv --without-pip /opt/gallery \
 && pip --python /opt/gallery/bin/python install --no-cache-dir --no-deps --require-hashes \
  --requirement /build/requirements.txt

FROM python:3.13-slim
# An empty volume takes over the owner of the folder that it is mounted on: so there must be one.
RUN useradd --system --uid 10001 --no-create-home gallery \
 && install --directory --owner=gallery /media
COPY --from=build /opt/gallery /opt/gallery
WORKDIR /srv
COPY examples/__init__.py examples/
COPY examples/gallery/__init__.py examples/gallery/logs.py examples/gallery/request_id.py \
  examples/gallery/settings.py examples/gallery/values.py examples/gallery/
COPY examples/gallery/backend examples/gallery/backend
ENV PATH=/opt/gallery/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
  DJANGO_SETTINGS_MODULE=examples.gallery.backend.config.settings GALLERY_MEDIA_ROOT=/media
# Compiled here, since the running container can't write.
RUN python -m compileall -q examples
USER 10001
HEALTHCHECK --interval=2s --timeout=3s --retries=10 --start-period=20s \
  CMD ["python", "-c", "from urllib.request import urlopen as ask; ask('http://127.0.0.1:8001/health/ready')"]
CMD ["python", "-m", "examples.gallery.backend.serving", "--bind", "0.0.0.0"]
