package tui

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"courant/tui/chart"
	"courant/tui/text"
)

// show prints one screen, to be looked at: go test ./tui -run TestShow -show today/ready/80x24/fr/keys…
var show = flag.String("show", "", "print these screens: view/scene/WxH/lang/key,key…/graph/theme")

func TestShow(t *testing.T) {
	if *show == "" {
		t.Skip("nothing asked for")
	}
	for _, one := range strings.Fields(*show) {
		p := strings.Split(one+"//////", "/")
		s := sample{scene: p[1], w: 80, h: 24, lang: text.Lang(p[3]), view: viewNames[p[0]]}
		fmt.Sscanf(p[2], "%dx%d", &s.w, &s.h)
		if p[4] != "" {
			s.keys = strings.Split(p[4], ",")
		}
		s.graph, _ = chart.ParseGraph(p[5])
		s.theme = p[6]
		fmt.Printf("=== %s\n%s\n", one, s.model(t).View())
	}
}
