package tui

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
	Next
	Previous
	Up
	Down
	Left
	Right
	DayBack
	DayOn
	PageUp
	PageDown
	First
	Last
	Enter
	Back
	SpanDay
	SpanWeek
	SpanMonth
	SpanYear
	GoToday
	ZoomIn
	ZoomOut
	ToggleTable
	CycleMode
	Apply
	Skip
	Undo
	Details
	Colder
	Warmer
	Keep
	InHand
	Sort
	Protect
	Note
	Filter
	Copy
	Export
	CycleGraph
	CycleLang
	Freeze
	Private
	Reload
	Palette
	Help
	Quit
)

// views are the views in the order of their digits.
var views = []Action{ViewToday, ViewConsumption, ViewEvents, ViewSchedule, ViewAdvice, ViewData, ViewHomes}

func (a Action) isView() bool { return a >= ViewToday && a <= ViewHomes }
