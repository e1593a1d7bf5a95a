# Outputs that cannot be written: status 6, and nothing is left beside them.
. "$ROOT/tests/aid.sh"
for suffix in png svg pdf; do
    refuses 6 "nowhere/map.$suffix'.*[Nn]o such (file|folder)|folder.*nowhere" -o nowhere/map.$suffix
    mkdir -p folder.$suffix
    refuses 6 "folder.$suffix'" -o folder.$suffix
    [ "$(ls -A folder.$suffix)" = "" ] || fail "something was left in folder.$suffix"
    ln -sf /dev/full full.$suffix
    refuses 6 "full.$suffix'.*[Nn]o space" -o full.$suffix
    [ -L full.$suffix ] || fail "the link full.$suffix was replaced"
done
if [ "$(id -u)" != 0 ]; then
    mkdir locked && echo older >locked/map.png && chmod 555 locked
    refuses 6 "locked/map.png'.*[Pp]ermission" -o locked/map.png
    [ "$(cat locked/map.png)" = older ] || fail "the older map was changed"
    chmod 755 locked
fi
