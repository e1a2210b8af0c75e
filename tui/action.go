package tui

import "courant/tui/text"

// An Action is what a key means, the same in every view.
type Action int

// The actions.
const (
	None Action = iota
	ViewToday
	ViewConsumption
	ViewEvents
	ViewSchedule
	ViewAdvice
	ViewData
	ViewHomes
	Up
	Down
	Left
	Right
	PageUp
	PageDown
	Home
	End
	Enter
	Back
	Next
	Previous
	SpanDay
	SpanWeek
	SpanMonth
	SpanYear
	GoToday
	ToggleTable
	CycleMode
	Skip
	Undo
	CycleGraph
	CycleLang
	Reload
	Help
	Quit
)

// A binding gives an action its keys, bubbletea's names for them, and what is printed for
// them. No default needs AltGr on a French keyboard.
type binding struct {
	action Action
	keys   []string
	shown  string
	words  func(*text.Screen) string
}

// keymap is the one table of keys: footer, help and dispatch come from it.
var keymap = []binding{
	{ViewToday, []string{"1", "f2"}, "1", func(s *text.Screen) string { return s.Today }},
	{ViewConsumption, []string{"2"}, "2", func(s *text.Screen) string { return s.Consumption }},
	{ViewEvents, []string{"3"}, "3", func(s *text.Screen) string { return s.Events }},
	{ViewSchedule, []string{"4"}, "4", func(s *text.Screen) string { return s.Schedule }},
	{ViewAdvice, []string{"5"}, "5", func(s *text.Screen) string { return s.Advice }},
	{ViewData, []string{"6"}, "6", func(s *text.Screen) string { return s.Data }},
	{ViewHomes, []string{"7"}, "7", func(s *text.Screen) string { return s.Homes }},
	{Next, []string{"tab"}, "tab", func(s *text.Screen) string { return s.KeyNext }},
	{Previous, []string{"shift+tab"}, "⇧tab", func(s *text.Screen) string { return s.KeyPrevious }},
	{Up, []string{"up", "k"}, "↑", func(s *text.Screen) string { return s.KeyUp }},
	{Down, []string{"down", "j"}, "↓", func(s *text.Screen) string { return s.KeyDown }},
	{Left, []string{"left", "h"}, "←", func(s *text.Screen) string { return s.KeyLeft }},
	{Right, []string{"right", "l"}, "→", func(s *text.Screen) string { return s.KeyRight }},
	{PageUp, []string{"pgup"}, "pgup", func(s *text.Screen) string { return s.KeyPageUp }},
	{PageDown, []string{"pgdown"}, "pgdn", func(s *text.Screen) string { return s.KeyPageDown }},
	{Home, []string{"home"}, "home", func(s *text.Screen) string { return s.KeyHome }},
	{End, []string{"end"}, "end", func(s *text.Screen) string { return s.KeyEnd }},
	{Enter, []string{"enter"}, "↵", func(s *text.Screen) string { return s.KeyEnter }},
	{Back, []string{"esc"}, "esc", func(s *text.Screen) string { return s.KeyBack }},
	{SpanDay, []string{"d"}, "d", func(s *text.Screen) string { return s.SpanDay }},
	{SpanWeek, []string{"w"}, "w", func(s *text.Screen) string { return s.SpanWeek }},
	{SpanMonth, []string{"m"}, "m", func(s *text.Screen) string { return s.SpanMonth }},
	{SpanYear, []string{"y"}, "y", func(s *text.Screen) string { return s.SpanYear }},
	{GoToday, []string{"t"}, "t", func(s *text.Screen) string { return s.KeyToday }},
	{ToggleTable, []string{"v"}, "v", func(s *text.Screen) string { return s.KeyTable }},
	{CycleMode, []string{"M"}, "M", func(s *text.Screen) string { return s.KeyMode }},
	{Skip, []string{"p"}, "p", func(s *text.Screen) string { return s.KeySkip }},
	{Undo, []string{"u"}, "u", func(s *text.Screen) string { return s.KeyUndo }},
	{CycleGraph, []string{"G"}, "G", func(s *text.Screen) string { return s.KeyGraph }},
	{CycleLang, []string{"L"}, "L", func(s *text.Screen) string { return s.KeyLang }},
	{Reload, []string{"r", "ctrl+r"}, "r", func(s *text.Screen) string { return s.KeyReload }},
	{Help, []string{"?", "f1"}, "?", func(s *text.Screen) string { return s.KeyHelp }},
	{Quit, []string{"q", "ctrl+c"}, "q", func(s *text.Screen) string { return s.KeyQuit }},
}

// actionOf finds the action of a key by bubbletea's name for it.
func actionOf(key string) Action {
	for _, b := range keymap {
		for _, k := range b.keys {
			if k == key {
				return b.action
			}
		}
	}
	return None
}

// bindingOf is the keymap's row for an action.
func bindingOf(a Action) binding {
	for _, b := range keymap {
		if b.action == a {
			return b
		}
	}
	return binding{words: func(*text.Screen) string { return "" }}
}
