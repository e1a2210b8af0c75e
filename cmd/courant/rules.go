package main

import "fmt"

// checkRules is what `courant doctor` says of the person's own rule files: whether they can
// be read, else the line that cannot. The built-in rules need no word.
func (a *app) checkRules() []check {
	var out []check
	rules, err := a.rules()
	if err != nil {
		return append(out, a.failed("rules", err))
	}
	if f := a.cfg.Rules.Events; f != "" {
		out = append(out, check{Code: "rules", OK: true, Detail: fmt.Sprintf(a.lang.Feed().Rules, f)})
	}
	if _, err := a.rates(rules); err != nil {
		return append(out, a.failed("rules", err))
	}
	if f := a.cfg.Rules.Tariffs; f != "" {
		out = append(out, check{Code: "rules", OK: true, Detail: fmt.Sprintf(a.lang.Feed().Rules, f)})
	}
	return out
}
