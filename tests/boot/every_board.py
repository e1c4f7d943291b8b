"""What is tried on each board, by `--every-board`: what its processor, its order of bytes, its kernel or its
machine could change. Where the other version of control groups adds nothing it is left out."""

import pytest

# {module: (version of control groups, its tests, or none for all of them)}; a test with parameters is
# named with those in brackets, or without for all.
TESTS = {
    "test_router": ("v2", [
        "test_greeting", "test_every_container_is_up", "test_end_of_the_boot_is_told_once",
        "test_the_board_s_kernel_has_what_the_demo_needs",
        "test_charts_of_the_boot", "test_web_serves_the_page", "test_dns_answers", "test_logs",
        "test_stop_and_start", "test_restart"]),
    "test_entry": ("v2", [
        "test_it_is_in_the_container[v2-plain]", "test_identity_inside", "test_input_output_and_status",
        "test_its_memory_counts_in_the_container"]),
    "test_inside": ("v1", [
        "test_identity_is_exact", "test_capabilities_are_exact",
        "test_no_new_privileges_and_filter", "test_set_user_id_program_gains_nothing",
        "test_namespaces_are_its_own", "test_control_group_is_the_root_of_what_it_sees",
        "test_root_is_read_only", "test_nothing_of_the_appliance_can_be_named", "test_masks",
        "test_container_s_init_is_out_of_reach", "test_process", "test_network", "test_ipv6",
        "test_descriptors_can_be_opened_again", "test_foreign_calls_kill", "test_filter",
        "test_filter_is_what_refuses", "test_hostile_images_change_nothing_outside"]),
    "test_attacks": ("v2", []),
    "test_hogs": ("v1", [
        "test_limits_are_written", "test_processes_hit_the_limit_and_stay_below"]),
    "test_failures": ("v2", [
        "test_status_names_step_item_and_errno", "test_time_that_the_kernel_lacks_is_named",
        "test_landlock_that_the_kernel_lacks_is_named",
        "test_landlock_of_an_older_kernel", "test_killed_service_is_a_failure"]),
    "test_images": ("v2", [
        "test_squashfs_under_a_layer", "test_layer_is_gone_with_the_container",
        "test_erofs_is_read_only", "test_layer_that_cannot_be_kept",
        "test_own_group_is_what_it_sees", "test_group_that_was_given", "test_node",
        "test_bind_with_other_owners"]),
    "test_shutdown": ("v2", [
        "test_way_out[toybox reboot]", "test_way_out[nsctl poweroff]",
        "test_way_out[ctrl-alt-del]"]),
    "test_watchdog": ("v2", [
        "test_first_boot_has_no_reason", "test_healthy_run_does_not_fire",
        "test_replaced_pid1_feeds_on", "test_held_pid1_is_reset_and_told"]),
    "test_boards_disk": ("v2", []),
}


def is_wanted(item):
    """Whether it is in the table."""
    version, names = TESTS.get(item.module.__name__, (None, None))
    if not version or names and not {item.name, item.originalname} & set(names):
        return False
    # A test that boots by itself says its version, which is as good as the other.
    given = getattr(item, "callspec", None)
    return not given or not {"machine", "router"} & set(given.params) or \
        version in (given.params.get("machine"), given.params.get("router"))


def select(items):
    """(those that are wanted, the rest). A name without a test is a mistake."""
    wanted = [item for item in items if is_wanted(item)]
    for module in {item.module.__name__ for item in items} & set(TESTS):
        found = {name for item in wanted for name in (item.name, item.originalname)
                 if item.module.__name__ == module}
        if missing := [name for name in TESTS[module][1] if name not in found]:
            raise pytest.UsageError(f"{module} has no {', '.join(missing)}")
    return wanted, [item for item in items if item not in wanted]
