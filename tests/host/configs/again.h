/* The containers of features.h, which start again at once when they end. */
#define AGAIN .restart = { RESTART_ALWAYS, .delay_ms = 1, .delay_max_ms = 1 }
#include "features.h"
