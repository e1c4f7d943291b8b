/* expect: appliance: containers: lists no container; give CONTAINERS(array) */
#include "../base.h"

const struct appliance appliance = { .schema = NSINIT_SCHEMA, .hostname = "test" };
