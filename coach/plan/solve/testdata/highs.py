#!/usr/bin/env python3
"""Solves the programs of the Go tests with HiGHS's dual simplex: one JSON object a line in, one out.

In: steps, states, controls, a, b, d, x0, price, max, cap or null, value or null, limits (of: 0 level, 1 change,
2 final, 3 total; side: 1 at least, -1 at most; weight; bound, null where none; price, one or as many as bound).
Out: objective, power, multipliers (as limits and bounds), cpu_s (processor time of run() alone, least of repeat runs).
Needs numpy and highspy. Every state is a column of its own and every limit a row with a violation column, so that
the programme shares no code with the solver under test.
"""
import json, sys, time
import numpy as np, highspy


def build(p):
    N, n, m = p["steps"], p["states"], p["controls"]
    inf = highspy.kHighsInf
    A, B = np.array(p["a"]).reshape(n, n), np.array(p["b"]).reshape(n, m)
    D, x0 = np.array(p["d"]).reshape(N, n), np.array(p["x0"])
    cost = list(p["price"]) + [0.0] * (N * n)
    low = [0.0] * (N * m) + [-inf] * (N * n)
    up = list(p["max"]) + [inf] * (N * n)
    P = lambda t, j: t * m + j                      # power column
    X = lambda t, i: N * m + t * n + i              # column of x[t+1]
    if p["value"]:
        for i in range(n):
            cost[X(N - 1, i)] = p["value"][i]
    rows, cols, vals, rl, ru = [], [], [], [], []

    def row(entries, lo, hi):
        for c, v in entries:
            if v:
                rows.append(len(rl)); cols.append(c); vals.append(v)
        rl.append(lo); ru.append(hi)

    for t in range(N):
        for i in range(n):
            entries, rhs = [(X(t, i), 1.0)] + [(P(t, j), -B[i, j]) for j in range(m)], D[t, i]
            if t:
                entries += [(X(t - 1, k), -A[i, k]) for k in range(n)]
            else:
                rhs += A[i] @ x0
            row(entries, rhs, rhs)
    if p["cap"]:
        for t in range(N):
            row([(P(t, j), 1.0) for j in range(m)], -inf, p["cap"][t])
    where = []                                      # (limit, bound, row, side)
    for k, l in enumerate(p["limits"]):
        w = l["weight"]
        for s, bound in enumerate(l["bound"]):
            if bound is None:
                continue
            if l["of"] == 0:
                entries = [(X(s, i), w[i]) for i in range(n)]
            elif l["of"] == 1:
                entries = [(X(s, i), w[i]) for i in range(n)]
                if s:
                    entries += [(X(s - 1, i), -w[i]) for i in range(n)]
                else:
                    bound += sum(w[i] * x0[i] for i in range(n))
            elif l["of"] == 2:
                entries = [(X(N - 1, i), w[i]) for i in range(n)]
            else:
                entries = [(c, v) for c, v in enumerate(w)]
            price = l["price"][s if len(l["price"]) > 1 else 0]
            cost.append(price); low.append(0.0); up.append(inf)
            where.append((k, s, len(rl), l["side"]))
            row(entries + [(len(cost) - 1, float(l["side"]))], *((bound, inf) if l["side"] > 0 else (-inf, bound)))

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(rl)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.array(cost), np.array(low), np.array(up)
    lp.row_lower_, lp.row_upper_ = np.array(rl), np.array(ru)
    order = np.lexsort((rows, cols))
    r, c, v = np.array(rows, np.int32)[order], np.array(cols)[order], np.array(vals)[order]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(c, np.arange(len(cost) + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = r, v
    return lp, where


def solve(p):
    lp, where = build(p)
    least = None
    for _ in range(p.get("repeat", 1)):
        h = highspy.Highs()
        h.silent()
        h.setOptionValue("solver", "simplex")
        h.setOptionValue("threads", 1)
        h.setOptionValue("parallel", "off")
        if p.get("tight"):
            for o in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
                h.setOptionValue(o, 1e-9)
        h.passModel(lp)
        began = time.process_time()
        h.run()
        took = time.process_time() - began
        least = took if least is None else min(least, took)
    s = h.getSolution()
    multipliers = [[0.0] * len(l["bound"]) for l in p["limits"]]
    for k, t, r, side in where:
        multipliers[k][t] = side * s.row_dual[r]
    return {"objective": h.getInfo().objective_function_value, "power": list(s.col_value[:p["steps"] * p["controls"]]),
            "multipliers": multipliers, "cpu_s": least}


for line in sys.stdin:
    print(json.dumps(solve(json.loads(line))), flush=True)
