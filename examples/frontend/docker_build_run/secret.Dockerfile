FROM debian:trixie-slim
COPY token.txt /
RUN rm /token.txt
