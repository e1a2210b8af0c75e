package thermal

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// The published 1R1C answer of the darkgreybox tutorials (commit 280a7cd, first 672 rows):
// Ci = 448.100, Ria = 0.636576, sum of squares 502.549.
func TestFitOneNodePublished(t *testing.T) {
	name := filepath.Join("..", "..", "..", "shared", "data", "darkgreybox", "demo_data.csv")
	file, err := os.Open(name)
	if err != nil {
		t.Skip("needs ../shared/data/darkgreybox beside the repository")
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string][]float64{}
	for _, row := range rows[1:673] {
		for c, name := range rows[0] {
			v, _ := strconv.ParseFloat(row[c], 64)
			column[name] = append(column[name], v)
		}
	}
	m, sse, ok := FitOneNode(column["Ph"], column["Ti"], column["Ta"], 1)
	if !ok {
		t.Fatal("no fit")
	}
	for _, c := range []struct {
		what      string
		got, want float64
	}{{"Ci", m.C, 448.100}, {"Ria", 1 / m.UA, 0.636576}, {"sum of squares", sse, 502.549}} {
		if math.Abs(c.got/c.want-1) > 1e-3 {
			t.Errorf("%s %.5f, published %.5f", c.what, c.got, c.want)
		}
	}
	t.Logf("Ci %.3f, Ria %.6f, sum of squares %.3f", m.C, 1/m.UA, sse)
}

func TestFitOneNodeWithoutMuch(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name                  string
		heat, indoor, outdoor []float64
	}{
		{"nothing", nil, nil, nil},
		{"gap at once", []float64{1, nan, 1, 1}, []float64{20, 20, 20, 20}, []float64{0, 0, 0, 0}},
		{"all the same", []float64{0, 0, 0, 0}, []float64{20, 20, 20, 20}, []float64{20, 20, 20, 20}},
		{"infinite", []float64{1, 1, 1, 1}, []float64{20, 20, 20, 20}, []float64{0, math.Inf(-1), 0, 0}},
	} {
		if m, _, ok := FitOneNode(c.heat, c.indoor, c.outdoor, 1); ok {
			t.Errorf("%s: %+v", c.name, m)
		}
	}
}
