# A table that is read is not written over, by whatever name; a closed standard output is said.
. "$ROOT/tests/aid.sh"
cp "$ROOT/geodata/sites.csv" sites.csv
cp "$ROOT/geodata/rings.csv" rings.csv
ln -s sites.csv link.csv
refuses 2 "option --output: 'sites.csv' is the table that option --sites names" --sites sites.csv -o sites.csv
refuses 2 "'link.csv' is the table that option --sites names" --sites sites.csv -o link.csv
refuses 2 "'./rings.csv' is the table that option --ring-table names" --ring-table rings.csv -o ./rings.csv
refuses 2 "'sites.csv' is the table that option --sites names" measure --sites sites.csv -o sites.csv
cmp sites.csv "$ROOT/geodata/sites.csv" && cmp rings.csv "$ROOT/geodata/rings.csv" || fail "a table was changed"
"$RINGMAP" --sites sites.csv -o data.csv # another file is another matter
status=0
"$RINGMAP" --version >&- 2>err || status=$?
[ $status = 6 ] && grep -q "cannot write to standard output" err || fail "closed output: status $status, $(cat err)"
