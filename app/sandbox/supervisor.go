package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

const (
	startLimit = 90 * time.Second
	stopGrace  = 3 * time.Second
)

// supervisor runs the programs of a cluster as child processes. Each child holds the read end of a pipe as its standard input and
// ends when the write end closes, so nothing outlives the supervisor, not even when it is killed.
type supervisor struct {
	cluster  *cluster
	mu       sync.Mutex
	children []*child
	stopping bool
	died     chan error
}

type child struct {
	name  string
	cmd   *exec.Cmd
	lease io.Closer
	gone  chan struct{}
}

// start brings everything up and returns when the API server answers and, with controllers, its nodes are there.
func (s *supervisor) start() error {
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	if !s.cluster.etcdShare {
		emit(map[string]string{"phase": "etcd"})
		if err := s.run("etcd", s.cluster.etcdArgs()); err != nil {
			return err
		}
	}
	emit(map[string]string{"phase": "kube-apiserver"})
	if err := s.run("kube-apiserver", s.cluster.apiserverArgs()); err != nil {
		return err
	}
	config, err := s.cluster.restConfig()
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 100, 200
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	if err := waitReady(ctx, client); err != nil {
		return err
	}
	if !s.cluster.options.controllers {
		return nil
	}
	emit(map[string]string{"phase": "controllers"})
	// kwok before any workload: a node that was NotReady for 40 s slows the next rollout by a minute.
	if err := s.run("kwok", s.cluster.kwokArgs()); err != nil {
		return err
	}
	if err := createNodes(ctx, client, s.cluster.options.nodes); err != nil {
		return err
	}
	if err := s.run("kube-controller-manager", s.cluster.controllerManagerArgs()); err != nil {
		return err
	}
	if err := s.run("kube-scheduler", s.cluster.schedulerArgs()); err != nil {
		return err
	}
	return waitControllers(ctx, client, s.cluster.options.nodes)
}

func (s *supervisor) run(name string, args []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping {
		return errors.New("stopped while it started")
	}
	log, err := os.OpenFile(s.cluster.path("logs/"+name+".log"), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer log.Close() // the child has its own handle
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, append([]string{name}, args...)...)
	cmd.Env = append(os.Environ(), leaseEnv+"=1")
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = childAttributes()
	lease, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	c := &child{name: name, cmd: cmd, lease: lease, gone: make(chan struct{})}
	s.children = append(s.children, c)
	go func() {
		err := cmd.Wait()
		close(c.gone)
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.stopping {
			s.died <- fmt.Errorf("%s ended unexpectedly (%v); its log is %s", name, err, log.Name())
		}
	}()
	return nil
}

// stop ends the children in the reverse order of their start: kube-apiserver must go before its etcd, without which it lingers.
func (s *supervisor) stop() {
	s.mu.Lock()
	s.stopping = true
	children := s.children
	s.mu.Unlock()
	for i := len(children) - 1; i >= 0; i-- {
		c := children[i]
		_ = c.cmd.Process.Signal(syscall.SIGTERM) // where there is no such signal, or no process, the kill below does it
		select {
		case <-c.gone:
		case <-time.After(stopGrace):
			_ = c.cmd.Process.Kill()
			<-c.gone
		}
		_ = c.lease.Close()
	}
	s.cluster.state.Ready = false
	if err := s.cluster.state.write(s.cluster.dir); err != nil {
		fmt.Fprintln(os.Stderr, "driftless-sandbox: the state could not be recorded:", err)
	}
}

func waitReady(ctx context.Context, client kubernetes.Interface) error {
	return poll(ctx, "kube-apiserver did not become ready", func() bool {
		body, err := client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		return err == nil && string(body) == "ok"
	})
}

func createNodes(ctx context.Context, client kubernetes.Interface, count int) error {
	for i := range count {
		name := fmt.Sprintf("node-%d", i)
		capacity := corev1.ResourceList{
			corev1.ResourceCPU:                    resource.MustParse("32"),
			corev1.ResourceMemory:                 resource.MustParse("256Gi"),
			corev1.ResourcePods:                   resource.MustParse("1000"),
			corev1.ResourceName("nvidia.com/gpu"): resource.MustParse("8"),
		}
		node := &corev1.Node{
			ObjectMeta: metav1.ObjectMeta{
				Name:        name,
				Labels:      map[string]string{"kubernetes.io/hostname": name, "kubernetes.io/os": "linux", "type": "kwok"},
				Annotations: map[string]string{"kwok.x-k8s.io/node": "fake"},
			},
			Status: corev1.NodeStatus{Capacity: capacity, Allocatable: capacity},
		}
		_, err := client.CoreV1().Nodes().Create(ctx, node, metav1.CreateOptions{})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("node %s: %w", name, err)
		}
	}
	return nil
}

// waitControllers waits until pods can be made in the default namespace and placed on a node.
func waitControllers(ctx context.Context, client kubernetes.Interface, nodes int) error {
	return poll(ctx, "the controllers did not get ready", func() bool {
		if _, err := client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{}); err != nil {
			return false
		}
		list, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
		if err != nil {
			return false
		}
		ready := 0
		for _, node := range list.Items {
			for _, condition := range node.Status.Conditions {
				if condition.Type == corev1.NodeReady && condition.Status == corev1.ConditionTrue && len(node.Spec.Taints) == 0 {
					ready++
				}
			}
		}
		return ready >= nodes
	})
}

func poll(ctx context.Context, what string, done func() bool) error {
	for !done() {
		select {
		case <-ctx.Done():
			return errors.New(what)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}
