package home

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"courant/coach/fault"
	"courant/coach/series"
)

const (
	msgNotKeyValue fault.ID = "home.not-key-value" // text
	msgUnknownKey  fault.ID = "home.unknown-key"   // key, nearest
	msgBadValue    fault.ID = "home.bad-value"     // key, value, want
	msgReversed    fault.ID = "home.reversed"      // low, high
)

// setters are the keys of `courant home HOME set KEY=VALUE` for the whole home. An empty
// value takes a declaration back.
var setters = map[string]func(p *Profile, v string) (want string, ok bool){
	"city":          func(p *Profile, v string) (string, bool) { return word(&p.City, v, Cities()) },
	"rate":          func(p *Profile, v string) (string, bool) { return word(&p.Rate, v, Rates()) },
	"programme":     func(p *Profile, v string) (string, bool) { return word(&p.Programme, v, Programmes()) },
	"since":         func(p *Profile, v string) (string, bool) { return date(&p.Since, v) },
	"mode":          func(p *Profile, v string) (string, bool) { return word(&p.Mode, v, Modes()) },
	"comfort":       func(p *Profile, v string) (string, bool) { return comfort(p, v) },
	"by_hand":       func(p *Profile, v string) (string, bool) { return byHand(p, v) },
	"billing_start": func(p *Profile, v string) (string, bool) { return date(&p.BillingStart, v) },
	"low_c":         func(p *Profile, v string) (string, bool) { return number(&p.LowC, v, 5, 30) },
	"high_c":        func(p *Profile, v string) (string, bool) { return number(&p.HighC, v, 10, 36) },
	"heating":       func(p *Profile, v string) (string, bool) { return word(&p.Heating, v, Heats()) },
}

// zoneSetters are the keys zones.Z.KEY.
var zoneSetters = map[string]func(z *ZoneProfile, v string) (want string, ok bool){
	"kind":      func(z *ZoneProfile, v string) (string, bool) { return word(&z.Kind, v, ZoneKinds()) },
	"floor_c":   func(z *ZoneProfile, v string) (string, bool) { return number(&z.FloorC, v, 5, 30) },
	"power_kw":  func(z *ZoneProfile, v string) (string, bool) { return number(&z.PowerKW, v, 0.1, 50) },
	"area_m2":   func(z *ZoneProfile, v string) (string, bool) { return number(&z.AreaM2, v, 1, 2000) },
	"plumbing":  func(z *ZoneProfile, v string) (string, bool) { return yesNo(&z.Plumbing, v) },
	"sensitive": func(z *ZoneProfile, v string) (string, bool) { return yesNo(&z.Sensitive, v) },
	"unused":    func(z *ZoneProfile, v string) (string, bool) { return hours(&z.Unused, v) },
	"heating":   func(z *ZoneProfile, v string) (string, bool) { return word(&z.Heating, v, Heats()) },
}

// Keys lists what may be set, sorted; the zone keys as "zones.Z.kind" and so on.
func Keys() []string {
	keys := slices.Sorted(maps.Keys(setters))
	for _, k := range slices.Sorted(maps.Keys(zoneSetters)) {
		keys = append(keys, "zones.Z."+k)
	}
	return keys
}

// Set declares facts, each "KEY=VALUE". An unknown key is a usage error that names the
// nearest right one, a value that cannot be is one that says what is wanted, as are limits the
// wrong way round; then p is returned as it was.
func Set(p Profile, assignments ...string) (Profile, error) {
	out := p
	out.Zones = maps.Clone(p.Zones)
	for _, text := range assignments {
		key, value, ok := strings.Cut(text, "=")
		if !ok {
			return p, fault.New(fault.Usage, msgNotKeyValue, "text", text)
		}
		if err := setOne(&out, strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return p, err
		}
	}
	if out.LowC != nil && out.HighC != nil && *out.LowC > *out.HighC {
		return p, fault.New(fault.Usage, msgReversed, "low", *out.LowC, "high", *out.HighC)
	}
	return out, nil
}

func setOne(p *Profile, key, value string) error {
	if set, ok := setters[key]; ok {
		if want, ok := set(p, value); !ok {
			return fault.New(fault.Usage, msgBadValue, "key", key, "value", value, "want", want)
		}
		return nil
	}
	parts := strings.Split(key, ".")
	if len(parts) == 3 && parts[0] == "zones" {
		zone, err := ParseZone(parts[1])
		if err != nil {
			return err
		}
		set, ok := zoneSetters[parts[2]]
		if !ok {
			near := fault.Nearest(parts[2], slices.Sorted(maps.Keys(zoneSetters)))
			return fault.New(fault.Usage, msgUnknownKey, "key", key, "nearest", prefixed("zones."+zone+".", near))
		}
		z := p.Zones[zone]
		if want, ok := set(&z, value); !ok {
			return fault.New(fault.Usage, msgBadValue, "key", key, "value", value, "want", want)
		}
		if p.Zones == nil {
			p.Zones = map[string]ZoneProfile{}
		}
		p.Zones[zone] = z
		if z == (ZoneProfile{}) { // all of it was taken back: nothing is said of this room any more
			delete(p.Zones, zone)
		}
		return nil
	}
	return fault.New(fault.Usage, msgUnknownKey, "key", key, "nearest", fault.Nearest(key, Keys()))
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func word[T ~string](dst **T, v string, all []T) (string, bool) {
	if v == "" {
		*dst = nil
		return "", true
	}
	names := make([]string, len(all))
	for i, w := range all {
		names[i] = string(w)
	}
	if !slices.Contains(names, v) {
		return strings.Join(names, "|"), false
	}
	w := T(v)
	*dst = &w
	return "", true
}

func date(dst **series.Date, v string) (string, bool) {
	if v == "" {
		*dst = nil
		return "", true
	}
	d, err := series.ParseDate(v)
	if err != nil {
		return "2027-01-15", false
	}
	*dst = &d
	return "", true
}

func number(dst **float64, v string, lo, hi float64) (string, bool) {
	if v == "" {
		*dst = nil
		return "", true
	}
	x, err := strconv.ParseFloat(strings.Replace(v, ",", ".", 1), 64)
	if err != nil || !(x >= lo && x <= hi) {
		return strconv.FormatFloat(lo, 'f', -1, 64) + "–" + strconv.FormatFloat(hi, 'f', -1, 64), false
	}
	*dst = &x
	return "", true
}

func yesNo(dst **bool, v string) (string, bool) {
	var b bool
	switch strings.ToLower(v) {
	case "":
		*dst = nil
		return "", true
	case "yes", "oui", "true":
		b = true
	case "no", "non", "false":
	default:
		return "yes|no", false
	}
	*dst = &b
	return "", true
}

// hours reads "always" or "HH:MM-HH:MM", the hours in which nobody uses a room.
func hours(dst **string, v string) (string, bool) {
	if v == "" {
		*dst = nil
		return "", true
	}
	if v != "always" {
		a, b, ok := strings.Cut(v, "-")
		if !ok || !clock(a) || !clock(b) {
			return "always|08:00-16:00", false
		}
	}
	*dst = &v
	return "", true
}

func clock(s string) bool {
	h, m, ok := strings.Cut(s, ":")
	if !ok || len(h) != 2 || len(m) != 2 {
		return false
	}
	hh, err1 := strconv.Atoi(h)
	mm, err2 := strconv.Atoi(m)
	return err1 == nil && err2 == nil && hh >= 0 && hh <= 24 && mm >= 0 && mm < 60
}
