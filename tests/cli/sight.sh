# Rings whose edge is not in the frame are not drawn; the caption says what holds, and the title names those that are seen.
. "$ROOT/tests/aid.sh"

# says NAME TEXT...: the map's texts hold it.
says() { grep -Fq -- "$2" "$1" || fail "$1 does not say '$2'"; }
silent() { ! grep -Fq -- "$2" "$1" || fail "$1 says '$2'"; }

draws close.dump --extent yeonpyeong
says close.dump "The whole map lies within 180 km of Seoul."
says close.dump '"Yeonpyeong"'
silent close.dump '"Within 180'
silent close.dump "ring-180km"
silent close.dump "ring-300km"
# the corners of the frame, and a margin for what lies around the extent, are indeed that near
for corner in "37.40 125.30" "37.40 126.05" "37.95 125.30" "37.95 126.05"; do
    metres=$(echo "37.5665 126.9780 $corner" | GeodSolve -i | cut -d ' ' -f 3)
    below "Seoul to $corner" "$metres" 180000
done

draws dmz.dump --extent dmz
says dmz.dump "Within 180 km of Seoul"
says dmz.dump "The whole map lies within 300 km of Seoul."
says dmz.dump "ring-180km-seoul"
silent dmz.dump "ring-300km-seoul"

draws far.dump --extent yeonpyeong --rings 20km,50km --around osan --lang en+ko
says far.dump "No part of the map lies within 50 km of Osan Air Base."
silent far.dump "within 20 km"
says far.dump '"연평도"'
silent far.dump "ring-50"

draws korean.dump --extent yeonpyeong --lang ko
says korean.dump "지도 전체가 서울에서 180 km 이내에 있다."

# of one place whose edge is seen, what smaller rings leave out is not told
draws edge.dump --extent yeonpyeong --rings 50km,100km --around jsa
silent edge.dump "No part"
says edge.dump "Within 100 km of JSA"

# an annulus has no sentence, a given caption no room: notes tell
draws annulus.dump --extent yeonpyeong --rings 180km --inner 20km
grep -q "the ring '180km-seoul' holds the whole map" draws.err || fail "no note: $(cat draws.err)"
draws given.dump --extent yeonpyeong --caption Mine
grep -q "are not drawn: The whole map lies within 180 km of Seoul" draws.err || fail "no note: $(cat draws.err)"

# rings joined: one that holds the frame leaves no edge of the others
draws joined.dump --extent yeonpyeong --rings 180km --around seoul,osan --dissolve on
silent joined.dump "ring-out"

# around lines and areas: how far their edge is counts inside an area, too, and a ring of a hair's width is seen
draws inside.dump --extent 126.6,40.2,127.2,40.7 --rings 0.01km --around KP
says inside.dump "The whole map lies within 0.01 km of North Korea."
draws shore.dump --extent 126.6,39.5,127.6,40.2 --rings 0.01km --around KP
says shore.dump "ring-0-01km-kp"
draws line.dump --rings 0.01km --around mdl
says line.dump "ring-0-01km-mdl"
draws away.dump --extent yeonpyeong --rings 5km --around RU
says away.dump "No part of the map lies within 5 km of Russia."
draws annulus.dump --extent 126.6,40.2,127.2,40.7 --rings 100km --inner 10km --around seoul
silent annulus.dump "ring-100km"
