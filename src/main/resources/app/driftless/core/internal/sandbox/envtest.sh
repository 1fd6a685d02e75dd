#!/bin/sh
# The commands of driftless-sandbox over etcd, kube-apiserver and kubectl of KUBEBUILDER_ASSETS, as far as they go without
# controllers. EnvtestProgram writes this file and, into a cluster's folder, the arguments of its programs.
set -u
assets=@ASSETS@
verb=${1:-}
[ $# -gt 0 ] && shift
[ "$verb" = kubectl ] && exec "$assets/kubectl" "$@"

data= background= keep=
while [ $# -gt 0 ]; do
    case $1 in
    --data) data=$2 && shift ;;
    --name) shift ;;
    --background) background=1 ;;
    --keep) keep=1 ;;
    *) echo "unknown argument $1" >&2 && exit 2 ;;
    esac
    shift
done
cd "$data" || exit 1

# state PID READY MORE: what is known when the cluster does not run, with what changes while it does.
state() { sed "s/^{/{\"pid\":$1,\"ready\":$2,$3/" state.json; }

# Whether process $pid is this cluster's; the number alone may belong to another process by now.
ours() {
    { tr '\0' ' ' <"/proc/$pid/cmdline" || ps -o args= -p "$pid"; } 2>/dev/null | grep -qF -- "--data $data"
}

alive() {
    pid=$(cat pid 2>/dev/null) && ours
}

# program NAME: runs it with the arguments of NAME.args, until it ends or nobody holds the lease any more.
program() {
    set --
    while IFS= read -r argument; do set -- "$@" "$argument"; done <"$name.args"
    "$assets/$name" "$@" </dev/null >"logs/$name.log" 2>&1 &
    child=$!
    echo "$child" >"$name.pid"
    (read -r _ <lease; kill -9 "$child") 2>/dev/null &
    watcher=$!
    wait "$child"
    kill "$watcher" 2>/dev/null
    wait "$watcher" 2>/dev/null
}

# all PID...: whether all these processes are there.
all() {
    for one in "$@"; do kill -0 "$one" 2>/dev/null || return 1; done
}

end() {
    trap '' TERM INT
    for name in kube-apiserver etcd; do
        child=$(cat "$name.pid" 2>/dev/null) || continue
        kill "$child" 2>/dev/null
        tries=0
        while kill -0 "$child" 2>/dev/null && [ $tries -lt 30 ]; do sleep 0.1; tries=$((tries + 1)); done
        kill -9 "$child" 2>/dev/null
    done
    # Who watches the lease ends now, and nothing of the cluster may run on once its supervisor is gone.
    rm -f lease
    exec 5>&-
    wait
    rm -f pid ready ./*.pid
    exit "$1"
}

up() {
    rm -f pid lease ready ./*.pid
    (set -C && echo $$ >pid) 2>/dev/null || { echo '{"error":"the sandbox is running already"}'; exit 1; }
    trap 'end 0' TERM INT
    mkfifo -m 600 lease
    # Nobody else may inherit the writing end: the lease ends with this shell, however that ends.
    exec 4<&0 5<>lease
    lifeline=$$ running=
    if [ -z "$keep" ]; then
        cat <&4 >/dev/null 5>&- &
        lifeline=$!
        (read -r _ <lease; kill $lifeline) 2>/dev/null 4<&- 5>&- &
    fi
    for name in etcd kube-apiserver; do
        echo "{\"phase\":\"$name\"}"
        (exec 4<&- 5>&- && program) &
        running="$running $!"
    done
    while all $running $lifeline; do
        if [ ! -e ready ] && [ "$("$assets/kubectl" --kubeconfig kubeconfig get --raw /readyz 2>/dev/null)" = ok ]; then
            : >ready
            state $$ true ""
        fi
        sleep 0.3 &
        wait $!
    done
    kill -0 $lifeline 2>/dev/null || end 0
    echo '{"error":"a program of KUBEBUILDER_ASSETS ended; its last words:"}'
    tail -n 5 logs/etcd.log logs/kube-apiserver.log
    end 1
}

case $verb in
up)
    alive && { echo '{"error":"the sandbox is running already"}'; exit 1; }
    [ -z "$background" ] && up
    "$0" up --keep --data "$data" </dev/null >logs/up.log 2>&1 &
    started=$!
    trap 'kill $started; wait $started; exit 1' TERM INT
    while kill -0 $started 2>/dev/null; do
        [ -e ready ] && [ "$(cat pid)" = $started ] && { state $started true ""; exit 0; }
        sleep 0.1 &
        wait $!
    done
    cat logs/up.log
    exit 1
    ;;
status)
    if alive; then
        if [ -e ready ]; then state "$pid" true '"running":true,'; else state "$pid" false '"running":true,'; fi
    else
        state 0 false '"running":false,'
        exit 1
    fi
    ;;
stop)
    alive || { echo '{"stopped":false}'; exit 0; }
    kill "$pid"
    tries=0
    while ours && [ $tries -lt 150 ]; do sleep 0.1; tries=$((tries + 1)); done
    ours && { echo "process $pid did not end within 15 s" >&2; exit 1; }
    echo '{"stopped":true}'
    ;;
*)
    echo "usage: up|stop|status|kubectl" >&2
    exit 2
    ;;
esac
