"""Three more houses for bench.py, made of the judge's own parts, so that nothing is tuned on its two: a tight semi-detached,
a flat under a roof, and a draughty old house whose people keep it cool (its set-points lie on floors)."""
from houses import House, Storey, grid
import houses, people

USUAL = {  # awake at home, away, asleep
    'semi': dict(living=(21.5, 20.0, 19.5), bedroom=(20.0, 19.0, 18.5), basement=(19.5, 19.0, 18.5)),
    'flat': dict(living=(22.0, 20.0, 20.0), bedroom=(21.0, 19.5, 19.5), basement=(18.0, 18.0, 18.0)),
    'old': dict(living=(20.5, 18.5, 18.0), bedroom=(19.5, 18.0, 17.5), basement=(15.0, 15.0, 15.0)),
}
EMPTY = {'semi': 0.7, 'flat': 0.9, 'old': 0.3}
COLUMN = [('living', 'living'), ('kitchen', 'living')], [('bed_main', 'bedroom'), ('bed_small', 'bedroom')]


def variants():
    x = [0, 6.5]
    yield House(
        'semi', 'semi-detached, 2012, tight',
        [Storey(-1.7, 2.4, grid(x, [0, 10.0], [('basement', 'basement')])), *(Storey(z, 2.5, grid(x, [0, 5.5, 10.0], c)) for z, c in zip((0.7, 3.2), COLUMN))],
        wall=4.3, ceil=8.0, bwall=3.5, slab=1.0, win_u=1.7, shgc=0.4, wwr=dict(S=.22, N=.15, E=.0, W=.05),
        ela_cm2=190, vent_ls=12, brick=True, party={'E'}, people=4, plug_kwh=20, dhw_kwh=11)
    yield House(
        'flat', 'flat under the roof, 1975',
        [Storey(6.0, 2.45, grid([0, 5.2, 9.0], [0, 4.8, 9.2], [('living', 'living'), ('bed_main', 'bedroom'), ('kitchen', 'living'), ('bed_small', 'bedroom')]))],
        wall=1.9, ceil=3.2, bwall=0, slab=0, win_u=2.6, shgc=0.55, wwr=dict(S=.25, N=.18),
        ela_cm2=260, vent_ls=6, brick=True, party={'E', 'W'}, stacked=True, people=2, plug_kwh=11, dhw_kwh=6)
    x = [0, 8.0]
    yield House(
        'old', 'two storeys, 1930, wood, draughty',
        [Storey(-1.5, 2.2, grid(x, [0, 9.0], [('basement', 'basement')])), *(Storey(z, h, grid(x, [0, 5.0, 9.0], c)) for z, h, c in zip((0.7, 3.4), (2.7, 2.5), COLUMN))],
        wall=1.9, ceil=3.8, bwall=0.9, slab=0.1, win_u=2.7, shgc=0.55, wwr=dict(S=.18, N=.14, E=.08, W=.08),
        ela_cm2=900, vent_ls=0, brick=False, mix_ls=45.0, people=4, plug_kwh=19, dhw_kwh=11)


def add():
    """Puts them beside the judge's houses."""
    judges = houses.houses
    houses.houses = lambda: {**judges(), **{h.id: h for h in variants()}}
    people.USUAL.update(USUAL)
    people.EMPTY.update(EMPTY)
