/* expect:
 * beat: device_node: "tty/../sda" contains ".."; give one name below /dev, as "ttyUSB0"
 * drum: device_node: "ttyUSB*" is a pattern; give one name below /dev, as "ttyUSB0"
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .device_node = "tty/../sda" };
static const struct container drum = { .name = "drum", ORDINARY(102), .device_node = "ttyUSB*" };

LIST(&beat, &drum);
const struct appliance appliance = { ORDINARY_MACHINE };
