package main

import (
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strconv"
)

// state is what a running cluster tells others about itself, in state.json of its folder.
type state struct {
	Name        string `json:"name"`
	Pid         int    `json:"pid"`
	Ready       bool   `json:"ready"`
	Server      string `json:"server"`
	Kubeconfig  string `json:"kubeconfig"`
	AuditLog    string `json:"auditLog,omitempty"`
	Kubernetes  string `json:"kubernetes"`
	Controllers bool   `json:"controllers"`
	Nodes       int    `json:"nodes"`
	APIPort     int    `json:"apiPort"`
	EtcdPort    int    `json:"etcdPort"`
	EtcdPeer    int    `json:"etcdPeerPort"`
}

func statePath(dir string) string { return filepath.Join(dir, "state.json") }

func readState(dir string) (state, error) {
	var s state
	data, err := os.ReadFile(statePath(dir))
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(data, &s)
}

func (s state) write(dir string) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(statePath(dir), append(data, '\n'))
}

// writeFile replaces a file as a whole, readable for its owner only.
func writeFile(path string, data []byte) error {
	temp := path + ".tmp" + strconv.Itoa(os.Getpid())
	if err := os.WriteFile(temp, data, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, path)
}

// freePort gives the wanted port if nobody listens there, so that a restarted cluster keeps its address, else a free one.
func freePort(wanted int) (int, error) {
	if wanted != 0 {
		if l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(wanted))); err == nil {
			return wanted, l.Close()
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	return port, l.Close()
}
