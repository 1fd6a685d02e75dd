package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	componentversion "k8s.io/component-base/version"
)

// cluster is one sandbox: its folder, what was asked for, and where its parts listen.
type cluster struct {
	dir       string
	options   options
	state     state
	pki       *pki
	etcdDir   string // whose etcd it uses: its own folder, or another sandbox's
	etcdShare bool
}

type options struct {
	name          string
	controllers   bool
	nodes         int
	audit         bool
	etcdFrom      string
	apiserverArgs []string
	keep          bool
	background    bool
}

func newCluster(dir string, o options) (*cluster, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for _, sub := range []string{"", "logs", "pki"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, err
		}
	}
	c := &cluster{dir: dir, options: o, etcdDir: dir}
	before, _ := readState(dir) // missing or torn: then new ports are taken
	c.state = state{Name: o.name, Pid: os.Getpid(), Controllers: o.controllers, Nodes: o.nodes,
		Kubernetes: componentversion.Get().GitVersion, Kubeconfig: filepath.Join(dir, "kubeconfig")}
	if c.state.APIPort, err = freePort(before.APIPort); err != nil {
		return nil, err
	}
	c.state.Server = fmt.Sprintf("https://127.0.0.1:%d", c.state.APIPort)
	if o.audit {
		c.state.AuditLog = filepath.Join(dir, "logs", "audit.jsonl")
	}
	if err := c.chooseEtcd(before); err != nil {
		return nil, err
	}
	return c, c.writeFiles()
}

func (c *cluster) chooseEtcd(before state) error {
	if c.options.etcdFrom != "" {
		other, err := readState(c.options.etcdFrom)
		if err != nil {
			return fmt.Errorf("the sandbox in %s, whose etcd is to be shared, is not running: %w", c.options.etcdFrom, err)
		}
		c.etcdShare = true
		c.etcdDir = c.options.etcdFrom
		c.state.EtcdPort = other.EtcdPort
		return nil
	}
	var err error
	if c.state.EtcdPort, err = freePort(before.EtcdPort); err != nil {
		return err
	}
	c.state.EtcdPeer, err = freePort(before.EtcdPeer)
	return err
}

func (c *cluster) writeFiles() error {
	var err error
	if c.pki, err = openPKI(filepath.Join(c.dir, "pki")); err != nil {
		return err
	}
	for _, cert := range []struct {
		name, commonName string
		groups           []string
		server           bool
	}{
		{"server", "kube-apiserver", nil, true},
		{"etcd", "etcd", nil, true},
		{"admin", "sandbox-admin", []string{"system:masters"}, false},
		{"controller-manager", "system:kube-controller-manager", nil, false},
		{"scheduler", "system:kube-scheduler", nil, false},
		{"kwok", "kwok", []string{"system:masters"}, false},
	} {
		if err := c.pki.issue(cert.name, cert.commonName, cert.groups, cert.server); err != nil {
			return err
		}
	}
	if err := c.pki.serviceAccountKey(); err != nil {
		return err
	}
	if err := writeFile(c.path("kwok.yaml"), []byte(strings.Join(kwokStages(), "\n---\n"))); err != nil {
		return err
	}
	if err := writeFile(c.path("audit-policy.yaml"), []byte(auditPolicy)); err != nil {
		return err
	}
	for _, user := range []string{"controller-manager", "scheduler", "kwok"} {
		if err := writeKubeconfig(c.path(user+".kubeconfig"), c, user); err != nil {
			return err
		}
	}
	return writeKubeconfig(c.state.Kubeconfig, c, "admin")
}

func (c *cluster) path(name string) string { return filepath.Join(c.dir, name) }

// auditPolicy records whole writes, with the dry runs among them, and leaves out what the cluster's own parts do.
const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: None
  users: [system:apiserver, system:kube-controller-manager, system:kube-scheduler, kwok]
- level: None
  userGroups: [system:serviceaccounts]
- level: Metadata
  verbs: [get, list, watch]
- level: RequestResponse
`

func (c *cluster) etcdArgs() []string {
	client := fmt.Sprintf("https://127.0.0.1:%d", c.state.EtcdPort)
	peer := fmt.Sprintf("https://127.0.0.1:%d", c.state.EtcdPeer)
	return []string{
		"--name=sandbox",
		"--data-dir=" + c.path("etcd"),
		"--listen-client-urls=" + client, "--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer,
		"--initial-cluster=sandbox=" + peer,
		"--cert-file=" + c.pki.path("etcd.crt"), "--key-file=" + c.pki.path("etcd.key"),
		"--trusted-ca-file=" + c.pki.path("ca.crt"), "--client-cert-auth",
		"--peer-cert-file=" + c.pki.path("etcd.crt"), "--peer-key-file=" + c.pki.path("etcd.key"),
		"--peer-trusted-ca-file=" + c.pki.path("ca.crt"), "--peer-client-cert-auth",
		// A play cluster need not survive a power cut; waiting for the disk triples the start.
		"--unsafe-no-fsync",
		"--log-level=warn",
	}
}

func (c *cluster) apiserverArgs() []string {
	etcdPKI := filepath.Join(c.etcdDir, "pki")
	prefix := "/registry"
	if c.etcdShare {
		prefix = "/registry-" + c.options.name
	}
	args := []string{
		fmt.Sprintf("--etcd-servers=https://127.0.0.1:%d", c.state.EtcdPort),
		"--etcd-prefix=" + prefix,
		"--etcd-cafile=" + filepath.Join(etcdPKI, "ca.crt"),
		"--etcd-certfile=" + filepath.Join(etcdPKI, "etcd.crt"),
		"--etcd-keyfile=" + filepath.Join(etcdPKI, "etcd.key"),
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", c.state.APIPort),
		// There is no other address than loopback, which the default reconciler refuses to publish.
		"--endpoint-reconciler-type=none",
		"--tls-cert-file=" + c.pki.path("server.crt"), "--tls-private-key-file=" + c.pki.path("server.key"),
		"--client-ca-file=" + c.pki.path("ca.crt"),
		"--service-account-key-file=" + c.pki.path("sa.key"),
		"--service-account-signing-key-file=" + c.pki.path("sa.key"),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-cluster-ip-range=10.96.0.0/16",
		"--authorization-mode=RBAC",
		"--allow-privileged=true",
		"--profiling=false",
		"--v=1",
	}
	if !c.options.controllers {
		// Nobody makes the default ServiceAccounts that it would ask for.
		args = append(args, "--disable-admission-plugins=ServiceAccount")
	}
	if c.options.audit {
		args = append(args, "--audit-policy-file="+c.path("audit-policy.yaml"), "--audit-log-path="+c.state.AuditLog)
	}
	return append(args, c.options.apiserverArgs...)
}

func (c *cluster) controllerManagerArgs() []string {
	return []string{
		"--kubeconfig=" + c.path("controller-manager.kubeconfig"),
		"--service-account-private-key-file=" + c.pki.path("sa.key"),
		"--root-ca-file=" + c.pki.path("ca.crt"),
		"--cluster-signing-cert-file=" + c.pki.path("ca.crt"), "--cluster-signing-key-file=" + c.pki.path("ca.key"),
		"--use-service-account-credentials=true",
		"--leader-elect=false",
		"--bind-address=127.0.0.1", "--secure-port=0",
		"--kube-api-qps=200", "--kube-api-burst=400",
		"--v=1",
	}
}

func (c *cluster) schedulerArgs() []string {
	return []string{
		"--kubeconfig=" + c.path("scheduler.kubeconfig"),
		"--leader-elect=false",
		"--bind-address=127.0.0.1", "--secure-port=0",
		"--kube-api-qps=200", "--kube-api-burst=400",
		"--v=1",
	}
}

func (c *cluster) kwokArgs() []string {
	return []string{
		"--kubeconfig=" + c.path("kwok.kubeconfig"),
		"--config=" + c.path("kwok.yaml"),
		"--manage-all-nodes=true",
		"--node-lease-duration-seconds=40",
		"--node-ip=127.0.0.1",
		"--cidr=10.244.0.0/16",
	}
}
