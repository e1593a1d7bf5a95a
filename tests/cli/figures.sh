# Figures in title, subtitle and caption are measured; what there is not is one clear error that says what there is.
. "$ROOT/tests/aid.sh"
title() { # TEXT ARGUMENT...: the title as drawn
    local text=$1
    shift
    draws map.svg --title "$text" "$@"
    xmllint --xpath 'string(/*/*[local-name()="title"])' map.svg | tr '\342\200\211' ' ' | tr -s ' '
}
same() { [ "$1" = "$2" ] || fail "'$1' instead of '$2'"; }
same "$(title '{share:300km:KP} of North Korea')" '46.4% of North Korea'
same "$(title '{distance:seoul:humphreys}, {distance:seoul:humphreys:mi}, {azimuth:seoul:humphreys}')" '67.1 km, 41.7 mi, 176°'
same "$(title '{length:mdl}, {length:mdl:50km}' --rings 50km)" '250.7 km, 30.8 km'
same "$(title '{area:300km-seoul} {area:KR}')" '282,691 km² 100,668 km²'
same "$(title '{share:300km:kp-04}')" '6.9%'
same "$(title '{land:300km:KP}' --lang ko)" '56,921 km²'
same "$(title '{{x} {share:300km:PRK}')" '{x} 46.4%'
draws map.svg --caption 'It is {distance:osan:jsa} away' --subtitle '{share:180km:KR}' --show-sites seoul
grep -q '101.0' map.svg && grep -q '49.0%' map.svg || fail "no figure in caption and subtitle"

refuses 2 "option --title: '\{what\}': no figure 'what'; there is share:RING:LAND, .*area:RING$" --title '{what}' -o a.svg
refuses 2 "'\{share:300km\}' is not complete; write \{share:RING:LAND\}" --title '{share:300km}' -o a.svg
refuses 2 "no ring '400km'; there is 180km-seoul, 300km-seoul$" --caption '{share:400km:KP}' -o a.svg
refuses 2 "several rings fit '300km'; there is 300km-seoul, 300km-osan$" --caption '{area:300km}' --rings 300km --around seoul,osan -o a.svg
refuses 2 "no country or province 'XX'; there is KP, KR, CN" --subtitle '{share:300km:XX}' -o a.svg
refuses 2 "the data hold only a part of China" --subtitle '{share:300km:CN}' -o a.svg
refuses 2 "no site 'sol'; there is osan, humphreys" --title '{distance:sol:osan}' -o a.svg
refuses 2 "no line 'dmz'; there is mdl, nll" --title '{length:dmz}' -o a.svg
refuses 2 "no unit 'ly'; there is km, m, mi, nmi" --title '{distance:seoul:osan:ly}' -o a.svg
refuses 2 "has no closing brace; write \{\{ for a brace" --title 'a {b' -o a.svg
printf 'title: "{share:9km:KP}"\noutput: a.svg\n' >bad.yaml
refuses 2 "bad.yaml:1:8: '\{share:9km:KP\}'" bad.yaml
