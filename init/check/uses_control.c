/*
 * What of the config is for nsctl; see uses.h. Host tool.
 */
#include "check/uses.h"

void print_control_uses(FILE *out, const struct appliance *machine)
{
	fprintf(out, "#define NSINIT_USES_EVENTS %d\n", machine->events);
	fprintf(out, "#define NSINIT_USES_ENABLE %d\n", machine->enable);
	fprintf(out, "#define NSINIT_USES_SIGNAL %d\n", machine->signal);
}
