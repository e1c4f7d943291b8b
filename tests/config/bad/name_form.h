/* expect:
 * Beat: name: "Beat" does not begin with a letter; give a-z, 0-9 and '-', with a letter first and no '-' last
 * be_at: name: "be_at" contains other characters; give a-z, 0-9 and '-', with a letter first and no '-' last
 * 7beat: name: "7beat" does not begin with a letter; give a-z, 0-9 and '-', with a letter first and no '-' last
 * beat-: name: "beat-" ends with '-'; give a-z, 0-9 and '-', with a letter first and no '-' last
 */
#include "../base.h"

static const struct container upper = { .name = "Beat", ORDINARY(101) };
static const struct container under = { .name = "be_at", ORDINARY(102) };
static const struct container number = { .name = "7beat", ORDINARY(103) };
static const struct container dash = { .name = "beat-", ORDINARY(104) };

LIST(&upper, &under, &number, &dash);
const struct appliance appliance = { ORDINARY_MACHINE };
