# A globe of the whole world is seen from above the rings' places; of another extent from above its middle.
. "$ROOT/tests/aid.sh"

# sees PATTERN ARGUMENT...: the caption says where the globe is centred.
sees() {
    local pattern=$1
    shift
    draws globe.dump --crs globe "$@"
    grep -Eo 'centred on [^."]*[.]?[0-9]*[^"]*' globe.dump >centre || fail "$*: the caption has no centre"
    grep -Eq -- "$pattern" centre || fail "$*: '$pattern' is not what the caption says: $(cat centre)"
}
sees '37\.6. N, 127\.0. E' --extent world --rings 3000km --around seoul
sees '10\.0. S, 179\.9. W' --extent world --rings 3000km --around -10,-179.9
sees '0\.0. N, 180\.0. E|the equator, 180\.0. E' --extent world --rings 3000km --around '0,179,0,-179' # across the antimeridian
sees '37\.[0-9]. N, 12[67]\.[0-9]. E' --extent world --rings none
sees '38\.0. N, 127\.5. E' --extent world --rings none --show-sites none
sees '38\.0. N, 127\.5. E' --extent world --rings 300km --around '0,0,0,180'
sees '37\.0. N, 128\.0. E' --extent northeast-asia --rings 3000km --around 0,0
sees '9\.0. N, 10\.0. E' --extent fit --rings 12000km --around 9,10 --show-sites none
