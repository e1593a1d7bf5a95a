# What a file was drawn from can be read back from each format, and draws the same bytes again.
. "$ROOT/tests/aid.sh"
for suffix in png svg pdf; do
    draws first.$suffix --title "100 % & (more) \\ than <that>" --rings 90km --lang en+ko --author 'Kim "Jo" Seo-yeon' --id-prefix m
    "$RINGMAP" redraw first.$suffix -o second.$suffix 2>err || fail "redraw of $suffix: $(cat err)"
    cmp first.$suffix second.$suffix || fail "redrawn, the $suffix differs"
done
pdfinfo first.pdf | grep -q '^Author: *Kim "Jo" Seo-yeon$' || fail "author: $(pdfinfo first.pdf | grep Author)"
pdfinfo first.pdf | grep -q '^Title: *100 % & (more) \\ than <that>$' || fail "title: $(pdfinfo first.pdf | grep Title)"
