# Aids for the scripts in cli/ and oracle/; they run under `bash -eu` in a scratch folder.

# fail TEXT...: ends the test.
fail() {
    echo "$*" >&2
    exit 1
}

# refuses STATUS PATTERN ARGUMENT...: ringmap must end with that status and say one line, "ringmap: ...", that the
# extended regular expression matches, and nothing on standard output.
refuses() {
    local status=0 expected=$1 pattern=$2
    shift 2
    "$RINGMAP" "$@" >refused.out 2>refused.err || status=$?
    [ "$status" = "$expected" ] || fail "ringmap $*: status $status instead of $expected: $(cat refused.err)"
    [ "$(wc -l <refused.err)" = 1 ] || fail "ringmap $*: not one line: $(cat refused.err)"
    grep -q '^ringmap: ' refused.err || fail "ringmap $*: does not begin with 'ringmap: ': $(cat refused.err)"
    grep -Eq -- "$pattern" refused.err || fail "ringmap $*: nothing like '$pattern' in: $(cat refused.err)"
    [ ! -s refused.out ] || fail "ringmap $*: wrote to standard output: $(head -3 refused.out)"
}

# keeps_older FILE STATUS PATTERN ARGUMENT...: as `refuses`, with "-o FILE" added; an older FILE must stay as it was, and
# nothing else may be left in its folder.
keeps_older() {
    local file=$1 before after
    shift
    [ -e "$file" ] || echo "an older map" >"$file"
    cp "$file" older.copy
    : >refused.out && : >refused.err
    before=$(ls -A "$(dirname "$file")")
    refuses "$@" -o "$file"
    after=$(ls -A "$(dirname "$file")")
    cmp -s "$file" older.copy || fail "the older '$file' was changed"
    [ "$before" = "$after" ] || fail "left behind: $after instead of $before"
}

# draws NAME ARGUMENT...: ringmap must succeed and write NAME; what it says is in draws.err.
draws() {
    local file=$1
    shift
    "$RINGMAP" "$@" -o "$file" >draws.out 2>draws.err || fail "ringmap $* -o $file: status $?: $(cat draws.err)"
    [ -s "$file" ] || fail "ringmap $* -o $file: nothing was written"
}

# below WHAT VALUE LIMIT: for measured figures.
below() {
    awk -v value="$2" -v limit="$3" 'BEGIN { exit !(value + 0 < limit + 0) }' || fail "$1 is $2, not below $3"
}

# five_places: a table of sites at the corners and in the middle of the map, to find again in a georeferenced picture.
five_places() {
    cat <<CSV
id,name,lat,lon,kind
seoul,S,37.5665,126.978,base
jeju,J,33.38,126.55,base
hoeryong,H,42.44,129.75,base
sinuiju,U,40.1,124.4,base
dokdo,D,37.24,131.87,base
CSV
}
