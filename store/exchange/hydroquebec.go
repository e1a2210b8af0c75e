package exchange

import (
	"strings"

	"courant/coach/fault"
	"courant/coach/series"
)

// layOutHydroQuebec finds the columns of the customer portal's downloads by what their
// headings begin with, since accents, capitals and languages differ from one to the next:
//
//	Contrat;Date et heure;kWh;Code de consommation;Température moyenne (°C);Code de température
//	Contrat;Date et heure;kWh bas;kWh Haut;Code de consommation;…
//	Contrat;Tarif;Date;kWh;Code de consommation;…
//
// The first two are hourly, the last daily; two registers are added up. The contract is
// left behind. The autumn hour that happens twice is often there once: the first it is.
func layOutHydroQuebec(name string, headings []string) (*layout, error) {
	l := newLayout(headings)
	l.lenient = true
	own := ownUnit
	for i, h := range headings {
		switch n := simple(h); {
		case strings.HasPrefix(n, "contra"):
			l.contract = i
			l.rest = append(l.rest, i)
		case isPeriod(n):
			return nil, fault.New(fault.Invalid, msgHQPeriods, "file", name)
		case strings.HasPrefix(n, "date") && l.start < 0:
			l.start = i
		case n == "kwh", n == "kwh_bas", n == "kwh_haut", n == "kwh_low", n == "kwh_high":
			l.values = append(l.values, column{i, series.Energy, own})
		case strings.HasPrefix(n, "temp") && strings.Contains(n, "moyenne"), n == "average_temperature_c":
			l.values = append(l.values, column{i, series.Outdoor, own})
		case isHQRemark(n):
		default:
			l.rest = append(l.rest, i)
		}
	}
	if l.contract < 0 || l.start < 0 || len(l.values) == 0 || l.values[0].kind != series.Energy {
		return nil, fault.New(fault.Invalid, msgNotHQ, "file", name, "columns", list(headings))
	}
	return l, nil
}

// isPeriod reports whether a heading is one of the overview by billing period.
func isPeriod(name string) bool {
	return name == "starting_date" || name == "ending_date" || strings.HasPrefix(name, "date_de_début") || strings.HasPrefix(name, "date_de_fin")
}

// isHQRemark reports whether a column remarks on the others: codes of reading, the rate.
func isHQRemark(name string) bool {
	return strings.HasPrefix(name, "code") || strings.HasSuffix(name, "_code") || name == "tarif" || name == "rate"
}

// isHydroQuebec reports whether a heading line is one of the portal's.
func isHydroQuebec(line string) bool {
	sep := separator(line)
	if sep != ';' && !strings.HasPrefix(simple(line), "contra") {
		return false
	}
	headings := strings.Split(line, string(sep))
	for i := range headings {
		headings[i] = strings.Trim(headings[i], "\" ")
	}
	_, err := layOutHydroQuebec("", headings)
	return err == nil || fault.CodeOf(err) == fault.Invalid && hasID(err, msgHQPeriods) && strings.HasPrefix(simple(headings[0]), "contra")
}
