package text

import "courant/coach/home"

// heatTexts are what heats a home or a room.
var heatTexts = map[string]pair{
	string(home.Baseboard): {"plinthes", "baseboards"}, string(home.HeatPump): {"thermopompe", "heat pump"}, string(home.Wood): {"bois", "wood"},
	string(home.Dual): {"biénergie", "dual energy"}, string(home.Floor): {"plancher chauffant", "heated floor"},
}

// kindTexts are what a room is used for.
var kindTexts = map[string]pair{
	string(home.Living): {"pièce de vie", "living space"}, string(home.Bedroom): {"chambre", "bedroom"},
	string(home.Basement): {"sous-sol", "basement"}, string(home.Other): {"autre", "other"},
}

// Heat is what heats a home or a room.
func (l Lang) Heat(h home.Heat) string { return l.said(heatTexts, string(h)) }

// ZoneKind is what a room is used for.
func (l Lang) ZoneKind(k home.ZoneKind) string { return l.said(kindTexts, string(k)) }

// PerDay is an amount a day: 12,3 kWh/jour.
func (l Lang) PerDay(amount string) string { return amount + (pair{"/jour", "/day"}).in(l) }
