/* The same by IPv6, to another port. */
#define TO .address6 = IP6(0xfd00, 0x99, 0, 0, 0, 0, 0, 1), .port = 5514
#include "remote.h"
