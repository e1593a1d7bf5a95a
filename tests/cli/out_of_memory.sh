# Too little memory, at several limits, and faults in a library: a last line of ringmap's own, a documented status, the older file
# whole and nothing beside it.
. "$ROOT/tests/aid.sh"
mkdir there
# ends_well WHAT STATUS: after a run whose standard error is in err.
ends_well() {
    case $2 in
    0) [ "$(head -c 4 there/map.png | tail -c 3)" = PNG ] || fail "$1: status 0 without a picture" ;;
    1 | 6)
        tail -n 1 err | grep -q '^ringmap: ' || fail "$1: the last line is none of ringmap's: $(tail -n 1 err)"
        echo "an older map" | cmp -s - there/map.png || fail "$1: the older map was changed"
        ;;
    127) grep -q 'loading shared libraries' err || fail "$1: $(cat err)" ;; # before there was a program
    *) fail "$1: status $2: $(cat err)" ;;
    esac
    [ "$(ls -A there)" = map.png ] || fail "$1: left behind $(ls -A there)"
}

for kib in 56000 80000 104000 128000; do
    [ "$BUILD" = release ] || break # sanitizers want more than there is
    echo "an older map" >there/map.png
    status=0
    (ulimit -v $kib -c 0 && exec "$RINGMAP" --dpi 30 -o there/map.png) >out 2>err || status=$?
    ends_well "$kib KiB" $status
done

# What GLib, which HarfBuzz brings, does when it gets no memory, and an assertion of fontconfig's.
mkfifo sites.csv
for signal in TRAP ABRT; do
    echo "an older map" >there/map.png
    "$RINGMAP" --sites sites.csv -o there/map.png 2>err &
    exec 3>sites.csv # it waits for the table now
    kill -$signal $!
    status=0
    wait $! || status=$?
    exec 3>&-
    [ $status = 1 ] || fail "SIG$signal: status $status"
    ends_well SIG$signal $status
done
