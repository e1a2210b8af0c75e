package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"courant/coach/fault"
)

// Ensure every message id declared anywhere in the module (a constant of type fault.ID) has
// a sentence in both languages with the same placeholders, and that no sentence is orphaned.
func TestEveryFaultHasItsSentences(t *testing.T) {
	declared := declaredIDs(t)
	known := faultIDs()
	for _, id := range declared {
		if !slices.Contains(known, id) {
			t.Errorf("message id %q has no sentence", id)
		}
	}
	for i, id := range known {
		if !slices.Contains(declared, id) {
			t.Errorf("sentence %q belongs to no declared message id", id)
		}
		if i > 0 && known[i-1] == id {
			t.Errorf("message id %q has two sentences", id)
		}
	}
	placeholder := regexp.MustCompile(`\{([a-z_]+)[}?]`)
	for _, table := range faultTables {
		for id, p := range table {
			fr, en := placeholder.FindAllString(p.fr, -1), placeholder.FindAllString(p.en, -1)
			slices.Sort(fr)
			slices.Sort(en)
			if p.fr == "" || p.en == "" || !slices.Equal(slices.Compact(fr), slices.Compact(en)) {
				t.Errorf("%s: placeholders differ or a sentence is empty: %v, %v", id, fr, en)
			}
		}
	}
}

func declaredIDs(t *testing.T) []fault.ID {
	t.Helper()
	var ids []fault.ID
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			sel, ok := v.Type.(*ast.SelectorExpr)
			if !ok || sel.Sel.Name != "ID" {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); !ok || x.Name != "fault" {
				return true
			}
			for _, val := range v.Values {
				if lit, ok := val.(*ast.BasicLit); ok {
					s, _ := strconv.Unquote(lit.Value)
					ids = append(ids, fault.ID(s))
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func TestFill(t *testing.T) {
	args := []fault.Arg{{Name: "a", Value: "x{b}"}, {Name: "empty", Value: ""}}
	for in, want := range map[string]string{
		"{a}!":                "x{b}!",
		"{empty? never}.":     ".",
		"{a? yes {a}}.":       " yes x{b}.",
		"{missing}open {":     "open {",
		"nothing to fill in.": "nothing to fill in.",
	} {
		if got := fill(French, in, args); got != want {
			t.Errorf("fill(%q) = %q, want %q", in, got, want)
		}
	}
}
