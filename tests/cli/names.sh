# Names of areas: islands by scale, disputed ones as --names says, long ones in two lines, cities and countries of wide maps; and
# a note where no coast is as fine as the scale.
. "$ROOT/tests/aid.sh"

# says FILE WORDS...: each is written in the map.
says() {
    local file=$1 words
    shift
    for words; do
        grep -qF "says=\"$words\"" "$file" || fail "$file does not say '$words'"
    done
}

# hides FILE WORDS...: none is.
hides() {
    local file=$1 words
    shift
    for words; do
        ! grep -qF "says=\"$words\"" "$file" || fail "$file says '$words'"
    done
}

draws korea.dump
says korea.dump 'Jeju Island' Ulleungdo Tsushima 'NORTH KOREA' 'SOUTH KOREA'
hides korea.dump Ganghwado Jindo 'Philippine Sea'
draws korea-ko.dump --lang ko
says korea-ko.dump 제주도 울릉도

draws seoul.dump --extent 126,37.3,127.5,38 --rings none
says seoul.dump Ganghwado

sea='--extent 130.5,36.7,132.8,37.9 --rings none'
draws both.dump $sea
says both.dump 'Dokdo / Takeshima / Liancourt Rocks'
grep -q '^layer id="islets"' both.dump || fail "Dokdo is no land"
draws standard.dump $sea --names standard
says standard.dump Dokdo
draws alternative.dump $sea --names alternative
says alternative.dump Takeshima
draws both-ko.dump $sea --lang ko
says both-ko.dump '독도 / 다케시마 / 리앙쿠르 암초'

draws column.dump --width 60mm
says column.dump 'NORTH KOREA' SOUTH KOREA
hides column.dump 'SOUTH KOREA'

draws asia.dump --extent northeast-asia --lang en
says asia.dump Beijing Tokyo Shanghai Shenyang Vladivostok Taipei CHINA MONGOLIA RUSSIA JAPAN 'East China Sea'
draws asia-ko.dump --extent northeast-asia --lang ko
says asia-ko.dump 베이징 도쿄 상하이 선양 블라디보스토크 타이베이 중국 몽골 러시아 일본 동중국해

draws tokyo.dump --extent 139,35,141,36 --rings none
hides tokyo.dump 'East Sea' 'Sea of Japan'
[ ! -s draws.err ] || fail "Tokyo Bay: $(cat draws.err)"
draws lhasa.dump --extent 91,29.5,91.5,30 --rings none
grep -q "note: .*land_world.shp' is made for 1:30,000,000 and smaller scales, and is coarse at" draws.err ||
    fail "nothing is said of a coarse coast: $(cat draws.err)"

# a province's name keeps off the coast, though the outline of the province is coarser: nothing black lies under its letters
draws south.dump --extent yeonpyeong --style mono
draws south.png --extent yeonpyeong --style mono --dpi 254 --labels off --set graticule.stroke=#ffffff
read -r x y wide < <(awk '/says="South Hwanghae"/ { for (i = 1; i < NF; i++) if ($i == "width") print $2, $3, $(i + 1) }' south.dump)
darkest=$(convert south.png -crop "$(awk -v x="$x" -v y="$y" -v w="$wide" 'BEGIN { printf "%dx17+%d+%d", w * 10, (x - w / 2) * 10, y * 10 - 17 }')" \
    -colorspace gray -format '%[fx:minima]' info:)
awk -v d="$darkest" 'BEGIN { exit !(d > 0.8) }' || fail "South Hwanghae stands on a line: $darkest at $x $y"

# where no large city stands a smaller one does, so that the North is not bare; the neighbours of Korea stay without detail
says korea.dump Chongjin Hamhung Sinuiju Pyongyang Busan
hides korea.dump Kanggye Dandong Yanji Ulsan

# letters set along a line do not draw their heads together, where the halo of one would cover the other: the angle falls by
# no more than 8 degrees from letter to letter, and twice that over a blank
closing() {
    awk '/^layer/ { on = /id="(line-names|river-names)"/ } /^  label/ || /^layer/ { last = "" }
        on && / text / { a = 0; for (i = 1; i < NF; i++) if ($i == "angle") a = $(i + 1)
            if (last != "" && last - a > most) most = last - a; last = a; letters++ }
        END { if (!letters) most = 99; print most + 0 }' "$1"
}
below "the closing of letters on the peninsula" "$(closing korea.dump)" 13
draws dmz.dump --extent dmz --width 90mm
below "the closing of letters along the DMZ" "$(closing dmz.dump)" 13

# Countries come before cities: on a slide both Koreas are named, and the cities stand where there is room left.
draws map.dump --size slide --style brief
grep -q 'id="name-kor"' map.dump && grep -q 'id="name-prk"' map.dump || fail "not both Koreas: $(cat draws.err)"

# An islet that is a speck on paper has a dot by its name, an island of some size has none.
draws map.dump --size letter-landscape
grep -A1 'label id="name-dokdo"' map.dump | grep -q ' path fill=' || fail "no dot for Dokdo"
! grep -A1 'label id="name-ulleungdo"' map.dump | grep -q ' path ' || fail "a dot on Ulleungdo"
