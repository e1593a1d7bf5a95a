# The three canvases draw the same picture: the SVG by librsvg and the PDF by poppler, against the PNG, pixel by pixel.
#
# Rasterisers differ by the fringe of an edge, so two figures count: the root mean square of all differences, and the
# largest difference after both were shrunk to a tenth, where a missing label or layer shows and a fringe does not.
. "$ROOT/tests/aid.sh"
rms_limit=0.035
block_limit=0.18
said=
compare_with() {
    local size rms block
    size=$(identify -format '%wx%h' own.png)
    [ "$(identify -format '%wx%h' "$2")" = "$size" ] || fail "$1 is $(identify -format '%wx%h' "$2") px, the PNG $size"
    convert own.png -background white -alpha remove -alpha off own-flat.png
    convert "$2" -background white -alpha remove -alpha off other-flat.png
    rms=$(compare -metric RMSE own-flat.png other-flat.png null: 2>&1 | sed 's/.*(\(.*\))/\1/') || true
    convert own-flat.png -filter box -resize 10% own-tenth.png
    convert other-flat.png -filter box -resize 10% other-tenth.png
    block=$(compare -metric PAE own-tenth.png other-tenth.png null: 2>&1 | sed 's/.*(\(.*\))/\1/') || true
    below "$1: root mean square difference ($3)" "$rms" $rms_limit
    below "$1: largest difference of a tenth ($3)" "$block" $block_limit
    said="$said$3 $1 rms $rms, largest $block; "
}
for style in light dark; do
    options=(--style $style --lang en+ko --dpi 254 --width 160mm)
    draws own.png "${options[@]}"
    draws own.svg "${options[@]}"
    draws own.pdf "${options[@]}"
    rsvg-convert --width "$(identify -format %w own.png)" --height "$(identify -format %h own.png)" -o svg.png own.svg
    pdftoppm -scale-to-x "$(identify -format %w own.png)" -scale-to-y "$(identify -format %h own.png)" -png -singlefile own.pdf pdf
    compare_with SVG svg.png $style
    compare_with PDF pdf.png $style
done
echo "$said"
