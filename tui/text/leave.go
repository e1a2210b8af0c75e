package text

// Leave are the sentences about leaving an event and coming back. Each begins with the event.
type Leave struct {
	Event                string // day, from, to
	Skip                 string // event, id
	SkipRoom             string // event, room, id, its name
	Already, AlreadyRoom string // event · event, room
	Back                 string // event
	BackRooms, BackBoth  string // event, rooms
	Nothing              string // event
	NothingRoom          string // event, room
	NotRoom              string // event, room, id
}

var frLeave = Leave{
	Event: "événement du %s, de %s à %s",
	Skip:  "%s : vous n'y participez pas. Pour y revenir : courant event undo %s.", SkipRoom: "%s : %s n'y participe pas, le reste de la maison oui. Pour y revenir : courant event undo %s --zone %s.",
	Already: "%s : vous n'y participiez déjà pas. Rien n'a changé.", AlreadyRoom: "%s : %s n'y participait déjà pas. Rien n'a changé.",
	Back: "%s : vous y participez de nouveau.", BackRooms: "%s : %s y participe de nouveau.", BackBoth: "%s : vous y participez de nouveau, y compris %s.",
	Nothing: "%s : rien à reprendre, vous y participiez déjà.", NothingRoom: "%s : rien à reprendre, %s y participait déjà.",
	NotRoom: "%s : rien à reprendre pour %s seule, c'est toute la maison qui n'y participe pas. Pour y revenir : courant event undo %s.",
}

var enLeave = Leave{
	Event: "event of %s, from %s to %s",
	Skip:  "%s: you are not taking part. To come back: courant event undo %s.", SkipRoom: "%s: %s is not taking part, the rest of the home is. To come back: courant event undo %s --zone %s.",
	Already: "%s: you were not taking part already. Nothing has changed.", AlreadyRoom: "%s: %s was not taking part already. Nothing has changed.",
	Back: "%s: you are taking part again.", BackRooms: "%s: %s is taking part again.", BackBoth: "%s: you are taking part again, %s too.",
	Nothing: "%s: nothing to take back, you were taking part.", NothingRoom: "%s: nothing to take back, %s was taking part.",
	NotRoom: "%s: nothing to take back for %s alone, it is the whole home that is not taking part. To come back: courant event undo %s.",
}

// Leave gives the language's sentences.
func (l Lang) Leave() *Leave {
	if l == English {
		return &enLeave
	}
	return &frLeave
}
