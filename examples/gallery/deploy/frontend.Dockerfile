# The front end. The context is the root of the repository:
#   docker build --file examples/gallery/deploy/frontend.Dockerfile .

FROM python:3.13-slim AS build
COPY examples/gallery/deploy/frontend.requirements.txt /build/requirements.txt
# Alone, before the code: an edit of the code does not install anything again. A file whose hash is
# not in the list is refused, whoever sent it; and what runs needs no pip.
RUN python -m venv --without-pip /opt/gallery \
 && pip --python /opt/gallery/bin/python install --no-cache-dir --no-deps --require-hashes \
  --requirement /build/requirements.txt

FROM python:3.13-slim
# A number, so that the engine knows that it is not root without reading a file.
RUN useradd --system --uid 10001 --no-create-home gallery
COPY --from=build /opt/gallery /opt/gallery
WORKDIR /srv
COPY examples/__init__.py examples/
COPY examples/gallery/__init__.py examples/gallery/logs.py examples/gallery/request_id.py \
  examples/gallery/settings.py examples/gallery/values.py examples/gallery/
COPY examples/gallery/frontend examples/gallery/frontend
ENV PATH=/opt/gallery/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Compiled here, since the running container can't write.
RUN python -m compileall -q examples
USER 10001
# "Live" and not "ready": a back end that is away is no fault of this container.
HEALTHCHECK --interval=2s --timeout=3s --retries=10 --start-period=20s \
  CMD ["python", "-c", "from urllib.request import urlopen as ask; ask('http://127.0.0.1:8000/health/live')"]
CMD ["gunicorn", "--config", "python:examples.gallery.frontend.gunicorn_config", \
  "--bind", "0.0.0.0:8000", "--bind", "0.0.0.0:9100"]
