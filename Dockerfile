# Bases are arguments: workloads/lornu/docker/base-images.json holds them with their digests, and the tests pass bases of their own.
ARG BUN_IMAGE=oven/bun:alpine
ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.13.9
ARG PYTHON_IMAGE=python:3.11-slim

FROM ${UV_IMAGE} AS uv

FROM ${BUN_IMAGE} AS frontend
WORKDIR /frontend
COPY workloads/lornu/frontend/package.json workloads/lornu/frontend/bun.lock ./
RUN bun install --frozen-lockfile --ignore-scripts
COPY workloads/lornu/frontend/ ./
RUN bun run build

FROM ${PYTHON_IMAGE} AS dependencies
# Bytecode without timestamps is the same from every build, and is never looked at twice at run time.
ENV PYC_INVALIDATION_MODE=UNCHECKED_HASH \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_BUILD=1 \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY workloads/lornu/backend/requirements.txt ./
RUN --mount=type=bind,from=uv,source=/uv,target=/usr/local/bin/uv \
    uv venv --python python3.11 .venv \
    && uv pip install --require-hashes --requirement requirements.txt

FROM ${PYTHON_IMAGE} AS program
COPY workloads/lornu/backend/ /app/backend/
# Sources alone go on: a file of secrets that lies among them does not.
RUN find /app/backend -type f ! -name '*.py' -delete \
    && python -m compileall -q --invalidation-mode unchecked-hash /app/backend

FROM ${PYTHON_IMAGE}
# Nothing is installed at run time; an installer that is there only has vulnerabilities to report.
RUN rm -rf /usr/local/bin/pip* /usr/local/lib/python3.11/ensurepip /usr/local/lib/python3.11/site-packages/*
# Any user can read the program, root alone could write it. Libraries look for a home; /tmp is the one place to write.
ENV HOME=/tmp \
    PATH=/app/.venv/bin:$PATH \
    PORT=8080 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=dependencies /app/.venv ./.venv
COPY --from=program /app/backend ./backend
COPY --from=frontend /frontend/dist ./frontend/dist
# Fargate gives the volume the owner and mode that the folder has here; without this line it is root's alone.
VOLUME /tmp
USER 10001:10001
EXPOSE 8080
# For other engines: ECS asks the load balancer instead.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health\", timeout=3)"]
# Last, because they differ in every build.
ARG IMAGE_REVISION=unknown
ARG IMAGE_SOURCE=unknown
ARG IMAGE_VERSION=unknown
LABEL org.opencontainers.image.title="slipway" \
      org.opencontainers.image.revision="${IMAGE_REVISION}" \
      org.opencontainers.image.source="${IMAGE_SOURCE}" \
      org.opencontainers.image.version="${IMAGE_VERSION}"
# Not `uv run`: it wants a cache to write, stands between the process and its signals, and adds 50 MB.
CMD ["python", "-m", "backend.main"]
