# Points of the first ring's line in an SVG, in mm: eight to a curve, and the ends of straight pieces. How many curves there are
# stands in the file "curves".
function next_number() { return tokens[++at] + 0 }
function put(x, y) { printf "%.8f %.8f\n", x, y }
/class="ring/ { ring = 1 }
ring && /<path fill="none"/ {
    ring = 0
    sub(/.* d="/, ""); sub(/".*/, "")
    while (match($0, /[a-z]|-?[0-9]*\.[0-9]+|-?[0-9]+/)) { tokens[++n] = substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH) }
    while (at < n) {
        if (tokens[at + 1] ~ /[a-z]/) command = tokens[++at]
        if (command == "c") {
            for (i = 1; i <= 6; i++) c[i] = next_number() + (i % 2 ? x : y)
            for (i = 1; i <= 8; i++) {
                t = i / 8; s = 1 - t
                put(s^3 * x + 3 * s * s * t * c[1] + 3 * s * t * t * c[3] + t^3 * c[5],
                    s^3 * y + 3 * s * s * t * c[2] + 3 * s * t * t * c[4] + t^3 * c[6])
            }
            x = c[5]; y = c[6]; curves++
        } else if (command == "m") { x += next_number(); y += next_number(); command = "l"; put(x, y)
        } else if (command == "l") { x += next_number(); y += next_number(); put(x, y)
        } else if (command == "h") { x += next_number(); put(x, y)
        } else if (command == "v") { y += next_number(); put(x, y) }
        else exit 1
    }
    print curves > "curves"
    exit
}
