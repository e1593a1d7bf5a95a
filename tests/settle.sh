# settle ROOT: the surroundings that tests and fuzzers run in: one locale, one set of fonts, sanitizers that stop and say so.
settle() {
    export LC_ALL=C.UTF-8 TZ=UTC ROOT=$1 DATA=$1/tests/data
    export FONTCONFIG_FILE=$1/out/tests/fonts.conf
    export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:exitcode=99
    export UBSAN_OPTIONS=print_stacktrace=1
    export LSAN_OPTIONS=suppressions=$1/tests/lsan.supp:print_suppressions=0:exitcode=99
    export TSAN_OPTIONS=suppressions=$1/tests/tsan.supp:exitcode=99
    unset SOURCE_DATE_EPOCH RINGMAP_HOME NO_COLOR CDPATH
    mkdir -p "$1/out/tests"
    cat >"$FONTCONFIG_FILE" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$1/styles/fonts</dir><cachedir>$1/out/tests/fontcache</cachedir></fontconfig>
XML
}
