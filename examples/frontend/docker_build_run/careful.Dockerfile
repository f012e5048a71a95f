FROM python:3.13-slim
WORKDIR /srv
COPY requirements.txt .
RUN sort requirements.txt > installed.txt
COPY . .
CMD echo serving && python -m http.server 8000
