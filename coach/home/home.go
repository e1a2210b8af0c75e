package home

import (
	"slices"
	"strings"

	"courant/coach/series"
)

// An Origin says where a fact comes from.
type Origin string

// The origins, weakest first.
const (
	Assumed  Origin = "assumed"
	Learned  Origin = "learned"
	Declared Origin = "declared"
)

// A Known is a fact with its origin. An unknown fact has its zero value and the origin "".
type Known[T any] struct {
	Value  T      `json:"value"`
	Origin Origin `json:"origin"`
}

// Set reports whether anything is known.
func (k Known[T]) Set() bool { return k.Origin != "" }

// pick takes the declared value when there is one, else the fallback as assumed.
func pick[T any](declared *T, assumed T) Known[T] {
	if declared != nil {
		return Known[T]{*declared, Declared}
	}
	return Known[T]{assumed, Assumed}
}

// only takes the declared value, or nothing.
func only[T any](declared *T) Known[T] {
	if declared != nil {
		return Known[T]{*declared, Declared}
	}
	return Known[T]{}
}

// A Profile is what was declared of a home; nil is "not said". It is sealed with the home.
type Profile struct {
	ID           ID                     `json:"home"`
	Simulated    bool                   `json:"simulated,omitempty"`
	City         *City                  `json:"city,omitempty"`
	Rate         *Rate                  `json:"rate,omitempty"`
	Programme    *Programme             `json:"programme,omitempty"`
	Since        *series.Date           `json:"since,omitempty"` // first day in the programme
	Mode         *Mode                  `json:"mode,omitempty"`
	BillingStart *series.Date           `json:"billing_start,omitempty"` // first day of a billing period
	LowC         *float64               `json:"low_c,omitempty"`         // never colder, whole home, °C
	HighC        *float64               `json:"high_c,omitempty"`        // never warmer, whole home, °C
	Heating      *Heat                  `json:"heating,omitempty"`
	Zones        map[string]ZoneProfile `json:"zones,omitempty"`          // by zone name
	Notes        []Note                 `json:"notes,omitempty"`          // of visits, oldest first
	Portal       []Figure               `json:"portal_figures,omitempty"` // of the customer portal, by start
	Plans        []Given                `json:"plans_given,omitempty"`    // by the moment they were given
	Choice       *Choice                `json:"choice,omitempty"`         // how a person wants plans made; nil: as the mode does
}

// A ZoneProfile is what was declared of one zone.
type ZoneProfile struct {
	Kind      *ZoneKind `json:"kind,omitempty"`
	FloorC    *float64  `json:"floor_c,omitempty"`  // never colder, °C
	PowerKW   *float64  `json:"power_kw,omitempty"` // rating of its heaters, kW
	AreaM2    *float64  `json:"area_m2,omitempty"`
	Plumbing  *bool     `json:"plumbing,omitempty"`  // water pipes that could freeze
	Unused    *string   `json:"unused,omitempty"`    // hours nobody is in it, like "08:00-16:00"; "always"
	Heating   *Heat     `json:"heating,omitempty"`   // when other than the home's
	Sensitive *bool     `json:"sensitive,omitempty"` // « sensible au froid »: 20 °C and no reduction
}

// A Home is a Profile with what is learned or assumed filled in.
type Home struct {
	ID           ID
	Simulated    bool
	City         Known[City]
	Rate         Known[Rate]
	Programme    Known[Programme]
	Since        Known[series.Date]
	Mode         Known[Mode]
	BillingStart Known[series.Date]
	LowC, HighC  Known[float64] // °C
	Heating      Known[Heat]
	Zones        []Zone   // sorted by name
	NoSuch       []string // rooms that were declared, and that nothing is measured of although others are: left out
	Notes        []Note   // of visits, oldest first
	Portal       []Figure // of the customer portal, by start
	Plans        []Given  // by the moment they were given
	Choice       Choice   // how a person wants plans made
}

// A Zone is a room with a thermostat, with what is known of it.
type Zone struct {
	Name      string // "" where the home has no zones: the whole home as one
	Kind      Known[ZoneKind]
	FloorC    Known[float64] // the owner's own floor, °C
	PowerKW   Known[float64] // 0 and unset when unknown
	AreaM2    Known[float64]
	Plumbing  Known[bool]
	Sensitive Known[bool]
	Unused    Known[string]
	Heating   Known[Heat]
}

// Resolve fills a profile up: zones that only the series know are added, those that only the
// profile knows are left out where the series know any (NoSuch lists them: a name that was
// mistyped is no room), and what nobody declared is assumed (moderate mode, baseboards, a bedroom by its name). City, rate and
// programme are never guessed: without them there is no weather station and no dollar.
func Resolve(p Profile, zones []string) Home {
	h := Home{
		ID: p.ID, Simulated: p.Simulated,
		City: only(p.City), Rate: only(p.Rate), Programme: only(p.Programme),
		Since: only(p.Since), Mode: pick(p.Mode, Moderate), BillingStart: only(p.BillingStart),
		LowC: only(p.LowC), HighC: only(p.HighC), Heating: pick(p.Heating, Baseboard), Notes: p.Notes, Portal: p.Portal, Plans: p.Plans,
	}
	if p.Choice != nil {
		h.Choice = *p.Choice
	}
	names := slices.Clone(zones)
	for z := range p.Zones {
		switch {
		case len(zones) == 0:
			names = append(names, z)
		case !slices.Contains(zones, z):
			h.NoSuch = append(h.NoSuch, z)
		}
	}
	slices.Sort(names)
	slices.Sort(h.NoSuch)
	for _, name := range slices.Compact(names) {
		h.Zones = append(h.Zones, resolveZone(name, p.Zones[name], h.Heating))
	}
	return h
}

func resolveZone(name string, p ZoneProfile, heating Known[Heat]) Zone {
	kind := KindOf(name)
	z := Zone{
		Name: name, Kind: pick(p.Kind, kind), FloorC: only(p.FloorC), PowerKW: only(p.PowerKW),
		AreaM2: only(p.AreaM2), Sensitive: pick(p.Sensitive, false), Unused: only(p.Unused),
		Heating: Known[Heat]{heating.Value, Assumed}, // as the rest of the home, until it is said
	}
	z.Plumbing = pick(p.Plumbing, z.Kind.Value == Basement)
	if p.Heating != nil {
		z.Heating = Known[Heat]{*p.Heating, Declared}
	}
	return z
}

// KindOf guesses a room's use from its name, in either language; Other when it says nothing.
func KindOf(name string) ZoneKind {
	n := strings.ToLower(name)
	for _, w := range []struct {
		part string
		kind ZoneKind
	}{
		{"bed", Bedroom}, {"chambre", Bedroom}, {"nursery", Bedroom}, {"basement", Basement}, {"sous-sol", Basement}, {"sous_sol", Basement},
		{"living", Living}, {"salon", Living}, {"sejour", Living}, {"kitchen", Living}, {"cuisine", Living}, {"dining", Living}, {"manger", Living}, {"familiale", Living},
	} {
		if strings.Contains(n, w.part) {
			return w.kind
		}
	}
	return Other
}
