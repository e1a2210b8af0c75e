package solve

import (
	"fmt"
	"os"
	"testing"
)

func TestDbg(t *testing.T) {
	f := os.Getenv("DBG")
	if f == "" {
		t.Skip()
	}
	r, _ := os.Open(f)
	p, err := ParseProblem(r)
	if err != nil {
		t.Fatal(err)
	}
	var w Workspace
	pr := p.Program()
	res, err := w.Solve(pr)
	fmt.Println(res.Cost, res.Bound, res.Gap, err, w.general.modal, len(w.caps))
}
