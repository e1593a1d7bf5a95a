/* FriBidi: texts with words from right to left. */
#include "lazy.h"

#include <fribidi.h>

V3(fribidi_get_bidi_types, const FriBidiChar *, const FriBidiStrIndex, FriBidiCharType *)
V4(fribidi_get_bracket_types, const FriBidiChar *, const FriBidiStrIndex, const FriBidiCharType *, FriBidiBracketType *)
F5(FriBidiLevel, fribidi_get_par_embedding_levels_ex, const FriBidiCharType *, const FriBidiBracketType *, const FriBidiStrIndex,
   FriBidiParType *, FriBidiLevel *)
