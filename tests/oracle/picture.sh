# The three canvases draw the same picture: the SVG by librsvg and the PDF by poppler, against the PNG, pixel by pixel.
#
# Rasterisers differ by the fringe of an edge, so two figures count: the root mean square of all differences, and the
# largest difference after both were shrunk to a tenth, where a missing label or layer shows and a fringe does not.
# Poppler sets glyphs at quarter pixels, so the PDF is drawn twice as large and shrunk; its limits are wider all the same.
. "$ROOT/tests/aid.sh"
said=

# measure compares own.png with the file: "RMS LARGEST", of 1.
measure() {
    convert "$1" -background white -alpha remove -alpha off other.png
    compare -metric RMSE flat.png other.png null: 2>&1 | sed 's/.*(\(.*\))/\1/'
    echo # compare ends its line with no newline
    convert other.png -filter box -resize 10% other-tenth.png
    compare -metric PAE flat-tenth.png other-tenth.png null: 2>&1 | sed 's/.*(\(.*\))/\1/'
}

# compare_with NAME FILE RMS_LIMIT LARGEST_LIMIT
compare_with() {
    local figures
    [ "$(identify -format '%wx%h' "$2")" = "${width}x$height" ] || fail "$1 is $(identify -format '%wx%h' "$2") px"
    mapfile -t figures < <(measure "$2")
    below "$style $1: root mean square difference" "${figures[0]}" "$3"
    below "$style $1: largest difference of a tenth" "${figures[1]}" "$4"
    said="$said$style $1 rms ${figures[0]} largest ${figures[1]}; "
}

for style in light dark; do
    for suffix in png svg pdf; do
        draws own.$suffix --style $style --lang en+ko --dpi 254 --width 160mm
    done
    width=$(identify -format %w own.png)
    height=$(identify -format %h own.png)
    convert own.png -background white -alpha remove -alpha off flat.png
    convert flat.png -filter box -resize 10% flat-tenth.png
    rsvg-convert --width "$width" --height "$height" -o svg.png own.svg
    compare_with SVG svg.png 0.015 0.12
    pdftoppm -scale-to-x $((2 * width)) -scale-to-y $((2 * height)) -singlefile own.pdf pdf
    convert pdf.ppm -filter box -resize "${width}x$height!" pdf.png
    compare_with PDF pdf.png 0.04 0.20
done
echo "$said"
