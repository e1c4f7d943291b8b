/*
 * When a timer runs, in words; see render.h. nsctl only.
 */
#include "nsctl/render.h"

#include "nsctl/units.h"

void render_times(struct text *text, const struct reply_container *container, bool told)
{
	if (container->next_ms == NEXT_UNSET_CLOCK) {
		text_string(text, "waits until the clock is set");
	} else if (container->next_ms == 0) {
		text_string(text, "no next run");
	} else {
		text_string(text, "next run in ");
		units_duration(text, container->next_ms);
	}
	if (!told && container->exit_status >= 0) {
		text_string(text, ", the last ");
		render_ending(text, container->exit_status);
	}
	if (container->left_out > 0) {
		text_string(text, ", left out: ");
		text_number(text, container->left_out);
	}
}
