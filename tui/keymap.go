package tui

import "courant/tui/text"

// A group is a heading of the help.
type group int

const (
	groupViews group = iota
	groupMove
	groupTime
	groupDo
	groupProgram
	groups
)

func (g group) words(s *text.Screen) string {
	k := s.Keys
	return [...]string{k.GroupViews, k.GroupMove, k.GroupTime, k.GroupDo, k.GroupProgram}[g]
}

// A binding gives an action its keys, bubbletea's names for them, and what is printed for
// them. No default needs AltGr on a French keyboard.
type binding struct {
	action Action
	group  group
	keys   []string
	shown  string
	words  func(*text.Screen) string
}

// keymap is the one table of keys: dispatch, footer, help and palette come from it.
var keymap = []binding{
	{ViewToday, groupViews, []string{"1"}, "1", func(s *text.Screen) string { return s.Views.TodayFull }},
	{ViewConsumption, groupViews, []string{"2", "f2"}, "2", func(s *text.Screen) string { return s.Views.ConsumptionFull }},
	{ViewEvents, groupViews, []string{"3", "f3"}, "3", func(s *text.Screen) string { return s.Views.EventsFull }},
	{ViewSchedule, groupViews, []string{"4", "f4"}, "4", func(s *text.Screen) string { return s.Views.ScheduleFull }},
	{ViewAdvice, groupViews, []string{"5", "f5"}, "5", func(s *text.Screen) string { return s.Views.AdviceFull }},
	{ViewData, groupViews, []string{"6", "f6"}, "6", func(s *text.Screen) string { return s.Views.DataFull }},
	{ViewHomes, groupViews, []string{"7", "f7"}, "7", func(s *text.Screen) string { return s.Views.HomesFull }},

	{Up, groupMove, []string{"up", "k"}, "↑", func(s *text.Screen) string { return s.Keys.Up }},
	{Down, groupMove, []string{"down", "j"}, "↓", func(s *text.Screen) string { return s.Keys.Down }},
	{Left, groupMove, []string{"left", "h"}, "←", func(s *text.Screen) string { return s.Keys.Left }},
	{Right, groupMove, []string{"right", "l"}, "→", func(s *text.Screen) string { return s.Keys.Right }},
	{PageUp, groupMove, []string{"pgup"}, "pgup", func(s *text.Screen) string { return s.Keys.PageUp }},
	{PageDown, groupMove, []string{"pgdown"}, "pgdn", func(s *text.Screen) string { return s.Keys.PageDown }},
	{First, groupMove, []string{"home"}, "home", func(s *text.Screen) string { return s.Keys.First }},
	{Last, groupMove, []string{"end"}, "end", func(s *text.Screen) string { return s.Keys.Last }},
	{Next, groupMove, []string{"tab"}, "tab", func(s *text.Screen) string { return s.Keys.Next }},
	{Previous, groupMove, []string{"shift+tab"}, "⇧tab", func(s *text.Screen) string { return s.Keys.Previous }},
	{Enter, groupMove, []string{"enter"}, "↵", func(s *text.Screen) string { return s.Keys.Enter }},
	{Back, groupMove, []string{"esc"}, "esc", func(s *text.Screen) string { return s.Keys.Back }},

	{SpanDay, groupTime, []string{"d"}, "d", func(s *text.Screen) string { return s.Keys.SpanDay }},
	{SpanWeek, groupTime, []string{"w"}, "w", func(s *text.Screen) string { return s.Keys.SpanWeek }},
	{SpanMonth, groupTime, []string{"m"}, "m", func(s *text.Screen) string { return s.Keys.SpanMonth }},
	{SpanYear, groupTime, []string{"y"}, "y", func(s *text.Screen) string { return s.Keys.SpanYear }},
	{GoToday, groupTime, []string{"t"}, "t", func(s *text.Screen) string { return s.Keys.Today }},
	{DayBack, groupTime, []string{"shift+left"}, "⇧←", func(s *text.Screen) string { return s.Keys.DayBack }},
	{DayOn, groupTime, []string{"shift+right"}, "⇧→", func(s *text.Screen) string { return s.Keys.DayOn }},
	{ZoomIn, groupTime, []string{"+", "="}, "+", func(s *text.Screen) string { return s.Keys.ZoomIn }},
	{ZoomOut, groupTime, []string{"-"}, "-", func(s *text.Screen) string { return s.Keys.ZoomOut }},

	{Apply, groupDo, []string{"a"}, "a", func(s *text.Screen) string { return s.Keys.Apply }},
	{Skip, groupDo, []string{"p"}, "p", func(s *text.Screen) string { return s.Keys.Skip }},
	{Undo, groupDo, []string{"u"}, "u", func(s *text.Screen) string { return s.Keys.Undo }},
	{CycleMode, groupDo, []string{"M"}, "M", func(s *text.Screen) string { return s.Keys.Mode }},
	{Colder, groupDo, []string{"<"}, "<", func(s *text.Screen) string { return s.Keys.Colder }},
	{Warmer, groupDo, []string{">"}, ">", func(s *text.Screen) string { return s.Keys.Warmer }},
	{InHand, groupDo, []string{"b"}, "b", func(s *text.Screen) string { return s.Keep.HandKey }},
	{Keep, groupDo, []string{"g"}, "g", func(s *text.Screen) string { return s.Keep.Key }},
	{Protect, groupDo, []string{"e"}, "e", func(s *text.Screen) string { return s.Keys.Protect }},
	{Details, groupDo, []string{"i"}, "i", func(s *text.Screen) string { return s.Keys.Details }},
	{ToggleTable, groupDo, []string{"v"}, "v", func(s *text.Screen) string { return s.Keys.Table }},
	{Filter, groupDo, []string{"/", "ctrl+f"}, "/", func(s *text.Screen) string { return s.Keys.Filter }},
	{Sort, groupDo, []string{"s"}, "s", func(s *text.Screen) string { return s.Keys.Sort }},
	{Note, groupDo, []string{"n"}, "n", func(s *text.Screen) string { return s.Keys.Note }},
	{Copy, groupDo, []string{"c"}, "c", func(s *text.Screen) string { return s.Keys.Copy }},
	{Export, groupDo, []string{"x", "ctrl+s"}, "x", func(s *text.Screen) string { return s.Keys.Export }},

	{CycleGraph, groupProgram, []string{"G"}, "G", func(s *text.Screen) string { return s.Keys.Graph }},
	{CycleLang, groupProgram, []string{"L"}, "L", func(s *text.Screen) string { return s.Keys.Lang }},
	{Freeze, groupProgram, []string{"f"}, "f", func(s *text.Screen) string { return s.Keys.Freeze }},
	{Private, groupProgram, []string{"P"}, "P", func(s *text.Screen) string { return s.Keys.Private }},
	{Reload, groupProgram, []string{"r", "ctrl+r"}, "r", func(s *text.Screen) string { return s.Keys.Reload }},
	{Palette, groupProgram, []string{":", "ctrl+p"}, ":", func(s *text.Screen) string { return s.Keys.Palette }},
	{Help, groupProgram, []string{"?", "f1"}, "?", func(s *text.Screen) string { return s.Keys.Help }},
	{Quit, groupProgram, []string{"q", "ctrl+c"}, "q", func(s *text.Screen) string { return s.Keys.Quit }},
}

var (
	byKey    = map[string]Action{}
	byAction = map[Action]binding{}
)

func init() {
	for _, b := range keymap {
		byAction[b.action] = b
		for _, k := range b.keys {
			byKey[k] = b.action
		}
	}
}

// short is the name of a view in the tabs.
func (a Action) short(s *text.Screen) string {
	v := s.Views
	return [...]string{v.Today, v.Consumption, v.Events, v.Schedule, v.Advice, v.Data, v.Homes}[a-ViewToday]
}
