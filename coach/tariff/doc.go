// Package tariff knows Hydro-Québec's residential prices by date, and makes bills from
// them that are exact to the cent.
//
// Words:
//
//   - A rate (tarif) is what a home pays by: d, dp, dt, flex-d, or winter-credit, which is
//     rate D with the winter credit option.
//   - The tier (tranche) of rate D is 40 kWh times the days of the billing period, over the
//     period and not day by day.
//   - A bill covers [from, to) in local days. Where prices may change, on 1 April, and for
//     Flex D where its winter begins and ends, it is split: energy by its own timestamps,
//     the tier by days.
//   - A reward is what a programme pays for a kWh under the reference energy. Flex D pays
//     nothing: what it offers is the event price that is not spent, which is in its prices
//     already.
//
// Money never touches binary fractions: energy is counted in ten-thousandths of a kWh (the
// storage step), prices in millionths of a dollar, amounts in cents. Each line is rounded
// to the cent, half away from zero; taxes each on the subtotal.
package tariff
