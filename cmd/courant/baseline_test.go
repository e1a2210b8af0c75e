package main

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"courant/coach/series"
)

// What each method gains for energy burnt on purpose is told with --gaming, for every
// method: nothing for courant by the anchor. What was left out is told without being asked.
func TestBaselineTellsGainsScoresAndWhatWasLeftOut(t *testing.T) {
	p := imported(t)
	w := p.file("w.csv", "start,end\n2027-01-12T06:00:00-05:00,2027-01-12T10:00:00-05:00\n2027-01-13T16:00:00-05:00,2027-01-13T20:00:00-05:00\n")
	methods := []string{"hq-credit", "hilo", "persistence", "courant", "courant-anchor", "ridge-0", "ridge-0.5"}
	for _, l := range strings.Split(strings.TrimSpace(p.must(exitDone, "baseline", "h-1", "--windows", w, "--gaming", "--json")), "\n") {
		x := object(t, l)
		if _, ok := x["left_out"].([]any); !ok {
			t.Errorf("left_out: %v", x["left_out"])
		}
		gaming, _ := x["gaming"].([]any)
		if len(gaming) != len(methods) {
			t.Fatalf("gaming of %d methods: %v", len(gaming), gaming)
		}
		for i, g := range gaming {
			g := g.(map[string]any)
			if g["method"] != methods[i] {
				t.Errorf("method %v, want %s", g["method"], methods[i])
			}
			if g["method"] == "courant" && g["anchor"] != 0.0 {
				t.Errorf("courant gains %v by the anchor", g["anchor"])
			}
		}
	}
	for lang, words := range map[string][]string{"en": {"RRMSE", "gain anchor", "ft out"}, "fr": {"RRMSE", "gain ancrage", "aissé de côté"}} {
		out := p.must(exitDone, "baseline", "h-1", "--windows", w, "--gaming", "--lang", lang)
		for _, word := range append(words, methods...) {
			if !strings.Contains(out, word) {
				t.Errorf("%s: no %q in\n%s", lang, word, out)
			}
		}
	}
	if out := p.must(exitDone, "baseline", "h-1", "--window", "2027-01-12T06:00/2027-01-12T10:00", "--gaming"); !strings.Contains(out, "gain") {
		t.Errorf("no gains of one window:\n%s", out)
	}
}

// Events that nobody listed are found by whichever sign speaks: set-points that drop, whatever
// the load, a load that falls, whatever the set-points; a label is an event without either.
// Each is told as left out, and the estimate of a later window is that of a home where all
// were listed. So it is in a programme that runs no more, too.
func TestBaselineFindsEventsByLabelSetpointOrLoad(t *testing.T) {
	dropped, fell, listed := "2027-01-05T06:00", "2027-01-08T06:00", "2027-01-07T06:00"
	for _, programme := range []string{"winter-credit", "hilo"} {
		answer := func(label ...string) (left map[string]string, kWh float64) {
			p := newPerson(t)
			whole, zones := eventfulHome(p, dropped, fell, listed)
			p.must(exitDone, "import", whole, "--home", "h-1", "--city", "quebec")
			p.must(exitDone, "import", zones, "--home", "h-1", "--map", "zone=zone")
			p.must(exitDone, "home", "h-1", "set", "programme="+programme)
			for _, start := range label {
				p.must(exitDone, "event", "add", "--programme", programme, "--start", start, "--end", start[:11]+"10:00")
			}
			x := object(t, p.must(exitDone, "baseline", "h-1", "--window", "2027-01-12T06:00/2027-01-12T10:00", "--method", "courant", "--json"))
			left = map[string]string{}
			for _, o := range x["left_out"].([]any) {
				o := o.(map[string]any)
				left[o["code"].(string)+" "+o["from"].(string)[:16]] = o["to"].(string)[:16]
			}
			kWh, _ = x["methods"].([]any)[0].(map[string]any)["kwh"].(float64)
			return left, kWh
		}
		all, want := answer(dropped, fell, listed)
		left, got := answer(listed)
		if len(all) != 0 {
			t.Errorf("%s: all listed, and told as left out: %v", programme, all)
		}
		for _, day := range []string{dropped[:10], fell[:10]} { // with preheat and recovery
			if left["unlabelled-event "+day+"T03:00"] != day+"T16:00" || len(left) != 2 {
				t.Errorf("%s: the event of %s is not told as left out: %v", programme, day, left)
			}
		}
		if got == 0 || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v kWh with events found, %v with all listed", programme, got, want)
		}
	}
}

// eventfulHome is forty days of a home of two zones in which three mornings were events: one
// that only set-points show (a zone that hardly heats), one that only the load shows, and one
// that neither does.
func eventfulHome(p *person, dropped, fell, listed string) (whole, zones string) {
	var h, z strings.Builder
	h.WriteString("start,energy_kwh,outdoor_c,solar_wm2\n")
	z.WriteString("start,zone,setpoint_c\n")
	loc := series.Toronto()
	end := p.now.Truncate(time.Hour)
	for t := end.Add(-40 * 24 * time.Hour); t.Before(end); t = t.Add(time.Hour) {
		at := t.In(loc)
		hour := float64(at.Hour())
		out := -10 + 5*math.Sin(2*math.Pi*(hour-9)/24) + 4*math.Sin(float64(t.Unix())/360000)
		kWh, set := 2+0.16*(21-out)+0.4*math.Sin(float64(t.Unix())/5000), 21.0
		if hour >= 6 && hour < 10 {
			switch at.Format("2006-01-02") {
			case dropped[:10]:
				set = 18
			case fell[:10]:
				kWh *= 0.3
			}
		}
		fmt.Fprintf(&h, "%s,%.4f,%.1f,0\n", at.Format(time.RFC3339), kWh, out)
		fmt.Fprintf(&z, "%s,salon,%.1f\n%s,chambre,%.1f\n", at.Format(time.RFC3339), set, at.Format(time.RFC3339), set-1)
	}
	return p.file("home.csv", h.String()), p.file("zones.csv", z.String())
}
