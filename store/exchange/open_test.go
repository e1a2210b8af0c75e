package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"testing"
	"testing/iotest"
)

// Ensure a file that comes in drops is read as one that comes at once: no character and no
// line is lost where two reads meet.
func TestReadInDrops(t *testing.T) {
	for _, name := range []string{"hydroquebec-hourly.csv", "two-homes.csv", "greenbutton-prefixed.xml", "consumption.lp"} {
		data, err := os.ReadFile(own(name))
		if err != nil {
			t.Fatal(err)
		}
		opt := Options{Home: "h-1", Now: testNow}
		if name == "two-homes.csv" {
			opt.Home, opt.Map = "", map[string]string{"home": "home", "zone": "zone"}
		}
		for _, wrap := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader} {
			for _, data := range [][]byte{data, []byte(zipped(string(data)))} {
				whole, err1 := Read(bytes.NewReader(data), name, opt)
				drops, err2 := Read(wrap(bytes.NewReader(data)), name, opt)
				if err1 != nil || err2 != nil || fmt.Sprintf("%v", whole) != fmt.Sprintf("%v", drops) {
					t.Errorf("%s: differs in drops: %v, %v", name, err1, err2)
				}
			}
		}
	}
}

// Ensure a reader that goes past its limit fails rather than ends.
func TestCapped(t *testing.T) {
	got, err := io.ReadAll(&capped{r: bytes.NewReader(make([]byte, 100)), left: 99})
	if !errors.Is(err, errTooBig) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if got, err := io.ReadAll(&capped{r: bytes.NewReader(make([]byte, 100)), left: 100}); err != nil || len(got) != 100 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	in := &input{name: "test.csv"}
	wantFault(t, in.readError(errTooBig), msgTooBig, nil)
}

// FuzzDecoder ensures that text in UTF-8 passes unchanged and that anything else comes out
// as valid UTF-8, however it is cut.
func FuzzDecoder(f *testing.F) {
	for _, s := range []string{"été", "\xe9t\xe9", "a\xf0\x9f\x8f", "€\x80\xff", "\xe2\x82", "plain"} {
		f.Add([]byte(s), uint8(1))
	}
	f.Fuzz(func(t *testing.T, b []byte, cut uint8) {
		if bytes.IndexByte(b, 0) >= 0 {
			return
		}
		whole, err := io.ReadAll(&decoder{r: bytes.NewReader(b)})
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(bytes.ToValidUTF8(b, nil), b) && !bytes.Equal(b, whole) {
			t.Fatalf("%q became %q", b, whole)
		}
		if !bytes.Equal(bytes.ToValidUTF8(whole, nil), whole) {
			t.Fatalf("%q is no UTF-8", whole)
		}
		n := min(int(cut), len(b))
		two, err := io.ReadAll(&decoder{r: io.MultiReader(bytes.NewReader(b[:n]), bytes.NewReader(b[n:]))})
		if err != nil || !bytes.Equal(two, whole) {
			t.Fatalf("cut at %d: %q, want %q; %v", n, two, whole, err)
		}
	})
}

// Ensure the size of a time tells its unit.
func TestSeconds(t *testing.T) {
	for _, n := range []int64{1767610800, 1767610800_000, 1767610800_000_000, 1767610800_000_000_000} {
		if seconds(n) != 1767610800 {
			t.Errorf("%d is %d s", n, seconds(n))
		}
	}
}
