package main

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"courant/coach/series"
)

// A roomValues is what a room shows at a moment, as text: set-point, indoor temperature, heating.
type roomValues func(room string, t time.Time) (setpoint, indoor, kwh string)

// steady is a room that is held.
func steady(string, time.Time) (setpoint, indoor, kwh string) { return "21", "21.0", "0.35" }

// month is how much history the homes of these tests have, where they have any.
const month = 30 * 24 * time.Hour

// badHome is a person with a home of two rooms, measured for a while up to their moment, in
// some cold, with the weather two days on and an event the next morning.
func badHome(t *testing.T, now time.Time, length time.Duration, cold float64, of roomValues) *person {
	t.Helper()
	p := newPerson(t)
	p.now = now
	var h, z strings.Builder
	h.WriteString("start,energy_kwh,outdoor_c\n")
	z.WriteString("start,zone,setpoint_c,indoor_c,heating_kwh\n")
	end, loc := p.now.Truncate(15*time.Minute), series.Toronto()
	for at := end.Add(-length); at.Before(end.Add(48 * time.Hour)); at = at.Add(15 * time.Minute) {
		stamp, out := at.In(loc).Format(time.RFC3339), coldAt(cold, at)
		if !at.Before(end) {
			fmt.Fprintf(&h, "%s,,%.1f\n", stamp, out)
			continue
		}
		fmt.Fprintf(&h, "%s,1.2,%.1f\n", stamp, out)
		for _, room := range []string{"chambre", "salon"} {
			sp, in, kwh := of(room, at)
			fmt.Fprintf(&z, "%s,%s,%s,%s,%s\n", stamp, room, sp, in, kwh)
		}
	}
	p.must(exitDone, "import", p.file("bad-home.csv", h.String()), "--home", "h-1", "--city", "quebec")
	p.must(exitDone, "import", p.file("bad-zones.csv", z.String()), "--home", "h-1", "--map", "zone=zone")
	p.must(exitDone, "home", "h-1", "set", "rate=winter-credit", "programme=winter-credit")
	day := p.now.In(loc).AddDate(0, 0, 1).Format(time.DateOnly)
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", day+"T06:00", "--end", day+"T10:00")
	return p
}

func coldAt(cold float64, t time.Time) float64 {
	return cold + 3*math.Sin(2*math.Pi*float64(t.Hour())/24)
}

var evening = time.Date(2027, 1, 14, 23, 4, 0, 0, time.UTC)

// says wants an exit code of a command in both languages, and what each says, as one word of
// it or more; no answer may speak of what cannot be done as a solver does.
func (p *person) says(code int, args []string, fr, en string) {
	p.t.Helper()
	for lang, want := range map[string]string{"fr": fr, "en": en} {
		got, out, errOut := p.run(append(args, "--lang", lang)...)
		all := breakable(out + errOut)
		if got != code || !strings.Contains(all, want) {
			p.t.Errorf("courant %s, %s: exit %d, want %d and\n%s\nin\n%s", strings.Join(args, " "), lang, got, code, want, all)
		}
		for _, word := range []string{"nfeasible", "nfaisable", "NaN °C", "%!", "panic"} {
			if strings.Contains(all, word) {
				p.t.Errorf("courant %s, %s speaks of %q:\n%s", strings.Join(args, " "), lang, word, all)
			}
		}
	}
}

// whole wants of a plan as JSON that every zone has all slots of its day, each with a set-point
// or null and a price, and gives it.
func (p *person) whole(slots int, args ...string) map[string]any {
	p.t.Helper()
	code, out, errOut := p.run(append([]string{"plan", "--json"}, args...)...)
	if code != exitDone && code != exitDegraded {
		p.t.Fatalf("exit %d: %s", code, errOut)
	}
	x := object(p.t, out)
	for _, z := range x["zones"].([]any) {
		all := z.(map[string]any)["slots"].([]any)
		if len(all) != slots {
			p.t.Errorf("%v has %d slots, want %d", z.(map[string]any)["zone"], len(all), slots)
		}
		for _, s := range all {
			if c, ok := s.(map[string]any)["setpoint_c"].(float64); ok && (c < 15 || c > 25) {
				p.t.Fatalf("a set-point of %.1f °C", c)
			}
		}
	}
	return x
}

// The planner's part of issue 7, "Bad input": always a plan or a clear reason.

func TestBadInputNaN(t *testing.T) {
	gaps := func(room string, at time.Time) (string, string, string) {
		if at.Hour()%5 == 3 {
			return "NaN", "nan", "NaN" // as Python writes a gap
		}
		return steady(room, at)
	}
	p := badHome(t, evening, month, -12, gaps)
	p.whole(96)
	p.says(exitDone, []string{"plan"}, "Pendant l'événement :", "During the event:")
	infinite := p.file("inf.csv", "start,zone,indoor_c\n2027-01-14T10:00:00-05:00,salon,inf\n")
	p.says(exitFailed, []string{"import", infinite, "--home", "h-1", "--map", "zone=zone"},
		`ligne 2, colonne « indoor_c » : « inf » n'est pas un nombre`, `line 2, column "indoor_c": "inf" is not a number`)
	p.says(exitUsage, []string{"home", "h-1", "set", "zones.salon.floor_c=NaN"}, "attendu 5–30", "wanted 5–30")
	problem := p.file("nan.json", `{"step_h":0.25,"a":[[NaN]],"b":[1],"d":[[0]],"x0":[20],"price":[0.1],"power_max":[1],"low":[18],"high":[22],"comfort_price":0.5}`)
	p.says(exitFailed, []string{"plan", "--problem", problem}, "nan.json", "nan.json")
}

func TestBadInputReversedBounds(t *testing.T) {
	p := badHome(t, evening, month, -12, steady)
	p.says(exitUsage, []string{"home", "h-1", "set", "low_c=23", "high_c=17"},
		"low_c (23 °C) dépasse high_c (17 °C) : rien n'a été changé.", "low_c (23 °C) is above high_c (17 °C): nothing was changed.")
	// A room's own floor above everything else is kept, softly: nobody is heated beyond their habit.
	p.must(exitDone, "home", "h-1", "set", "zones.salon.floor_c=25")
	p.says(exitDone, []string{"plan"}, "Votre consigne habituelle (salon), 6 h–10 h : limite tenue; sans elle, le plan aurait baissé la consigne de", "Your usual set-point (living room), 6:00–10:00: limit kept; without it the plan would have set")
	p.whole(96)
	reversed := p.file("reversed.json", `{"step_h":0.25,"a":[[0.9]],"b":[1],"d":[[0.5],[0.5]],"x0":[20],"price":[0.1,0.1],"power_max":[1,1],"low":[22,22],"high":[18,18],"comfort_price":0.5}`)
	x := object(t, p.must(exitDone, "plan", "--problem", reversed))
	if gap := x["gap_dollars"].(float64); !(gap <= 1e-6) || x["power_kw"] == nil {
		t.Errorf("a problem with bounds the wrong way round: %v", x)
	}
}

func TestBadInputZeroCapacity(t *testing.T) {
	off := func(room string, at time.Time) (string, string, string) {
		if room == "salon" {
			return "21", "14.0", "0"
		}
		return steady(room, at)
	}
	p := badHome(t, evening, month, -12, off)
	p.says(exitUsage, []string{"home", "h-1", "set", "zones.salon.power_kw=0"}, "attendu 0.1–50", "wanted 0.1–50")
	p.says(exitDone, []string{"plan"},
		"aucune chaleur mesurée depuis des semaines alors que la pièce reste sous sa consigne (salon)", "no heat measured for weeks although the room stays below its set-point (living room)")
	x := p.whole(96)
	// The bedroom alone can save; it never drew more than 1.4 kW.
	if saved := x["without_event_energy_kwh"].(float64) - x["event_energy_kwh"].(float64); x["confidence"] != "low" || !(saved > 0 && saved <= 4*1.4) {
		t.Errorf("confidence %v, %.1f kWh saved", x["confidence"], saved)
	}
	zero := p.file("zero.json", `{"step_h":0.25,"a":[[0.9]],"b":[1],"d":[[0.5],[0.5]],"x0":[20],"price":[0.1,0.1],"power_max":[0,0],"low":[20,20],"high":[22,22],"comfort_price":0.5}`)
	if x := object(t, p.must(exitDone, "plan", "--problem", zero)); fmt.Sprint(x["power_kw"]) != "[0 0]" || !(x["gap_dollars"].(float64) <= 1e-6) {
		t.Errorf("a problem without any power: %v", x)
	}
}

func TestBadInputCannotHoldItsSetpoint(t *testing.T) {
	weak := func(room string, at time.Time) (string, string, string) {
		if room == "salon" { // all of its one kilowatt, and yet far too cold
			return "21", fmt.Sprintf("%.1f", 14.5+math.Sin(float64(at.Unix())/9000)), "0.25"
		}
		return "21", "21.0", "0.5"
	}
	p := badHome(t, evening, month, -30, weak)
	p.must(exitDone, "home", "h-1", "set", "zones.salon.power_kw=1")
	p.says(exitDone, []string{"plan"},
		"par ce froid le chauffage n'y suffit pas, avec ou sans plan; il manque", "in this cold the heating is not enough, plan or no plan; it is")
	p.says(exitDone, []string{"plan"}, "Grand froid : 3 °C au plus (salon), 6 h–10 h : limite tenue; sans elle, le plan aurait baissé la consigne de", "Deep cold: 3 °C at most (living room), 6:00–10:00: limit kept; without it the plan would have set")
	for _, z := range p.whole(96)["zones"].([]any) {
		zone := z.(map[string]any)
		for _, s := range zone["slots"].([]any) {
			if s := s.(map[string]any); zone["zone"] == "salon" && s["setpoint_c"].(float64) < s["usual_c"].(float64) {
				t.Fatalf("a room that cannot be held is lowered at %v", s["start"])
			}
		}
	}
}

func TestBadInputOneHourOfHistory(t *testing.T) {
	p := badHome(t, evening, time.Hour, -12, steady)
	p.says(exitDegraded, []string{"plan"},
		"Fiabilité du modèle : faible; moins de sept jours de mesures", "Confidence in the model: low; fewer than seven days of readings")
	p.says(exitDegraded, []string{"plan"}, "10 h 45 : de nouveau comme d'habitude : chambre, salon.", "10:45: back to the usual: bedroom, living room.")
	if x := p.whole(96); x["confidence"] != "low" || x["method"] != "offsets" {
		t.Errorf("confidence %v, method %v", x["confidence"], x["method"])
	}
	empty := newPerson(t)
	empty.must(exitDone, "import", empty.file("one.csv", "start,energy_kwh\n2027-01-14T17:00:00-05:00,1.2\n2027-01-14T17:15:00-05:00,1.1\n"), "--home", "h-1")
	empty.whole(96)
}

func TestBadInputSensorOutdoors(t *testing.T) {
	p := badHome(t, evening, month, -12, func(room string, at time.Time) (string, string, string) {
		if room == "salon" {
			return "21", fmt.Sprintf("%.1f", coldAt(-12, at)+0.4), "0.35"
		}
		return steady(room, at)
	})
	p.says(exitDone, []string{"plan"},
		"capteur qui suit la température du dehors, laissé de côté (salon)", "sensor that follows the outdoor temperature, left out (living room)")
	x := p.whole(96)
	if x["confidence"] != "low" {
		t.Errorf("confidence %v", x["confidence"])
	}
	for _, z := range x["zones"].([]any) {
		zone := z.(map[string]any)
		for _, s := range zone["slots"].([]any) {
			if c, ok := s.(map[string]any)["indoor_c"].(float64); zone["zone"] == "salon" && ok && c < 10 {
				t.Fatalf("the room is thought to be at %.1f °C", c)
			}
		}
	}
}

func TestBadInputPastEvent(t *testing.T) {
	p := badHome(t, evening, month, -12, steady)
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", "2027-01-12T06:00", "--end", "2027-01-12T10:00")
	past := []string{"plan", "--date", "2027-01-12"}
	p.says(exitDone, past, "C'est du passé : voici le plan tel qu'il était au début de cette journée", "This is past: here is the plan as it stood at the start of that day")
	for _, form := range []string{"--ical", "--home-assistant"} {
		p.says(exitUsage, append(past, form), "L'événement du mardi 12 janvier 2027 est passé : rien à écrire", "The event of Tuesday, January 12, 2027 is past: nothing to write")
	}
	p.whole(96, "--date", "2027-01-12")
	if n := len(plansGiven(p)); n != 0 {
		t.Errorf("%d plans of a past event are kept", n)
	}
	p.says(exitDegraded, []string{"plan", "--date", "2020-01-12"}, "aucune température extérieure", "no outdoor temperature")
	p.says(exitDone, []string{"plan", "--date", "2031-01-12"}, "Rien à changer : les consignes habituelles restent.", "Nothing to change: the usual set-points stay.")
}

func TestBadInputTwoEventsADay(t *testing.T) {
	p := badHome(t, evening, month, -12, steady)
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", "2027-01-15T16:00", "--end", "2027-01-15T20:00")
	p.says(exitDone, []string{"plan"}, "Pendant les événements :", "During the events:")
	x := p.whole(96)
	if n := len(x["windows"].([]any)); n != 2 {
		t.Errorf("%d windows", n)
	}
	phases := map[string]bool{}
	for _, s := range x["zones"].([]any)[0].(map[string]any)["slots"].([]any) {
		slot := s.(map[string]any)
		if at := slot["start"].(string)[11:13]; slot["phase"] == "reduction" && slot["setpoint_c"].(float64) < slot["usual_c"].(float64) {
			phases[at] = true
		}
	}
	for _, hour := range []string{"06", "09", "16", "19"} {
		if !phases[hour] {
			t.Errorf("no reduction at %s h", hour)
		}
	}
}

func TestBadInputClockChangeNight(t *testing.T) {
	// The night before the event has no hour from two to three.
	p := badHome(t, time.Date(2027, 3, 13, 23, 4, 0, 0, time.UTC), month, -12, steady)
	x := p.whole(92)
	if from := x["from"].(string); from != "2027-03-14T00:00:00-05:00" {
		t.Errorf("from %s", from)
	}
	starts := map[string]bool{}
	for _, s := range x["zones"].([]any)[0].(map[string]any)["slots"].([]any) {
		starts[s.(map[string]any)["start"].(string)] = true
	}
	if !starts["2027-03-14T01:45:00-05:00"] || !starts["2027-03-14T03:00:00-04:00"] || len(starts) != 92 {
		t.Errorf("%d moments", len(starts))
	}
	p.says(exitDone, []string{"plan"}, "Événement : dimanche 14 mars, de 6 h à 10 h.", "Sunday, March 14, from 6:00 to 10:00.")
	p.says(exitUsage, []string{"plan", "--at", "2027-03-14T02:30"}, "n'existe pas, l'horloge avance. Écrivez 2027-03-14T01:30:00-05:00 ou 2027-03-14T03:30:00-04:00.",
		"does not exist, the clock goes forward. Write 2027-03-14T01:30:00-05:00 or 2027-03-14T03:30:00-04:00.")
	// The longer night of the autumn, outside of any season: the day is whole.
	autumn := badHome(t, time.Date(2026, 10, 31, 22, 4, 0, 0, time.UTC), month, 4, steady)
	autumn.whole(100, "--date", "2026-11-01")
	autumn.says(exitUsage, []string{"plan", "--at", "2026-11-01T01:30"}, "2026-11-01T01:30:00-04:00 ou 2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00")
}
