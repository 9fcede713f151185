# Baseline: the engine, its tests and its demonstration. `make help` lists the targets.

CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DESTDIR ?=
BINDIR ?= $(PREFIX)/bin
DATADIR ?= $(PREFIX)/share/baseline
PKG_CONFIG ?= pkg-config
PYTHON ?= /usr/bin/python3
BUILD ?= build/plain
VERSION := 0.1

# What the engine is made of, and what its tests need on top: Debian 12 package names.
PACKAGES := gcc libc6-dev pkg-config libcsv-dev libsqlite3-dev libjansson-dev nettle-dev libgmp-dev libgsl-dev libzip-dev libexpat1-dev libxlsxwriter-dev libzstd-dev gnuplot-nox fonts-dejavu-core sqlite3
TEST_PACKAGES := libcmocka-dev python3-jsonschema librsvg2-bin hunspell hunspell-da hunspell-en-gb
LINT_PACKAGES := clang-format cppcheck

MODULES := sqlite3 jansson nettle gsl libzip expat xlsxwriter libzstd
override CPPFLAGS += -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -Iengine \
	-DBASELINE_VERSION='"$(VERSION)"' -DBASELINE_DATADIR='"$(DATADIR)"'
override CFLAGS += -std=c17 -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow \
	-Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -MMD -MP $(EXTRA)
LIBRARIES = $(shell $(PKG_CONFIG) --libs $(MODULES)) -lcsv -lgmp -lm -pthread

SOURCES := $(sort $(wildcard engine/*/*.c))
HEADERS := $(sort $(wildcard engine/*/*.h))
SCHEMAS := $(patsubst engine/%.sql,$(BUILD)/engine/%,$(subst store/,store/store_,$(sort $(wildcard engine/store/*.sql))))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(SCHEMAS:%=%.o)
ROOM_OBJECTS = $(filter-out $(BUILD)/engine/cli/%,$(OBJECTS))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(sort $(wildcard tests/unit/*_test.c)))
BINARY := $(BUILD)/baseline

.DELETE_ON_ERROR:
.PHONY: all deps test-deps lint-deps demo test check unit cases catalogue faults oracle models property spell replay \
	robust asan lint format layers bench fuzz coverage install uninstall clean help

all: $(BINARY) ## build the program (default)

deps: ## install what the engine needs (Debian packages, through apt)
	@tests/packages $(PACKAGES)

test-deps:
	@tests/packages $(PACKAGES) $(TEST_PACKAGES)

lint-deps:
	@tests/packages $(PACKAGES) $(TEST_PACKAGES) $(LINT_PACKAGES)

demo: deps ## the whole national rehearsal: three audiences, ten rounds, charts
	@$(MAKE) --no-print-directory all
	@tests/demo $(BINARY)

test: test-deps ## set up, build and run every test; ends with "N passed, N failed"
	@tests/run $(MAKE)

check: layers unit cases catalogue ## layers + unit + cases + catalogue, for whoever has the packages

unit: $(UNIT_TESTS) ## unit tests, one program a room
	@tests/unit/run $(UNIT_TESTS)

cases: $(BINARY) ## whole-program cases with exact expected output
	@tests/cases/run $(BINARY)

catalogue: ## every message of the program in Danish, with the same conversions
	@tests/catalogue/run

oracle: $(BINARY) $(BUILD)/tests/oracle/estimate ## every figure against an independent calculation, and the schemas
	@tests/oracle/run $(BINARY)

models: $(BINARY) ## public maturity models, every figure as their own rules give it
	@tests/models/run $(BINARY)

property: $(BINARY) ## random definitions and answers against a slow reading of the format
	@tests/property/run --self-test
	@tests/property/run $(BINARY) $(DRAWN)

spell: ## the spelling of every text in the questionnaires
	@tests/spelling/run

replay: $(BUILD)/tests/fuzz/definition_fuzz $(BUILD)/tests/fuzz/answers_fuzz ## what fuzzing found, and its small corpora, once more
	@$(BUILD)/tests/fuzz/definition_fuzz tests/fuzz/corpus/definition/*
	@$(BUILD)/tests/fuzz/answers_fuzz tests/fuzz/corpus/answers/*

robust: $(BINARY) ## same bytes again, kills at any moment, full disks, imports at once, hostile input
	@tests/robust/run $(BINARY)

asan: ## every test again under the address and undefined-behaviour sanitizers
	@KILLS=20 DRAWN=100 AWKWARD_ALONE=1 $(MAKE) --no-print-directory unit cases models property replay robust oracle \
		BUILD=build/asan CFLAGS="-O1 -g" \
		EXTRA="-Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"

faults: ## the cases again with the Nth allocation failing
	@$(MAKE) --no-print-directory all BUILD=build/faults CFLAGS="-O1 -g" \
		EXTRA="-DBASELINE_FAULTS -fsanitize=address,undefined -fno-sanitize-recover=all"
	@tests/faults/run build/faults/baseline

fuzz: ## fuzz the reading of answers and of definitions (FUZZ=answers|definition) for SECONDS (600), with clang
	@tests/packages $(PACKAGES) $(LINT_PACKAGES) clang
	@tests/fuzz/run $(or $(SECONDS),600) $(FUZZ)

bench: $(BINARY) ## engine time as ratios to the bare parser and to a SQLite script; IMPORT=1: of importing; ROUNDS=4: of comparing
	@tests/packages $(PACKAGES) $(TEST_PACKAGES)
	@$(MAKE) --no-print-directory $(BUILD)/tests/bench/bench
	@tests/bench/run $(BUILD)

lint: lint-deps layers ## format, static analysis and banned calls
	@clang-format --dry-run -Werror $(SOURCES) $(HEADERS) $(wildcard tests/*/*.c)
	@! grep -nE '\<(strcpy|strcat|sprintf|strtok|atoi|atof|gets|system|popen) *\(' $(SOURCES)
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
		--error-exitcode=1 --suppress=missingIncludeSystem -Iengine engine

format: ## lay the source out as .clang-format says
	clang-format -i $(SOURCES) $(HEADERS) $(wildcard tests/*/*.c)

layers: ## hold every room to engine/ROOMS
	@awk -f tests/layers.awk engine/ROOMS $(SOURCES) $(HEADERS)

install: $(BINARY) ## install the program, its scripts and definitions
	install -d "$(DESTDIR)$(BINDIR)" "$(DESTDIR)$(DATADIR)/plots"
	install -m 755 $(BINARY) "$(DESTDIR)$(BINDIR)/baseline"
	install -m 644 plots/*.gp "$(DESTDIR)$(DATADIR)/plots"
	cp -R questionnaires "$(DESTDIR)$(DATADIR)/"

uninstall: ## take it away again
	rm -f "$(DESTDIR)$(BINDIR)/baseline"
	rm -rf "$(DESTDIR)$(DATADIR)"

clean: ## remove what was built (results stay)
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

$(BINARY): $(OBJECTS)
	@echo "  LD   $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) $(LIBRARIES)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC   $<"
	@$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(SCHEMAS:%=%.c): $(BUILD)/engine/store/store_%.c: engine/store/%.sql tests/embed.awk
	@mkdir -p $(@D)
	@awk -v name=store_$*_sql -f tests/embed.awk $< > $@

$(SCHEMAS:%=%.o): %.o: %.c
	@$(CC) $(CPPFLAGS) $(CFLAGS) -Wno-overlength-strings -c -o $@ $<

$(BUILD)/tests/unit/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  TEST $@"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(ROOM_OBJECTS) $(LIBRARIES) -lcmocka

$(BUILD)/tests/oracle/%: tests/oracle/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  TEST $@"
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(ROOM_OBJECTS) $(LIBRARIES)

$(BUILD)/tests/bench/%: tests/bench/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(ROOM_OBJECTS) $(LIBRARIES)

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(OBJECTS)
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS) -Itests/fuzz $(CFLAGS) $(LDFLAGS) -DREPLAY -o $@ $< $(ROOM_OBJECTS) $(LIBRARIES)

-include $(OBJECTS:.o=.d)
