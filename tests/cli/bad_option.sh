# An unknown option, word or missing value: status 2, the nearest name, the older map stays.
. "$ROOT/tests/aid.sh"
keeps_older map.png 2 "unknown option.*'--?ring'.*did you mean '?-?-?rings'?" --ring 300km
keeps_older map.png 2 "'stile'|--stile.*did you mean '?-?-?style" --stile dark
refuses 2 "no output named" --rings 300km
refuses 2 "'map.jpg' has no known suffix; .*png.*svg.*pdf" -o map.jpg
refuses 2 "unexpected 'korea'" korea -o map.png
refuses 2 "unexpected 'masure'; did you mean 'measure'" masure --rings 300km
refuses 2 "unexpected 'measure'; the command comes first: ringmap measure" --rings 300km measure
refuses 2 "unexpected 'second.yaml'; one map file at a time" first.yaml second.yaml -o map.png
refuses 2 "--rings: needs a value; see 'ringmap help --rings'" -o map.png --rings
refuses 2 "--title: needs a value; see 'ringmap help --title'" --title -o map.png
refuses 2 "--title: needs a value; see 'ringmap help --title'" --title --rings=300km -o map.png
refuses 2 "unexpected '-v'; options begin with --, see 'ringmap help'" -v
# "-o=FILE" names no file that begins with "=".
"$RINGMAP" -o=map.dump --extent dmz --labels off
[ -s map.dump ] || fail "-o=map.dump: $(ls)"
