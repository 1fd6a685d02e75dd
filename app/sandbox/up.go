package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/etcd/client/pkg/v3/fileutil"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// runUp runs a whole cluster until it is told to stop: by SIGTERM, or by the end of its standard input unless --keep is given.
// Each line on standard output is a JSON object: {"phase": …}, then the state with "ready": true, or {"error": …}.
func runUp(args []string) int {
	var o options
	var dir string
	var extra list
	flags := flag.NewFlagSet("up", flag.ContinueOnError)
	flags.StringVar(&dir, "data", "", "folder of the cluster; made if missing, gone on with if there")
	flags.StringVar(&o.name, "name", "demo", "name of the cluster, part of its context's name")
	flags.BoolVar(&o.controllers, "controllers", false, "run controller manager, scheduler and kwok too")
	flags.IntVar(&o.nodes, "nodes", 1, "nodes that kwok plays, with --controllers")
	flags.BoolVar(&o.audit, "audit", false, "write logs/audit.jsonl")
	flags.StringVar(&o.etcdFrom, "etcd-from", "", "folder of a running sandbox whose etcd is shared")
	flags.Var(&extra, "apiserver-arg", "further argument of kube-apiserver; may be repeated")
	flags.BoolVar(&o.keep, "keep", false, "live on when standard input ends")
	flags.BoolVar(&o.background, "background", false, "start detached, wait until it is ready, and return")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if dir == "" {
		return fail(errors.New("--data is missing"))
	}
	o.apiserverArgs = extra
	if o.background {
		return startDetached(dir, args)
	}
	if err := up(dir, o); err != nil {
		emit(map[string]string{"error": err.Error()})
		return 1
	}
	return 0
}

func up(dir string, o options) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	lock, err := takeLock(dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	// At once, so that nobody who finds the lock taken reads the number of a process that is long gone.
	before, _ := readState(dir) // none or torn: the zero state
	before.Pid, before.Ready = os.Getpid(), false
	if err := before.write(dir); err != nil {
		return err
	}
	c, err := newCluster(dir, o)
	if err != nil {
		return err
	}
	if err := c.state.write(c.dir); err != nil {
		return err
	}
	stop := make(chan os.Signal, 2)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	if !o.keep {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			stop <- syscall.SIGTERM
		}()
	}
	s := &supervisor{cluster: c, died: make(chan error, 8)}
	defer s.stop()
	started := make(chan error, 1)
	go func() { started <- s.start() }()
	for {
		select {
		case err := <-started:
			if err != nil {
				return err
			}
			c.state.Ready = true
			if err := c.state.write(c.dir); err != nil {
				return err
			}
			emit(c.state)
		case err := <-s.died:
			return err
		case <-stop:
			return nil
		}
	}
}

// takeLock takes the cluster's lock. The system releases it however the holder dies, so a held one means a living cluster, or
// somebody who asks at this very moment whether there is one.
func takeLock(dir string) (*fileutil.LockedFile, error) {
	var err error
	for range 10 {
		var lock *fileutil.LockedFile
		if lock, err = fileutil.TryLockFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600); err == nil {
			return lock, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil, fmt.Errorf("the sandbox in %s is running already: %w", dir, err)
}

// startDetached starts the same command in a session of its own and waits until its cluster is ready. Told to
// end while it waits, it takes the half-started cluster with it.
func startDetached(dir string, args []string) int {
	kept := []string{"up", "--keep"}
	for _, arg := range args {
		if arg != "--background" && arg != "-background" {
			kept = append(kept, arg)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "logs"), 0o700); err != nil {
		return fail(err)
	}
	log, err := os.Create(filepath.Join(dir, "logs", "up.log"))
	if err != nil {
		return fail(err)
	}
	defer log.Close()
	stop := make(chan os.Signal, 2)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	process, err := spawnDetached(kept, log)
	if err != nil {
		return fail(err)
	}
	exited := make(chan struct{})
	go func() { _, _ = process.Wait(); close(exited) }()
	for {
		select {
		case <-stop:
			if err := terminate(process); err != nil {
				return fail(err)
			}
			<-exited
			return fail(errors.New("stopped while it started"))
		case <-exited:
			said, _ := os.ReadFile(log.Name())
			return fail(fmt.Errorf("the sandbox ended while it started: %s", strings.TrimSpace(string(said))))
		case <-time.After(100 * time.Millisecond):
			if s, err := readState(dir); err == nil && s.Ready && s.Pid == process.Pid {
				emit(s)
				return 0
			}
		}
	}
}

// runStop ends a running sandbox and waits until it is gone.
func runStop(args []string) int {
	dir, _, err := dataFlag(args)
	if err != nil {
		return fail(err)
	}
	if !running(dir) {
		emit(map[string]any{"stopped": false})
		return 0
	}
	s, err := readState(dir)
	if err != nil {
		return fail(err)
	}
	process, err := os.FindProcess(s.Pid)
	if err == nil {
		err = terminate(process)
	}
	if err != nil {
		return fail(err)
	}
	for i := 0; i < 300 && running(dir); i++ {
		time.Sleep(50 * time.Millisecond)
	}
	if running(dir) {
		return fail(fmt.Errorf("the sandbox in %s (process %d) did not stop within 15 s", dir, s.Pid))
	}
	emit(map[string]any{"stopped": true})
	return 0
}

// runStatus prints the state of a sandbox, with "running" added; exit 1 if it does not run.
func runStatus(args []string) int {
	dir, _, err := dataFlag(args)
	if err != nil {
		return fail(err)
	}
	s, _ := readState(dir) // none: the zero state, not running
	alive := running(dir)
	s.Ready = s.Ready && alive
	emit(struct {
		state
		Running bool `json:"running"`
	}{s, alive})
	if alive {
		return 0
	}
	return 1
}

func running(dir string) bool {
	lock, err := fileutil.TryLockFile(filepath.Join(dir, "lock"), os.O_RDWR, 0o600)
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	_ = lock.Close()
	return false
}

func dataFlag(args []string) (string, []string, error) {
	flags := flag.NewFlagSet("driftless-sandbox", flag.ContinueOnError)
	dir := flags.String("data", "", "folder of the cluster")
	if err := flags.Parse(args); err != nil {
		return "", nil, err
	}
	if *dir == "" {
		return "", nil, errors.New("--data is missing")
	}
	return *dir, flags.Args(), nil
}

func emit(value any) {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err) // only our own plain structs are emitted
	}
	fmt.Println(string(data))
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "driftless-sandbox:", err)
	return 1
}
