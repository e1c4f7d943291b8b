/* expect:
 * beat: environment[0]: "DEBUG" is not NAME=value; give a name of letters, digits and '_', then '=' and the value
 * beat: environment[1]: "DEBUG" is not NAME=value; give a name of letters, digits and '_', then '=' and the value
 * beat: environment[2]: "=1" is not NAME=value; give a name of letters, digits and '_', then '=' and the value
 * beat: environment[3]: "9LIVES=1" is not NAME=value; give a name of letters, digits and '_', then '=' and the value
 * beat: environment[4]: "A B=1" is not NAME=value; give a name of letters, digits and '_', then '=' and the value
 * beat: environment[5]: "" is not NAME=value; give a name of letters, digits and '_', then '=' and the value
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.environment = ENVIRONMENT("DEBUG", "DEBUG", "=1", "9LIVES=1", "A B=1", "", "GOOD=a=b c"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
