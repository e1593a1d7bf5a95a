# ringmap's control panel; `make help` prints the targets.

PREFIX  ?= /usr/local
DESTDIR ?=
T       ?= 60
Q       := $(if $(V),,@)
say     = $(if $(V),,@echo '  $1  $@')
SOURCE  := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
VERSION := $(shell sed -n 's/^\#define RINGMAP_VERSION "\(.*\)"/\1/p' src/ringmap.h)

# --- what must be installed: Debian's and Ubuntu's names ---

DEBS_BUILD := gcc libc6-dev make pkg-config libcairo2-dev libfribidi-dev libfontconfig-dev libfreetype-dev \
              libproj-dev libshp-dev libyaml-dev libdeflate-dev libharfbuzz-dev libgeos-dev libjansson-dev \
              libminizip-dev libqpdf-dev libimagequant-dev
DEBS_TEST  := libcmocka-dev geographiclib-tools gdal-bin imagemagick libxml2-utils librsvg2-bin pngcheck unzip \
              poppler-utils proj-bin qpdf chromium mandoc bsdextrautils ghostscript
DEBS_BENCH := hyperfine mapserver-bin geographiclib-tools fonts-dejavu-core time valgrind
DEBS_REPORTS := chromium cmark-gfm imagemagick libreoffice-impress-nogui libreoffice-writer-nogui librsvg2-bin lmodern mediawiki nodejs pandoc php-cli php-sqlite3 poppler-utils qpdf \
              texlive-fonts-recommended texlive-latex-base texlive-latex-recommended texlive-xetex unzip weasyprint
DEBS_EXTRA := clang-format clang-tidy

# --- how it is built; VARIANT is release, asan, tsan, cover or fuzz ---

VARIANT ?= release
BUILD   := out/build/$(VARIANT)
PROGRAM := out/ringmap$(if $(filter-out release,$(VARIANT)),-$(VARIANT))
LIBRARY := $(BUILD)/libringmap.a

PACKAGES := cairo fribidi fontconfig freetype2 proj shapelib yaml-0.1 libdeflate harfbuzz-subset jansson minizip libqpdf imagequant
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
ifneq ($(filter true 1,$(CI) $(WERROR)),)
WARNINGS += -Werror
endif
FLAGS_release := -O2
FLAGS_asan    := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS_tsan    := -O1 -fno-omit-frame-pointer -fsanitize=thread
FLAGS_cover   := -O0 --coverage
FLAGS_fuzz    := -O1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
# Contracted multiply-adds would give other last digits, and so other bytes, on other processors.
CFLAGS_ALL    := -std=c11 -g -ffp-contract=off $(FLAGS_$(VARIANT)) $(WARNINGS) -iquote src $(CPPFLAGS) $(CFLAGS)
LDFLAGS_ALL   := $(FLAGS_$(VARIANT)) -Wl,--as-needed $(LDFLAGS)
SUBMAKE       = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
# Asked for once, and only when a recipe needs it: `make deps` must run where there is no pkg-config yet.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PACKAGES) || echo MISSING))$(call found,$(PKG_CFLAGS))
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PACKAGES) || echo MISSING))$(call found,$(PKG_LIBS))
found      = $(if $(findstring MISSING,$1),$(error a library is missing; 'make deps' installs what is needed),$1)
# The loader looks for each symbol in one library after the other, in this order: those that most symbols come from go first.
# PROJ brings its own two, whose development files need not be here.
if_here    = $(if $(filter /%,$(shell $(CC) -print-file-name=$1)),-l:$1)
FIRST_LIBS = -lc $(call if_here,libstdc++.so.6) -lproj $(call if_here,libsqlite3.so.0)
LIBS       = -Wl,--no-as-needed $(FIRST_LIBS) -Wl,--as-needed -lqpdf -lgeos_c $(PKG_LIBS) -lm

SOURCES := $(sort $(wildcard src/*.c src/furniture/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
ROOMS   := $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/%,$(sort $(wildcard tests/unit/test_*.c)))
UNIT_AID := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/unit/test_%,$(wildcard tests/unit/*.c)))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
REPLAYS := $(FUZZERS:fuzz_%=$(BUILD)/replay_%)
FUZZ_AID := $(BUILD)/tests/fuzz/scratch.o

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: help all map draw check test deps deps-test deps-bench deps-reports deps-extra programs asan valgrind bench reports gallery docs-pictures golden \
        fuzz fuzz-build fuzz-replay cover format lint graph install uninstall dist clean FORCE

all: $(PROGRAM) ## build the library and out/ringmap

help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20
	@echo "  settings: PREFIX=$(PREFIX) DESTDIR=$(DESTDIR) T=$(T) CC=$(CC) CFLAGS=$(CFLAGS) WERROR=$(WERROR) V=$(V)"

# The command starts without what not every map needs: src/lazy/NAME.c loads libNAME.
LAZY       := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/lazy/*.c))
LAZY_LIBS  := $(patsubst src/lazy/%.c,-l%,$(filter-out %/lazy.c,$(wildcard src/lazy/*.c)))
NO_NETWORK := out/lib/made
LOOK_FIRST := -Wl,--disable-new-dtags,-rpath,'$$ORIGIN/lib:$$ORIGIN/../lib/ringmap'
soname      = $(shell objdump -p $$($(CC) -print-file-name=lib$1.so) | sed -n 's/^ *SONAME *//p')
$(filter-out %/lazy.o,$(LAZY)): CFLAGS_ALL += -DLIBRARY='"$(call soname,$(basename $(notdir $@)))"'

$(NO_NETWORK): src/lazy/no_network.sh
	$(call say,MAKE)
	$Qsrc/lazy/no_network.sh $(@D) $(CC)
	@touch $@

$(PROGRAM): $(BUILD)/src/main.o $(LAZY) $(LIBRARY) $(NO_NETWORK)
	$(call say,LD)
	$Q$(CC) $(LDFLAGS_ALL) $(LOOK_FIRST) -o $@ $(filter %.o %.a,$^) $(filter-out $(LAZY_LIBS),$(LIBS))

$(LIBRARY): $(ROOMS)
	@rm -f $@
	$(call say,AR)
	$Q$(AR) rcsD $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call say,CC)
	$Q$(CC) $(CFLAGS_ALL) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

# The one room that knows where `make install` puts the data; it alone is compiled again for another PREFIX.
$(BUILD)/src/home.o: CFLAGS_ALL += -DRMAP_DATADIR='"$(PREFIX)/share/ringmap"'
$(BUILD)/src/home.o: $(BUILD)/prefix
$(BUILD)/prefix: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@

$(BUILD)/test_%: $(BUILD)/tests/unit/test_%.o $(UNIT_AID) $(LIBRARY)
	$(call say,LD)
	$Q$(CC) $(LDFLAGS_ALL) -o $@ $^ -lcmocka $(LIBS)

$(BUILD)/replay_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(FUZZ_AID) $(LIBRARY)
	$(call say,LD)
	$Q$(CC) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

programs: $(PROGRAM) $(UNITS) $(REPLAYS)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# --- the two commands ---

map: deps ## install what is missing, build, draw out/korea.png and out/korea.svg
	+@$(SUBMAKE) draw

draw: $(PROGRAM)
	$(PROGRAM) -o out/korea.png
	$(PROGRAM) -o out/korea.svg

check: deps-test ## install what the tests need, build, run every test, also under ASan and UBSan
	+@$(SUBMAKE) test

test:
	+@$(SUBMAKE) programs
	+@$(SUBMAKE) VARIANT=asan programs
	@tests/run release asan

# $(call install_debs,PACKAGES): says what is missing, then installs it.
install_debs = @.ci/deps $(sort $1)

deps: ## install what the build needs (Debian, Ubuntu)
	$(call install_debs,$(DEBS_BUILD))
deps-test:
	$(call install_debs,$(DEBS_BUILD) $(DEBS_TEST))
deps-bench:
	$(call install_debs,$(DEBS_BUILD) $(DEBS_BENCH))
deps-reports:
	$(call install_debs,$(DEBS_BUILD) $(DEBS_REPORTS))
deps-extra: ## install what format and lint need
	$(call install_debs,$(DEBS_EXTRA))

# --- the tests, watched ---

asan: ## the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	+@$(SUBMAKE) VARIANT=asan programs
	@tests/run asan

tsan: ## maps drawn in several threads at once, under ThreadSanitizer
	$(call install_debs,$(DEBS_BUILD) $(DEBS_TEST))
	+@$(SUBMAKE) VARIANT=tsan out/build/tsan/test_threads
	@tests/run --only unit/test_threads tsan

valgrind: ## the tests under valgrind's memcheck
	$(call install_debs,$(DEBS_BUILD) $(DEBS_TEST) valgrind)
	+@$(SUBMAKE) programs
	@tests/run --valgrind release

golden: $(PROGRAM) ## rewrite tests/golden, then show the difference
	@tests/run --write-golden release
	@git --no-pager diff --stat -- tests/golden; git status --short tests/golden

cover: ## a page of covered lines, by source file: out/cover/index.html
	$(call install_debs,$(DEBS_BUILD) $(DEBS_TEST) lcov)
	+@$(SUBMAKE) VARIANT=cover programs
	@find out/build/cover -name '*.gcda' -delete
	@tests/run cover || true
	@lcov --quiet --capture --directory out/build/cover --output-file out/build/cover/all.info
	@lcov --quiet --extract out/build/cover/all.info '$(SOURCE)/src/*' --output-file out/build/cover/src.info
	@genhtml --quiet --output-directory out/cover out/build/cover/src.info
	@lcov --list out/build/cover/src.info

fuzz: ## each fuzzer for T seconds (with clang); ONLY="geom yaml" for some
	$(call install_debs,$(DEBS_BUILD) clang)
	+@$(SUBMAKE) VARIANT=fuzz CC=clang fuzz-build
	@tests/fuzz/run $(T) $(ONLY)
fuzz-build: $(FUZZERS:%=$(BUILD)/%)
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_AID) $(LIBRARY)
	$(call say,LD)
	$Q$(CC) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(LIBS)

fuzz-replay: ## what fuzzing once broke, and the seeds, again (make check does it too)
	+@$(SUBMAKE) VARIANT=asan programs
	@tests/run --only fuzz asan

bench: deps-bench ## time and memory beside MapServer and the last run
	+@$(SUBMAKE) $(PROGRAM)
	@tests/bench/run $(PROGRAM)

reports: deps-reports ## maps in Word, LaTeX, HTML, Markdown and slides, measured on paper (2 minutes; installs 1 GB)
	+@$(SUBMAKE) $(PROGRAM)
	@tests/reports/run $(PROGRAM)

gallery: $(PROGRAM) ## maps of all kinds to look at: out/gallery/index.html
	@tests/gallery $(PROGRAM)

docs-pictures: $(PROGRAM) ## draw the pictures of docs/ again (needs ImageMagick)
	@tests/gallery --docs $(PROGRAM)

# --- the sources ---

format: ## clang-format what was changed since the last commit
	$(call install_debs,$(DEBS_EXTRA))
	@git-clang-format --quiet HEAD -- src tests || [ $$? = 1 ]

TIDY := -*,clang-analyzer-*,bugprone-*,misc-*,performance-*,portability-*
TIDY := $(TIDY),-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-reserved-identifier
TIDY := $(TIDY),-bugprone-sizeof-expression,-misc-no-recursion,-performance-no-int-to-ptr
TIDY := $(TIDY),-clang-analyzer-security.*,-clang-analyzer-valist.*
TIDIED := $(SOURCES) $(wildcard src/lazy/*.c)
WRITTEN := $(TIDIED) $(wildcard src/*.h src/*/*.h tests/unit/*.[ch] tests/fuzz/*.[ch])
lint: ## lines of more than 140 columns, blanks at their ends; clang-tidy over every source: it says nothing when all is well
	$(call install_debs,$(DEBS_EXTRA))
	@! LC_ALL=C.UTF-8 grep -nE '^.{141,}| $$|	' $(WRITTEN)
	@clang-tidy --version >/dev/null
	@printf '%s\n' $(TIDIED) | xargs -P $(shell nproc) -I{} clang-tidy --quiet --warnings-as-errors='*' --checks='$(TIDY)' {} -- \
	    -std=c11 -iquote src -DLIBRARY='"any"' $(PKG_CFLAGS) 2>/dev/null

graph: ## who includes whom, from the top down
	@tests/graph

# --- the house ---

$(BUILD)/ringmap.1: docs/man $(PROGRAM)
	@docs/man $(PROGRAM) > $@

$(BUILD)/completion.%: $(PROGRAM)
	@$(PROGRAM) list completion $* > $@

DATA   = $(filter-out %.sh %.py %.js,$(wildcard geodata/*.*))
STYLES = $(wildcard styles/*.yaml)
FONTS  = $(wildcard styles/fonts/*.*)
HOME   = $(DESTDIR)$(PREFIX)/share/ringmap
COMPLETION_bash = $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ringmap
COMPLETION_zsh  = $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ringmap

install: $(PROGRAM) $(BUILD)/ringmap.1 $(BUILD)/completion.bash $(BUILD)/completion.zsh ## into PREFIX (/usr/local), below DESTDIR
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	    $(HOME)/geodata $(HOME)/styles/fonts
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/ringmap
	install -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/libringmap.a
	install -d $(DESTDIR)$(PREFIX)/lib/ringmap
	for file in out/lib/lib*; do [ ! -e $$file ] || install -m 644 $$file $(DESTDIR)$(PREFIX)/lib/ringmap; done
	install -m 644 src/ringmap.h $(DESTDIR)$(PREFIX)/include/ringmap.h
	install -m 644 $(DATA) $(HOME)/geodata
	install -m 644 $(STYLES) $(HOME)/styles
	install -m 644 $(FONTS) $(HOME)/styles/fonts
	printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' 'Name: ringmap' \
	    'Description: Maps of the Korean peninsula with geodesic range rings' 'Version: $(VERSION)' \
	    'Requires: $(PACKAGES)' 'Libs: -L$${libdir} -lringmap -lgeos_c -lm' 'Cflags: -I$${includedir}' \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/ringmap.pc
	install -D -m 644 $(BUILD)/ringmap.1 $(DESTDIR)$(PREFIX)/share/man/man1/ringmap.1
	install -D -m 644 $(BUILD)/completion.bash $(COMPLETION_bash)
	install -D -m 644 $(BUILD)/completion.zsh $(COMPLETION_zsh)

uninstall: ## what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/ringmap $(DESTDIR)$(PREFIX)/lib/libringmap.a \
	    $(DESTDIR)$(PREFIX)/include/ringmap.h $(DESTDIR)$(PREFIX)/lib/pkgconfig/ringmap.pc \
	    $(DESTDIR)$(PREFIX)/share/man/man1/ringmap.1 $(COMPLETION_bash) $(COMPLETION_zsh)
	rm -rf $(HOME) $(DESTDIR)$(PREFIX)/lib/ringmap

dist: ## out/ringmap-VERSION.tar.gz of what is committed
	git archive --prefix=ringmap-$(VERSION)/ -o out/ringmap-$(VERSION).tar.gz HEAD

clean: ## all that was made in out/
	find out -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +
