package exchange

import (
	"bufio"
	"cmp"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// A Holding is everything that is held on one home, for its owner.
type Holding struct {
	Profile  home.Profile
	Set      series.Set // measured and forecast
	Events   []event.Event
	Location *time.Location // of the times in CSV and JSON; nil is series.Toronto()
}

func (h Holding) location() *time.Location {
	if h.Location == nil {
		return series.Toronto()
	}
	return h.Location
}

// events are the events as this home sees them: who else leaves one is not its owner's to
// know.
func (h Holding) events() []event.Event {
	events := slices.Clone(h.Events)
	for i := range events {
		events[i].Skips = slices.DeleteFunc(slices.Clone(events[i].Skips), func(s event.Skip) bool { return s.Home != h.Profile.ID })
	}
	return events
}

// kinds lists the kinds of the set, in their order.
func (h Holding) kinds() []series.Kind {
	var kinds []series.Kind
	for _, k := range series.Kinds() {
		for key := range h.Set {
			if key.Kind == k && h.Set[key].Known() > 0 {
				kinds = append(kinds, k)
				break
			}
		}
	}
	return kinds
}

// A lane is the series of one zone, measured or forecast, that have the same step: they
// share rows.
type lane struct {
	zone     string
	forecast bool
	step     time.Duration
	kinds    []series.Kind
	series   []series.Series
	from, to time.Time
}

// lanes lists the lanes sorted by zone, forecast last, finest step first.
func (h Holding) lanes() []lane {
	var lanes []lane
	for _, k := range h.Set.Keys() {
		s := h.Set[k].Trim()
		if s.Len() == 0 || s.Step <= 0 {
			continue
		}
		i := slices.IndexFunc(lanes, func(l lane) bool {
			return l.zone == k.Zone && l.forecast == k.Forecast && l.step == s.Step && s.Start.Sub(l.from)%s.Step == 0
		})
		if i < 0 {
			i = len(lanes)
			lanes = append(lanes, lane{zone: k.Zone, forecast: k.Forecast, step: s.Step, from: s.Start, to: s.End()})
		}
		l := &lanes[i]
		l.kinds, l.series = append(l.kinds, k.Kind), append(l.series, s)
		if s.Start.Before(l.from) {
			l.from = s.Start
		}
		if s.End().After(l.to) {
			l.to = s.End()
		}
	}
	slices.SortStableFunc(lanes, func(a, b lane) int {
		return cmp.Or(cmp.Compare(a.zone, b.zone), cmp.Compare(flag(a.forecast), flag(b.forecast)), cmp.Compare(a.step, b.step))
	})
	return lanes
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// rows calls f for every interval of the lane in which something is known, in order. The
// values are those of l.kinds, NaN where one is missing.
func (l lane) rows(f func(start time.Time, values []float64) error) error {
	values := make([]float64, len(l.series))
	for t := l.from; t.Before(l.to); t = t.Add(l.step) {
		known := false
		for i, s := range l.series {
			values[i] = s.At(t)
			known = known || !math.IsNaN(values[i])
		}
		if !known {
			continue
		}
		if err := f(t, values); err != nil {
			return err
		}
	}
	return nil
}

// WriteCSV writes a table that import reads back as the same series: one row an interval
// and zone (zone empty for the whole home), both of its ends, a column for each kind that
// the home has, and 1 under forecast where nothing is measured yet. Rows that are not
// intervals follow: under item and value the facts declared of the home, in the words of
// `courant home set`, and its events with their ends.
func WriteCSV(w io.Writer, h Holding) error {
	out := bufio.NewWriter(w)
	kinds, loc := h.kinds(), h.location()
	out.WriteString("start,end,zone")
	for _, k := range kinds {
		out.WriteString("," + k.Field())
	}
	out.WriteString(",forecast,item,value\n")
	var line []byte
	for _, l := range h.lanes() {
		column := make([]int, len(kinds))
		for i, k := range kinds {
			column[i] = slices.Index(l.kinds, k)
		}
		err := l.rows(func(start time.Time, values []float64) error {
			line = start.In(loc).AppendFormat(line[:0], time.RFC3339)
			line = append(line, ',')
			line = start.Add(l.step).In(loc).AppendFormat(line, time.RFC3339)
			line = append(line, ',')
			line = append(line, cell(l.zone)...)
			for _, c := range column {
				line = append(line, ',')
				if c >= 0 && !math.IsNaN(values[c]) {
					line = strconv.AppendFloat(line, values[c], 'f', -1, 64)
				}
			}
			line = append(line, ',')
			if l.forecast {
				line = append(line, '1')
			}
			line = append(line, ",,\n"...)
			_, err := out.Write(line)
			return err
		})
		if err != nil {
			return err
		}
	}
	blank := strings.Repeat(",", len(kinds))
	for _, f := range facts(h.Profile) {
		out.WriteString(",," + blank + ",," + cell(f.key) + "," + cell(f.value) + "\n")
	}
	for _, e := range h.events() {
		out.WriteString(e.Start.In(loc).Format(time.RFC3339) + "," + e.End.In(loc).Format(time.RFC3339) + "," + blank + ",," + cell("event") + "," + cell(eventText(e)) + "\n")
	}
	for _, f := range h.Profile.Portal {
		out.WriteString(f.Start.In(loc).Format(time.RFC3339) + "," + f.End.In(loc).Format(time.RFC3339) + "," + blank + ",," + cell("portal") + "," + cell(figureText(f)) + "\n")
	}
	for _, g := range h.Profile.Plans {
		for _, z := range g.Zones {
			out.WriteString(g.At.In(loc).Format(time.RFC3339) + "," + g.Until.In(loc).Format(time.RFC3339) + "," + blank + ",," + cell("plan_given") + "," + cell(givenText(g, z, loc)) + "\n")
		}
	}
	return out.Flush()
}

// cell quotes a text for CSV. What a spreadsheet would take for a formula gets a ' first.
func cell(s string) string {
	if s == "" {
		return ""
	}
	if strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		s = "'" + s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// eventText is an event in a few words, its ends apart.
func eventText(e event.Event) string {
	words := []string{e.ID, "programme=" + string(e.Programme), "source=" + e.Source}
	if e.Mode != "" {
		words = append(words, "mode="+string(e.Mode))
	}
	if !e.AnnouncedAt.IsZero() {
		words = append(words, "announced="+e.AnnouncedAt.UTC().Format(time.RFC3339))
	}
	if e.Withdrawn {
		words = append(words, "withdrawn")
	}
	for _, s := range e.Skips {
		words = append(words, strings.TrimSuffix("skipped="+s.Zone, "="))
	}
	return strings.Join(words, " ")
}

// figureText is a figure of the portal in a few words, its ends apart.
func figureText(f home.Figure) string {
	var words []string
	for _, v := range []struct {
		name  string
		value series.Maybe
	}{{"actual_kwh", f.ActualKWh}, {"reference_kwh", f.ReferenceKWh}, {"erased_kwh", f.ErasedKWh}, {"dollars", f.Dollars}} {
		if v.value.Known() {
			words = append(words, v.name+"="+strconv.FormatFloat(float64(v.value), 'f', -1, 64))
		}
	}
	return strings.Join(words, " ")
}

// givenText is the set-points of one zone in a plan that was given, in a few words, its ends
// apart: the moment that was planned at and where the set-points end.
func givenText(g home.Given, z home.GivenZone, loc *time.Location) string {
	words := []string{"date=" + g.Day.String(), "mode=" + string(g.Mode), "zone=" + z.Zone}
	for _, s := range z.Steps {
		c := "own"
		if s.SetpointC.Known() {
			c = strconv.FormatFloat(float64(s.SetpointC), 'f', -1, 64)
		}
		words = append(words, s.From.In(loc).Format("2006-01-02T15:04")+"="+c)
	}
	return strings.Join(words, " ")
}

// WriteInflux writes courant's own schema in the line protocol, times in nanoseconds.
// Forecasts are in a measurement of their own, facts and events are comments.
func WriteInflux(w io.Writer, h Holding) error {
	out := bufio.NewWriter(w)
	for _, f := range facts(h.Profile) {
		out.WriteString("# " + oneLine(f.key+"="+f.value) + "\n")
	}
	for _, e := range h.events() {
		out.WriteString("# event " + e.Start.UTC().Format(time.RFC3339) + " " + e.End.UTC().Format(time.RFC3339) + " " + oneLine(eventText(e)) + "\n")
	}
	for _, f := range h.Profile.Portal {
		out.WriteString("# portal " + f.Start.UTC().Format(time.RFC3339) + " " + f.End.UTC().Format(time.RFC3339) + " " + oneLine(figureText(f)) + "\n")
	}
	for _, g := range h.Profile.Plans {
		for _, z := range g.Zones {
			out.WriteString("# plan_given " + g.At.UTC().Format(time.RFC3339) + " " + g.Until.UTC().Format(time.RFC3339) + " " + oneLine(givenText(g, z, time.UTC)) + "\n")
		}
	}
	tags := "," + tagHome + "=" + string(h.Profile.ID)
	if h.Profile.City != nil {
		tags = "," + tagCity + "=" + string(*h.Profile.City) + tags
	}
	var line []byte
	for _, l := range h.lanes() {
		head := measured + tags
		if l.forecast {
			head = forecastLP + tags
		}
		if l.zone != "" {
			head += "," + roleZone + "=" + l.zone
		}
		err := l.rows(func(start time.Time, values []float64) error {
			line = append(line[:0], head...)
			sep := byte(' ')
			for i, v := range values {
				if math.IsNaN(v) {
					continue
				}
				line = append(append(line, sep), l.kinds[i].Field()...)
				line = strconv.AppendFloat(append(line, '='), v, 'f', -1, 64)
				sep = ','
			}
			line = strconv.AppendInt(append(line, ' '), start.UnixNano(), 10)
			_, err := out.Write(append(line, '\n'))
			return err
		})
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

func oneLine(s string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(s) }
