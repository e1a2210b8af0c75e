// Package baseline answers what a home would have used in a window.
//
// Words:
//
//   - Reference energy (énergie de référence) is what an official rule says; it is what is
//     paid. hq-credit is Hydro-Québec's winter credit rule, hilo the rule of Hilo until
//     2024-25.
//   - The counterfactual is what we believe; it is what was saved. The two are shown side
//     by side and never mixed.
//   - Persistence is the same hours of the last event-free day: the bar that any model has
//     to clear.
//   - The anchor is a span of the event's own day that a rule compares with the same span
//     of its reference days.
//
// An estimate that cannot be made says why; it is never zero instead.
package baseline
