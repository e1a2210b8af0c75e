// Package quiet keeps bubbletea from asking the terminal anything before main runs.
//
// bubbletea v1 asks the terminal for its background colour in an init function, and waits
// up to five seconds where nobody answers: every command of a binary that merely links it
// would stall and write escape bytes. Telling lipgloss the answer first makes the question
// moot. Go initialises packages whose imports are ready in the order of their import
// paths, so this package must sort before github.com/charmbracelet/bubbletea and import
// nothing but lipgloss. Renaming the module can break that silently; a test runs the built
// program in a terminal that does not answer.
package quiet

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
