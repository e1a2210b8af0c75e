package event

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"courant/coach/dated"
	"courant/coach/home"
	"courant/coach/series"
)

// A parser turns the tables of a rule file into rows and keeps the first error.
type parser struct {
	file *dated.File
	err  error
}

func (p *parser) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// need refuses a value unless ok.
func (p *parser) need(ok bool, table string, i int, key string, value any, want string) {
	if !ok {
		p.fail(p.file.Bad(table, i, key, value, want))
	}
}

// have refuses a table without a key.
func (p *parser) have(ok bool, table string, i int, key string) bool {
	if !ok {
		p.fail(p.file.Missing(table, i, key))
	}
	return ok
}

// between refuses a number outside lo to hi; NaN is outside.
func (p *parser) between(table string, i int, key string, v, lo, hi float64) {
	p.need(v >= lo && v <= hi, table, i, key, v, fmt.Sprintf("%g–%g", lo, hi))
}

// number is a number that must be there.
func (p *parser) number(table string, i int, key string, v *float64, lo, hi float64) float64 {
	if !p.have(v != nil, table, i, key) {
		return 0
	}
	p.between(table, i, key, *v, lo, hi)
	return *v
}

// rows makes one row a programme.
func rows[T any](p *parser, table string, i int, s scope, value T) []dated.Row[T] {
	keys := s.Programmes
	if len(keys) == 0 {
		keys = Programmes()
	}
	var out []dated.Row[T]
	for _, k := range keys {
		p.need(slices.Contains(Programmes(), k), table, i, "programmes", k, "winter-credit|flex-d|hilo")
		out = append(out, row(p, table, i, string(k), s.Head, value)...)
	}
	return out
}

func row[T any](p *parser, table string, i int, key string, h dated.Head, value T) []dated.Row[T] {
	r, err := dated.NewRow(p.file, table, i, key, h, value)
	if err != nil {
		p.fail(err)
		return nil
	}
	return []dated.Row[T]{r}
}

func (p *parser) programmes(in ruleFile) (out []dated.Row[Programme]) {
	for i, t := range in.Programme {
		v := Programme{Offer: t.Offer}
		if t.Closed != nil {
			v.Closed = series.Date{Year: t.Closed.Year, Month: time.Month(t.Closed.Month), Day: t.Closed.Day}
		}
		out = append(out, rows(p, "programme", i, t.scope, v)...)
	}
	return out
}

func (p *parser) seasons(in ruleFile) (out []dated.Row[season]) {
	for i, t := range in.Season {
		if p.have(t.First != nil, "season", i, "first") && p.have(t.Last != nil, "season", i, "last") {
			out = append(out, rows(p, "season", i, t.scope, season{*t.First, *t.Last})...)
		}
	}
	return out
}

func (p *parser) hours(table string, in []slotHours) (out []dated.Row[hours]) {
	for i, t := range in {
		var v hours
		v.am = p.span(table, i, "am", t.AM, 0, 12*60)
		v.pm = p.span(table, i, "pm", t.PM, 0, 24*60)
		out = append(out, rows(p, table, i, t.scope, v)...)
	}
	return out
}

// span checks a pair of clocks: a start and a later end within bounds.
func (p *parser) span(table string, i int, key string, c []Clock, lo, hi Clock) [2]Clock {
	if !p.have(c != nil, table, i, key) {
		return [2]Clock{}
	}
	ok := len(c) == 2 && c[0] >= lo && c[0] < c[1] && c[1] <= hi
	p.need(ok, table, i, key, c, `["06:00", "10:00"], `+lo.String()+"–"+hi.String())
	if !ok {
		return [2]Clock{}
	}
	return [2]Clock{c[0], c[1]}
}

func (p *parser) phases(in ruleFile) (out []dated.Row[phases]) {
	minutes := func(i int, key string, v *int) time.Duration {
		if !p.have(v != nil, "phases", i, key) {
			return 0
		}
		p.need(*v >= 0 && *v <= 12*60, "phases", i, key, *v, "0–720")
		return time.Duration(*v) * time.Minute
	}
	for i, t := range in.Phases {
		v := phases{
			preheatAM: minutes(i, "preheat_am_min", t.PreheatAM),
			preheatPM: minutes(i, "preheat_pm_min", t.PreheatPM),
			recovery:  minutes(i, "recovery_min", t.Recovery),
		}
		if p.have(t.Deadline != nil, "phases", i, "settings_deadline") {
			v.deadline = *t.Deadline
		}
		out = append(out, rows(p, "phases", i, t.scope, v)...)
	}
	return out
}

func (p *parser) modes(in ruleFile) (out []dated.Row[Offsets]) {
	for i, t := range in.Mode {
		p.need(slices.Contains(home.Modes(), t.Mode), "mode", i, "mode", t.Mode, "moderate|ambitious|extreme")
		v := Offsets{
			PreheatC:   p.number("mode", i, "preheat_c", t.Preheat, 0, 5),
			ReductionC: p.number("mode", i, "reduction_c", t.Reduction, -10, 0),
		}
		out = append(out, row(p, "mode", i, string(t.Mode), t.Head, v)...)
	}
	return out
}

func (p *parser) limits(in ruleFile) (out []dated.Row[Limit]) {
	for i, t := range in.Limit {
		p.need(t.MaxEvents >= 0 && t.MaxEvents <= 366, "limit", i, "max_events", t.MaxEvents, "0–366")
		p.between("limit", i, "max_hours", t.MaxHours, 0, 8784)
		out = append(out, rows(p, "limit", i, t.scope, Limit{t.MaxEvents, t.MaxHours})...)
	}
	return out
}

func (p *parser) exclusions(in ruleFile) (out []dated.Row[exclusion]) {
	for i, t := range in.Exclusion {
		for _, n := range t.Easter {
			p.need(n >= -100 && n <= 100, "exclusion", i, "easter", n, "-100–100")
		}
		out = append(out, rows(p, "exclusion", i, t.scope, exclusion{t.Days, t.Easter})...)
	}
	return out
}

func (p *parser) references(in ruleFile) (out []dated.Row[Reference]) {
	const name = "reference"
	for i, t := range in.Reference {
		p.need(t.Days >= 1 && t.Days <= 60, name, i, "days", t.Days, "1–60")
		p.need(t.Trim >= 0 && 2*t.Trim < t.Days, name, i, "trim", t.Trim, "0 ≤ 2·trim < days")
		p.need(t.Adjust == Additive || t.Adjust == Ratio, name, i, "adjust", t.Adjust, "additive|ratio")
		p.need(slices.Contains([]string{HolidayWeekday, HolidayWeekend, HolidayLeftOut}, t.Holidays), name, i, "holidays", t.Holidays, "weekday|weekend|left-out")
		p.need(t.MaxAgeDays >= t.Days && t.MaxAgeDays <= 366, name, i, "max_age_days", t.MaxAgeDays, "days–366")
		p.between(name, i, "min_credit_kwh", t.MinCredit, 0, 100)
		p.between(name, i, "cap_when_kwh", t.CapWhen, 0, 1000)
		p.between(name, i, "cap_factor", t.CapFactor, 0, 100)
		p.between(name, i, "fallback_device_dollars", t.DeviceDollars, 0, 100)
		p.between(name, i, "cancelled_dollars", t.Cancelled, 0, 100)
		for _, m := range home.Modes() {
			p.between(name, i, "fallback_mode_dollars", t.ModeDollars[m], 0, 100)
		}
		for _, m := range slices.Sorted(maps.Keys(t.ModeDollars)) {
			p.need(slices.Contains(home.Modes(), m), name, i, "fallback_mode_dollars", m, "moderate|ambitious|extreme")
		}
		out = append(out, rows(p, name, i, t.scope, Reference{
			Days: t.Days, Trim: t.Trim, Adjust: t.Adjust, ScaleToHours: t.ScaleToHours, Holidays: t.Holidays, OtherSlot: t.OtherSlot,
			MaxAgeDays: t.MaxAgeDays, MinCreditKWh: t.MinCredit, CapWhenKWh: t.CapWhen, CapFactor: t.CapFactor,
			DeviceDollars: t.DeviceDollars, ModeDollars: t.ModeDollars, Cancelled: t.Cancelled,
		})...)
	}
	return out
}

func (p *parser) setpoints(in ruleFile) (out []dated.Row[Setpoint]) {
	for i, t := range in.Setpoint {
		v := Setpoint{
			MinC:  p.number("setpoint", i, "min_c", t.Min, 0, 30),
			MaxC:  p.number("setpoint", i, "max_c", t.Max, 10, 50),
			StepC: p.number("setpoint", i, "step_c", t.Step, 0.01, 5),
		}
		p.need(v.MinC < v.MaxC || p.err != nil, "setpoint", i, "max_c", v.MaxC, "> min_c")
		out = append(out, row(p, "setpoint", i, everyone, t.Head, v)...)
	}
	return out
}

func (p *parser) notices(in ruleFile) (out []dated.Row[Notice]) {
	for i, t := range in.Notice {
		if p.have(t.Official != nil, "notice", i, "official_by") && p.have(t.OpenData != nil, "notice", i, "open_data_by") {
			out = append(out, row(p, "notice", i, everyone, t.Head, Notice{*t.Official, *t.OpenData})...)
		}
	}
	return out
}
