//go:build unix

package main

import (
	"os"
	"os/exec"
	"syscall"
)

// childAttributes keeps the terminal's interrupt from the children: the supervisor ends them in order.
func childAttributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func spawnDetached(args []string, log *os.File) (*os.Process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self, args...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return cmd.Process, nil
}

func terminate(process *os.Process) error { return process.Signal(syscall.SIGTERM) }
