//go:build !race

package tariff

const raced = false
