package tui

var viewNames = map[string]Action{
	"today": ViewToday, "consumption": ViewConsumption, "events": ViewEvents, "schedule": ViewSchedule,
	"advice": ViewAdvice, "data": ViewData, "homes": ViewHomes,
}
