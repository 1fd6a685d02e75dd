package main

import (
	"fmt"
	"io"
	"os"
	_ "time/tzdata" // CronJobs name time zones; the computer may have no database of them

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.etcd.io/etcd/api/v3/version"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	componentversion "k8s.io/component-base/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
)

// leaseEnv tells a child that its standard input is a lease: it ends when the parent's side closes, however the parent dies.
const leaseEnv = "DRIFTLESS_SANDBOX_LEASE"

func watchLease() {
	if os.Getenv(leaseEnv) == "" {
		return
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(3)
	}()
}

func runEtcd(args []string) int {
	watchLease()
	etcdmain.Main(append([]string{"etcd"}, args...))
	return 0
}

func runAPIServer(args []string) int {
	return runComponent("kube-apiserver", args, func() *cobra.Command { return apiserver.NewAPIServerCommand() })
}

func runControllerManager(args []string) int {
	return runComponent("kube-controller-manager", args, func() *cobra.Command {
		return controllermanager.NewControllerManagerCommand()
	})
}

func runScheduler(args []string) int {
	return runComponent("kube-scheduler", args, func() *cobra.Command { return scheduler.NewSchedulerCommand() })
}

func runComponent(name string, args []string, command func() *cobra.Command) int {
	watchLease()
	os.Args = append([]string{name}, args...)
	return cli.Run(command())
}

func runKubectl(args []string) int {
	os.Args = append([]string{"kubectl"}, args...)
	// The flags that the linked-in servers registered must not appear in kubectl, nor clash with its own.
	pflag.CommandLine = pflag.NewFlagSet("kubectl", pflag.ExitOnError)
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
		return 1
	}
	return 0
}

func runVersions([]string) int {
	fmt.Printf("{\"kubernetes\":%q,\"etcd\":%q}\n", componentversion.Get().GitVersion, "v"+version.Version)
	return 0
}
