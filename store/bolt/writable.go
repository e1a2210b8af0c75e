package bolt

// Writable is the same store, open for writing, without asking again for what opened its
// vault: for a command that reads, and keeps one thing at its end. It must be closed by
// itself.
func (s *Store) Writable() *Store {
	c := s.config
	c.ReadOnly, c.Create = false, false
	w := newStore(c)
	w.use(s.vault)
	return w
}
