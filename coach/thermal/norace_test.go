//go:build !race

package thermal

const raced = false
