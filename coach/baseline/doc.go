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
//     to clear. The regressions ridge-0 and ridge-0.5 are the next bar.
//   - The anchor is a span of the event's own day that a rule compares with the same span
//     of its reference days.
//   - A step is a lasting change of the home's level at the source, such as another meter;
//     a fall that is undone within weeks was an empty house.
//   - The memory is what older winters say; a gate lets half of it into an estimate while
//     this winter's windows without an event are told better with it.
//   - An omission is data that nothing was learned from, because it cannot be so or holds no
//     longer: every answer lists them.
//   - A gain is what a method's answer rises for energy burnt on purpose.
//
// An estimate that cannot be made says why; it is never zero instead.
package baseline
