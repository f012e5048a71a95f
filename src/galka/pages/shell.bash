# The shell session of a page. It is given two open descriptors: commands come in on the first,
# each ended by a NUL; the exit code of each goes out on the second, ended likewise.
# Descriptors 198 and 199 are closed for the commands, so that a server which a page leaves in the
# background does not hold them.
exec 198<&"$1" 199>&"$2"
eval "exec $1<&- $2>&-"
set --
shopt -s expand_aliases
__galka_status=0
# Puts the last exit code back, for a page that shows `echo $?`.
__galka_recall() { return "$__galka_status"; }

while { IFS= read -r -d '' -u 198 __galka_command; } 2>/dev/null; do
    { __galka_recall; } 2>/dev/null
    eval "$__galka_command" 198<&- 199>&-
    { __galka_status=$?; printf '%s\0' "$__galka_status" >&199; } 2>/dev/null
done
