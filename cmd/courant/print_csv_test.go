package main

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/series"
	"courant/tui/text"
)

// Ensure every command either lists --csv in its help and answers it with a table of stable
// columns, or does not list it and refuses it, naming those that do.
func TestEveryCommandGivesTheCSVThatItLists(t *testing.T) {
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "2")
	rows, err := csv.NewReader(strings.NewReader(p.must(exitDone, "homes", "--csv"))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	id := rows[1][0]
	event := "winter-credit-20270115T0600"
	// How a tabular command is asked, and the columns that its table begins with.
	asked := map[string]struct {
		args []string
		want string
		code int
	}{
		"homes":          {nil, "home,city,from,to,step_s,kinds,zones,coverage", exitDone},
		"home":           {[]string{id}, "home,key,value,origin", exitDone},
		"export":         {[]string{id}, "", exitDone},
		"event list":     {nil, "id,programme,start,end,announced_at,state,phase,source,rule", exitDone},
		"event feeds":    {nil, "source", exitDone},
		"weather list":   {nil, "city,start,end,kind,issued_at,outdoor_c", exitDone},
		"baseline":       {[]string{id, "--event", event}, "home,start,end,actual_kwh,name,kwh,low_kwh,high_kwh", exitDone},
		"plan":           {[]string{id}, "start,zone,setpoint_c", exitDone},
		"tariff list":    {nil, "rate,item,unit,price_dollars", exitDone},
		"tariff bill":    {[]string{id, "--from", "2026-12-01", "--to", "2027-01-01", "--rate", "d"}, "home,rate,item,quantity,unit,price_dollars,dollars", exitDone},
		"tariff compare": {[]string{id, "--from", "2026-12-01", "--to", "2027-01-01"}, "home,rate,from,to", exitDone},
		"fleet rank":     {nil, "home,city,weight,cause,zone,since", exitDone},
		"note":           {[]string{id}, "home,number,at,text", exitDone},
		"audit":          {nil, "", exitNotConfigured}, // nobody lives in the pilot
	}
	speaker := &app{loc: series.Toronto(), lang: text.English}
	speaker.cli = speaker.lang.CLI()
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		_, name, _ := strings.Cut(c.CommandPath(), " ")
		words := strings.Fields(name)
		if !c.Hidden {
			help := p.must(exitDone, append(words, "--help")...)
			ask, is := asked[name]
			if lists := strings.Contains(help, "\n  --csv "); lists != is {
				t.Errorf("%q lists --csv: %v, answers it: %v", name, lists, is)
			}
			if !is && !c.HasSubCommands() && c.Args(c, nil) != nil {
				ask.args = []string{"x"}
			}
			code, out, errOut := p.run(append(append(words, ask.args...), "--csv")...)
			switch {
			case !is && (code != exitUsage || out != "" || !strings.Contains(errOut, "fleet rank")):
				t.Errorf("%q --csv: exit %d, %q, %q", name, code, out, errOut)
			case is && code != ask.code:
				t.Errorf("%q --csv: exit %d, %s", name, code, errOut)
			case is && code == exitDone:
				rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
				if err != nil || len(rows) == 0 || !strings.HasPrefix(strings.Join(rows[0], ","), ask.want) {
					t.Errorf("%q --csv: %v, %.200s", name, err, out)
				}
			}
		}
		for _, s := range c.Commands() {
			walk(s)
		}
	}
	walk(speaker.root())
	if code, out, errOut := p.run("homes", "--csv", "--json"); code != exitUsage || out != "" || !strings.Contains(errOut, "--json, --csv") {
		t.Errorf("both forms: exit %d, %q, %q", code, out, errOut)
	}
}

// Ensure a table has a column for each scalar of a record, filled or not, and none for a list
// of records.
func TestWriteCSV(t *testing.T) {
	type inner struct {
		A int `json:"a"`
	}
	type row struct {
		Schema int          `json:"schema"`
		Name   string       `json:"name"`
		Gap    series.Maybe `json:"gap_kwh"`
		Words  []string     `json:"words"`
		At     *time.Time   `json:"at,omitempty"`
		In     *inner       `json:"in"`
		Many   []inner      `json:"many"`
		Own    string       `json:"-"`
		hidden int
	}
	at := time.Date(2027, 1, 15, 6, 0, 0, 0, time.UTC)
	all := []row{{1, "a,b", series.Unknown(), nil, nil, nil, nil, "x", 1}, {1, "c", 1.5, []string{"u", "v"}, &at, &inner{7}, []inner{{1}}, "y", 2}}
	var b strings.Builder
	if err := writeCSV(&b, len(all), func(i int) row { return all[i] }); err != nil {
		t.Fatal(err)
	}
	want := "name,gap_kwh,words,at,in_a\n\"a,b\",,,,\nc,1.5,u v,2027-01-15T06:00:00Z,7\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	b.Reset()
	if writeCSV(&b, 0, func(int) row { return row{} }); b.String() != "name,gap_kwh,words,at,in_a\n" {
		t.Errorf("no rows: %q", b.String())
	}
}
