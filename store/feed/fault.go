package feed

import (
	"unicode/utf8"

	"courant/coach/fault"
)

// The sentences of what may go wrong with a source; see tui/text. {source} is a file or an
// address without user and query.
const (
	msgAddress     fault.ID = "feed.address"     // source
	msgInsecure    fault.ID = "feed.insecure"    // source
	msgUnreachable fault.ID = "feed.unreachable" // source, problem
	msgSilent      fault.ID = "feed.silent"      // source, seconds
	msgTLS         fault.ID = "feed.tls"         // source, problem
	msgRedirect    fault.ID = "feed.redirect"    // source, target
	msgRefused     fault.ID = "feed.refused"     // source, status
	msgGone        fault.ID = "feed.gone"        // source, status
	msgBusy        fault.ID = "feed.busy"        // source, status, minutes
	msgServer      fault.ID = "feed.server"      // source, status
	msgTooBig      fault.ID = "feed.too-big"     // source, most
	msgCut         fault.ID = "feed.cut"         // source

	msgEmpty     fault.ID = "feed.empty"      // source
	msgHTML      fault.ID = "feed.html"       // source
	msgNotText   fault.ID = "feed.not-text"   // source
	msgJSON      fault.ID = "feed.json"       // source, line, column
	msgCutJSON   fault.ID = "feed.cut-json"   // source
	msgShape     fault.ID = "feed.shape"      // source, want
	msgTooMany   fault.ID = "feed.too-many"   // source, count, most
	msgFar       fault.ID = "feed.far"        // source, row, value, most
	msgCalendar  fault.ID = "feed.calendar"   // source, line, problem
	msgProgramme fault.ID = "feed.programme"  // source, line
	msgWeather   fault.ID = "feed.weather"    // source, city, problem
	msgState     fault.ID = "feed.state"      // file, problem
	msgWriteFile fault.ID = "feed.write-file" // file, problem
)

// clip shortens outside text for a message: it may be anything, of any length.
func clip(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
