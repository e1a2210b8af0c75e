package thermal

import (
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// An Answer is `courant thermal --json`: a learned home as a person may read it.
type Answer struct {
	Schema     int          `json:"schema"`
	Home       home.ID      `json:"home"`
	Simulated  bool         `json:"simulated"`
	From       time.Time    `json:"from"`
	To         time.Time    `json:"to"`
	HeatFrom   string       `json:"heat_from"` // "zones", "home", "meter", ""
	UA         Figure       `json:"ua_w_per_k"`
	Zones      []ZoneAnswer `json:"zones"`
	Confidence Confidence   `json:"confidence"` // the lowest of the zones
}

// A Figure is a Quantity as JSON, in the unit of its field's name. Where identified is
// false the value is assumed.
type Figure struct {
	Value      series.Maybe `json:"value"`
	Low        series.Maybe `json:"low"`
	High       series.Maybe `json:"high"`
	Prior      series.Maybe `json:"prior"`
	Identified bool         `json:"identified"`
}

// A ZoneAnswer is one zone.
type ZoneAnswer struct {
	Zone       string         `json:"zone"`
	WholeHome  bool           `json:"whole_home"` // no indoor sensor
	Days       float64        `json:"days"`
	UA         Figure         `json:"ua_w_per_k"`
	Slow       Figure         `json:"slow_time_constant_h"`
	Fast       Figure         `json:"fast_time_constant_h"`
	Half       Figure         `json:"half_life_h"`           // until half of the warmth over outdoors is gone
	Fall       Figure         `json:"fall_3h_at_minus_20_c"` // °C lost in 3 h without heat
	Air        Figure         `json:"air_kwh_per_k"`
	Mass       Figure         `json:"mass_kwh_per_k"`
	Coupling   Figure         `json:"air_to_mass_w_per_k"`
	Direct     Figure         `json:"direct_share"` // of the loss that bypasses the mass
	Aperture   Figure         `json:"solar_aperture_m2"`
	GainKW     Figure         `json:"gain_kw"` // mean of the day
	GainsKW    []series.Maybe `json:"gains_by_hour_kw"`
	OneNode    OneNodeAnswer  `json:"one_node"`
	Noise      NoiseAnswer    `json:"noise"`
	IndoorC    series.Maybe   `json:"state_indoor_c"` // filtered, at the end of the data
	MassC      series.Maybe   `json:"state_mass_c"`
	Excitation ExciteAnswer   `json:"excitation"`
	Scores     []ScoreAnswer  `json:"scores"`
	Confidence Confidence     `json:"confidence"`
	Reasons    []string       `json:"reasons"`
}

// A OneNodeAnswer is the 1R1C form.
type OneNodeAnswer struct {
	UA       series.Maybe `json:"ua_w_per_k"`
	Capacity series.Maybe `json:"capacity_kwh_per_k"`
}

// A NoiseAnswer is what the model does not explain.
type NoiseAnswer struct {
	SensorC series.Maybe `json:"sensor_c"`
	GainKW  series.Maybe `json:"gain_kw"`
	GainH   series.Maybe `json:"gain_lasts_h"`
}

// An ExciteAnswer is what could tell the capacities.
type ExciteAnswer struct {
	Steps    int  `json:"setpoint_steps"`
	Coolings int  `json:"free_coolings"`
	Enough   bool `json:"enough"`
}

// A ScoreAnswer is one lead on held-back windows with a set-point change.
type ScoreAnswer struct {
	Hours        int          `json:"hours"`
	RMSE         series.Maybe `json:"rmse_c"`
	PersistenceC series.Maybe `json:"persistence_rmse_c"`
	Windows      int          `json:"windows"`
}

// Tell learns a home and writes it down, scores included (each zone is then fitted twice).
func Tell(h History) Answer {
	learned := Learn(h)
	a := Answer{
		Schema: 1, Home: h.Home.ID, Simulated: h.Home.Simulated, From: learned.From, To: learned.To, HeatFrom: learned.Metered,
		UA: figure(learned.UA, 1000), Zones: []ZoneAnswer{}, Confidence: Good,
	}
	for _, z := range learned.Zones {
		told := z.tell()
		a.Zones = append(a.Zones, told)
		a.Confidence = lower(a.Confidence, told.Confidence)
	}
	if len(a.Zones) == 0 {
		a.Confidence = Low
	}
	return a
}

func lower(a, b Confidence) Confidence {
	for _, c := range []Confidence{Low, Fair} {
		if a == c || b == c {
			return c
		}
	}
	return Good
}

func figure(q Quantity, scale float64) Figure {
	return Figure{
		Value: series.Maybe(q.Value * scale), Low: series.Maybe(q.Low * scale), High: series.Maybe(q.High * scale),
		Prior: series.Maybe(q.Prior * scale), Identified: q.Identified,
	}
}

// tell writes a zone down. A model that does not beat persistence is not shown as better.
func (z Zone) tell() ZoneAnswer {
	f := z.Fitted
	const halves = 0.6931471805599453 // ln 2
	t := ZoneAnswer{
		Zone: z.Name, WholeHome: f.WholeHome, Days: f.Days,
		UA: figure(f.UA, 1000), Slow: figure(f.Slow, 1), Fast: figure(f.Fast, 1), Half: figure(f.Slow, halves), Fall: figure(f.Drop3h, 1),
		Air: figure(f.Air, 1), Mass: figure(f.Mass, 1), Coupling: figure(f.Coupling, 1000), Direct: figure(f.Direct, 1),
		Aperture: figure(f.Aperture, 1), GainKW: figure(f.GainsMeanKW, 1),
		OneNode: OneNodeAnswer{UA: series.Maybe(1000 * f.OneNode.UA), Capacity: series.Maybe(f.OneNode.C)},
		Noise:   NoiseAnswer{SensorC: series.Maybe(f.Noise.SensorC), GainKW: series.Maybe(f.Noise.GainKW), GainH: series.Maybe(f.Noise.GainH)},
		IndoorC: series.Maybe(f.State.Air), MassC: series.Maybe(f.State.Mass),
		Excitation: ExciteAnswer(f.Excitation), Confidence: f.Confidence, Reasons: f.Reasons,
	}
	for _, g := range f.Gains {
		t.GainsKW = append(t.GainsKW, series.Maybe(g.Value))
	}
	for _, s := range Scores(z.Data, z.Prior) {
		t.Scores = append(t.Scores, ScoreAnswer{s.Hours, series.Maybe(s.RMSE), series.Maybe(s.Persistence), s.Windows})
		if s.Hours == 6 && s.RMSE >= s.Persistence {
			t.Reasons = append(t.Reasons, NotBetter)
			t.Confidence = lower(t.Confidence, Fair)
		}
	}
	return t
}
