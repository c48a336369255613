# One small image with the whole product: docker build -t buurtverbinders .

FROM rust:1.95-slim-bookworm AS build
# A C compiler and its tools, for the cryptography, for SQLite and for the allocator.
RUN apt-get update && apt-get install --yes --no-install-recommends cmake g++ make perl
WORKDIR /source
COPY . .
RUN cargo xtask web && cargo build --locked --release --package buurtverbinders

FROM debian:bookworm-slim
RUN useradd --system --home-dir /data --create-home buurt
COPY --from=build /source/target/release/buurtverbinders /usr/local/bin/
USER buurt
VOLUME /data
ENV BV_DATA_DIR=/data BV_LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["buurtverbinders"]
CMD ["serve"]
