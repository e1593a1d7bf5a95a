# The command starts without the libraries that not every map needs, and without a network library; it draws the same with the system's.
. "$ROOT/tests/aid.sh"
loaded() { LD_TRACE_LOADED_OBJECTS=1 "$1"; }
loaded "$RINGMAP" >libraries
grep -q 'libproj\.so' libraries || fail "libproj is not among the libraries: $(cat libraries)"
for library in libcairo libX11 libqpdf libgeos libimagequant libjansson libminizip libgnutls libssl libcrypto libldap libgssapi libssh; do
    ! grep -q "^.$library" libraries || fail "the start loads $library"
done
! grep 'libcurl' libraries | grep -qv '=> [^ ]*/out/\(\.\./out/\)*lib/' || fail "the start loads the system's libcurl: $(grep libcurl libraries)"

# Where the stand-in for libcurl is missing, the system's is taken.
mkdir -p moved/out
cp "$RINGMAP" moved/out/ringmap
ln -s "$ROOT/geodata" "$ROOT/styles" moved/
loaded moved/out/ringmap | grep libcurl | grep -qv moved || fail "no libcurl at all"
draws here.svg --id-prefix x-
moved/out/ringmap --id-prefix x- -o there.svg
cmp here.svg there.svg || fail "the stand-in changes the map"

# Nobody can switch the network on.
PROJ_NETWORK=ON "$RINGMAP" --id-prefix x- -o online.svg
cmp here.svg online.svg || fail "PROJ_NETWORK changes the map"
PROJ_NETWORK=ON "$RINGMAP" --crs EPSG:5174 --id-prefix x- -o online.svg
"$RINGMAP" --crs EPSG:5174 --id-prefix x- -o offline.svg
cmp offline.svg online.svg || fail "PROJ_NETWORK changes a map of another datum"
