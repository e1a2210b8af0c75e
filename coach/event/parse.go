package event

import (
	"slices"
	"strings"
	"time"

	"courant/coach/dated"
	"courant/coach/home"
	"courant/coach/series"

	"github.com/pelletier/go-toml/v2"
)

// everyone is the key of what holds for all programmes alike.
const everyone = ""

// Programmes lists the programmes that call events.
func Programmes() []home.Programme {
	return []home.Programme{home.WinterCredit, home.FlexD, home.Hilo}
}

// scope is the head of a table that is about programmes.
type scope struct {
	dated.Head
	Programmes []home.Programme `toml:"programmes"` // none: all
}

// ruleFile is a rule file as it is written; rules.toml explains each table.
type ruleFile struct {
	Schema    int `toml:"schema"`
	Programme []struct {
		scope
		Offer  string          `toml:"offer"`
		Closed *toml.LocalDate `toml:"closed"`
	} `toml:"programme"`
	Season []struct {
		scope
		First *monthDay `toml:"first"`
		Last  *monthDay `toml:"last"`
	} `toml:"season"`
	Window []slotHours `toml:"window"`
	Anchor []slotHours `toml:"anchor"`
	Phases []struct {
		scope
		PreheatAM *int   `toml:"preheat_am_min"`
		PreheatPM *int   `toml:"preheat_pm_min"`
		Recovery  *int   `toml:"recovery_min"`
		Deadline  *Clock `toml:"settings_deadline"`
	} `toml:"phases"`
	Mode []struct {
		dated.Head
		Mode      home.Mode `toml:"mode"`
		Preheat   *float64  `toml:"preheat_c"`
		Reduction *float64  `toml:"reduction_c"`
	} `toml:"mode"`
	Limit []struct {
		scope
		MaxEvents int     `toml:"max_events"`
		MaxHours  float64 `toml:"max_hours"`
	} `toml:"limit"`
	Exclusion []struct {
		scope
		Days   []monthDay `toml:"days"`
		Easter []int      `toml:"easter"`
	} `toml:"exclusion"`
	Reference []referenceTable `toml:"reference"`
	Setpoint  []struct {
		dated.Head
		Min  *float64 `toml:"min_c"`
		Max  *float64 `toml:"max_c"`
		Step *float64 `toml:"step_c"`
	} `toml:"setpoint"`
	Notice []struct {
		dated.Head
		Official *Clock `toml:"official_by"`
		OpenData *Clock `toml:"open_data_by"`
	} `toml:"notice"`
	Safety []safetyTable `toml:"safety"`
}

type slotHours struct {
	scope
	AM []Clock `toml:"am"`
	PM []Clock `toml:"pm"`
}

type referenceTable struct {
	scope
	Days          int                   `toml:"days"`
	Trim          int                   `toml:"trim"`
	Adjust        string                `toml:"adjust"`
	ScaleToHours  bool                  `toml:"scale_to_hours"`
	Holidays      string                `toml:"holidays"`
	OtherSlot     bool                  `toml:"other_slot"`
	MaxAgeDays    int                   `toml:"max_age_days"`
	MinCredit     float64               `toml:"min_credit_kwh"`
	CapWhen       float64               `toml:"cap_when_kwh"`
	CapFactor     float64               `toml:"cap_factor"`
	DeviceDollars float64               `toml:"fallback_device_dollars"`
	ModeDollars   map[home.Mode]float64 `toml:"fallback_mode_dollars"`
	Cancelled     float64               `toml:"cancelled_dollars"`
}

// Parse reads a rule file and lays it over base (nil: nothing). What it refuses is
// fault.Invalid and names the file and the line: unknown keys, missing ones, times and
// values that cannot be, overlaps, and holes inside a season.
func Parse(name string, text []byte, base *Rules, loc *time.Location) (*Rules, error) {
	var in ruleFile
	f, err := dated.Decode(name, text, &in)
	if err != nil {
		return nil, err
	}
	if in.Schema != 1 {
		return nil, f.Bad("schema", 0, "schema", in.Schema, "1")
	}
	if base == nil {
		base = &Rules{}
	}
	p := parser{dated.Parser{File: f}}
	r := &Rules{loc: loc}
	r.programmes = dated.NewTable(p.programmes(in)...).Over(base.programmes)
	r.seasons = dated.NewTable(p.seasons(in)...).Over(base.seasons)
	r.windows = dated.NewTable(p.hours("window", in.Window)...).Over(base.windows)
	r.anchors = dated.NewTable(p.hours("anchor", in.Anchor)...).Over(base.anchors)
	r.phases = dated.NewTable(p.phases(in)...).Over(base.phases)
	r.modes = dated.NewTable(p.modes(in)...).Over(base.modes)
	r.limits = dated.NewTable(p.limits(in)...).Over(base.limits)
	r.exclusions = dated.NewTable(p.exclusions(in)...).Over(base.exclusions)
	r.references = dated.NewTable(p.references(in)...).Over(base.references)
	r.setpoints = dated.NewTable(p.setpoints(in)...).Over(base.setpoints)
	r.notices = dated.NewTable(p.notices(in)...).Over(base.notices)
	r.safety = dated.NewTable(p.safeties(in)...).Over(base.safety)
	if p.Err != nil {
		return nil, p.Err
	}
	return r, r.check()
}

// check refuses overlaps, and holes that a season falls into.
func (r *Rules) check() error {
	off := func(key string, from, until series.Date) bool {
		s, in := r.Season(home.Programme(key), from)
		return !in && until.Before(s.First)
	}
	anyDay := func(string, series.Date, series.Date) bool { return true }
	for _, err := range []error{
		r.programmes.Check("programme", anyDay), r.seasons.Check("season", off), r.windows.Check("window", off),
		r.anchors.Check("anchor", off), r.phases.Check("phases", off), r.modes.Check("mode", r.offAll),
		r.limits.Check("limit", off), r.exclusions.Check("exclusion", off), r.references.Check("reference", off),
		r.setpoints.Check("setpoint", r.offAll), r.notices.Check("notice", r.offAll),
		r.safety.Check("safety", nil),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// offAll reports whether no programme has a season in a span of days.
func (r *Rules) offAll(_ string, from, until series.Date) bool {
	return !slices.ContainsFunc(Programmes(), func(p home.Programme) bool {
		s, in := r.Season(p, from)
		return in || !until.Before(s.First)
	})
}

// hasCode reports whether a code stands in a text as a word of its own, in any case.
func hasCode(text, code string) bool {
	text, code = strings.ToUpper(text), strings.ToUpper(code)
	for i := strings.Index(text, code); i >= 0; {
		end := i + len(code)
		if (i == 0 || !wordByte(text[i-1])) && (end == len(text) || !wordByte(text[end])) {
			return true
		}
		next := strings.Index(text[end:], code)
		if next < 0 {
			return false
		}
		i = end + next
	}
	return false
}

// wordByte reports whether a byte goes on a code such as TPC-DPC.
func wordByte(b byte) bool {
	return b == '-' || (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z')
}
