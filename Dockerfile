# The portal's one image: web server, worker, schedule and one-off commands. It runs as nobody in particular.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=qcp.settings.base WEB_CONCURRENCY=2
WORKDIR /portal

COPY requirements/ requirements/
RUN apt-get update -qq \
    && grep -v python3-venv requirements/system-runtime.txt | xargs apt-get install -y -qq --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* \
    && pip install --no-cache-dir --require-hashes -r requirements/runtime.txt

COPY . .
# Collecting needs settings, not services; these values leave nothing behind in the image.
RUN QCP_SECRET_KEY=only-while-building QCP_ALLOWED_HOSTS=localhost QCP_BASE_URL=https://localhost \
    QCP_DATABASE_URL=postgres://portal@db/portal QCP_REDIS_URL=redis://redis:6379/0 QCP_EMAIL_URL=smtp://mail:25 \
    QCP_SCANNER=clamav:3310 QCP_S3_BUCKET=qcp-files python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q . \
    && useradd --system --no-create-home portal

USER portal
EXPOSE 8000
CMD ["gunicorn", "qcp.wsgi", "--bind", "0.0.0.0:8000", "--config", "python:qcp.gunicorn_packaged"]
