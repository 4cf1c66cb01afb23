# The production image: one static binary, console inside, no devserver. It runs
# `curfew serve`, `curfew worker` and `curfew migrate`, as a user without rights.

FROM node:22.21-slim AS console
WORKDIR /src/console
COPY console/package.json console/package-lock.json console/.npmrc ./
RUN PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci
COPY console/ ./
RUN npm run build

FROM golang:1.26.8 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=console /src/console/dist/ console/dist/
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/curfew ./cmd/curfew

# The patch level floats on purpose: rebuilding the image is how it gets security
# fixes.
FROM debian:13-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin curfew \
 && install -d -o curfew -g curfew /data
COPY --from=build /out/curfew /usr/local/bin/curfew
USER curfew
# Where the Okta simulator of the demo keeps its file. Nothing else here has state.
VOLUME /data
EXPOSE 8080
# For serve, which is what the image runs unless told otherwise; a worker answers on
# 8082 (docker-compose.yml).
HEALTHCHECK --interval=10s --timeout=6s --start-period=20s --retries=6 \
  CMD ["curfew", "health", "--url", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["curfew"]
CMD ["serve"]
