package exchange

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// portal is the answer of the customer portal about two events of one winter.
const portal = `{"success":true,"tarifActuel":"D","optionTarifActuel":"CPC","adresseLieuConso1":"1, rue Secrète","periodesEffacementsHivers":[
{"dateDebutPeriodeHiver":"2026-12-01T05:00:00.000+0000","dateFinPeriodeHiver":"2027-03-31T04:00:00.000+0000","periodesEffacementHiver":[
{"dateEffacement":"2027-01-16T05:00:00.000+0000","heureDebut":"06:00:00","heureFin":"10:00:00","consoReelle":null,"consoReference":null,"consoEffacee":null,"montantEffacee":null,"codeConso":null,"indFacture":false},
{"dateEffacement":"2027-01-15T05:00:00.000+0000","heureDebut":"06:00:00","heureFin":"10:00:00","consoReelle":18.37,"consoReference":31.4,"consoEffacee":13.03,"montantEffacee":7.62,"codeConso":"R","indFacture":true},
{"dateEffacement":"2027-01-14T05:00:00.000+0000","heureDebut":"16:00:00","heureFin":"20:00:00","consoReelle":"26","consoReference":"31,4","consoEffacee":"5,4","montantEffacee":"3,16 $","codeConso":"R","indFacture":true}]}],
"cumulPeriodesEffacementsHivers":[{"dateDebutPeriodeHiver":"2026-12-01","consoEffacee":18.43,"montantEfface":10.78}]}`

func figureWords(figures []home.Figure) []string {
	var out []string
	num := func(v series.Maybe) string {
		if !v.Known() {
			return "?"
		}
		return fmt.Sprint(float64(v))
	}
	loc := series.Toronto()
	for _, f := range figures {
		out = append(out, fmt.Sprintf("%s–%s %s %s %s %s", f.Start.In(loc).Format("2006-01-02 15:04"), f.End.In(loc).Format("15:04"), num(f.ActualKWh), num(f.ReferenceKWh), num(f.ErasedKWh), num(f.Dollars)))
	}
	return out
}

func TestReadPortal(t *testing.T) {
	const evening, morning = "2027-01-14 16:00–20:00 26 31.4 5.4 3.16", "2027-01-15 06:00–10:00 18.37 31.4 13.03 7.62"
	for _, c := range []struct {
		desc, body string
		want       []string
	}{
		{"the portal's answer: events not reckoned yet are passed over", portal, []string{evening, morning}},
		{"a list that another program saved", `[{"dateEffacement":"2027-01-15","heureDebut":"06:00","heureFin":"10:00","consoReelle":18.37,"consoReference":31.4,"consoEffacee":13.03,"montantEffacee":7.62}]`, []string{morning}},
		{"a table, as a person keeps one", "Date effacement;Heure début;Heure fin;Conso réelle;x\n", nil},
		{"a table with the fields as headings", "dateEffacement;heureDebut;heureFin;consoReelle;consoReference;consoEffacee;montantEffacee;codeConso\n2027-01-15;06:00;10:00;18,37;31,4;13,03;7,62;R\n2027-01-14;16:00;20:00;26;31,4;5,4;3,16;R\n2027-01-16;06:00;10:00;N.D.;;;;\n", []string{evening, morning}},
		{"an event in daylight time", `[{"dateEffacement":"2027-03-15T04:00:00.000+0000","heureDebut":"16:00:00","heureFin":"20:00:00","consoEffacee":0}]`, []string{"2027-03-15 16:00–20:00 ? ? 0 ?"}},
	} {
		r, err := Read(strings.NewReader(c.body), "x", Options{Home: "h"})
		if c.want == nil {
			if err == nil {
				t.Errorf("%s: read as %s", c.desc, r.Quality.Format)
			}
			continue
		}
		if got := figureWords(r.Figures); err != nil || r.Quality.Format != Portal || !slices.Equal(got, c.want) || len(r.Batches) != 0 {
			t.Errorf("%s: %q as %s, %v", c.desc, got, r.Quality.Format, err)
		}
	}
}

func TestReadPortalRefuses(t *testing.T) {
	row := func(date, from, to, kwh string) string {
		return fmt.Sprintf(`[{"dateEffacement":%q,"heureDebut":%q,"heureFin":%q,"consoReelle":%q}]`, date, from, to, kwh)
	}
	for _, c := range []struct {
		desc, body string
		id         fault.ID
	}{
		{"truncated", portal[:len(portal)/2], msgCut},
		{"broken", strings.Replace(portal, `"heureDebut":`, `"heureDebut"`, 1), msgBadLine},
		{"a date that is none", row("demain", "06:00", "10:00", "1"), msgTime},
		{"an hour that is none", row("2027-01-15", "6 h", "10:00", "1"), msgTime},
		{"backwards", row("2027-01-15", "10:00", "06:00", "1"), msgBackwards},
		{"a number that is none", row("2027-01-15", "06:00", "10:00", "\x1b[31mbeaucoup"), msgNumber},
		{"a number that cannot be", row("2027-01-15", "06:00", "10:00", "1e9"), msgNumber},
		{"headings alone", "dateEffacement;heureDebut;heureFin\n", msgNoRows},
	} {
		body := strings.ReplaceAll(c.body, `\x1b`, `\u001b`)
		r, err := Read(strings.NewReader(body), "x", Options{Home: "h"})
		var f *fault.Error
		if !errors.As(err, &f) || f.ID != c.id || len(r.Figures) != 0 {
			t.Errorf("%s: %v, want %s", c.desc, err, c.id)
		}
	}
}

func FuzzReadPortal(f *testing.F) {
	f.Add(portal)
	f.Add("\xa0")
	f.Add("dateEffacement;heureDebut;heureFin;consoReelle\n2027-01-15;06:00;10:00;18,37\n")
	f.Add(`{"a":[{"dateEffacement":"2027-01-15","heureDebut":"24:00","heureFin":"24:59"}]}`)
	f.Fuzz(func(t *testing.T, body string) {
		r, err := Read(strings.NewReader(body), "x", Options{Home: "h", Format: Portal})
		var known *fault.Error
		if err != nil && !errors.As(err, &known) {
			t.Fatalf("an error without a sentence: %v", err)
		}
		for _, g := range r.Figures {
			if !g.Start.Before(g.End) {
				t.Fatalf("a figure of no time: %+v", g)
			}
		}
	})
}

// Ensure an owner's export has the figures in every form, and that reading it back takes
// them for nothing else.
func TestExportHasTheFigures(t *testing.T) {
	r, err := Read(strings.NewReader(portal), "x", Options{Home: "h"})
	if err != nil {
		t.Fatal(err)
	}
	energy := series.New(series.Energy, r.Figures[0].Start, 15*time.Minute, 8)
	for i := range energy.Values {
		energy.Values[i] = 0.5
	}
	h := Holding{Profile: home.Profile{ID: "h", Portal: r.Figures}, Set: series.Set{{Kind: series.Energy}: energy}}
	for name, write := range map[string]func(io.Writer, Holding) error{"csv": WriteCSV, "json": WriteJSON, "influx": WriteInflux} {
		var b strings.Builder
		if err := write(&b, h); err != nil {
			t.Fatal(name, err)
		}
		if !strings.Contains(b.String(), "18.37") || !strings.Contains(b.String(), "13.03") {
			t.Errorf("%s: a figure is missing:\n%s", name, b.String())
		}
		if name == "json" {
			continue
		}
		back, err := Read(strings.NewReader(b.String()), "x", Options{Home: "h"})
		if err != nil || len(back.Batches) != 1 || back.Batches[0].Set.Get("", series.Energy).Known() != 8 {
			t.Errorf("%s, read back: %+v, %v", name, back.Batches, err)
		}
	}
}
