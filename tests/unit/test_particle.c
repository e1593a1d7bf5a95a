/* Korean particles after Hangul, figures, units and Latin letters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "particle.h"

struct sample {
    const char *word, *eun, *euro; /* 을, 이 and 과 go with 은 */
};

static void check(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(rmap_particle(samples[i].word, RMAP_EUN), samples[i].eun);
        assert_string_equal(rmap_particle(samples[i].word, RMAP_EURO), samples[i].euro);
    }
}

static void test_hangul(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"연평도", "는", "로"}, {"서울", "은", "로"}, {"판문점", "은", "으로"}, {"이내", "는", "로"}, {"북쪽", "은", "으로"},
        {"오산 공군기지(남쪽 53 km)", "는", "로"}, {"“서울”", "은", "로"}, {"가", "는", "로"}, {"힣", "은", "으로"},
    };
    check(samples, sizeof samples / sizeof *samples);
    assert_string_equal(rmap_particle("서울", RMAP_EUL), "을");
    assert_string_equal(rmap_particle("이내", RMAP_EUL), "를");
    assert_string_equal(rmap_particle("서울", RMAP_I), "이");
    assert_string_equal(rmap_particle("연평도", RMAP_I), "가");
    assert_string_equal(rmap_particle("서울", RMAP_GWA), "과");
    assert_string_equal(rmap_particle("오산 공군기지", RMAP_GWA), "와");
}

/* 영 일 이 삼 사 오 육 칠 팔 구; 십 백 천 만 */
static void test_figures(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"0", "은", "으로"}, {"1", "은", "로"}, {"2", "는", "로"}, {"3", "은", "으로"}, {"4", "는", "로"},
        {"5", "는", "로"}, {"6", "은", "으로"}, {"7", "은", "로"}, {"8", "은", "로"}, {"9", "는", "로"},
        {"180", "은", "으로"}, {"1,000", "은", "으로"}, {"2.5", "는", "로"},
    };
    check(samples, sizeof samples / sizeof *samples);
}

static void test_units(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"300 km", "는", "로"}, {"300\u2009km", "는", "로"}, {"300km", "는", "로"}, {"111.8 mi", "은", "로"},
        {"162\u2009nmi", "는", "로"}, {"900 m", "는", "로"}, {"46.4%", "는", "로"}, {"315°", "는", "로"},
        {"282,648 km²", "는", "로"},
    };
    check(samples, sizeof samples / sizeof *samples);
}

static void test_latin(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"JSA", "는", "로"}, {"DMZ", "는", "로"}, {"MDL", "은", "로"}, {"GSM", "은", "으로"}, {"Seoul", "은", "로"},
        {"Osan", "은", "으로"}, {"Pyongyang", "은", "으로"}, {"Camp Humphreys", "는", "로"}, {"Osan Air Base", "는", "로"},
        {"Map", "은", "으로"}, {"Airport", "는", "로"}, {"Plan B", "는", "로"}, {"Yeonpyeong", "은", "으로"},
    };
    check(samples, sizeof samples / sizeof *samples);
}

static void test_what_cannot_be_known(void **state)
{
    (void)state;
    static const struct sample samples[] = {{"東京", "은(는)", "으로(로)"}, {"", "은(는)", "으로(로)"}, {"()", "은(는)", "으로(로)"}};
    check(samples, sizeof samples / sizeof *samples);
    assert_string_equal(rmap_particle("東京", RMAP_EUL), "을(를)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hangul), cmocka_unit_test(test_figures), cmocka_unit_test(test_units),
        cmocka_unit_test(test_latin), cmocka_unit_test(test_what_cannot_be_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
