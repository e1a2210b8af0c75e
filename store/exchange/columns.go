package exchange

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"courant/coach/fault"
	"courant/coach/series"
)

// Roles of columns other than the kinds of values.
const (
	roleStart    = "start"
	roleEnd      = "end"
	roleHome     = "home"
	roleZone     = "zone"
	roleForecast = "forecast" // of our own export alone
)

// Roles lists what a column may be mapped to, in a fixed order.
func Roles() []string {
	roles := []string{roleStart, roleEnd, roleHome, roleZone}
	for _, k := range series.Kinds() {
		roles = append(roles, k.String())
	}
	return roles
}

// ParseMap reads the K=COLUMN pairs of `import --map`. "time" is another name for start. An
// unknown K is a usage error that names the nearest.
func ParseMap(pairs []string) (map[string]string, error) {
	roles := make(map[string]string, len(pairs))
	for _, pair := range pairs {
		role, column, ok := strings.Cut(pair, "=")
		role, column = strings.ToLower(strings.TrimSpace(role)), strings.TrimSpace(column)
		if !ok || role == "" || column == "" {
			return nil, fault.New(fault.Usage, msgNotPair, "text", pair)
		}
		if role == "time" {
			role = roleStart
		}
		if !slices.Contains(Roles(), role) {
			return nil, unknownRole(role)
		}
		if _, twice := roles[role]; twice {
			return nil, fault.New(fault.Usage, msgRoleTwice, "role", role)
		}
		roles[role] = column
	}
	return roles, nil
}

func unknownRole(role string) error {
	return fault.New(fault.Usage, msgUnknownRole, "role", role, "nearest", fault.Nearest(role, Roles()), "roles", strings.Join(Roles(), ", "))
}

// simple is a heading reduced to what tells it apart: lower case, words joined by "_".
// "Power (W)" is "power_w", "Sun [W/m²]" is "sun_wm2".
func simple(heading string) string {
	heading = strings.NewReplacer("w/m²", "wm2", "w/m2", "wm2", "°", " ").Replace(strings.ToLower(heading))
	words := strings.FieldsFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "_")
}

// A column is a value column of a table.
type column struct {
	index int
	kind  series.Kind
	unit  unit
}

// A layout says which column of a table is for what. An absent column is -1.
type layout struct {
	headings   []string
	start, end int
	home, zone int
	forecast   int      // in our own export
	item       int      // in our own export: the row is a fact or an event, not an interval
	contract   int      // of Hydro-Québec
	values     []column // several of one kind are added up
	rest       []int    // columns without a role, by index
	own        bool     // the table is our own export
	lenient    bool     // an hour that should happen twice and does not is the first one
}

func newLayout(headings []string) *layout {
	return &layout{headings: headings, start: -1, end: -1, home: -1, zone: -1, forecast: -1, item: -1, contract: -1}
}

// ownHeadings mark our own export: its zone and forecast columns need no mapping.
var ownHeadings = []string{roleStart, roleEnd, roleZone, roleForecast, "item", "value"}

// layOut finds the roles of the columns: those that are mapped, then those that bear our
// own names. name is the file's.
func layOut(name string, headings []string, mapped map[string]string) (*layout, error) {
	l := newLayout(headings)
	names := make([]string, len(headings))
	for i, h := range headings {
		names[i] = simple(h)
	}
	l.own = !slices.ContainsFunc(ownHeadings, func(h string) bool { return !slices.Contains(headings, h) })
	if l.own {
		l.item = slices.Index(headings, "item")
	}
	taken := make([]bool, len(headings))
	roles := map[string]bool{}
	take := func(role string, i int) error {
		taken[i], roles[role] = true, true
		return l.place(name, role, i, names[i])
	}
	for _, role := range slices.Sorted(maps.Keys(mapped)) {
		i := findHeading(headings, names, mapped[role])
		if i < 0 {
			return nil, fault.New(fault.Usage, msgUnknownColumn, "file", name, "column", mapped[role],
				"nearest", fault.Nearest(mapped[role], headings), "columns", list(headings))
		}
		if taken[i] {
			return nil, fault.New(fault.Usage, msgColumnTwice, "file", name, "column", headings[i])
		}
		if err := take(role, i); err != nil {
			return nil, err
		}
	}
	by := map[string]int{} // which column took a role by its own name
	for i, n := range names {
		role := l.ownRole(n)
		if taken[i] || role == "" || mapped[role] != "" {
			continue
		}
		if first, twice := by[role]; twice {
			return nil, fault.New(fault.Invalid, msgTwoColumns, "file", name, "role", role, "first", headings[first], "second", headings[i])
		}
		by[role] = i
		if err := take(role, i); err != nil {
			return nil, err
		}
	}
	if l.start < 0 && l.end < 0 && headings[0] == "" && !taken[0] {
		l.start, taken[0] = 0, true // an index without a heading, as pandas writes it
	}
	for i := range headings {
		if !taken[i] {
			l.rest = append(l.rest, i)
		}
	}
	return l, l.check(name, names, roles)
}

// place gives column i its role.
func (l *layout) place(file, role string, i int, name string) error {
	switch role {
	case roleStart:
		l.start = i
	case roleEnd:
		l.end = i
	case roleHome:
		l.home = i
	case roleZone:
		l.zone = i
	case roleForecast:
		l.forecast = i
	default:
		kind, _ := series.ParseKind(role)
		u, ok := unitOf(name, kind)
		if !ok {
			return fault.New(fault.Invalid, msgUnit, "file", file, "column", l.headings[i], "role", role, "unit", u.name)
		}
		l.values = append(l.values, column{i, kind, u})
	}
	return nil
}

// ownRole is the role of a column that bears one of our own names: a role, a kind, or a
// kind with a unit. A column "home" or "zone" changes what a row is, so it must be mapped,
// but in our own export.
func (l *layout) ownRole(name string) string {
	switch name {
	case roleStart, "time":
		return roleStart
	case roleEnd:
		return roleEnd
	case roleZone, roleForecast:
		if l.own {
			return name
		}
		return ""
	}
	if k, ok := series.ParseKind(name); ok {
		return k.String()
	}
	word, _, _ := cutLast(name, '_')
	if k, ok := series.ParseKind(word); ok && k.String() == word {
		if u, ok := unitOf(name, k); ok && u.suits != nil {
			return word
		}
	}
	return ""
}

func findHeading(headings, names []string, want string) int {
	for i, h := range headings {
		if h == want {
			return i
		}
	}
	return slices.Index(names, simple(want))
}

// check refuses a table that cannot be meant as it stands.
func (l *layout) check(file string, names []string, roles map[string]bool) error {
	for _, i := range l.rest {
		if near, role := misspelt(names[i]); near != "" && !roles[role] {
			return fault.New(fault.Invalid, msgMisspelt, "file", file, "column", l.headings[i], "nearest", near, "role", role)
		}
	}
	noTime := l.start < 0 && l.end < 0
	if noTime || len(l.values) == 0 {
		id := msgNoValueColumn
		if noTime {
			id = msgNoTimeColumn
		}
		return fault.New(fault.Invalid, id, "file", file, "columns", list(l.headings), "proposal", l.propose(names, roles))
	}
	return nil
}

// misspelt is the own name, and its role, that a column's name is one slip away from: data
// that was meant to be read would be left out without a word.
func misspelt(name string) (own, role string) {
	if len(name) < 5 {
		return "", ""
	}
	for _, k := range series.Kinds() {
		for _, own := range []string{k.Field(), k.String()} {
			if name != own && oneSlip(name, own) {
				return own, k.String()
			}
		}
	}
	return "", ""
}

// oneSlip reports whether a and b differ by one letter: changed, left out, put in, or two
// neighbours swapped.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	return swapped || i == len(a) || a[i+1:] == b[i+1:]
}

// propose guesses a --map from the names of columns, for an error to show.
func (l *layout) propose(names []string, roles map[string]bool) string {
	guesses := []struct {
		role  string
		words []string
	}{
		{roleStart, []string{"date", "time", "dt", "start", "heure", "horodat", "debut", "début"}},
		{"outdoor", []string{"outdoor", "outside", "ext", "out", "weather", "drybulb", "dry_bulb"}},
		{"indoor", []string{"indoor", "inside", "int", "room", "temp"}},
		{"heating", []string{"heat", "chauff"}},
		{"energy", []string{"energ", "énerg", "kwh", "conso", "usage", "load", "power", "puissance", "value", "valeur", "meter"}},
	}
	var pairs []string
	used := map[int]bool{}
	for _, g := range guesses {
		if roles[g.role] {
			continue
		}
		for i, n := range names {
			if !used[i] && slices.Contains(l.rest, i) && slices.ContainsFunc(g.words, func(w string) bool { return strings.Contains(n, w) }) {
				used[i] = true
				pairs = append(pairs, g.role+"="+l.headings[i])
				break
			}
		}
	}
	if len(pairs) == 0 {
		return "start=…,energy=…"
	}
	return strings.Join(pairs, ",")
}
