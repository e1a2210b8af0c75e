// Package solve finds the cheapest heating schedule of a home and proves that no better one
// exists. It is numbers alone: what a price, a state or a limit means is its caller's
// business, and it imports nothing of the project.
//
// Words:
//
//   - A Program is the linear programme of a schedule: states that follow linear dynamics,
//     powers between zero and a limit for each step (hard), perhaps a cap on all powers of a
//     step together (hard), a price for each power, and soft limits.
//   - A Limit is a soft bound on a Quantity (a state, its change during a step, its end
//     value, an energy) with a price for each unit of violation. Because every limit but
//     the powers' own is soft, there is always a schedule: what gave way is in the Result.
//   - A row is a limit at one step. Its slack s and violation v, both positive, differ by
//     what the value exceeds its bound; its multiplier a and the rest b of its price are
//     positive and make up the price. A box is a power between its limits.
//   - A channel is one linear functional with all the limits on it; a slot is a channel at
//     a step.
//   - The bound is a lower bound on the cost of every schedule, the gap what the cost is
//     above it. The bound is computed apart from the solver, from the multipliers alone, and
//     holds for any multipliers (certificate.go): a wrong solver cannot make it wrong.
//   - A Problem is a schedule problem as the command line states it, an Answer its solution.
//
// The method is a primal-dual interior point with predictor and corrector (Mehrotra, On the
// implementation of a primal-dual interior point method, SIAM J. Optim. 2, 1992) whose
// Newton steps are linear–quadratic regulators solved by a Riccati recursion, in time
// linear in the steps (Rao, Wright and Rawlings, Application of interior-point methods to
// model predictive control, J. Optim. Theory Appl. 99, 1998). It starts inside all limits
// and stays there: slack, violation, multiplier and rest fit together at every moment, so
// the sum of all products that the method drives to zero is the gap itself.
//
// Two kernels solve the Newton system: one power and two states, unrolled (twostate.go), and
// the general one (general.go), which goes over to the modes of an RC network where there
// are any (modal.go).
package solve
