//go:build !race

package signature

const raced = false
