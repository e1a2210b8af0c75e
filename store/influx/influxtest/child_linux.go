package influxtest

import (
	"os/exec"
	"syscall"
)

// tie makes the kernel end a server whose test binary was killed.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
