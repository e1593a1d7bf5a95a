# Chromium draws an SVG as the PNG is drawn, follows a reader's dark mode, and keeps two maps in one page apart.
. "$ROOT/tests/aid.sh"

# shot OUT PAGE THEME: a screenshot of 1000 x 760 px, two dots each; THEME as Blink counts: 0 dark, 1 light.
shot() {
    timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$PWD/profile" --window-size=1000,760 --force-device-scale-factor=2 \
        --blink-settings=preferredColorScheme="$3" --screenshot="$1" "file://$PWD/$2" >chromium.log 2>&1 ||
        fail "chromium ended with $?: $(tail -3 chromium.log)"
    [ -s "$1" ] || fail "chromium made no picture: $(tail -3 chromium.log)"
}
# Of the pictures at half their size: browsers and Cairo set small letters at other fractions of a pixel.
differ() {
    convert "$1" -filter box -resize 50% -alpha off half-a.png
    convert "$2" -filter box -resize 50% -alpha off half-b.png
    compare -metric RMSE half-a.png half-b.png null: 2>&1 | sed 's/.*(\(.*\))/\1/'
}

command -v chromium >/dev/null || fail "chromium is not installed; 'make deps-test' does it"
# 400 px wide each, 800 dots: 800 / (120 / 25.4) dpi.
options=(--width 120mm --extent dmz --dpi 169.3333)
draws one.svg "${options[@]}" --lang en+ko --theme auto
draws two.svg "${options[@]}" --lang ko --style print --around osan --theme auto
draws one.png "${options[@]}" --lang en+ko
draws two.png "${options[@]}" --lang ko --style print --around osan
draws night.png "${options[@]}" --lang en+ko --style dark
draws free.svg "${options[@]}" --lang en+ko --svg-size responsive
head -c 600 free.svg | grep -q '<svg[^>]* width=' && fail "a responsive SVG has a width of its own"
height=$(identify -format %h one.png)
{
    echo '<!doctype html><meta charset="utf-8"><style>body{margin:0}div,img{position:absolute;width:400px;display:block}svg{width:400px;height:auto}</style>'
    echo "<img src=one.svg style='left:0;top:0'><img src=two.svg style='left:500px;top:0'>"
    echo "<div style='left:0;top:380px'>" && cat one.svg && echo "</div><div style='left:500px;top:380px'>" && cat two.svg && echo '</div>'
} >page.html
echo '<!doctype html><style>body{margin:0}img{display:block;width:400px}</style><img src=free.svg>' >free.html
shot day.png page.html 1
shot dark.png page.html 0
cut() { convert "$1" -crop "800x$height+$((2 * $2))+$((2 * $3))" +repage "$4"; }
cut day.png 0 0 one-alone.png && cut day.png 500 0 two-alone.png
cut day.png 0 380 one-inline.png && cut day.png 500 380 two-inline.png
cut dark.png 0 0 one-night.png
below "one map in the browser against its PNG" "$(differ one-alone.png one.png)" 0.048
below "the other map against its PNG" "$(differ two-alone.png two.png)" 0.052
below "one map beside another in a page against itself alone" "$(differ one-inline.png one-alone.png)" 0.035
below "the other beside it" "$(differ two-inline.png two-alone.png)" 0.035
below "dark mode against the dark style" "$(differ one-night.png night.png)" 0.048
[ "$(differ one-night.png one-alone.png | cut -c 1-3)" != 0.0 ] || fail "the dark is as the day"
shot free.png free.html 1
cut free.png 0 0 free-cut.png
below "a responsive map against its PNG" "$(differ free-cut.png one.png)" 0.048
echo "by day $(differ one-alone.png one.png), in the dark $(differ one-night.png night.png), inline $(differ one-inline.png one-alone.png)"
