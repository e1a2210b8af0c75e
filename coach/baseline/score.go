package baseline

import "math"

// A Score is how a method did on a home's windows, in percent. It holds a method to what was
// measured, which is the truth only where the home did not answer an event.
type Score struct {
	Method          string
	Answered, Asked int
	Bias            float64 // mean error for the mean window
	RRMSE           float64 // root of the mean squared error for the mean window
	Coverage, Width float64 // windows inside the interval; its mean width. NaN without intervals
}

// Scores scores the methods of some answers, in the order of the first. Windows that are not
// all measured are left out of Asked.
func Scores(answers []Answer) (out []Score) {
	if len(answers) == 0 {
		return nil
	}
	for k, e := range answers[0].Methods {
		s := Score{Method: e.Name}
		var actual, miss, square, inside, width, intervals float64
		for _, a := range answers {
			e, was := a.Methods[k], float64(a.ActualKWh)
			if math.IsNaN(was) {
				continue
			}
			s.Asked++
			if !e.KWh.Known() {
				continue
			}
			s.Answered++
			d := float64(e.KWh) - was
			actual, miss, square = actual+was, miss+d, square+d*d
			if e.LowKWh.Known() && e.HighKWh.Known() {
				intervals++
				width += float64((e.HighKWh - e.LowKWh) / e.KWh)
				if float64(e.LowKWh) <= was && was <= float64(e.HighKWh) {
					inside++
				}
			}
		}
		n := float64(s.Answered)
		s.Bias, s.RRMSE = 100*miss/actual, 100*math.Sqrt(square/n)*n/actual
		s.Coverage, s.Width = 100*inside/intervals, 100*width/intervals
		out = append(out, s)
	}
	return out
}
