package mem

import (
	"testing"

	"courant/store"
	"courant/store/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return New() })
}
