package exchange

import (
	"strings"
	"unicode/utf8"

	"courant/coach/fault"
)

// The sentences of errors about files; see tui/text. Each tells the file; {line} counts
// from 1, the heading included.
const (
	msgRead      fault.ID = "exchange.read"       // file, cause
	msgEmpty     fault.ID = "exchange.empty"      // file
	msgNotText   fault.ID = "exchange.not-text"   // file, what
	msgCut       fault.ID = "exchange.cut"        // file
	msgTooBig    fault.ID = "exchange.too-big"    // file
	msgLongLine  fault.ID = "exchange.long-line"  // file, line
	msgBadLine   fault.ID = "exchange.bad-line"   // file, line
	msgBadFormat fault.ID = "exchange.bad-format" // format, formats
	msgBadLabel  fault.ID = "exchange.bad-label"  // label

	msgNotPair       fault.ID = "exchange.not-pair"        // text
	msgUnknownRole   fault.ID = "exchange.unknown-role"    // role, nearest, roles
	msgRoleTwice     fault.ID = "exchange.role-twice"      // role
	msgMapFormat     fault.ID = "exchange.map-format"      // file, format
	msgUnknownColumn fault.ID = "exchange.unknown-column"  // file, column, nearest, columns
	msgColumnTwice   fault.ID = "exchange.column-twice"    // file, column
	msgTwoColumns    fault.ID = "exchange.two-columns"     // file, role, first, second
	msgUnit          fault.ID = "exchange.unit"            // file, column, role, unit
	msgMisspelt      fault.ID = "exchange.misspelt"        // file, column, nearest, role
	msgNoHeadings    fault.ID = "exchange.no-headings"     // file
	msgNoTimeColumn  fault.ID = "exchange.no-time-column"  // file, columns, proposal
	msgNoValueColumn fault.ID = "exchange.no-value-column" // file, columns, proposal
	msgNeedHome      fault.ID = "exchange.need-home"       // file
	msgHomeTwice     fault.ID = "exchange.home-twice"      // file
	msgMixedHomes    fault.ID = "exchange.mixed-homes"     // file, line, column
	msgMixedZones    fault.ID = "exchange.mixed-zones"     // file, line, column

	msgCells      fault.ID = "exchange.cells"        // file, line, got, want
	msgTime       fault.ID = "exchange.time"         // file, line, column, value
	msgDoubled    fault.ID = "exchange.doubled-hour" // file, line, column, value, first, second
	msgAbsent     fault.ID = "exchange.absent-hour"  // file, line, column, value, first, second
	msgTooOld     fault.ID = "exchange.too-old"      // file, line, column, value
	msgFuture     fault.ID = "exchange.future"       // file, line, column, value, now
	msgBackwards  fault.ID = "exchange.backwards"    // file, line
	msgNumber     fault.ID = "exchange.number"       // file, line, column, value
	msgDecimals   fault.ID = "exchange.decimals"     // file, line, column, value
	msgOutOfRange fault.ID = "exchange.out-of-range" // file, line, column, value, low, high, unit
	msgHome       fault.ID = "exchange.home"         // file, line, column
	msgZone       fault.ID = "exchange.zone"         // file, line, column

	msgNoRows     fault.ID = "exchange.no-rows"     // file
	msgNoValues   fault.ID = "exchange.no-values"   // file
	msgOneRow     fault.ID = "exchange.one-row"     // file
	msgStep       fault.ID = "exchange.step"        // file, step
	msgOffGrid    fault.ID = "exchange.off-grid"    // file, line, time, step
	msgMixedSteps fault.ID = "exchange.mixed-steps" // file, line, time, step, other
	msgSparse     fault.ID = "exchange.sparse"      // file, rows, from, to, step

	msgNotHQ      fault.ID = "exchange.not-hydroquebec"     // file, columns
	msgHQPeriods  fault.ID = "exchange.hydroquebec-periods" // file
	msgContracts  fault.ID = "exchange.contracts"           // file, line
	msgXML        fault.ID = "exchange.xml"                 // file, line
	msgNotGB      fault.ID = "exchange.not-greenbutton"     // file
	msgNotPower   fault.ID = "exchange.not-electricity"     // file
	msgGBUnit     fault.ID = "exchange.greenbutton-unit"    // file, unit
	msgGBMeters   fault.ID = "exchange.greenbutton-meters"  // file, count
	msgNotInflux  fault.ID = "exchange.not-influx"          // file, line
	msgNoMeasures fault.ID = "exchange.no-measurements"     // file, names
	msgField      fault.ID = "exchange.field"               // file, line, column, value

	msgNoSpan     fault.ID = "exchange.no-span"     // file, column, nearest, columns
	msgMode       fault.ID = "exchange.mode"        // file, line, column, value, modes
	msgEventTwice fault.ID = "exchange.event-twice" // file, line, first
	msgLongWindow fault.ID = "exchange.long-window" // file, line
)

// clip shortens text from a file for a message: it may be anything, of any length.
func clip(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// list joins headings for a message.
func list(headings []string) string {
	const most = 20
	var b strings.Builder
	for i, h := range headings {
		if i == most {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(clip(h))
	}
	return b.String()
}
