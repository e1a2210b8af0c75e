package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"courant/coach/plan"
	"courant/tui/plain"
	"courant/tui/text"
)

// writeICal writes one calendar entry a set-point change (RFC 5545), before and after in its
// description, all of them in the calendar's own; where Hilo drives the thermostats it
// refuses. at is the moment of the question, so that the same question gives the same file.
func writeICal(out io.Writer, l text.Lang, p plan.Plan, loc *time.Location, at time.Time) error {
	if err := refuseDriven(l, p, loc); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	line := func(s string) { foldICal(w, s) }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//courant//plan//FR")
	line("CALSCALE:GREGORIAN")
	line("X-WR-CALNAME:" + escapeICal("courant "+string(p.Home)))
	preview := columns(plain.Preview(l, p, loc))
	for i := range preview {
		preview[i] = escapeICal(preview[i])
	}
	line("X-WR-CALDESC:" + strings.Join(preview, `\n`))
	const utc = "20060102T150405Z"
	for _, z := range p.Zones {
		for _, c := range plain.Changes(z) {
			line("BEGIN:VEVENT")
			line("UID:" + escapeICal(fmt.Sprintf("%s-%s-%s@courant", p.Home, z.Zone, c.At.UTC().Format(utc))))
			line("DTSTAMP:" + at.UTC().Format(utc))
			line("DTSTART:" + c.At.UTC().Format(utc))
			line("DTEND:" + c.Until.UTC().Format(utc))
			line("SUMMARY:" + escapeICal(text.Capital(l.Zone(z.Zone))+" : "+l.C(c.To)))
			line("DESCRIPTION:" + escapeICal(l.C(c.From)+" → "+l.C(c.To)+" ("+l.Code(c.Phase)+", "+l.Clock(c.At.In(loc))+")"))
			line("BEGIN:VALARM") // a calendar that says nothing would change no thermostat
			line("ACTION:DISPLAY")
			line("TRIGGER:PT0S")
			line("DESCRIPTION:" + escapeICal(text.Capital(l.Zone(z.Zone))+" : "+l.C(c.To)))
			line("END:VALARM")
			line("END:VEVENT")
		}
	}
	line("END:VCALENDAR")
	return w.Flush()
}

// escapeICal escapes a text value.
func escapeICal(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text.Clean(s, 0))
}

// foldICal writes a content line, folded at 75 bytes between runes.
func foldICal(w *bufio.Writer, s string) {
	width := 0
	for _, r := range s {
		n := len(string(r))
		if width+n > 75 {
			w.WriteString("\r\n ")
			width = 1
		}
		w.WriteRune(r)
		width += n
	}
	w.WriteString("\r\n")
}

// writeHomeAssistant writes an automations file: one automation a zone, with a time trigger
// for each change, held to the plan's dates. It begins with the preview as comments; nothing
// is switched by writing it. Where Hilo drives the thermostats it refuses.
func writeHomeAssistant(out io.Writer, l text.Lang, p plan.Plan, loc *time.Location) error {
	if err := refuseDriven(l, p, loc); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, s := range append([]string{l.Tables().HomeAssistant, ""}, columns(plain.Preview(l, p, loc))...) {
		fmt.Fprintln(w, strings.TrimRight("# "+s, " "))
	}
	none := true
	for _, z := range p.Zones {
		all := plain.Changes(z)
		if len(all) == 0 {
			continue
		}
		none = false
		date := all[len(all)-1].At.In(loc).Format(time.DateOnly)
		fmt.Fprintf(w, "- id: %q\n  alias: %q\n  mode: queued\n  triggers:\n", "courant_"+entity(string(p.Home))+"_"+entity(z.Zone)+"_"+strings.ReplaceAll(date, "-", ""), "courant : "+l.Zone(z.Zone)+", "+date)
		for i, c := range all {
			fmt.Fprintf(w, "    - trigger: time\n      id: \"%d\"\n      at: %q\n", i, c.At.In(loc).Format("15:04:05"))
		}
		fmt.Fprint(w, "  actions:\n    - choose:\n")
		for i, c := range all {
			fmt.Fprintf(w, "        - conditions:\n            - condition: trigger\n              id: \"%d\"\n            - condition: template\n              value_template: %q\n          sequence:\n            - action: climate.set_temperature\n              target:\n                entity_id: %q\n              data:\n                temperature: %.1f\n",
				i, "{{ now().date().isoformat() == '"+c.At.In(loc).Format(time.DateOnly)+"' }}", "climate."+entity(z.Zone), float64(c.To))
		}
	}
	if none {
		fmt.Fprintln(w, "[]")
	}
	return w.Flush()
}

// entity is a name as Home Assistant makes object ids: lower case without accents, digits, and
// one underscore for whatever else lies between.
func entity(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return cmp.Or(b.String(), "unknown")
}
