// Command driftless-sandbox is a Kubernetes control plane in one executable: by its first argument it is etcd, kube-apiserver,
// kube-controller-manager, kube-scheduler, kwok or kubectl, all of them the upstream projects' own packages, or "up", which runs
// them together as one cluster on the loopback interface.
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"
)

// programs are what the executable can be. Each gets the arguments after its name.
var programs = map[string]func(args []string) int{
	"etcd":                    runEtcd,
	"kube-apiserver":          runAPIServer,
	"kube-controller-manager": runControllerManager,
	"kube-scheduler":          runScheduler,
	"kwok":                    runKwok,
	"kubectl":                 runKubectl,
	"up":                      runUp,
	"stop":                    runStop,
	"status":                  runStatus,
	"user":                    runUser,
	"versions":                runVersions,
}

func main() {
	if len(os.Args) > 1 {
		if program, ok := programs[os.Args[1]]; ok {
			os.Exit(program(os.Args[2:]))
		}
	}
	names := make([]string, 0, len(programs))
	for name := range programs {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Fprintf(os.Stderr, "usage: driftless-sandbox %s [arguments]\n", strings.Join(names, "|"))
	os.Exit(2)
}
