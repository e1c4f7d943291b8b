# Completion of nsctl(1) for bash: verbs and what they take by its own help, names by its status.

_nsctl_names() {
	nsctl status 2>/dev/null | sed -n '2,$ { /^[^ ]*: /q; s/ .*//p; }'
}

_nsctl() {
	local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} place=$COMP_CWORD line offers=
	COMPREPLY=()

	if [ "$place" -eq 1 ]; then
		offers="$(nsctl --help 2>/dev/null | sed -n 's/^  \([a-z][a-z-]*\).*/\1/p')"
		COMPREPLY=($(compgen -W "$offers" -- "$word"))
		return
	fi
	line=$(nsctl --help 2>/dev/null | grep -e "^  $verb ")
	case $word in
	-*)
		# The help has those of the verbs that take one word; these have more.
		case $verb in
		logs) offers='-f -n --since --json' ;;
		stats) offers='--json' ;;
		events) offers='-f --json' ;;
		exec) offers='-t --detach-key' ;;
		attach) offers='--detach-key' ;;
		*) offers=$(printf '%s\n' "$line" | sed -n 's/^[^[]*\[\(-[a-z-]*\).*/\1/p') ;;
		esac
		;;
	*)
		case $verb:$place in
		signal:3) offers='HUP INT QUIT KILL USR1 USR2 TERM CONT WINCH' ;;
		set:2) offers=$(_nsctl_names) ;;
		set:*)
			offers='memory= memory-high= memory-low= memory-min= swap= cpu= cpu-weight= processes='
			compopt -o nospace 2>/dev/null
			;;
		*) case $line in
			*NAME*) offers=$(_nsctl_names) ;;
			esac ;;
		esac
		;;
	esac
	COMPREPLY=($(compgen -W "$offers" -- "$word"))
}

complete -F _nsctl nsctl
