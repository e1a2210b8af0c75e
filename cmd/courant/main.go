// Command courant is an energy coach in the terminal for winter-peak homes in Québec.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "courant/tui/quiet" // before bubbletea: see the package
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends whatever does not heed the first
	code := Run(ctx, os.Args[1:], systemEnv())
	stop()
	os.Exit(code)
}
