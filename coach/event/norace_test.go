//go:build !race

package event

const raced = false
