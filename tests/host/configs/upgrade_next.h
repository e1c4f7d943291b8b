/* What upgrade.h becomes in the next version of the product. */
#define NEXT
#include "upgrade.h"
