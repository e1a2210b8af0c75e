package chart

import "testing"

func BenchmarkChart160x20(b *testing.B) {
	c := outdoor(160, 20, Braille)
	b.ReportAllocs()
	for b.Loop() {
		c.Render(nil)
	}
}
