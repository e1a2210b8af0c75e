package influx

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"courant/store/influx/influxtest"
)

// Ensure what automations write about events is read from every kind of server, whole, in
// order, and from a moment on; and that a measurement that is not there holds nothing.
func TestAnnotations(t *testing.T) {
	at := time.Date(2027, 1, 15, 11, 0, 0, 0, time.UTC)
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V1FluxAuth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			skipShort(t, v)
			b := influxtest.Start(t, v).Bucket(t)
			line := func(measurement string, day int, fields string) string {
				return fmt.Sprintf("%s,programme=flex-d %s %d", measurement, fields, at.AddDate(0, 0, day).Unix())
			}
			if err := b.Lines(
				line("peak_event", 2, `end="2027-01-17T10:00:00-05:00",title="Pointe \"du\" matin"`),
				line("peak_event", 0, `end="2027-01-15T10:00:00-05:00",withdrawn=true`),
				line("peak_event", -400, `end="2025-12-11T10:00:00-05:00"`),
				line("other", 0, `end=1800000000i,weight=0.5`),
			); err != nil {
				t.Fatal(err)
			}
			c, err := Open(configOf(b))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			for measurement, want := range map[string][]Annotation{
				"peak_event": {
					{at, map[string]string{"programme": "flex-d", "end": "2027-01-15T10:00:00-05:00", "withdrawn": "true"}},
					{at.AddDate(0, 0, 2), map[string]string{"programme": "flex-d", "end": "2027-01-17T10:00:00-05:00", "title": `Pointe "du" matin`}},
				},
				"other":                 {{at, map[string]string{"programme": "flex-d", "end": "1800000000", "weight": "0.5"}}},
				`no "such" measurement`: nil,
			} {
				got, err := c.Annotations(t.Context(), measurement, at.AddDate(0, 0, -30))
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %+v, %v; want %+v", measurement, got, err, want)
				}
			}
		})
	}
}
