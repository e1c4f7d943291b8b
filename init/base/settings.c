/*
 * Limits that can be changed; see settings.h. Pure.
 */
#include "base/settings.h"

static const struct {
	const char *word;
	int64_t least, most;
} settings[] = {
#define SETTING_ROW(setting, word, field, least, most) [setting] = { word, least, most },
	SETTINGS(SETTING_ROW)
#undef SETTING_ROW
};

const char *setting_word(uint32_t setting)
{
	return setting < SETTING_COUNT ? settings[setting].word : "";
}

bool setting_fits(uint32_t setting, int64_t value)
{
	return setting < SETTING_COUNT && value >= settings[setting].least &&
	       value <= settings[setting].most;
}

void settings_apply(struct limits *limits, const int64_t values[SETTING_COUNT])
{
#define SETTING_APPLY(setting, word, field, least, most)                                           \
	if (values[setting] != 0)                                                                  \
		limits->field = (__typeof__(limits->field))values[setting];
	SETTINGS(SETTING_APPLY)
#undef SETTING_APPLY
}
