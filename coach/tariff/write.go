package tariff

import (
	"slices"
	"strings"
	"time"

	"courant/coach/dated"
	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A writer makes the lines of one bill, part by part.
type writer struct {
	r     *Rates
	m     meter
	u     Usage
	loc   *time.Location
	bill  Bill
	rules []string
}

// ends lists the days on which rows begin, and those after which they end.
func ends[T any](rows []dated.Row[T]) (days []series.Date) {
	for _, r := range rows {
		days = append(days, r.From)
		if !r.Until.IsZero() {
			days = append(days, r.Until.Add(1))
		}
	}
	return days
}

// pick takes the row that holds in a part and notes that it was used. rate is for the
// message where there is none.
func pick[T any](w *writer, t dated.Table[T], key string, rate home.Rate, p part) (T, error) {
	row, ok := t.At(key, p.from)
	if !ok {
		var none T
		return none, w.noPrices(rate, p)
	}
	w.used(row.ID(), row.Confidence)
	// Prices are revised every 1 April: older ones are kept, but not in silence.
	if revised := (series.Date{Year: p.from.Year, Month: time.April, Day: 1}); row.From.Before(revised) && !p.from.Before(revised) ||
		row.From.Add(366).Before(p.from) {
		w.note(NoteKept)
	}
	return row.Value, nil
}

func (w *writer) noPrices(rate home.Rate, p part) error {
	return fault.New(fault.NotFound, msgNoPrices, "rate", rate, "from", p.from, "until", p.to.Add(-1))
}

func (w *writer) used(rule, confidence string) {
	if !slices.Contains(w.rules, rule) {
		w.rules = append(w.rules, rule)
	}
	const order = "HML" // a person's own, "", is as sure as H
	if strings.Index(order, confidence) > strings.Index(order, w.bill.Confidence) || w.bill.Confidence == "" {
		w.bill.Confidence = confidence
	}
}

func (w *writer) note(n Note) {
	if !slices.Contains(w.bill.Notes, n) {
		w.bill.Notes = append(w.bill.Notes, n)
	}
}

func (w *writer) finish() {
	w.bill.Rule = strings.Join(w.rules, ", ")
	slices.Sort(w.bill.Notes)
}

func (w *writer) line(item string, p part, q Quantity, unit string, price Price) {
	w.bill.Lines = append(w.bill.Lines, Line{Item: item, Quantity: q, Unit: unit, Price: price, Dollars: price.times(q), From: p.from, To: p.to})
}

// access is the charge for being connected, by days.
func (w *writer) access(p part, price Price) {
	w.line(ItemAccess, p, Quantity(p.days())*quantityUnit, "day", price)
}

// tiers splits energy at the quota of a part.
func (w *writer) tiers(p part, energy, quota Quantity, tier1, tier2 Price) {
	first := min(energy, max(quota, 0))
	w.line(ItemTier1, p, first, "kWh", tier1)
	if energy > first {
		w.line(ItemTier2, p, energy-first, "kWh", tier2)
	}
}

func (w *writer) energy(p part) Quantity {
	q, _ := w.m.sum(p.from.Start(w.loc), p.to.Start(w.loc))
	return q
}

func (w *writer) rateD(p part) error {
	d, err := pick(w, w.r.d, keyD, w.bill.Rate, p)
	if err != nil {
		return err
	}
	w.access(p, d.access)
	w.tiers(p, w.energy(p), d.tier*Quantity(p.days()), d.tier1, d.tier2)
	return nil
}

// rateFlex is rate D, but in winter lower prices outside events and one price in them.
func (w *writer) rateFlex(p part) error {
	if _, winter := w.r.rules.Season(home.FlexD, p.from); !winter {
		return w.rateD(p)
	}
	d, err := pick(w, w.r.d, keyD, w.bill.Rate, p)
	if err != nil {
		return err
	}
	flex, err := pick(w, w.r.flex, keyFlex, w.bill.Rate, p)
	if err != nil {
		return err
	}
	if flex.unknown {
		return w.noPrices(w.bill.Rate, p)
	}
	w.access(p, d.access)
	events := w.eventEnergy(p)
	quota := d.tier * Quantity(p.days())
	if flex.eventInTier {
		quota -= events
	}
	w.tiers(p, w.energy(p)-events, quota, flex.tier1, flex.tier2)
	if events != 0 {
		w.line(ItemEvent, p, events, "kWh", flex.event)
	}
	return nil
}

// eventEnergy adds up the windows of Flex D inside a part, overlapping ones once.
func (w *writer) eventEnergy(p part) (sum Quantity) {
	events := slices.DeleteFunc(slices.Clone(w.u.Events), func(e event.Event) bool {
		return e.Programme != home.FlexD || e.Withdrawn || (e.Home != "" && w.u.Home != "" && e.Home != w.u.Home)
	})
	slices.SortFunc(events, event.Event.Compare)
	from, end := p.from.Start(w.loc), p.to.Start(w.loc)
	for _, e := range events {
		lo, hi := e.Start, e.End
		if lo.Before(from) {
			lo = from
		}
		if hi.After(end) {
			hi = end
		}
		if lo.Before(hi) {
			q, _ := w.m.sum(lo, hi)
			sum += q
			from = hi
		}
	}
	return sum
}

// rateDT has two prices that switch at an outdoor temperature.
func (w *writer) rateDT(p part) error {
	dt, err := pick(w, w.r.dt, keyDT, w.bill.Rate, p)
	if err != nil {
		return err
	}
	cold, err := w.coldEnergy(p, dt.switchC)
	if err != nil {
		return err
	}
	w.access(p, dt.access)
	w.line(ItemWarm, p, w.energy(p)-cold, "kWh", dt.warm)
	if cold != 0 {
		w.line(ItemCold, p, cold, "kWh", dt.cold)
	}
	return nil
}

// coldEnergy adds up the energy of the intervals that are colder than switchC outdoors. A
// gap in the outdoor temperature takes the last value before it, the first known one at the
// beginning.
func (w *writer) coldEnergy(p part, switchC float64) (sum Quantity, err error) {
	from, end := p.from.Start(w.loc), p.to.Start(w.loc)
	out := w.u.Outdoor.Slice(from.AddDate(0, 0, -1), end).Trim()
	if out.Known() == 0 {
		return 0, fault.New(fault.NotFound, msgNoOutdoor, "rate", w.bill.Rate)
	}
	last := out.Values[0]
	for t := from; t.Before(end); t = t.Add(out.Step) {
		if v := out.At(t); v == v {
			last = v
		} else {
			w.note(NoteHeld)
		}
		if last < switchC {
			hi := t.Add(out.Step)
			if hi.After(end) {
				hi = end
			}
			q, _ := w.m.sum(t, hi)
			sum += q
		}
	}
	return sum, nil
}

// rateDP has a price for power above a threshold and a minimum, both for 30 days.
func (w *writer) rateDP(p part) error {
	const month = 30
	dp, err := pick(w, w.r.dp, keyDP, w.bill.Rate, p)
	if err != nil {
		return err
	}
	n := len(w.bill.Lines)
	w.tiers(p, w.energy(p), dp.tier*Quantity(p.days()), dp.tier1, dp.tier2)
	if peak := w.m.peak(p.from.Start(w.loc), p.to.Start(w.loc)); peak > dp.freeKW {
		w.line(ItemPower, p, Quantity(roundDiv(int64(peak-dp.freeKW)*int64(p.days()), month)), "kW·30 d", dp.power)
	}
	if w.m.s.Step > 15*time.Minute {
		w.note(NoteCoarse)
	}
	var sum Cents
	for _, l := range w.bill.Lines[n:] {
		sum += l.Dollars
	}
	if least := Cents(roundDiv(int64(dp.minimum)*int64(p.days()), month)); sum < least {
		w.line(ItemMin, p, quantityUnit, "bill", Price(least-sum)*(priceUnit/centUnit))
	}
	return nil
}

// credits are the lines of the winter credit, one an event, in the order of time.
func (w *writer) credits() error {
	all := slices.Clone(w.u.Credits)
	slices.SortStableFunc(all, func(a, b Credit) int { return a.Start.Compare(b.Start) })
	for _, c := range all {
		d := series.DateOf(c.Start, w.loc)
		if d.Before(w.bill.From) || !d.Before(w.bill.To) || !(c.KWh > 0) || c.KWh > maxQuantity/quantityUnit {
			continue
		}
		p := part{d, d.Add(1)}
		pay, err := pick(w, w.r.rewards, string(home.WinterCredit), w.bill.Rate, p)
		if err != nil {
			return err
		}
		if pay.unknown {
			return w.noPrices(w.bill.Rate, p)
		}
		q := quantity(c.KWh)
		w.bill.Lines = append(w.bill.Lines, Line{Item: ItemCredit, Quantity: q, Unit: "kWh", Price: -pay.perKWh, Dollars: -pay.perKWh.times(q), From: p.from, To: p.to, Event: c.Event})
	}
	return nil
}

// taxes are GST and QST, each on the subtotal.
func (w *writer) taxes() error {
	var sum Cents
	for _, l := range w.bill.Lines {
		sum += l.Dollars
	}
	whole := part{w.bill.From, w.bill.To}
	for _, t := range []struct{ key, item string }{{taxGST, ItemGST}, {taxQST, ItemQST}} {
		row, ok := w.r.taxes.At(t.key, w.bill.To.Add(-1))
		if !ok {
			return w.noPrices(home.Rate(t.key), whole)
		}
		w.used(row.ID(), row.Confidence)
		w.line(t.item, whole, Quantity(sum)*(quantityUnit/centUnit), "$", row.Value)
	}
	return nil
}
