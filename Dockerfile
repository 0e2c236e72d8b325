# One image for every service of docker-compose.yaml: the locked packages, the Dags, the package rkci and its data.
FROM python:3.11.14-slim-bookworm AS packages

ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
WORKDIR /build
COPY requirements.lock pyproject.toml ./
# uv itself comes from the lock, by its hash; then what pyproject.toml asks for in production, without development
# tools: every version and every hash is the lock's, and anything that is not in it is refused.
RUN awk '/^[a-z]/ { keep = /^uv==/ } keep && !/#/' requirements.lock > uv.lock \
    && python -m venv uv \
    && uv/bin/pip install --no-cache-dir --require-hashes --no-deps -r uv.lock \
    && python -m venv --without-pip /opt/venv \
    && uv/bin/uv pip install --no-cache --compile-bytecode --python /opt/venv/bin/python --require-hashes --only-binary :all: \
        --constraints requirements.lock --extra production -r pyproject.toml


FROM python:3.11.14-slim-bookworm

RUN useradd --uid 50000 --gid 0 --no-create-home --home-dir /opt/rkci --shell /usr/sbin/nologin rkci
COPY --from=packages /opt/venv /opt/venv
WORKDIR /opt/rkci
COPY dags dags
COPY plugins plugins
COPY include include
COPY expectations expectations
# What services write is theirs alone; a volume that is first mounted here takes over owner and mode.
RUN python -m compileall -q dags plugins \
    && install -d -o rkci -g 0 -m 0770 airflow airflow/logs data data/inbox data/archive build

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/opt/rkci/plugins \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONWARNINGS=ignore \
    RKCI_LOCAL=/opt/rkci/data \
    RKCI_BUILD=/opt/rkci/build \
    AIRFLOW_HOME=/opt/rkci/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/rkci/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/rkci/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    AIRFLOW__USAGE_DATA_COLLECTION__ENABLED=False \
    GX_ANALYTICS_ENABLED=false
USER 50000:0
CMD ["airflow", "version"]
