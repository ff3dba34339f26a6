# The one supported build. `make` alone lists the targets; README.md says the same at more length.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.ONESHELL:
.DEFAULT_GOAL := help

TARGET := $(or $(CARGO_TARGET_DIR),target)
WASM := $(TARGET)/wasm32-unknown-unknown/wasm-release/portal.wasm
SITE := --wasm $(WASM) --style style --public app/public --out $(TARGET)/site
# Host packages are always selected together: otherwise cargo unites their features differently from call to
# call and builds the same dependency several times. `frontend` exists for wasm only.
HOST := --workspace --exclude frontend
# What a release does more; `.ci/env` knows the cache.
SMALL = --wasm-opt "$$BUILD_CACHE/node/node_modules/.bin/wasm-opt" --terser "$$BUILD_CACHE/node/node_modules/.bin/terser"
# What must compile for the browser. The profile is the one of `front`, to share its build scripts and macros.
BROWSER := -p frontend -p app -p contract -p domain -p audit --target wasm32-unknown-unknown --profile wasm-release

.PHONY: help setup host front style build run watch check advisories unit e2e test bench release clean-run

help:        ## this list
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 14

setup:       ## installs what `run` needs; does nothing when it is there
	@.ci/setup build

host: setup
	@echo "Building the server (the first time takes some minutes) …" >&2
	@. .ci/env; cargo build $(HOST) --bins

front: setup ## the browser's part: $(WASM)
	@echo "Building the browser's part (the first time takes some minutes) …" >&2
	@. .ci/env; cargo build -p frontend --lib --target wasm32-unknown-unknown --profile wasm-release

style: host front  ## the folder that the server serves: $(TARGET)/site
	@$(TARGET)/debug/bindgen $(SITE)

build: style ## everything that `run` starts

run: build   ## builds and starts the demo; ARGS="--listen 127.0.0.1:8080" are its arguments
	@LATCHKEY_SITE=$(TARGET)/site exec $(TARGET)/debug/latchkey demo $(ARGS)

# cargo-leptos looks for the wasm under its package's name; ours has the name of its bundle.
watch: setup ## the demo, built and started again at every change; needs cargo-leptos
	@. .ci/env; front=$(TARGET)/front/wasm32-unknown-unknown/debug; mkdir -p $$front; ln -sf portal.wasm $$front/frontend.wasm
	cargo leptos watch -- demo $(ARGS)

check:       ## format, lints for host and browser, licences and sources of dependencies
	@.ci/setup check
	@. .ci/env; set -x
	cargo fmt --all --check
	cargo clippy $(HOST) --all-targets -- -D warnings
	cargo clippy $(BROWSER) -- -D warnings
	cargo deny --config .deny.toml check bans licenses sources

advisories:  ## known weaknesses of dependencies; needs the network where the list lives
	@.ci/setup check
	@. .ci/env; cargo deny --config .deny.toml check advisories

unit:        ## Rust tests, with a PostgreSQL of their own; ARGS="-p store" narrows them
	@.ci/setup test
	@. .ci/env; .ci/postgres run cargo test $(if $(ARGS),$(ARGS),$(HOST)) --no-fail-fast

e2e: build   ## contrast of the colours and the browser tests; ARGS="-g denial" narrows them
	@.ci/setup test
	@. .ci/env; node style/contrast.mjs
	@. .ci/env; (cd end2end && node --test unit/*.test.mjs)
	@. .ci/env; .ci/postgres run bash -c 'cd end2end && exec ./node_modules/.bin/playwright test "$$@"' e2e $(ARGS)

test:        ## check, unit and e2e, with the minutes of each
	@.ci/test

bench: build ## our figures beside a partner's; FULL=1 adds the million-row cases
	@.ci/setup release
	@. .ci/env; $(TARGET)/debug/bindgen $(SITE)-small $(SMALL)
	@echo "Building the bench (the first time takes some minutes) …" >&2
	@. .ci/env; export LATCHKEY_SITE="$(abspath $(TARGET))/site-small" CARGO_TARGET_DIR="$(abspath $(TARGET))/bench"
	cd end2end/bench && cargo run --release --quiet

release: front  ## $(TARGET)/release/latchkey, its pages inside, small and compressed
	@.ci/setup release
	@. .ci/env; cargo build $(HOST) --bin bindgen --features bindgen/brotli
	@. .ci/env; $(TARGET)/debug/bindgen $(SITE) $(SMALL) --brotli
	@. .ci/env; LATCHKEY_SITE="$(abspath $(TARGET))/site" cargo build -p server --release --features embed

clean-run:   ## how long `make run` takes in a clean clone
	@.ci/clean-run
