// Package sun has the sun's place in the sky and what of it reaches level ground.
package sun

import "math"

// A Day is what of the sun's place stays the same for a day at a latitude.
type Day struct{ sinsin, coscos, equation float64 }

// On is the sun on a day of the year (1–366) at a latitude in degrees: declination and
// equation of time by Spencer, Search 2 (1971) 172.
func On(yearDay int, latitude float64) Day {
	g := 2 * math.Pi * float64(yearDay-1) / 365
	declination := 0.006918 - 0.399912*math.Cos(g) + 0.070257*math.Sin(g) - 0.006758*math.Cos(2*g) +
		0.000907*math.Sin(2*g) - 0.002697*math.Cos(3*g) + 0.00148*math.Sin(3*g)
	equation := 3.8197 * (0.000075 + 0.001868*math.Cos(g) - 0.032077*math.Sin(g) - 0.014615*math.Cos(2*g) - 0.040849*math.Sin(2*g))
	phi := latitude * math.Pi / 180
	return Day{math.Sin(phi) * math.Sin(declination), math.Cos(phi) * math.Cos(declination), equation}
}

// CosZenith is the cosine of the sun's zenith angle at an hour of UTC (0–24) and a longitude
// in degrees, east positive; negative at night.
func (d Day) CosZenith(utcHour, longitude float64) float64 {
	return d.sinsin + d.coscos*math.Cos(math.Pi*(utcHour+longitude/15+d.equation-12)/12)
}

// ClearSky is the global horizontal irradiance of a cloudless sky, W/m² (Haurwitz, J.
// Meteorology 2 (1945) 154).
func ClearSky(cosZenith float64) float64 {
	if cosZenith <= 0.01 {
		return 0
	}
	return 1098 * cosZenith * math.Exp(-0.057/cosZenith)
}

// Through is the share of it that a cloud cover of n (0 clear – 1 overcast) lets through
// (Kasten and Czeplak, Solar Energy 24 (1980) 177).
func Through(n float64) float64 { return 1 - 0.75*math.Pow(n, 3.4) }
