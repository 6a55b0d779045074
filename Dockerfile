# One image for every role: web server (default command), worker, scheduler, preparation.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes --requirement requirements.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PRODUCTION=1 \
    HOST=0.0.0.0 \
    DATA_DIR=/data
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin crm \
    && install --directory --owner crm --group crm --mode 700 /data
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
USER crm
# Key and host serve nothing here; the real ones arrive with the environment.
RUN SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(50))") \
    ALLOWED_HOSTS=localhost \
    python manage.py collectstatic --no-input --verbosity 0
EXPOSE 8000
CMD ["gunicorn", "--config", "python:crm_readiness.web_server"]
