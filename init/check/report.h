/*
 * How the checker speaks: one line an error, and all of them.
 * Host tool; used by every file of init/check.
 */
#ifndef NSINIT_CHECK_REPORT_H
#define NSINIT_CHECK_REPORT_H

#include <nsinit/container.h>
#include <stdbool.h>

struct report {
	const char *config; /* the name of the header, stands in front of each line */
	unsigned errors;    /* so far */
};

/*
 * Where an error is: "SUBJECT: LIST[INDEX].FIELD"; "SUBJECT: LIST.FIELD" with PLACE_SINGLE;
 * "SUBJECT: FIELD" when list is NULL.
 */
#define PLACE_SINGLE UINT32_MAX
struct place {
	const char *subject; /* a container's name, or "appliance" */
	const char *list;
	unsigned index;
};
#define APPLIANCE_PLACE              (&(const struct place){ .subject = "appliance" })
#define APPLIANCE_ENTRY(list, index) (&(const struct place){ "appliance", (list), (index) })

/* Prints to standard error and counts. `rule` is a text of rules.h; field may be NULL in a list. */
__attribute__((format(printf, 4, 5))) void report_error(
	struct report *report, const struct place *place, const char *field, const char *rule, ...);

/* The name of a container for a line: its own, or "containers[3]" when it has none. */
const char *container_label(const struct appliance *machine, const struct container *container);

#endif
