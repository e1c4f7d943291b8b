/*
 * The newest changes of containers; see events.h.
 */
#include "base/events.h"

#include "base/system.h"

#include <string.h>

/* The oldest one may be overwritten at this moment. */
#define CERTAIN (EVENTS_KEPT - 1)

struct event *events_next(struct events *events)
{
	struct event *event = &events->kept[events->written % EVENTS_KEPT];

	memset(event, 0, sizeof *event);
	event->time_ms = sys_now_ms();
	return event;
}

void events_publish(struct events *events)
{
	__atomic_store_n(&events->written, events->written + 1, __ATOMIC_RELEASE);
	sys_futex_wake(&events->written);
}

uint32_t events_oldest(const struct events *events)
{
	uint32_t written = __atomic_load_n(&events->written, __ATOMIC_ACQUIRE);

	return written > CERTAIN ? written - CERTAIN : 0;
}

int events_read(
	const struct events *events, uint32_t *position, struct event *event, uint32_t *lost)
{
	*lost = 0;
	for (;;) {
		uint32_t written = __atomic_load_n(&events->written, __ATOMIC_ACQUIRE);

		if (written == *position)
			return 0;
		if (written - *position > CERTAIN) {
			*lost += written - CERTAIN - *position;
			*position = written - CERTAIN;
		}
		memcpy(event, &events->kept[*position % EVENTS_KEPT], sizeof *event);
		event->text[EVENT_TEXT_MAX - 1] = '\0';
		__atomic_thread_fence(__ATOMIC_ACQUIRE);
		written = __atomic_load_n(&events->written, __ATOMIC_RELAXED);
		if (written - *position <= CERTAIN) {
			++*position;
			return 1;
		}
	}
}
