package tui

import (
	"context"
	"io"
	"os"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/term"
)

// Run shows the dashboard until the person quits or ctx ends. It owns the terminal meanwhile
// and gives it back whatever happens.
func Run(ctx context.Context, cfg Config, opts ...tea.ProgramOption) error {
	if cfg.Out == nil {
		cfg.Out = os.Stdout
	}
	enter, leave := enterScreen, leaveScreen
	if cfg.Mouse {
		enter, leave = enter+mouseOn, mouseOff+leave
		opts = append(opts, tea.WithMouseCellMotion()) // it parses what we turned on
	}
	var output io.Writer = mute{cfg.Out}
	if f, ok := cfg.Out.(*os.File); ok {
		output = muteFile{f}
		if w, h, err := term.GetSize(int(f.Fd())); err == nil && cfg.Width == 0 {
			cfg.Width, cfg.Height = w, h
		}
	}
	m := New(cfg)
	var stop context.CancelFunc
	m.ctx, stop = context.WithCancel(ctx)
	defer stop()
	// The first frame goes out before all else: making a program, its input and what it asks
	// the source for first takes the processors for longer than the frame did.
	p := newPainter(cfg.Out)
	io.WriteString(cfg.Out, enter+p.first(m.View(), m.width, m.height))
	if cfg.Shown != nil {
		cfg.Shown()
	}
	go p.run()
	defer func() {
		p.stop()
		io.WriteString(cfg.Out, leave)
	}()
	opts = append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithOutput(output), tea.WithFPS(1)}, opts...)
	_, err := tea.NewProgram(painted{m, p}, opts...).Run()
	if cfg.Keep != nil {
		cfg.Keep(m.State().Marshal())
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// A painted dashboard draws through a painter. bubbletea gets an empty view, for a renderer
// whose output goes nowhere; it keeps the input, the size and the terminal's modes.
type painted struct {
	*Model
	p *painter
}

// Update takes one message.
func (m painted) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := m.Model.Update(msg)
	return m, cmd
}

// View is called after every message.
func (m painted) View() string {
	m.p.show(m.Model.View(), m.width, m.height)
	return ""
}

// mute is an output whose writes go nowhere.
type mute struct{ io.Writer }

func (mute) Write(b []byte) (int, error) { return len(b), nil }

// muteFile is a terminal whose writes go nowhere, and which is a terminal for all else.
type muteFile struct{ *os.File }

func (muteFile) Write(b []byte) (int, error) { return len(b), nil }

// WriteString hides the file's own.
func (muteFile) WriteString(s string) (int, error) { return len(s), nil }
