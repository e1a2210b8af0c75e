package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/tariff"
)

const msgPeriodNeed fault.ID = "cli.period-need"

func (a *app) tariffCmd() *cobra.Command {
	return a.group("tariff", a.cli.Tariff, a.tariffListCmd(), a.tariffBillCmd(), a.tariffCompareCmd())
}

func (a *app) tariffListCmd() *cobra.Command {
	return tabular(&cobra.Command{Use: "list", Short: a.cli.TariffList, Args: a.args(0, 0), RunE: func(*cobra.Command, []string) error {
		b, err := a.book()
		if err != nil {
			return err
		}
		all := b.rates.List()
		if a.machine() {
			return writeRows(a, len(all), func(i int) tariff.Entry { return all[i] })
		}
		t := a.lang.Tables()
		rows := [][]string{{t.Rate, t.Item, t.Since, t.Price, t.Source}}
		for _, e := range all {
			price := "—"
			if e.Known {
				price = a.rateText(e.Unit, e.Price)
			}
			rows = append(rows, []string{e.Rate, a.lang.Item(e.Item), a.lang.ShortDate(e.From.Start(a.loc)), price, a.lang.RateSource(e.Source)})
		}
		return a.print(a.table(rows))
	}})
}

// rateText is a price as people read it: cents a unit, or a percentage of an amount.
func (a *app) rateText(unit string, p tariff.Price) string {
	if unit == "$" {
		return a.lang.ExactPercent(p.Dollars())
	}
	return a.lang.Cents(p.Dollars()) + "/" + a.lang.PerUnit(unit)
}

// quantityText is what a line of a bill counts, with its unit.
func (a *app) quantityText(l tariff.Line) string {
	switch q := l.Quantity.Float(); l.Unit {
	case "$":
		return a.lang.Dollars(series.Maybe(q))
	case "day":
		return a.lang.Count(a.lang.Tables().DayCount, int(q))
	default:
		return a.lang.Exact(q, 3) + "\u00a0" + a.lang.PerUnit(l.Unit)
	}
}

// A billed is what a bill is asked with.
type billed struct {
	from, to, rate, taxes string
}

func (b *billed) flags(a *app, c *cobra.Command, withRate bool) {
	f := c.Flags()
	f.StringVar(&b.from, "from", "", a.cli.FlagFromDate)
	f.StringVar(&b.to, "to", "", a.cli.FlagToDate)
	if withRate {
		f.StringVar(&b.rate, "rate", "", a.cli.FlagRate)
	}
	f.StringVar(&b.taxes, "taxes", "qc", a.cli.FlagTaxes)
}

func (a *app) tariffBillCmd() *cobra.Command {
	var ask billed
	c := &cobra.Command{Use: "bill [" + a.cli.HomeArg + "]", Short: a.cli.TariffBill, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		u, h, b, err := a.usage(cmd.Context(), first(args))
		if err != nil {
			return err
		}
		from, to, taxes, err := a.period(ask)
		if err != nil {
			return err
		}
		rate := h.Rate.Value
		if ask.rate != "" {
			if rate, err = choice("--rate", ask.rate, home.Rates()); err != nil {
				return err
			}
		}
		if rate == "" {
			return fault.New(fault.Usage, msgChoice, "flag", "--rate", "value", "", "want", strings.Join(words(home.Rates()), "|"))
		}
		bill, err := b.rates.Bill(rate, u, from, to, taxes)
		if err != nil {
			return err
		}
		a.degraded = a.degraded || bill.MissingHours > 0
		switch {
		case a.json:
			return a.jsonOne(bill)
		case a.csv:
			return writeRows(a, len(bill.Lines), func(i int) billRow { return billRow{bill.Home, bill.Rate, bill.Lines[i]} })
		}
		return a.print(a.billText(bill))
	}}
	ask.flags(a, c, true)
	return tabular(c)
}

// billRow is a line of `courant tariff bill --csv`.
type billRow struct {
	Home home.ID   `json:"home"`
	Rate home.Rate `json:"rate"`
	tariff.Line
}

func (a *app) tariffCompareCmd() *cobra.Command {
	var ask billed
	c := &cobra.Command{Use: "compare [" + a.cli.HomeArg + "]", Short: a.cli.TariffCompare, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		u, h, b, err := a.usage(cmd.Context(), first(args))
		if err != nil {
			return err
		}
		from, to, taxes, err := a.period(ask)
		if err != nil {
			return err
		}
		quotes, err := b.rates.Compare(u, from, to, taxes)
		if err != nil {
			return err
		}
		return a.tellQuotes(quotes, h.Rate.Value)
	}}
	ask.flags(a, c, false)
	return tabular(c)
}

// tellQuotes prints a line a rate that has prices; the others are told apart.
func (a *app) tellQuotes(quotes []tariff.Quote, current home.Rate) error {
	var bills []tariff.Bill
	var unknown []string
	for _, q := range quotes {
		switch {
		case q.Err == nil:
			bills = append(bills, q.Bill)
			a.degraded = a.degraded || q.Bill.MissingHours > 0
		case errors.Is(q.Err, fault.NotFound):
			unknown = append(unknown, string(q.Rate))
		default:
			unknown = append(unknown, string(q.Rate))
		}
	}
	if len(unknown) > 0 {
		a.note(a.lang.Tables().NoPrices, strings.Join(unknown, ", "))
	}
	if a.machine() {
		return writeRows(a, len(bills), func(i int) tariff.Bill { return bills[i] })
	}
	t := a.lang.Tables()
	best, _, _ := tariff.Best(quotes, current)
	rows := [][]string{{t.Rate, t.Total, ""}}
	for _, b := range bills {
		mark := ""
		if b.Rate == best.Rate {
			mark = "← " + t.Cheapest
		}
		rows = append(rows, []string{a.lang.Rate(b.Rate), a.lang.Dollars(series.Maybe(b.Total.Dollars())), mark})
	}
	return a.print(a.table(rows))
}

func (a *app) period(ask billed) (from, to series.Date, taxes tariff.Taxes, err error) {
	if ask.from == "" || ask.to == "" {
		return from, to, taxes, fault.New(fault.Usage, msgPeriodNeed)
	}
	if from, err = a.dateFlag("--from", ask.from); err != nil {
		return from, to, taxes, err
	}
	if to, err = a.dateFlag("--to", ask.to); err != nil {
		return from, to, taxes, err
	}
	taxes, err = choice("--taxes", ask.taxes, []tariff.Taxes{tariff.NoTaxes, tariff.Quebec})
	return from, to, taxes, err
}

// usage is what a home used, with the credits that its events earned by the official rule.
func (a *app) usage(ctx context.Context, named string) (tariff.Usage, home.Home, book, error) {
	st, err := a.reading(ctx)
	if err != nil {
		return tariff.Usage{}, home.Home{}, book{}, err
	}
	defer st.Close()
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		return tariff.Usage{}, home.Home{}, book{}, err
	}
	b, err := a.book()
	if err != nil {
		return tariff.Usage{}, home.Home{}, b, err
	}
	q, err := b.wholeQuestion(ctx, st, id, a.env.Now())
	if err != nil {
		return tariff.Usage{}, home.Home{}, b, err
	}
	if !a.machine() {
		a.sayDemo(st)
	}
	u := tariff.Usage{Home: id, Energy: q.Series.Get("", series.Energy), Outdoor: q.Series.Get("", series.Outdoor)}
	for _, e := range q.Events {
		if e.Home == "" || e.Home == id {
			u.Events = append(u.Events, e)
		}
	}
	u.Credits = credits(b, q.Home, u)
	return u, q.Home, b, nil
}

// credits are what the winter credit pays each of its events, by the official rule, whether
// the home is on it or not: a comparison asks what it would have been paid.
func credits(b book, h home.Home, u tariff.Usage) []tariff.Credit {
	var mine []event.Event
	for _, e := range u.Events {
		if e.Programme == home.WinterCredit && !e.Withdrawn {
			mine = append(mine, e)
		}
	}
	model := baseline.Learn(baseline.History{Home: h.ID, Programme: home.WinterCredit, Energy: u.Energy, Outdoor: u.Outdoor, Events: mine, Rules: b.rules})
	var out []tariff.Credit
	for _, e := range mine {
		ref, _, ok := b.rules.Reference(home.WinterCredit, series.DateOf(e.Start, b.rules.Loc()))
		if !ok {
			continue
		}
		a := model.Ask(baseline.Window{Start: e.Start, End: e.End}, baseline.HQCredit)
		estimate, _ := a.Find(baseline.HQCredit)
		if paid := baseline.Erased(ref, estimate, a.ActualKWh); paid.KWh.Known() && paid.KWh > 0 {
			out = append(out, tariff.Credit{Event: e.ID, Start: e.Start, KWh: float64(paid.KWh)})
		}
	}
	return out
}

func (a *app) billText(b tariff.Bill) []string {
	t := a.lang.Tables()
	out := []string{a.lang.Rate(b.Rate) + ", " + a.lang.ShortDate(b.From.Start(a.loc)) + " – " + a.lang.ShortDate(b.To.Add(-1).Start(a.loc)) + a.lang.Colon() + a.lang.KWh(series.Maybe(b.EnergyKWh.Float()))}
	rows := [][]string{{"  " + t.Item, t.Quantity, t.Price, t.Amount}}
	for _, l := range b.Lines {
		rows = append(rows, []string{"  " + a.lang.Item(l.Item), a.quantityText(l), a.rateText(l.Unit, l.Price), a.lang.Dollars(series.Maybe(l.Dollars.Dollars()))})
	}
	rows = append(rows, []string{"  " + t.Total, "", "", a.lang.Dollars(series.Maybe(b.Total.Dollars()))})
	out = append(out, a.table(rows)...)
	if b.MissingHours > 0 {
		out = append(out, "  "+a.lang.Issue("gaps")+a.lang.Colon()+a.lang.Hours(b.MissingHours))
	}
	return out
}
