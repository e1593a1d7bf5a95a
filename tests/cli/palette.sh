# A PNG in few colours: no more than asked for, flat colours as they are, soft edges, the same bytes each time.
. "$ROOT/tests/aid.sh"
draws full.png --lang en+ko --dpi 150
for colors in 256 64 16; do
    draws few.png --lang en+ko --dpi 150 --colors $colors
    pngcheck -q few.png || fail "pngcheck: $(pngcheck -v few.png)"
    pngcheck few.png | grep -q '8-bit palette' || fail "no palette: $(pngcheck few.png)"
    [ "$(identify -format %k few.png)" -le $colors ] || fail "$(identify -format %k few.png) colours instead of $colors"
    below "size with $colors colours" "$(wc -c <few.png)" "$(($(wc -c <full.png) * 55 / 100))"
    # The commonest colours of the whole picture, which are page, sea, lands and rings, cover as much as before.
    for file in full few; do convert $file.png -depth 8 -format %c histogram:info: | sort -rn | head -4 | grep -o '#[0-9A-F]*' | sort >$file.flat; done
    cmp full.flat few.flat || fail "$colors colours: flat colours changed: $(paste full.flat few.flat)"
done
below "the difference of 64 colours" "$(draws few.png --lang en+ko --dpi 150 --colors 64 && compare -metric RMSE full.png few.png null: 2>&1 | sed 's/.*(\(.*\))/\1/')" 0.01
OMP_NUM_THREADS=1 "$RINGMAP" --lang en+ko --dpi 150 --colors 64 -o again.png
cp again.png once.png
OMP_NUM_THREADS=2 "$RINGMAP" --lang en+ko --dpi 150 --colors 64 -o again.png
cmp once.png again.png || fail "the bytes hang on the number of threads"
draws clear.png --background transparent --colors 32 --dpi 100
pngcheck -v clear.png | grep -q 'tRNS' || fail "no transparency in the palette"
[ "$(convert clear.png -format '%[fx:p{2,2}.a]' info:)" = 0 ] || fail "the background is not transparent"
draws large.png --colors 16 # with a sanitizer: over the size from which libimagequant itself loses memory
grep -v imagequant "$ROOT/tests/lsan.supp" >small.supp
LSAN_OPTIONS=suppressions=small.supp:print_suppressions=0:exitcode=99 draws small.png --colors 16 --dpi 60 # and below it, where nothing is lost
refuses 2 "--colors: '1' is outside 2..256" --colors 1 -o few.png
