package event

import (
	"maps"
	"slices"
	"time"

	"courant/coach/dated"
	"courant/coach/home"
	"courant/coach/series"
)

// A parser reads the tables of a rule file.
type parser struct{ dated.Parser }

// rows adds one row a programme.
func rows[T any](p *parser, out []dated.Row[T], table string, i int, s scope, value T) []dated.Row[T] {
	keys := s.Programmes
	if len(keys) == 0 {
		keys = Programmes()
	}
	for _, k := range keys {
		p.Need(slices.Contains(Programmes(), k), table, i, "programmes", k, "winter-credit|flex-d|hilo")
		out = dated.Add(&p.Parser, out, table, i, string(k), s.Head, value)
	}
	return out
}

func (p *parser) programmes(in ruleFile) (out []dated.Row[Programme]) {
	for i, t := range in.Programme {
		v := Programme{Offer: t.Offer}
		if t.Closed != nil {
			v.Closed = series.Date{Year: t.Closed.Year, Month: time.Month(t.Closed.Month), Day: t.Closed.Day}
		}
		out = rows(p, out, "programme", i, t.scope, v)
	}
	return out
}

func (p *parser) seasons(in ruleFile) (out []dated.Row[season]) {
	for i, t := range in.Season {
		if p.Have(t.First != nil, "season", i, "first") && p.Have(t.Last != nil, "season", i, "last") {
			out = rows(p, out, "season", i, t.scope, season{*t.First, *t.Last})
		}
	}
	return out
}

func (p *parser) hours(table string, in []slotHours) (out []dated.Row[hours]) {
	for i, t := range in {
		var v hours
		v.am = p.span(table, i, "am", t.AM, 0, 12*60)
		v.pm = p.span(table, i, "pm", t.PM, 0, 24*60)
		out = rows(p, out, table, i, t.scope, v)
	}
	return out
}

// span checks a pair of clocks: a start and a later end within bounds.
func (p *parser) span(table string, i int, key string, c []Clock, lo, hi Clock) [2]Clock {
	if !p.Have(c != nil, table, i, key) {
		return [2]Clock{}
	}
	ok := len(c) == 2 && c[0] >= lo && c[0] < c[1] && c[1] <= hi
	p.Need(ok, table, i, key, c, `["06:00", "10:00"], `+lo.String()+"–"+hi.String())
	if !ok {
		return [2]Clock{}
	}
	return [2]Clock{c[0], c[1]}
}

func (p *parser) phases(in ruleFile) (out []dated.Row[phases]) {
	minutes := func(i int, key string, v *int) time.Duration {
		if !p.Have(v != nil, "phases", i, key) {
			return 0
		}
		p.Need(*v >= 0 && *v <= 12*60, "phases", i, key, *v, "0–720")
		return time.Duration(*v) * time.Minute
	}
	for i, t := range in.Phases {
		v := phases{
			preheatAM: minutes(i, "preheat_am_min", t.PreheatAM),
			preheatPM: minutes(i, "preheat_pm_min", t.PreheatPM),
			recovery:  minutes(i, "recovery_min", t.Recovery),
		}
		if p.Have(t.Deadline != nil, "phases", i, "settings_deadline") {
			v.deadline = *t.Deadline
		}
		out = rows(p, out, "phases", i, t.scope, v)
	}
	return out
}

func (p *parser) modes(in ruleFile) (out []dated.Row[Offsets]) {
	for i, t := range in.Mode {
		p.Need(slices.Contains(home.Modes(), t.Mode), "mode", i, "mode", t.Mode, "moderate|ambitious|extreme")
		v := Offsets{
			PreheatC:   p.Number("mode", i, "preheat_c", t.Preheat, 0, 5),
			ReductionC: p.Number("mode", i, "reduction_c", t.Reduction, -10, 0),
		}
		out = dated.Add(&p.Parser, out, "mode", i, string(t.Mode), t.Head, v)
	}
	return out
}

func (p *parser) limits(in ruleFile) (out []dated.Row[Limit]) {
	for i, t := range in.Limit {
		p.Need(t.MaxEvents >= 0 && t.MaxEvents <= 366, "limit", i, "max_events", t.MaxEvents, "0–366")
		p.Between("limit", i, "max_hours", t.MaxHours, 0, 8784)
		out = rows(p, out, "limit", i, t.scope, Limit{t.MaxEvents, t.MaxHours})
	}
	return out
}

func (p *parser) exclusions(in ruleFile) (out []dated.Row[exclusion]) {
	for i, t := range in.Exclusion {
		for _, n := range t.Easter {
			p.Need(n >= -100 && n <= 100, "exclusion", i, "easter", n, "-100–100")
		}
		out = rows(p, out, "exclusion", i, t.scope, exclusion{t.Days, t.Easter})
	}
	return out
}

func (p *parser) references(in ruleFile) (out []dated.Row[Reference]) {
	const name = "reference"
	for i, t := range in.Reference {
		p.Need(t.Days >= 1 && t.Days <= 60, name, i, "days", t.Days, "1–60")
		p.Need(t.Trim >= 0 && 2*t.Trim < t.Days, name, i, "trim", t.Trim, "0 ≤ 2·trim < days")
		p.Need(t.Adjust == Additive || t.Adjust == Ratio, name, i, "adjust", t.Adjust, "additive|ratio")
		p.Need(slices.Contains([]string{HolidayWeekday, HolidayWeekend, HolidayLeftOut}, t.Holidays), name, i, "holidays", t.Holidays, "weekday|weekend|left-out")
		p.Need(t.MaxAgeDays >= t.Days && t.MaxAgeDays <= 366, name, i, "max_age_days", t.MaxAgeDays, "days–366")
		p.Between(name, i, "min_credit_kwh", t.MinCredit, 0, 100)
		p.Between(name, i, "cap_when_kwh", t.CapWhen, 0, 1000)
		p.Between(name, i, "cap_factor", t.CapFactor, 0, 100)
		p.Between(name, i, "fallback_device_dollars", t.DeviceDollars, 0, 100)
		p.Between(name, i, "cancelled_dollars", t.Cancelled, 0, 100)
		for _, m := range home.Modes() {
			p.Between(name, i, "fallback_mode_dollars", t.ModeDollars[m], 0, 100)
		}
		for _, m := range slices.Sorted(maps.Keys(t.ModeDollars)) {
			p.Need(slices.Contains(home.Modes(), m), name, i, "fallback_mode_dollars", m, "moderate|ambitious|extreme")
		}
		out = rows(p, out, name, i, t.scope, Reference{
			Days: t.Days, Trim: t.Trim, Adjust: t.Adjust, ScaleToHours: t.ScaleToHours, Holidays: t.Holidays, OtherSlot: t.OtherSlot,
			MaxAgeDays: t.MaxAgeDays, MinCreditKWh: t.MinCredit, CapWhenKWh: t.CapWhen, CapFactor: t.CapFactor,
			DeviceDollars: t.DeviceDollars, ModeDollars: t.ModeDollars, Cancelled: t.Cancelled,
		})
	}
	return out
}

func (p *parser) setpoints(in ruleFile) (out []dated.Row[Setpoint]) {
	for i, t := range in.Setpoint {
		v := Setpoint{
			MinC:  p.Number("setpoint", i, "min_c", t.Min, 0, 30),
			MaxC:  p.Number("setpoint", i, "max_c", t.Max, 10, 50),
			StepC: p.Number("setpoint", i, "step_c", t.Step, 0.01, 5),
		}
		p.Need(v.MinC < v.MaxC || p.Err != nil, "setpoint", i, "max_c", v.MaxC, "> min_c")
		out = dated.Add(&p.Parser, out, "setpoint", i, everyone, t.Head, v)
	}
	return out
}

func (p *parser) notices(in ruleFile) (out []dated.Row[Notice]) {
	for i, t := range in.Notice {
		if p.Have(t.Official != nil, "notice", i, "official_by") && p.Have(t.OpenData != nil, "notice", i, "open_data_by") {
			out = dated.Add(&p.Parser, out, "notice", i, everyone, t.Head, Notice{*t.Official, *t.OpenData})
		}
	}
	return out
}
