# The front door. `make demo` and `make test` do everything on a fresh Debian 12 machine.

BUILD := build/release
VEDETTE := $(BUILD)/bin/vedette
JOBS := $(shell nproc)

.PHONY: demo page test build install package setup eval bench model fuzz asan format clean help

help:
	@echo "make demo    set up, build, read the sample reports and show the result"
	@echo "make page    open the archive of the sample reports in the browser's page"
	@echo "make test    set up, build and run every test"
	@echo "make eval    how good it is, on the corpora of ../shared, against eval/floors.json"
	@echo "make bench   how fast it is"
	@echo "make model   train the model anew (up to two hours)"
	@echo "make fuzz    build the fuzzers and run each for a minute"
	@echo "make install install it under /usr/local, or PREFIX=…"
	@echo "make package build the Debian package"
	@echo "make asan    build with the sanitizers and run every test"

setup:
	@bash setup.sh

build: setup
	@echo "Building Vedette in $(BUILD)"
	@[ -f $(BUILD)/build.ninja ] || cmake --preset release > /dev/null
	@ninja -C $(BUILD) -j $(JOBS) --quiet

demo: build
	@echo "Reading the sample reports"
	@$(VEDETTE) read --format card samples/*.txt
	@mkdir -p build/demo
	@$(VEDETTE) read --format jsonl samples/*.txt > build/demo/samples.jsonl
	@echo
	@rm -f build/demo/news.vedette build/demo/news.vedette-*
	@$(VEDETTE) add samples/*.txt --to build/demo/news.vedette
	@echo "The records are in build/demo/samples.jsonl, the archive in build/demo/news.vedette. Read your own: $(VEDETTE) read FILE"
	@echo "Open the page over the archive: make page"

page: build
	@[ -f build/demo/news.vedette ] || { mkdir -p build/demo && $(VEDETTE) add samples/*.txt --to build/demo/news.vedette; }
	@echo "Open this address in a browser; Ctrl-C ends it:"
	@$(VEDETTE) serve build/demo/news.vedette

test: build
	@echo "Running every test"
	@ctest --test-dir $(BUILD) --output-on-failure -j $(JOBS)

eval: build
	@python3 eval/run.py $(VEDETTE)

install: build
	@cmake --install $(BUILD) --prefix $(or $(PREFIX),/usr/local)

package: build
	@cd $(BUILD) && cpack -G DEB
	@ls $(BUILD)/vedette_*.deb

bench: build
	@python3 bench/run.py $(VEDETTE)

model:
	@bash setup.sh model
	@bash training/make_model.sh

fuzz:
	@bash setup.sh fuzz
	@bash tests/fuzz.sh

asan: setup
	@[ -f build/asan/build.ninja ] || cmake --preset asan > /dev/null
	@ninja -C build/asan -j $(JOBS) --quiet
	@ctest --test-dir build/asan --output-on-failure -j $(JOBS)

format:
	@git ls-files '*.cpp' '*.h' | xargs clang-format-16 -i

clean:
	@rm -rf build
