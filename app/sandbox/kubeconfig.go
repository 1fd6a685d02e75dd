package main

import (
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// writeKubeconfig writes the kubeconfig of one of the cluster's users, credentials inside, context "sandbox-NAME".
func writeKubeconfig(path string, c *cluster, user string) error {
	ca, err := os.ReadFile(c.pki.path("ca.crt"))
	if err != nil {
		return err
	}
	cert, err := os.ReadFile(c.pki.path(user + ".crt"))
	if err != nil {
		return err
	}
	key, err := os.ReadFile(c.pki.path(user + ".key"))
	if err != nil {
		return err
	}
	name := "sandbox-" + c.options.name
	config := clientcmdapi.NewConfig()
	config.Clusters[name] = &clientcmdapi.Cluster{Server: c.state.Server, CertificateAuthorityData: ca}
	config.AuthInfos[name+"-"+user] = &clientcmdapi.AuthInfo{ClientCertificateData: cert, ClientKeyData: key}
	config.Contexts[name] = &clientcmdapi.Context{Cluster: name, AuthInfo: name + "-" + user}
	config.CurrentContext = name
	data, err := clientcmd.Write(*config)
	if err != nil {
		return err
	}
	return writeFile(path, data)
}

func (c *cluster) restConfig() (*rest.Config, error) {
	return clientcmd.BuildConfigFromFlags("", c.state.Kubeconfig)
}

// runUser makes another user of a sandbox: "user --data DIR NAME [GROUP...]" prints the path of its kubeconfig.
func runUser(args []string) int {
	dir, rest, err := dataFlag(args)
	if err == nil && len(rest) == 0 {
		err = fmt.Errorf("usage: driftless-sandbox user --data DIR NAME [GROUP...]")
	}
	if err != nil {
		return fail(err)
	}
	s, err := readState(dir)
	if err != nil {
		return fail(fmt.Errorf("no sandbox in %s: %w", dir, err))
	}
	p, err := openPKI(filepath.Join(dir, "pki"))
	if err != nil {
		return fail(err)
	}
	name := "user-" + rest[0]
	if err := p.issue(name, rest[0], rest[1:], false); err != nil {
		return fail(err)
	}
	path := filepath.Join(dir, name+".kubeconfig")
	c := &cluster{dir: dir, options: options{name: s.Name}, state: s, pki: p}
	if err := writeKubeconfig(path, c, name); err != nil {
		return fail(err)
	}
	fmt.Println(path)
	return 0
}
