/* poke PID: as on the host, where it is described. */
#include "../../host/payloads/poke.c"
