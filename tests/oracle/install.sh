# The installed command finds its data and styles, also below a DESTDIR; another program can be linked with the installed
# library; uninstall leaves nothing.
. "$ROOT/tests/aid.sh"
here=$PWD
cp -a "$ROOT/out/build/release" build # so that the build that other tests use stays as it is
makes() {
    make -s -C "$ROOT" BUILD="$here/build" PROGRAM="$here/ringmap" "$@" >make.log 2>&1 || fail "make $*: $(tail -5 make.log)"
}
makes install DESTDIR="$here/root" PREFIX=/usr
draws own.svg
(cd / && "$here/root/usr/bin/ringmap" -o "$here/staged.svg") || fail "the command below DESTDIR draws nothing"
sed 's/own-/staged-/g' own.svg | cmp - staged.svg || fail "the command below DESTDIR draws another map"
LD_TRACE_LOADED_OBJECTS=1 root/usr/bin/ringmap | grep libcurl | grep -qv "$here/root/usr/bin/../lib/ringmap/" && fail "the installed command loads the system's libcurl"
count=$(find root -type f | wc -l)
makes uninstall DESTDIR="$here/root" PREFIX=/usr
[ -z "$(find root -type f)" ] || fail "uninstall left $(find root -type f)"

makes install PREFIX="$here/usr"
cat >embed.c <<'C'
#include <ringmap.h>
#include <stdio.h>

int main(void)
{
    struct rmap_error err = {0};
    struct ringmap *map = ringmap_new();
    bool ok = ringmap_set(map, "rings", "180km,300km", &err) && ringmap_set(map, "around", "seoul", &err)
              && ringmap_set(map, "output", "embedded.svg", &err) && ringmap_draw(map, &err);
    if (!ok)
        fprintf(stderr, "%s\n", err.text);
    ringmap_free(map);
    return ok ? 0 : 1;
}
C
export PKG_CONFIG_PATH=$here/usr/lib/pkgconfig
# shellcheck disable=SC2046
cc -std=c11 -o embed embed.c $(pkg-config --cflags --libs ringmap) || fail "the library cannot be linked with"
./embed || fail "the library draws nothing"
[ -s embedded.svg ] || fail "no embedded.svg"
echo "$count files"
