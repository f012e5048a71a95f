FROM python:3.13-slim
WORKDIR /srv
COPY . .
RUN sort requirements.txt > installed.txt
CMD echo serving && python -m http.server 8000
