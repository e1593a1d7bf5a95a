# An own style of ten lines: a base, and what differs from it; --set for one property; the list shows what holds.
. "$ROOT/tests/aid.sh"
cat >own.yaml <<'YAML'
about: House style
base: news
rules:
  sea: {fill: '#d7ecee'}
  rings: {stroke: '#005f73', fill: '#005f73'}
  ring-labels: {color: '#005f73'}
  sites: {symbol: circle, size: 2mm}
  site-labels: {font-weight: regular}
  title: {font-size: 15pt}
  north-arrow: {display: off}
YAML
has() { grep -q -- "$2" "$1" || fail "$1 has no '$2'"; }
hasnt() { ! grep -q -- "$2" "$1" || fail "$1 has '$2'"; }

draws own.dump --style own.yaml
draws news.dump --style news
has own.dump 'id="sea"'
has own.dump 'fill=#d7ecee'
has own.dump 'stroke=#005f73'
has own.dump 'size 5.29 weight 700.*says="Within'   # 15 pt
hasnt own.dump 'id="north-arrow"'
has news.dump 'id="north-arrow"'
hasnt own.dump '#c4161c'                            # nothing of the base's red is left

# what it does not name is the base's
"$RINGMAP" list style own.yaml >own.list
"$RINGMAP" list style news >news.list
has own.list '^sea.fill  *#d7ecee '
has own.list '^title.font-size  *15pt '
[ "$(grep '^caption\.' own.list)" = "$(grep '^caption\.' news.list)" ] || fail "the caption is not the base's"
"$RINGMAP" list styles | grep -q '^news ' || fail "no list of styles"

# each property of a rule is listed with value, default and meaning
for property in $(sed -n 's/^page\.\([a-z-]*\) .*/\1/p' news.list); do
    grep -Eq "^rings\.$property  *.*[a-z]" own.list || fail "rings.$property is not listed"
done

# --set wins over the style, classes included
draws set.dump --style own.yaml --set rings.stroke=#ff0000 --set rings.inner.stroke=#00ff00 --set 'sites.size=3mm'
has set.dump 'stroke=#ff0000'
has set.dump 'stroke=#00ff00'
hasnt set.dump 'stroke=#005f73'
refuses 4 "--set.*'ringz'.*did you mean 'rings'" --set ringz.stroke=red -o x.png

# a style that names another file of its own folder as its base
mkdir -p house && cp own.yaml house/base.yaml
printf 'base: base.yaml\nrules:\n  sea: {fill: "#123456"}\n' >house/leaf.yaml
draws leaf.dump --style house/leaf.yaml
has leaf.dump 'fill=#123456'
has leaf.dump 'stroke=#005f73'
printf 'base: none.yaml\n' >house/leaf.yaml
refuses 4 "^ringmap: house/leaf.yaml:1:7: cannot open 'house/none.yaml'" --style house/leaf.yaml -o x.png
printf 'base: [light, dark]\n' >house/leaf.yaml
refuses 4 "^ringmap: house/leaf.yaml:1:7: 'base' must be one" --style house/leaf.yaml -o x.png
refuses 4 "option --style: cannot open 'gone.yaml'" --style gone.yaml -o x.png
