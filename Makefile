PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift

# A release carries Swift's own libraries, so that it runs where no toolchain is; no other program links with it, so it names no symbols.
ifeq ($(shell uname -s),Linux)
RELEASE_FLAGS = -Xswiftc -static-stdlib -Xlinker --no-export-dynamic
# Symbols are half of the program and of no use where it is not built; macOS keeps those that it loads by.
STRIP_FLAGS =
else
STRIP_FLAGS = -x
endif
LIBRARY = $(DESTDIR)$(PREFIX)/lib/codeframe

.DEFAULT_GOAL := help
PROGRAM = "$$($(SWIFT) build -c release --product codeframe $(RELEASE_FLAGS) --show-bin-path)/codeframe"

# So long the reader of each format is fed damaged files, all at the same time.
FUZZ_MINUTES ?= 20

.PHONY: help setup build release test lint format demo serve bench fuzz install wheel archive deb site clean

help: ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: ## install what the build needs; nothing where it is there
	@scripts/setup

build: setup ## build for debugging
	$(SWIFT) build

release: setup ## build for use
	$(SWIFT) build -c release --product codeframe $(RELEASE_FLAGS)

test: setup lint ## check the format and run all tests
	@SWIFT="$(SWIFT)" scripts/test
	@echo "passed: swift format lint --strict, swift test"

lint: ## check the format, and the pages' scripts
	@scripts/setup for-tests
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Examples Package.swift
	scripts/lint-pages

format: ## put the sources in the house format
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Examples Package.swift

demo: release ## run the sample study from pictures to report
	@RELEASE_FLAGS="$(RELEASE_FLAGS)" scripts/demo

serve: release ## open the demo study in the browser; make demo makes it
	@test -f Demo/study/study.sqlite || $(MAKE) demo
	"$$($(SWIFT) build -c release --product codeframe $(RELEASE_FLAGS) --show-bin-path)/codeframe" serve -C Demo/study

bench: release ## measure against the budgets
	@Benchmarks/run

fuzz: release ## damage files and kill commands, in large numbers
	CODEFRAME_FUZZ=2000 scripts/test --filter 'DecoderIndependenceTests|HostileVideoTests'
	CODEFRAME_FUZZ=2000 CODEFRAME_FUZZ_MINUTES=$(FUZZ_MINUTES) scripts/test --skip-build --filter FormatFuzzTests
	tools/fuzz/hostile.py "$$($(SWIFT) build -c release --product codeframe $(RELEASE_FLAGS) --show-bin-path)/codeframe"
	tools/fuzz/kills.py "$$($(SWIFT) build -c release --product codeframe $(RELEASE_FLAGS) --show-bin-path)/codeframe"

install: release ## copy the program, its models, its documentation and its library below PREFIX
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(LIBRARY)"
	install -m 755 "$$($(SWIFT) build -c release --product codeframe $(RELEASE_FLAGS) --show-bin-path)/codeframe" \
	  "$(DESTDIR)$(PREFIX)/bin/codeframe"
	strip $(STRIP_FLAGS) "$(DESTDIR)$(PREFIX)/bin/codeframe"
	scripts/share "$(DESTDIR)$(PREFIX)/bin/codeframe" "$(DESTDIR)$(PREFIX)"
	install -m 644 .deps/onnxruntime/lib/libonnxruntime.* .deps/onnxruntime/LICENSE \
	  .deps/onnxruntime/ThirdPartyNotices.txt "$(LIBRARY)/"

wheel: release ## pack the program with all that it needs as a Python wheel, in dist
	scripts/wheel $(PROGRAM) dist

archive: release ## the same as a tar.gz that is unpacked anywhere
	scripts/wheel $(PROGRAM) dist archive

deb: release ## the same as a Debian package
	scripts/wheel $(PROGRAM) dist deb

site: ## turn the documentation into pages with search, in dist/site
	scripts/site dist/site

clean: ## remove what was built; .deps stays
	rm -rf .build
