package chart

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// montreal is the zone of every test: its clock changes on 14 March and
// 7 November 2027.
var montreal = mustZone("America/Toronto")

func mustZone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

func at(month time.Month, d, h, m int) time.Time {
	return time.Date(2027, month, d, h, m, 0, 0, montreal)
}

var frMonths = [...]string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}
var frDays = [...]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}

// frTime writes time labels as a household in Québec reads them.
func frTime(t time.Time, u TickUnit) string {
	switch u {
	case TickMinute:
		return fmt.Sprintf("%d\u00a0h\u00a0%02d", t.Hour(), t.Minute())
	case TickHour:
		return fmt.Sprintf("%d\u00a0h", t.Hour())
	case TickDay:
		return fmt.Sprintf("%s\u00a0%d", frDays[t.Weekday()], t.Day())
	case TickWeek:
		return fmt.Sprintf("%d\u00a0%s", t.Day(), frMonths[t.Month()-1])
	case TickMonth:
		return frMonths[t.Month()-1]
	}
	return fmt.Sprint(t.Year())
}

func enTime(t time.Time, u TickUnit) string {
	if u <= TickHour {
		return t.Format("15:04")
	}
	return t.Format([...]string{"", "", "Mon 2", "Jan 2", "Jan", "2006"}[u])
}

// comma writes numbers with a decimal comma and a real minus sign.
func comma(v float64, decimals int) string {
	s := strings.Replace(fmt.Sprintf("%.*f", decimals, v), ".", ",", 1)
	return strings.Replace(s, "-", "−", 1)
}

// values makes n values of f(i).
func values(n int, f func(i int) float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = f(i)
	}
	return v
}

// noise is a repeatable unrest in [-1, 1].
func noise(i int) float64 {
	x := uint32(i)*2654435761 + 12345
	x ^= x >> 15
	x *= 2246822519
	x ^= x >> 13
	return float64(x)/float64(math.MaxUint32)*2 - 1
}

func quarter(day time.Time, v []float64) Data {
	return Data{Start: day, Step: 15 * time.Minute, Values: v}
}

// morning are the phases of an event from 6 h to 10 h.
func morning(d time.Time) []Band {
	return []Band{
		{Start: d.Add(4 * time.Hour), End: d.Add(6 * time.Hour), Class: ClassPreheat, Name: "préchauffage", Short: "préch."},
		{Start: d.Add(6 * time.Hour), End: d.Add(10 * time.Hour), Class: ClassEvent, Name: "événement", Short: "évén."},
		{Start: d.Add(10 * time.Hour), End: d.Add(12 * time.Hour), Class: ClassRecovery, Name: "reprise"},
	}
}

// setpoints and room are an event morning in a living room.
func setpoints(i int) float64 {
	switch h := float64(i) / 4; {
	case h < 4:
		return 20
	case h < 6:
		return 22
	case h < 10:
		return 17
	case h < 22:
		return 21
	}
	return 20
}

func room() []float64 {
	t, v := 20.0, make([]float64, 96)
	for i := range v {
		target := setpoints(i)
		if target > t {
			t = min(target, t+0.22)
		} else {
			t = max(target, t-0.16)
		}
		v[i] = t
	}
	return v
}

// eve is the plan for tomorrow's event: setpoints and the expected temperature.
func eve(w, h int, g Graph) Chart {
	d := at(time.January, 15, 0, 0)
	low := 24
	for i, v := range room() {
		if i >= 24 && i < 44 && v <= room()[low] {
			low = i
		}
	}
	return Chart{From: d, To: d.AddDate(0, 0, 1), Loc: montreal, Width: w, Height: h, Graph: g,
		Y: Axis{Unit: "°C", Label: comma}, XLabel: frTime, Legend: true, Bands: morning(d),
		Layers: []Layer{
			Line{Name: "température attendue", Data: quarter(d, room()), Class: ClassLine2, Dotted: true},
			Step{Name: "consigne", Data: quarter(d, values(96, setpoints))},
			Mark{Name: "au plus froid", At: d.Add(time.Duration(low) * 15 * time.Minute), Value: room()[low]},
		}}
}

// measured is the load of a day with an event; three hours are missing after noon,
// and what is after 20 h has not been measured yet.
func measured(i int) float64 {
	h := float64(i) / 4
	v := 2.6 + 0.9*bell(h, 7, 2) + 1.4*bell(h, 18, 2.4) + 0.15*noise(i)
	switch {
	case h >= 4 && h < 6:
		v += 1.4
	case h >= 6 && h < 10:
		v -= 1.5
	case h >= 13 && h < 16, h >= 20:
		return math.NaN()
	}
	return v
}

func bell(x, centre, wide float64) float64 {
	return math.Exp(-(x - centre) * (x - centre) / wide / wide)
}

func expected(i int) float64 {
	h := float64(i) / 4
	return 2.7 + 1.3*bell(h, 7.5, 2.2) + 1.4*bell(h, 18, 2.4)
}

// after is a day with an event, measured against both references.
func after(w, h int, g Graph) Chart {
	d := at(time.January, 15, 0, 0)
	return Chart{From: d, To: d.AddDate(0, 0, 1), Loc: montreal, Width: w, Height: h, Graph: g,
		Y: Axis{Unit: "kW", Label: comma, Zero: true}, XLabel: frTime, Legend: true, Bands: morning(d), Gap: "manque",
		Layers: []Layer{
			Area{Name: "notre estimation, 8 fois sur 10",
				Low:  quarter(d, values(96, func(i int) float64 { return expected(i) - 0.5 })),
				High: quarter(d, values(96, func(i int) float64 { return expected(i) + 0.5 }))},
			Rule{Name: "référence officielle 4,5", Value: 4.5, From: d.Add(6 * time.Hour), To: d.Add(16 * time.Hour)},
			Line{Name: "mesuré", Data: quarter(d, values(96, measured))},
			Moment{Name: "maintenant", At: d.Add(20 * time.Hour)},
		}}
}

// load is a day of power as bars, with the cursor on half past five.
func load(w, h int, g Graph) Chart {
	c := after(w, h, g)
	c.Layers = []Layer{Bars{Name: "puissance", Data: quarter(c.From, values(96, measured))}}
	c.Cursor = c.From.Add(5*time.Hour + 30*time.Minute)
	return c
}

// week is the energy of each hour of a week with a clock change.
func week(w, h int, g Graph) Chart {
	from, to := at(time.March, 8, 0, 0), at(time.March, 15, 0, 0)
	n := int(to.Sub(from) / time.Hour)
	return Chart{From: from, To: to, Loc: montreal, Width: w, Height: h, Graph: g, XLabel: frTime,
		Y: Axis{Unit: "kWh", Label: comma, Zero: true}, Gap: "manque",
		Layers: []Layer{Bars{Name: "énergie", Data: Data{Start: from, Step: time.Hour, Values: values(n, hourly)}}}}
}

// hourly is the energy of hour i of a winter that eases off; a night is missing.
func hourly(i int) float64 {
	h := float64(i % 24)
	if i >= 72 && i < 90 {
		return math.NaN()
	}
	return 1.6 + 0.8*math.Cos(float64(i)/300) + 1.1*bell(h, 7, 2) + 1.5*bell(h, 18, 3) + 0.2*noise(i)
}

// month is the energy of each day of March, whose 14th has 23 hours.
func month(w, h int, g Graph) Chart {
	from, to := at(time.March, 1, 0, 0), at(time.April, 1, 0, 0)
	edges := make([]time.Time, 32)
	for i := range edges {
		edges[i] = from.AddDate(0, 0, i)
	}
	v := values(31, func(i int) float64 { return 62 - float64(i) + 9*noise(i) })
	v[11], v[12] = math.NaN(), math.NaN()
	return Chart{From: from, To: to, Loc: montreal, Width: w, Height: h, Graph: g, XLabel: frTime,
		Y: Axis{Unit: "kWh", Label: comma, Zero: true}, Cursor: at(time.March, 18, 0, 0),
		Layers: []Layer{Bars{Name: "énergie", Data: Data{Edges: edges, Values: v}}}}
}

// outdoor is a year of outdoor temperature, one value a quarter hour.
func outdoor(w, h int, g Graph) Chart {
	from := time.Date(2026, time.July, 1, 0, 0, 0, 0, montreal)
	to := from.AddDate(1, 0, 0)
	n := int(to.Sub(from) / (15 * time.Minute))
	v := values(n, func(i int) float64 {
		d := float64(i) / 96
		return 6 + 16*math.Cos(d/365*2*math.Pi) + 5*math.Cos(d*2*math.Pi) + 4*noise(i/400)
	})
	for i := 9000; i < 11500; i++ {
		v[i] = math.NaN()
	}
	return Chart{From: from, To: to, Loc: montreal, Width: w, Height: h, Graph: g, XLabel: frTime, Legend: true,
		Y: Axis{Unit: "°C", Label: comma}, Gap: "manque",
		Layers: []Layer{
			Line{Name: "dehors", Data: quarter(from, v)},
			Rule{Name: "gel", Value: 0},
		}}
}

// two is the eve's temperature above the load, on one time axis.
func two(w, h int, g Graph) []Chart {
	top, below := eve(w, h/2+1, g), load(w, h-h/2-1, g)
	below.Bands, below.Layers[0] = nil, Step{Name: "puissance prévue", Class: ClassLine1, Data: quarter(below.From, values(96, expected))}
	below.Cursor = time.Time{}
	top.Cursor, below.Cursor = top.From.Add(8*time.Hour), top.From.Add(8*time.Hour)
	return []Chart{top, below}
}

func heatmap(w, h int, g Graph, days int) Heat {
	from := at(time.March, 1, 0, 0)
	n := days * 24
	return Heat{From: from, To: from.AddDate(0, 0, days), Loc: montreal, Width: w, Height: h, Graph: g,
		Data: Data{Start: from, Step: time.Hour, Values: values(n, hourly)},
		Unit: "kWh", Label: comma, XLabel: frTime, Hour: func(h int) string { return fmt.Sprintf("%d\u00a0h", h) },
		Cursor: from.AddDate(0, 0, 9).Add(18 * time.Hour)}
}

// signature is a home's daily load against the day's outdoor temperature.
func signature(w, h int, g Graph) Scatter {
	var usual, events []Point
	for i := range 130 {
		x := -24 + 42*float64(i)/130 + 2*noise(i+7)
		y := 14 + 2.1*max(0, 15-x)*(1+0.25*noise(i+999)) + 6*noise(i)
		if i%17 == 3 && x < 0 {
			events = append(events, Point{x, y - 13})
			continue
		}
		usual = append(usual, Point{x, y})
	}
	return Scatter{Width: w, Height: h, Graph: g, Legend: true,
		X: Axis{Unit: "°C dehors", Label: comma}, Y: Axis{Unit: "kWh/jour", Label: comma, Zero: true},
		Clouds: []Cloud{{Name: "un jour", Points: usual}, {Name: "jour d'événement", Class: ClassEvent, Points: events, Sign: '×'}},
		Curves: []Curve{{Name: "signature", Points: []Point{{-26, 14 + 2.1*41}, {15, 14}, {19, 14}}}}}
}
