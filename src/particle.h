/* particle.h - Korean particles: which of two forms a word takes, by the sound it ends in. */
#ifndef RMAP_PARTICLE_H
#define RMAP_PARTICLE_H

enum rmap_particle {
    RMAP_EUN, /* 은 는 */
    RMAP_I,   /* 이 가 */
    RMAP_EUL, /* 을 를 */
    RMAP_GWA, /* 과 와 */
    RMAP_EURO, /* 으로 로; 로 also after ㄹ */
};

/* The form that follows the word: Hangul by its last syllable; figures as they are read (3: 삼); a unit behind a figure by
 * its Korean name (km: 킬로미터); capitals letter by letter (JSA: 제이에스에이), other Latin words by their last sound
 * (Osan: 오산). What stands in brackets at the end, and closing quotes, are passed over. Both forms, "은(는)", after a word
 * in another script. Static text. */
const char *rmap_particle(const char *word, enum rmap_particle particle);

#endif
