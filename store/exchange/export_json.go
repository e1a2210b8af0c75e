package exchange

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// jsonEvent is an event as JSON has it.
type jsonEvent struct {
	ID          string         `json:"id"`
	Programme   home.Programme `json:"programme"`
	Start       time.Time      `json:"start"`
	End         time.Time      `json:"end"`
	AnnouncedAt *time.Time     `json:"announced_at"`
	Source      string         `json:"source"`
	Mode        home.Mode      `json:"mode,omitempty"`
	Withdrawn   bool           `json:"withdrawn,omitempty"`
	Skips       []jsonSkip     `json:"skips,omitempty"`
}

type jsonSkip struct {
	Zone string    `json:"zone,omitempty"`
	At   time.Time `json:"at"`
}

// WriteJSON writes one object: what was declared of the home, its events, and its series
// with their values, null for a gap:
//
//	{"schema":1,"home":…,"profile":{…},"events":[…],
//	"series":[{"zone":…,"kind":…,"unit":…,"forecast":…,"start":…,"step_s":…,"values":[…]}]}
func WriteJSON(w io.Writer, h Holding) error {
	out := bufio.NewWriter(w)
	loc := h.location()
	events := make([]jsonEvent, len(h.Events))
	for i, e := range h.events() {
		events[i] = toJSON(e, loc)
	}
	parts := []any{h.Profile.ID, h.Profile, events}
	for i, name := range []string{`{"schema":1,"home":`, `,"profile":`, `,"events":`} {
		b, err := json.Marshal(parts[i])
		if err != nil {
			return err
		}
		out.WriteString(name)
		out.Write(b)
	}
	out.WriteString(",\n\"series\":[")
	sep := "\n"
	for _, k := range h.Set.Keys() {
		s := h.Set[k].Trim()
		if s.Len() == 0 {
			continue
		}
		out.WriteString(sep)
		sep = ",\n"
		head, err := json.Marshal(struct {
			Zone     string    `json:"zone"`
			Kind     string    `json:"kind"`
			Unit     string    `json:"unit"`
			Forecast bool      `json:"forecast"`
			Start    time.Time `json:"start"`
			StepS    int64     `json:"step_s"`
		}{k.Zone, k.Kind.String(), k.Kind.Unit(), k.Forecast, s.Start.In(loc), int64(s.Step / time.Second)})
		if err != nil {
			return err
		}
		out.Write(head[:len(head)-1])
		writeValues(out, s)
		out.WriteString("]}")
	}
	out.WriteString("\n]}\n")
	return out.Flush()
}

// writeValues writes ,"values":[… without the closing bracket. An infinite value has no
// JSON and is a gap like NaN.
func writeValues(out *bufio.Writer, s series.Series) {
	out.WriteString(`,"values":[`)
	var b []byte
	for i, v := range s.Values {
		if i > 0 {
			out.WriteByte(',')
		}
		if !series.Maybe(v).Known() {
			out.WriteString("null")
			continue
		}
		b = strconv.AppendFloat(b[:0], v, 'f', -1, 64)
		out.Write(b)
	}
}

func toJSON(e event.Event, loc *time.Location) jsonEvent {
	j := jsonEvent{
		ID: e.ID, Programme: e.Programme, Start: e.Start.In(loc), End: e.End.In(loc),
		Source: e.Source, Mode: e.Mode, Withdrawn: e.Withdrawn,
	}
	if !e.AnnouncedAt.IsZero() {
		at := e.AnnouncedAt.In(loc)
		j.AnnouncedAt = &at
	}
	for _, s := range e.Skips {
		j.Skips = append(j.Skips, jsonSkip{s.Zone, s.At.In(loc)})
	}
	return j
}
