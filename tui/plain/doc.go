// Package plain tells a Report in linear text: short lines that end, no boxes, no colours,
// no escape bytes. It is what a pipe, a braille display and --accessible get, and the
// dashboard borrows its sentences.
package plain
